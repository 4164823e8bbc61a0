"""Search（さがす）: one index of everything that can be found, on SQLite and PostgreSQL alike.

A room says by what its rows are found（:class:`Entry`）and calls :func:`put` and :func:`drop` where
it keeps them. The index knows no room: kinds, rows, businesses and people are numbers to it.
Whoever asks must fetch the rows back through the rooms, which know who may see them.
"""
