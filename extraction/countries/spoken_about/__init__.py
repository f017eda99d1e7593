"""Which countries a quotation speaks about, and where it comes to speak about others."""
