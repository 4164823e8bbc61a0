"""Reads that take in several rooms."""

from banso.web.queries.chart import Chart, chart_of
from banso.web.queries.day import Day, day_of

__all__ = ["Chart", "Day", "chart_of", "day_of"]
