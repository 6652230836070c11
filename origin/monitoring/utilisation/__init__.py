"""How preferences are used: the utilisation rate with its parts, duty saved and forgone, regimes side by side.

| module | what stands there |
|---|---|
| `use` | values by what became of the preference |
| `figures` | figures with their definitions |
| `names` | dimensions as people read them |
| `pictures` | charts |
| `sections` | the report |
"""
