"""Plain arithmetic of the room."""
