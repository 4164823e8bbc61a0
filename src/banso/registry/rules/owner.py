"""The owner's age（経営者の年齢）: exact with the birthday, a range with only the year."""

from dataclasses import dataclass
from datetime import date

from banso.core.era import in_era_year
from banso.core.refusals import RuleViolation

OLDEST = 110


@dataclass(frozen=True, slots=True)
class Age:
    """An age in years, from ``youngest`` to ``oldest``; equal when it is exact."""

    youngest: int
    oldest: int

    @property
    def is_exact(self) -> bool:
        """Whether the age is known to the year."""
        return self.youngest == self.oldest

    @property
    def label(self) -> str:
        """「58歳」, or 「58歳（今年の誕生日で）」 when only the birth year is known."""
        return f"{self.oldest}歳" if self.is_exact else f"{self.oldest}歳（今年の誕生日で）"


def check_birth_year(year: int, on: date, *, field: str | None = None) -> int:
    """The year itself. Refuses years to come and ages over 110."""
    if year > on.year:
        raise RuleViolation(
            "born-in-the-future",
            f"生年が先の年（{in_era_year(year)}）になっています。西暦・元号を確かめてください。",
            field=field,
        )
    if on.year - year > OLDEST:
        raise RuleViolation(
            "too-old",
            f"生年が{year}年だと{on.year - year}歳になります。西暦・元号を確かめてください。",
            field=field,
        )
    return year


def age_from_year(birth_year: int, on: date, *, field: str | None = None) -> Age:
    """The age on a day when only the birth year is known; exact on 31 December."""
    oldest = on.year - check_birth_year(birth_year, on, field=field)
    is_over = (on.month, on.day) == (12, 31)
    return Age(oldest if is_over else max(oldest - 1, 0), oldest)


def age_from_birthday(born: date, on: date, *, field: str | None = None) -> Age:
    """The exact age on a day. Refuses birthdays to come and ages over 110."""
    if born > on:
        raise RuleViolation("born-in-the-future", "生年月日が先の日付になっています。", field=field)
    check_birth_year(born.year, on, field=field)
    years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return Age(years, years)
