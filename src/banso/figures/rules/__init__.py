"""Arithmetic and reading of accounts, in plain Python."""
