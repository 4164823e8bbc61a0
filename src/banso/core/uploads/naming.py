"""The name a file is shown under: tidied, and ending as its content says."""

from __future__ import annotations

import re
import unicodedata

from banso.core.uploads.kinds import FileKind

LONGEST_NAME = 120  # characters, with the ending
NAMELESS = "名前のないファイル"
# Cc control, Cf invisible and reordering, Cs halves of pairs, Co and Cn unassigned.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
_FORBIDDEN = str.maketrans(dict.fromkeys('<>:"|?*', "_"))
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,9}")
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".heif", ".jfif"})
_ALSO = {FileKind.PICTURE: _PICTURES, FileKind.TEXT: frozenset({".text", ".log", ".md"})}
_PROGRAMS = frozenset({
    ".exe", ".com", ".scr", ".bat", ".cmd", ".pif", ".msi", ".msix", ".dll", ".cpl", ".lnk", ".url",
    ".jar", ".js", ".jse", ".mjs", ".vbs", ".vbe", ".wsf", ".wsh", ".hta", ".ps1", ".psm1", ".sh",
    ".py", ".php", ".html", ".htm", ".xhtml", ".mht", ".mhtml", ".svg", ".svgz", ".xml", ".swf",
    ".reg", ".inf", ".iso", ".img", ".chm", ".docm", ".xlsm", ".pptm", ".dotm", ".xltm", ".xlam",
    ".xlsb", ".ppam", ".app", ".apk",
})  # fmt: skip


def tidy_name(name: str | None) -> str:
    """The last part of a path, composed, without what cannot be seen, of bearable length."""
    last = re.split(r"[/\\]", name or "")[-1]
    seen = "".join(" " if each.isspace() else each for each in unicodedata.normalize("NFC", last))
    seen = "".join(each for each in seen if unicodedata.category(each) not in _UNSEEN)
    tidy = " ".join(seen.translate(_FORBIDDEN).split()).strip(". ")
    stem, ending = split_name(tidy)
    return f"{stem[: LONGEST_NAME - len(ending)].rstrip(' .')}{ending}" if tidy else NAMELESS


def split_name(name: str) -> tuple[str, str]:
    """The name before its ending, and the ending in lower case; empty where there is none."""
    stem, dot, ending = name.rpartition(".")
    if stem and _ENDING.fullmatch(dot + ending):
        return stem, f".{ending.lower()}"
    return name, ""


def is_name_of_executable(name: str) -> bool:
    """Whether a machine would run or open as a page what is called so."""
    return split_name(name)[1] in _PROGRAMS


def named_as(kind: FileKind, name: str) -> tuple[str, bool]:
    """The name with the ending of the kind, and whether the file claimed to be something else."""
    stem, ending = split_name(name)
    usual = _ALSO.get(kind, frozenset()) | {kind.suffix}
    claimed_other = ending not in usual and ending != ""
    return tidy_name(f"{stem}{kind.suffix}"), claimed_other
