"""Articles in records: the rows of tables, the objects of JSON."""
