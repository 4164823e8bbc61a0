"""QR codes（二次元コード）as SVG, for the screen and for paper."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO


def qr_svg(words: str, *, quiet_zone: int = 4) -> str:
    """``words`` as a QR code that bears a fold or a stain（誤り訂正 M）; black on white."""
    import segno  # only where a code is drawn

    made = BytesIO()
    code = segno.make(words, error="m", micro=False)
    code.save(made, kind="svg", scale=8, border=quiet_zone, xmldecl=False, light="#fff", nl=False)
    return made.getvalue().decode()


def qr_picture(words: str) -> str:
    """The code as an address of its own（data:）, for an ``img`` on the screen."""
    return f"data:image/svg+xml;base64,{b64encode(qr_svg(words).encode()).decode()}"
