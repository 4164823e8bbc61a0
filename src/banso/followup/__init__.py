"""Followup（フォローアップ）: whom to visit, when and why, once a business plan was adopted.

The rhythm of visits and what counts as drift come from the programme's file; the plan itself
belongs to ``plans``, the visit to ``records``. Nothing here decides what a plan says.
"""
