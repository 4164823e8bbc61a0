"""placeholder."""

from banso.plans.documents.around import Making


def figure_book_of(making: Making) -> bytes:
    return b""
