"""Pages that take in several rooms."""
