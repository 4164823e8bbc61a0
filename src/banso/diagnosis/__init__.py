"""Diagnosis（経営分析）: what the figures of a business and its answers say, and what to ask next.

Ratios, break-even, points against the industry, cash month by month, investments, findings and
SWOT. It keeps no accounts, which are figures' own, and decides nothing: it proposes, in words
that a person can check.
"""
