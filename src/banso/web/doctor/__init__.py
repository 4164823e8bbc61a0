"""The doctor（点検）: looks an installation over, and says in words what is wrong and what to do.

It only looks: it mends nothing, and sends nothing anywhere.
"""
