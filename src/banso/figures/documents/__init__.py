"""Files that the room makes."""
