"""Rows of somebody's table, by the engine that holds it: what each must be, and their sums.

| module | what stands there |
|---|---|
| `terms` | the columns of the contract, their types, the reasons for which a row is refused |
| `readings` | a column of any kind read as text, figure, code or period |
| `contract` | each row with the columns of the contract, or the reason why it has none |
| `classes` | texts that mean the same to a report put together, where the engine sees them once each |
| `sums` | the rows put together by all dimensions |

All is written against Ibis. What is put otherwise for the embedded engine gives the same and is quicker there.
"""
