"""The demonstration office（実演用の商工会）: a whole office of made-up businesses and records.

Deterministic (the same seed gives the same rows), shaped like the plan's figures of 令和6年, and
plainly fictional: every e-mail address ends ``example.jp``, telephone numbers begin with digits
that no exchange has, corporate numbers name a registry office that does not exist. It may not
stand beside an office in earnest, and refuses to.
"""
