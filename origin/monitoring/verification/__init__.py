"""How claims are verified: requests and replies, outcomes with intervals, duty, and differences between reporters.

| module | what stands there |
|---|---|
| `tally` | verifications counted as of a day |
| `figures` | figures with their definitions |
| `tables` | figures by some dimensions |
| `entry_points` | differences between reporters |
| `sections` | the report |
"""
