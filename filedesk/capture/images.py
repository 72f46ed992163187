"""Images: how many pages a scan has and whether it is whole. Pillow is imported when the first image comes."""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from filedesk.capture.source import TooMuch, Watched

FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP")
PIXELS_DECODED = 25_000_000
"""Larger images are not decoded to see whether they are whole, except JPEG, which decodes at an eighth."""
MOST_PIXELS = 400_000_000
MOST_PAGES = 10_000

STRANGE = (
    OSError, SyntaxError, ValueError, TypeError, IndexError, KeyError, OverflowError, EOFError,
    MemoryError, RuntimeError, AttributeError, struct.error, zlib.error, TooMuch,
)  # fmt: skip
"""What Pillow raises for files that are not what they say they are."""

_warnings_lock = Lock()


@contextmanager
def unwarned() -> Iterator[None]:
    """Pillow warns of large scans; here `MOST_PIXELS` is what matters. Filters of warnings are one for all threads,
    hence the lock.
    """
    with _warnings_lock, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def look_at_image(file: Watched) -> tuple[int | None, tuple[str, ...]]:
    """Pages (those of a TIFF; other images have one) and notices. Never raises for a strange file."""
    from PIL import Image  # cold path: see the module's docstring

    file.seek(0)
    try:
        with unwarned(), Image.open(file.as_binary(), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                return 1, ("image_too_large",)
            pages = min(getattr(image, "n_frames", 1), MOST_PAGES) if image.format == "TIFF" else 1
            image.seek(0)
            if image.format == "JPEG":
                image.draft("L", (max(1, image.width // 8), max(1, image.height // 8)))
            if image.width * image.height <= PIXELS_DECODED:
                image.load()
            return pages, ()
    except Image.DecompressionBombError:
        return None, ("image_too_large",)
    except STRANGE:
        file.check()
        return None, ("file_damaged",)
