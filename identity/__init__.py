"""Whether two names, and two people that articles tell of, are one.

Pure: names and what is known of the people who have them in, an answer with its reason out.
"""
