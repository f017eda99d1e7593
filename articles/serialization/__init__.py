"""Articles and quotations as JSON, written and read."""
