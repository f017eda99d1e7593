"""Follows feeds and folders: looks at them again and again, and takes what is new as articles."""
