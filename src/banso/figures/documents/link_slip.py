"""The owner's link to hand over（入力リンクの控え）: a QR code, words to send, a slip of paper."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import segno

from banso.accounts.models import Organisation
from banso.core import clock
from banso.core.documents.typesetting import typeset
from banso.core.era import in_era_day
from banso.figures.models import FigureLink
from banso.figures.rules.monthly import monthly_items


@dataclass(frozen=True, slots=True)
class LinkHandedOver:
    """A link whose address this one answer knows, in the forms in which it is handed over."""

    link: FigureLink
    url: str
    organisation: Organisation

    @property
    def picture(self) -> str:
        """The QR code as an address of its own（data:）, for the page."""
        return str(segno.make(self.url, error="m").svg_data_uri(scale=5, border=4))

    @property
    def asked(self) -> str:
        """What the owner's page asks, in words."""
        return "・".join(item.ja for item in monthly_items().values() if item.owner)

    @property
    def office(self) -> str:
        """Who asks, with the telephone where it is known."""
        phone = self.organisation.phone
        return f"{self.organisation.name}（電話 {phone}）" if phone else self.organisation.name

    @property
    def until(self) -> str:
        """The last day on which the link opens the page."""
        return in_era_day(self.link.expires_on)

    @property
    def message(self) -> str:
        """Words ready to be sent by LINE, SMS or e-mail; the office sends them, not the product."""
        return (
            f"{self.organisation.name}です。{self.link.business.name}様の先月の数字を送るページです。\n"
            "スマートフォンで開いて、分かるところだけ入れて「送る」を押してください（30秒ほど）。\n"
            f"{self.url}\n"
            f"{self.until}まで、毎月このページから送れます。策定した事業計画と約束も見られます。見るのは商工会の職員だけです。"
            "ほかの方には渡さないでください。\n"
            f"お問い合わせ：{self.office}"
        )

    def pdf(self) -> bytes:
        """The slip on A4: what it is for, who sees it, until when, whom to ask."""
        drawn = BytesIO()
        segno.make(self.url, error="m").save(drawn, kind="svg", scale=5, border=4)
        values = {
            "organisation": self.organisation.name,
            "printed_on": in_era_day(clock.today()),
            "business": self.link.business.name,
            "picture": drawn.getvalue().decode(),
            "asked": self.asked,
            "office": self.office,
            "until": self.until,
            "url": self.url,
        }
        title = "毎月の数字を送るページのご案内"
        return typeset("figures/documents/link_slip.typ", values, title=title)
