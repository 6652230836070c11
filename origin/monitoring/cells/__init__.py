"""Cells: the sums that every report is made of, and the account of what became of each row.

The table is read by the engine that holds it into sums by raw texts (`origin.monitoring.rows`). What those texts mean
(which country, which agreement, was a preference used) is looked up once for each text, not for each row, in the
embedded engine, so that any engine gives the same report.

| module | what stands there |
|---|---|
| `reading` | a table read into cells |
| `texts` | what one text means: a country, a regime, an arrangement |
| `meanings` | the meanings of all texts, joined to the sums |
| `buckets` | what became of the preference |
| `account` | what became of each row |
| `rejects` | the rows that are rejected, as the table has them |
"""
