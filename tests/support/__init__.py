"""What tests share: factories, pages, forms, servers."""
