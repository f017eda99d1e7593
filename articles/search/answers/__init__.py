"""Answers to what pages ask: lists, counts and rankings of a selection."""
