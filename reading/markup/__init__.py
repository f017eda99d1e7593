"""Articles in XML: what agencies, feeds, parliaments, wikis and note-takers write."""
