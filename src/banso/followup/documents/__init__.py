"""Papers of follow-up."""
