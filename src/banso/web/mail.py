"""The mail server as the environment names it; read before Django is set up."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}


@dataclass(frozen=True, slots=True)
class MailSettings:
    """Where mail is handed over, and whom it comes from."""

    host: str
    port: int
    user: str
    password: str
    starts_tls: bool
    is_tls: bool
    sender: str


def mail_settings(url: str, sender: str) -> MailSettings | None:
    """The server and sender; ``None`` when neither is named.

    Refuses one without the other, an unknown scheme, no host, a port that is none, a password
    without encryption, and a sender that is no address.
    """
    if not url and not sender:
        return None
    if not url or not sender:
        raise _wrong("BANSO_SMTP_URL と BANSO_MAIL_FROM は、両方を指定してください。")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise _wrong("BANSO_SMTP_URL のポートが読めません。") from error
    if parts.scheme not in _PORTS or not host:
        raise _wrong(
            "BANSO_SMTP_URL は smtp://・smtps://・smtp+plain:// で始まる形にしてください。"
        )
    if parts.scheme == "smtp+plain" and parts.password:
        raise _wrong("BANSO_SMTP_URL：パスワードを使うなら、smtp:// か smtps:// にしてください。")
    address = parseaddr(sender)[1]
    if "@" not in address or "\n" in sender or "\r" in sender:
        raise _wrong("BANSO_MAIL_FROM は、メールアドレスで指定してください。")
    return MailSettings(
        host=host,
        port=port or _PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starts_tls=parts.scheme == "smtp",
        is_tls=parts.scheme == "smtps",
        sender=sender,
    )


def _wrong(words: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(words)
