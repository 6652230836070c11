"""The indicators of circumvention, each a figure of its own with its formula and significance.

A lead is a route: goods of a code, from a measured country, through a third country, to an importer. Every change is
set against *comparable flows*: the same importer's flows of goods that no measure covers, from all other countries (or,
where a table has no such goods, the other countries' flows of the same goods). The chance of an indicator is the share
of comparable flows that did as much; nothing is assumed about how trade is distributed.

| module | what stands there |
|---|---|
| `lead` | a route with its indicators |
| `importer` | flows before and after a measure, and comparable flows |
| `single` | each indicator |
| `routes` | all routes |
"""
