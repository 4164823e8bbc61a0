"""Rules of the room: kinds, figures, checks and versions of plans, without a database."""
