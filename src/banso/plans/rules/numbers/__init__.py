"""The figures of a plan（数値計画）: assumptions, years, months, and what remains of cash."""
