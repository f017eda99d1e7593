"""What the name of a person tells: people who are known, and names that are frequent somewhere."""
