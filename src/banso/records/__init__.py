"""Records（支援記録）: each contact with a business, recorded once, and what it left to do.

Contacts, promises on both sides, dispatched experts. It counts nothing for the plan: the programme
reads these rows through their QuerySets.
"""
