"""Accounts（職員と権限）: organisations, people, staff, roles, access and history.

It answers who is asking, for which organisation, and what that role may do. It knows no business
and no plan; whether an outside expert may see one business is the registry's to say.
"""
