"""Leads to circumvention: routes ranked, each indicator with its formula, and what the figures cannot tell.

| module | what stands there |
|---|---|
| `ranking` | leads in order |
| `tables` | leads and indicators with their formulas |
| `sections` | the report |
"""
