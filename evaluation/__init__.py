"""How good the extraction is, measured against people's annotations."""
