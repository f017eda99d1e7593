"""Every quotation by its values and words, in a file and in line with the rows."""
