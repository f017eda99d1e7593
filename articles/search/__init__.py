"""Finding quotations and articles: queries, backends, and the index that counts."""
