"""What people decide, and how it is kept above what the machine finds.

`overlay` lays decisions over the machine's rows, `quotes`, `people` and `texts` make decisions,
`history` records and reverts them, `export` writes them out as gold data.
"""
