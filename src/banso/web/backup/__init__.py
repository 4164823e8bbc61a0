"""Backups（控え）: every row and every file in one archive, the same for both databases.

An archive made from SQLite can be restored into PostgreSQL and the other way round. Left out are
sessions and queued tasks, which end with the machine, and the installation's own secret key.
"""
