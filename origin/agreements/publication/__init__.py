"""The published rule lists: reads the data a publisher gives out, and makes rule lists and packs of them.

In the order of the work: `source` reads and validates, `markup` cleans, `heading` and `description` tell the products,
`arrangement` sets the entries, `reading` reads the wording, `sharing` finds what lists have in common, `layout` writes.
"""
