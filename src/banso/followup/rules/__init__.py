"""The room's arithmetic: rhythms, drift, the year's outlook. No Django, no database, no clock."""
