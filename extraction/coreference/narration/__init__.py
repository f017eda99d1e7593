"""What the article narrates, in text order: who is about when an expression refers to a person."""
