"""The plan's pages: tables, single lines, and fragments other rooms show."""
