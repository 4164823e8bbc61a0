"""Findings（課題）: what the figures and the answers of a business propose to talk about."""
