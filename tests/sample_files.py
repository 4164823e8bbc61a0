"""Files as people send them, good and bad, each built here: no test reads one from the disk."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

GPS, GPS_LATITUDE, ORIENTATION, MAKER = 0x8825, 2, 0x0112, 0x010F
CONTENT_TYPES = (
    '<?xml version="1.0"?><Types><Override PartName="/main.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.{}+xml"/></Types>'
)
MAIN_PARTS = {
    "docx": "wordprocessingml.document.main",
    "xlsx": "spreadsheetml.sheet.main",
    "pptx": "presentationml.presentation.main",
}


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def picture(
    size: tuple[int, int] = (64, 48), form: str = "JPEG", mode: str = "RGB", **options: object
) -> bytes:
    """A picture, dark on the left and bright on the right."""
    grey = Image.linear_gradient("L").rotate(90).resize(size)
    file = io.BytesIO()
    if form == "HEIF":
        from pillow_heif import register_heif_opener

        register_heif_opener()
    grey.convert(mode).save(file, form, **options)
    return file.getvalue()


def photo_with_place(size: tuple[int, int] = (80, 40), orientation: int = 6) -> bytes:
    """A photo as a phone takes it: held upright, with its place and its maker written inside."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[MAKER] = "Himitsu Camera"
    exif.get_ifd(GPS).update({1: "N", GPS_LATITUDE: (36.0, 22.0, 5.0), 3: "E", 4: (139.0, 0, 1.0)})
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>himitsu-xmp</x:xmpmeta>"
    return picture(size, exif=exif, xmp=xmp, comment=b"himitsu-comment")


def huge_picture(width: int = 30_000, height: int = 30_000) -> bytes:
    """A tiny PNG whose head promises a huge picture."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part)) + name + part + struct.pack(">I", zlib.crc32(name + part))
        for name, part in ((b"IHDR", head), (b"IDAT", body), (b"IEND", b""))
    )


def moving_picture(form: str = "GIF") -> bytes:
    """A picture that moves."""
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    file = io.BytesIO()
    frames[0].save(file, form, save_all=True, append_images=frames[1:])
    return file.getvalue()


def pdf(*, catalog: str = "", further: tuple[str, ...] = (), author: str = "") -> bytes:
    """A PDF of one page; ``catalog`` and ``further`` objects may make it act."""
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
    drawn = "100 100 200 300 re f"
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page,
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        f"<< /Author ({author}) >>",
        *further,
    ]
    return _written(objects, "/Root 1 0 R /Info 5 0 R")


def _written(objects: list[str], trailer: str) -> bytes:
    """Objects numbered from one, and where each of them stands."""
    file, places = b"%PDF-1.7\n", []
    for number, words in enumerate(objects, start=1):
        places.append(len(file))
        file += f"{number} 0 obj\n{words}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    ending = f"trailer << /Size {len(objects) + 1} {trailer} >>\nstartxref\n{len(file)}\n%%EOF\n"
    return file + (head + ending).encode()


def locked_pdf() -> bytes:
    """A PDF that asks for a password: locked in the oldest way of the format."""
    secret = "00" * 32
    lock = f"<< /Filter /Standard /V 1 /R 2 /O <{secret}> /U <{secret}> /P -44 >>"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [] /Count 0 >>",
        lock,
    ]
    return _written(objects, "/Root 1 0 R /Encrypt 3 0 R /ID [<00112233> <00112233>]")


def zipped(parts: Mapping[str, bytes | str], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def office(kind: str = "docx", *, author: str = "", **parts: bytes | str) -> bytes:
    """An Office file of today; further parts by the name they have inside."""
    core = f"<cp:coreProperties><dc:creator>{author}</dc:creator></cp:coreProperties>"
    return zipped(
        {
            "[Content_Types].xml": CONTENT_TYPES.format(MAIN_PARTS[kind]),
            "docProps/core.xml": core,
            "main.xml": "<main/>",
            **parts,
        }
    )


def old_office(streams: Mapping[str, bytes]) -> bytes:
    """A compound file of OLE with these streams, each of which is padded to 4,096 bytes."""
    sector, last, free = 512, 0xFFFFFFFE, 0xFFFFFFFF
    entries = [_entry("Root Entry", 5, last, 0)]
    chains: list[int] = [0xFFFFFFFD, last]  # the table itself, then the directory
    body = b""
    for name, content in streams.items():
        padded = content.ljust(4096, b"\0")
        start, count = len(chains) + 1, len(padded) // sector
        entries.append(_entry(name, 2, start, len(padded)))
        chains += [*range(start + 1, start + count), last]
        body += padded
    directory = b"".join(entries).ljust(2 * sector, b"\0")[: 2 * sector]
    chains[1:2] = [2, last]
    table = struct.pack("<128L", *chains, *[free] * (128 - len(chains)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    shape = (0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, last, 0, last, 0)
    head += struct.pack("<HHHHH6x9L", *shape)
    return head + struct.pack("<109L", 0, *[free] * 108) + table + directory + body


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    letters = name.encode("utf-16-le")
    head = letters.ljust(64, b"\0") + struct.pack("<HBB", len(letters) + 2, kind, 1)
    return head + b"\xff" * 12 + bytes(36) + struct.pack("<LLL", start, size, 0)


def old_excel(*records: tuple[int, bytes]) -> bytes:
    """An old Excel file whose globals hold these records."""
    every = [(0x0809, bytes(16)), *records, (0x000A, b"")]
    return old_office(
        {
            "Workbook": b"".join(
                struct.pack("<HH", number, len(body)) + body for number, body in every
            )
        }
    )
