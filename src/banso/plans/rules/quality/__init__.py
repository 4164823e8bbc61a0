"""Checks before a plan is adopted（策定の前の点検）: what is odd, where, and how to mend it."""
