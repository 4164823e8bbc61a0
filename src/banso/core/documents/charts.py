"""Charts（図）from Vega-Lite specifications: one specification for page, PDF and Word."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import ModuleType
from typing import Any

from banso.core.documents.typesetting import FONTS

Spec = Mapping[str, Any]
VEGA_LITE = "5.20"
FONT = "BIZ UDGothic"
INK, QUIET, RULE = "#1a1a1a", "#595959", "#d9dce1"
ACCENT, SECOND, THIRD, BAD = "#00428c", "#8a5a00", "#767c85", "#b3261e"
_LOOK: Spec = {
    "background": "white",
    "font": FONT,
    "axis": {
        "labelFontSize": 12, "titleFontSize": 12, "labelColor": INK, "titleColor": QUIET,
        "titleFontWeight": "normal", "gridColor": RULE, "domainColor": THIRD, "tickColor": THIRD,
    },
    "legend": {"labelFontSize": 12, "titleFontSize": 12, "labelColor": INK, "orient": "bottom"},
    "view": {"stroke": None},
    "text": {"font": FONT, "fontSize": 12, "color": INK},
}  # fmt: skip


def as_svg(spec: Spec) -> str:
    """The chart as SVG, in the product's own font and colours."""
    svg: str = _engine().vegalite_to_svg(_whole(spec), vl_version=VEGA_LITE)
    return svg


def as_png(spec: Spec, *, scale: float = 2) -> bytes:
    """The chart as PNG, for documents that take no SVG; ``scale`` 2 is fit for print."""
    png: bytes = _engine().vegalite_to_png(_whole(spec), vl_version=VEGA_LITE, scale=scale)
    return png


def _whole(spec: Spec) -> dict[str, Any]:
    return {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "config": _LOOK, **spec}


@cache
def _engine() -> ModuleType:
    import vl_convert  # heavy: only where a chart is drawn

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert
