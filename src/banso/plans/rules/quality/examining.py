"""All checks of a plan before it is adopted. They find; nobody is kept from adopting."""

from __future__ import annotations

from banso.plans.rules.concerns import Concern
from banso.plans.rules.content import Content
from banso.plans.rules.quality.checks import Checks, shipped_checks
from banso.plans.rules.quality.deeds import on_kpis, on_measures
from banso.plans.rules.quality.figures import on_numbers
from banso.plans.rules.quality.targets import on_targets
from banso.plans.rules.quality.words import on_words
from banso.plans.rules.succession_table import SuccessionTable, concerns_in


def examine(content: Content, checks: Checks | None = None) -> tuple[Concern, ...]:
    """Every concern, in the order of the document: words, measures, KPI, figures, succession."""
    asked = checks or shipped_checks()
    return (
        *on_words(content, asked),
        *on_measures(content, asked),
        *on_kpis(content, asked),
        *on_targets(content, asked),
        *on_numbers(content, asked),
        *_on_succession(content),
    )


def _on_succession(content: Content) -> tuple[Concern, ...]:
    if not content.kind.has("succession"):
        return ()
    return concerns_in(content.succession or SuccessionTable(), content.years)
