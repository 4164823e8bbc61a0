"""Web: the only room that sees everything.

Home, a business's whole page（カルテ）, the command line, settings and the demonstration office.
It decides nothing of its own: what it shows comes from the rooms below.
"""
