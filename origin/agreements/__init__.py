"""The law as data: reads, checks, compiles and lints the packs of the `agreements/` folder."""
