"""What runs by itself: the task worker, the nightly housekeeping, the backups."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django_tasks_db.models import DBTaskResult

from banso.core import clock
from banso.core.clock import TOKYO
from banso.followup.models import DigestSent, DigestWish
from banso.web.doctor.findings import Finding, bad, good, remark

_PATIENCE = timedelta(minutes=10)
_BACKUP_DAYS = 7


def worker() -> Iterator[Finding]:
    """Whether tasks are being done."""
    runs = _is_held(settings.DATA_DIR / "worker.lock")
    waiting = _long_due()
    if waiting:
        how = "仕事係は動いていますが、進んでいません" if runs else "仕事係が動いていません"
        yield bad(
            f"{how}。{waiting}件の仕事が10分以上待っています。", "bin/run で始め直してください。"
        )
    elif runs:
        yield good("仕事係が動いています。")
    else:
        yield remark("伴走は今、動いていません。", "使うときは bin/run で始めてください。")


def _long_due() -> int:
    """How many tasks could have begun ten minutes ago."""
    moment = _machine_time()
    ready = DBTaskResult.objects.ready().filter(enqueued_at__lte=moment - _PATIENCE)
    return int(ready.exclude(run_after__range=(moment - _PATIENCE, moment)).count())


def failures() -> Iterator[Finding]:
    """Tasks that failed in the last week."""
    since = _machine_time() - timedelta(days=7)
    failed = DBTaskResult.objects.failed().filter(finished_at__gte=since)
    for path in sorted(set(failed.values_list("task_path", flat=True))):
        name = path.rsplit(".", 1)[-1]
        last = failed.filter(task_path=path).order_by("-finished_at").first()
        reason = str(last.exception_class_path).rsplit(".", 1)[-1] if last else ""
        yield bad(
            f"この7日間に失敗した仕事があります：{name}（{reason}）。",
            "画面からもう一度行い、それでも失敗するなら、この行を添えて保守の担当に知らせてください。",
        )


def backups() -> Iterator[Finding]:
    """How old the newest archive in the data folder is."""
    made = sorted((settings.DATA_DIR / "backups").glob("banso-*.zip"))
    if not made:
        yield remark(
            "データフォルダーに控えがありません。",
            "bin/banso backup で控えを取り、別の場所にも置いてください。",
        )
        return
    written = datetime.fromtimestamp(made[-1].stat().st_mtime, tz=TOKYO)
    days = (_machine_time() - written).days
    if days > _BACKUP_DAYS:
        yield remark(
            f"いちばん新しい控えは{days}日前のものです。", "bin/banso backup を実行してください。"
        )
    else:
        yield good(f"控えがあります（{made[-1].name}）。")


def mail() -> Iterator[Finding]:
    """Whether reminders that people want can go out, and went."""
    since = clock.today() - timedelta(days=7)
    failed = DigestSent.objects.filter(on__gte=since).exclude(failure="")
    wishes = DigestWish.objects.filter(staff__organisation__is_demonstration=False).count()
    if failed.exists():
        last = failed.latest("on", "pk").failure
        yield bad(
            f"この7日間に、届けられなかったお知らせメールが{failed.count()}通あります（{last}）。",
            "BANSO_SMTP_URL と、送信サーバーの記録を確かめてください。",
        )
    elif wishes and not settings.MAIL_IS_SET:
        yield remark(
            f"お知らせメールを選んだ職員が{wishes}人いますが、送信サーバーがありません。",
            "送るなら、BANSO_SMTP_URL と BANSO_MAIL_FROM を設定して始め直してください。",
        )
    elif settings.MAIL_IS_SET:
        yield good(f"お知らせメールを送れます（選んだ職員{wishes}人）。")
    else:
        yield good("メールは1通も送りません（送信サーバーの設定なし）。")


def _is_held(lock: Path) -> bool:
    """Whether a running worker holds the lock; asking takes nothing from it."""
    if not lock.exists():
        return False
    with lock.open() as place:
        try:
            fcntl.flock(place, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _machine_time() -> datetime:
    """The machine's own time, by which tasks and files are dated."""
    return datetime.now(TOKYO)  # noqa: TID251 - the queue's time is not the demonstration's
