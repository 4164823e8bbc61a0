"""Decisions that take in several rooms."""
