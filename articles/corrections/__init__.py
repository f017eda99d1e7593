"""What editors decide, and how it is kept above what the extractor finds.

`overlay` applies decisions to the extractor's rows; `quotations`, `speakers` and `articles` make
decisions and restore what was before; `changes` records them, `revert` reverts them, `export`
writes them as gold data.
"""
