"""What was said once, and the quotations in articles that are its appearances."""
