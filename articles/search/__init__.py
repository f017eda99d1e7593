"""Search of quotations and articles: words in the database, facets in memory."""
