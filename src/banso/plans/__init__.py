"""Plans（事業計画）: what an owner means to do over three to five years, in words and in figures.

Sections, measures, KPI and 数値計画 that grow out of an analysis, the day the owner adopted the
plan, and every version since. It keeps no accounts and no analyses, and it follows nothing up:
visits and check sheets are a room above.
"""
