"""One quotation as a citation: plain, APA, Chicago, BibTeX, RIS.  Pure code, without rows."""
