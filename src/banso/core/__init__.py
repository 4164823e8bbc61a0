"""Core（土台）: fiscal year, 和暦, clock, money, refusals, Japanese text and documents.

It knows neither staff nor firm, and imports no other room.
"""
