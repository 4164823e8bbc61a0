"""Papers and workbooks of follow-up."""
