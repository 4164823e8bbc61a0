"""What kinds of files are kept, and how each is told by its first bytes."""

from __future__ import annotations

from enum import StrEnum

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PDF = b"%PDF-"
_APPLE_PHOTOS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


class FileKind(StrEnum):
    """A kind of file that is kept; a picture is always kept as JPEG."""

    PICTURE = "picture"
    PDF = "pdf"
    WORD = "docx"
    EXCEL = "xlsx"
    POWERPOINT = "pptx"
    OLD_WORD = "doc"
    OLD_EXCEL = "xls"
    OLD_POWERPOINT = "ppt"
    CSV = "csv"
    TEXT = "txt"

    @property
    def label(self) -> str:
        """The kind in Japanese."""
        return _LABELS[self]

    @property
    def suffix(self) -> str:
        """The ending of such a file's name, with its dot."""
        return ".jpg" if self is FileKind.PICTURE else f".{self.value}"

    @property
    def content_type(self) -> str:
        """The media type under which it is handed out."""
        return _CONTENT_TYPES[self]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Value and label, as a model's field lists them."""
        return [(kind.value, kind.label) for kind in cls]


_LABELS = {
    FileKind.PICTURE: "写真・画像",
    FileKind.PDF: "PDF",
    FileKind.WORD: "Word",
    FileKind.EXCEL: "Excel",
    FileKind.POWERPOINT: "PowerPoint",
    FileKind.OLD_WORD: "Word（旧形式）",
    FileKind.OLD_EXCEL: "Excel（旧形式）",
    FileKind.OLD_POWERPOINT: "PowerPoint（旧形式）",
    FileKind.CSV: "CSV",
    FileKind.TEXT: "テキスト",
}
_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_CONTENT_TYPES = {
    FileKind.PICTURE: "image/jpeg",
    FileKind.PDF: "application/pdf",
    FileKind.WORD: f"{_OPEN_XML}wordprocessingml.document",
    FileKind.EXCEL: f"{_OPEN_XML}spreadsheetml.sheet",
    FileKind.POWERPOINT: f"{_OPEN_XML}presentationml.presentation",
    FileKind.OLD_WORD: "application/msword",
    FileKind.OLD_EXCEL: "application/vnd.ms-excel",
    FileKind.OLD_POWERPOINT: "application/vnd.ms-powerpoint",
    FileKind.CSV: "text/csv; charset=utf-8",
    FileKind.TEXT: "text/plain; charset=utf-8",
}
# What the file chooser offers. "image/*" lets a phone offer its camera in the same control.
ACCEPTED = (
    "image/*,.jpg,.jpeg,.png,.webp,.gif,.heic,.heif,.pdf,.docx,.xlsx,.pptx,.doc,.xls,.ppt,.csv,.txt"
)
ACCEPTED_IN_WORDS = (
    "写真・画像（JPEG・PNG・WebP・GIF・HEIC）、PDF、Word・Excel・PowerPoint、CSV・テキスト"
)


def is_picture(head: bytes) -> bool:
    """Whether the first bytes are those of a picture that can be redrawn."""
    return (
        head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a"))
        or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")
        or is_apple_photo(head)
    )


def is_apple_photo(head: bytes) -> bool:
    """Whether the first bytes are those of HEIC/HEIF, as an iPhone takes photos."""
    return head[4:8] == b"ftyp" and head[8:12] in _APPLE_PHOTOS


def is_film(head: bytes) -> bool:
    """Whether the first bytes are those of a film or a sound（MP4, MOV, AVI, MP3, WAV）."""
    return (
        (head[4:8] == b"ftyp" and not is_apple_photo(head))
        or (head[:4] == b"RIFF" and head[8:12] in {b"AVI ", b"WAVE"})
        or head.startswith((b"ID3", b"\x1a\x45\xdf\xa3", b"OggS"))
    )


def is_executable(head: bytes) -> bool:
    """Whether the first bytes are those of a program for any machine, or a shell's script."""
    programs = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
    return head.startswith((*programs, b"L\x00\x00\x00\x01\x14\x02\x00"))  # the last: a shortcut
