"""Where an article is at home, and how it means its places."""
