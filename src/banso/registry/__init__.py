"""Registry（事業者台帳）: who the businesses of our district are.

Names, addresses, trade, head count, owner, adviser in charge（担当）, consents. It is not what we
did for them (records), what they earn (figures), or what they plan; those rooms point here.
"""
