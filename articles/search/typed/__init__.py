"""What readers type, and what they may mean by it."""
