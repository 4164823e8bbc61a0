"""Refusals: what the product says no to, in words a person can act on."""


class RuleViolation(Exception):
    """A rule of the field was broken.

    ``code`` is stable and English (for tests and the API), ``message`` is Japanese for the person
    at the screen, ``field`` names the form field the message belongs to (``None``: whole form).
    """

    def __init__(self, code: str, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field
