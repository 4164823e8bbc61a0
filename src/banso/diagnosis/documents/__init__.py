"""Charts and papers of an analysis."""
