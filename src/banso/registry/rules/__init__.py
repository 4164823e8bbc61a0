"""The registry's rules: plain Python, no database and no clock."""
