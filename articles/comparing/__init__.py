"""Selections of quotations beside one another: their quotes in time, and the words of each."""
