"""The very first page of an empty installation: organisation, first administrator, plan."""
