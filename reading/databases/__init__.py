"""What newspaper databases export: many articles in a file, each with fields around its text."""
