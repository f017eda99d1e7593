"""Pages of the web: the article among what is around it, and what the page states of it."""
