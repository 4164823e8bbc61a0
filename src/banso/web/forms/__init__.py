"""Forms of pages that take in several rooms."""
