"""Pictures redrawn（写真・画像）: turned upright, in sRGB, of bearable size, with nothing hidden.

What the camera wrote beside the picture (place, time, device, an earlier thumbnail) is left behind.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from banso.core.refusals import RuleViolation
from banso.core.uploads.kinds import is_apple_photo

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS = 50_000_000  # an iPhone's 48 megapixels; about 200 MB of memory when unpacked
LONGEST_SIDE = 3_000  # pixels
PREVIEW_SIDE = 480  # pixels
_QUALITY, _PREVIEW_QUALITY = 85, 75
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_MOVING = {"PNG", "WEBP", "GIF"}


def redraw(content: bytes) -> tuple[bytes, bytes, tuple[int, int]]:
    """The picture as JPEG, a preview of it, and its width and height.

    Refuses more pixels than ``MOST_PIXELS`` by the header alone, moving pictures, and pictures
    that cannot be read to their end. Run it where memory and time are bounded.
    """
    image = _opened(content)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=1.0)  # JPEG is decoded half as large
    image = _upright(image)
    image = _in_srgb(image)
    return _as_jpeg(image, _QUALITY), preview_of(image), image.size


def preview_of(image: Image.Image) -> bytes:
    """A small JPEG of the picture."""
    small = image.copy()
    small.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
    return _as_jpeg(small, _PREVIEW_QUALITY)


def _as_jpeg(image: Image.Image, quality: int) -> bytes:
    image.info.clear()  # comments and the like would be written again
    file = io.BytesIO()
    image.convert("RGB").save(file, "JPEG", quality=quality)
    return file.getvalue()


def _opened(content: bytes) -> Image.Image:
    from PIL import Image, WebPImagePlugin  # noqa: F401 - heavy, and not known until imported

    Image.MAX_IMAGE_PIXELS = None  # measured below, and said in words
    formats: tuple[str, ...] = _FORMATS
    if is_apple_photo(content[:16]):
        from pillow_heif import register_heif_opener

        register_heif_opener(thumbnails=False)
        formats = ("HEIF",)
    image = Image.open(io.BytesIO(content), formats=formats)
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise _too_many_pixels(width, height)
    if image.format in _MOVING and getattr(image, "n_frames", 1) > 1:
        words = "動く画像です。動かない画像か、写真を選んでください。"
        raise RuleViolation("moving-picture", words)
    return image


def _too_many_pixels(width: int, height: int) -> RuleViolation:
    most = f"{MOST_PIXELS // 10_000:,}万画素"
    words = f"画像が大きすぎます（縦横{width:,}×{height:,}、{most}まで）。縮小してください。"
    return RuleViolation("too-many-pixels", words)


def _upright(image: Image.Image) -> Image.Image:
    """Turned as the camera was held; as it lies, when what the camera wrote is unreadable."""
    from PIL import ImageOps

    try:
        return ImageOps.exif_transpose(image)
    except (OSError, ValueError, SyntaxError, LookupError, TypeError):
        return image


def _in_srgb(image: Image.Image) -> Image.Image:
    """In the colours every screen understands, on white where it was transparent."""
    from PIL import Image

    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):  # sixteen bits of grey
        image = image.convert("I").point(lambda grey: grey / 256).convert("L")
    if image.mode in {"P", "PA", "LA", "RGBA"} or "transparency" in image.info:
        seen = image.convert("RGBA")
        image = Image.new("RGB", seen.size, "white")
        image.paste(seen, mask=seen.getchannel("A"))
    return _converted(image, profile) if profile else image.convert("RGB")


def _converted(image: Image.Image, profile: bytes) -> Image.Image:
    from PIL import ImageCms

    try:
        theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        ours = ImageCms.createProfile("sRGB")
        found = ImageCms.profileToProfile(image, theirs, ours, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image.convert("RGB")
    return found or image.convert("RGB")
