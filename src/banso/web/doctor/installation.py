"""The data folder, its room and its keys, and what the environment says."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.conf import settings

from banso.accounts.models import Organisation
from banso.web.doctor.findings import Finding, bad, good, remark

_SCARCE = 1_000_000_000  # bytes free below which somebody should look
_NONE_LEFT = 200_000_000  # bytes free below which saving may fail soon
_FOR_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def data_folder() -> Iterator[Finding]:
    """Whether the folder can be written, has room, and is closed to others."""
    folder: Path = settings.DATA_DIR
    if not os.access(folder, os.W_OK):
        yield bad(
            f"データフォルダーに書けません（{folder}）。",
            "フォルダーの持ち主と書込みの権限を、伴走を動かす利用者のものにしてください。",
        )
    free = shutil.disk_usage(folder).free
    words = f"空きは {free / 1_000_000_000:,.1f}GB です（{folder}）。"
    if free < _NONE_LEFT:
        yield bad(words, "すぐに空きを作ってください。保存できなくなります。")
    elif free < _SCARCE:
        yield remark(words, "古い控えや不要なファイルをほかの場所に移してください。")
    else:
        yield good(words)


def closed_to_others() -> Iterator[Finding]:
    """Whether other users of the machine are kept out of the folder and the key."""
    folder: Path = settings.DATA_DIR
    opened = [
        path
        for path in (folder, folder / "secret-key", folder / "uploads")
        if path.exists() and path.stat().st_mode & _FOR_OTHERS
    ]
    for path in opened:
        mode = "700" if path.is_dir() else "600"
        yield remark(f"このパソコンのほかの利用者も開けます（{path}）。", f"chmod {mode} {path}")
    if not opened:
        yield good("データフォルダーと鍵は、持ち主だけが開けます。")


def environment() -> Iterator[Finding]:
    """Whether what the environment says goes together."""
    fixed = os.environ.get("BANSO_TODAY")
    real = Organisation.objects.filter(is_demonstration=False)
    if fixed and real.exists():
        yield bad(
            f"「今日」が {date.fromisoformat(fixed)} に固定されています（BANSO_TODAY）。",
            "実演でないときは、BANSO_TODAY を外して始め直してください。",
        )
    if os.environ.get("BANSO_HOSTS") and not os.environ.get("BANSO_HTTPS"):
        yield bad(
            "ほかのパソコンからの接続が、暗号化されていません（BANSO_HOSTS だけがあります）。",
            "HTTPS のプロキシを前に置き、BANSO_HTTPS=1 を付けて始め直してください。",
        )
    if (settings.DATA_DIR / "demo-password.txt").exists() and real.exists():
        yield remark(
            "実演用の利用者と本物の商工会が、同じデータフォルダーにあります。",
            "本物のデータは、BANSO_DATA_DIR で分けた場所に置いてください。",
        )


def pages() -> Iterator[Finding]:
    """Whether the parts of the pages were collected."""
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        yield bad("画面の部品がそろっていません。", "bin/banso prepare を実行してください。")
