"""A font that has Chinese: the system's, and where it has none the one that is bundled for printing."""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from filedesk.config import resources

PREFERRED: Final = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
)
"""Sans-serif faces for the screen, best first."""


def chinese_family(families: list[str]) -> str | None:
    """The best of the installed `families` that have simplified Chinese, or None where there is none."""
    return next((name for name in PREFERRED if name in families), families[0] if families else None)


def use_fonts(application: QApplication) -> str:
    """Give the program a font whose Chinese is never boxes; returns the family that draws it."""
    family = chinese_family(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))
    if family is None:
        family = bundled_family()
    font = QFont(application.font())
    if sys.platform == "win32":
        font.setFamilies(["Segoe UI", family])
    else:
        font.setFamilies([family] if family == "Noto Sans SC" else [font.family(), family])
    font.setPointSizeF(max(font.pointSizeF(), 10.0))
    application.setFont(font)
    return family


def bundled_family() -> str:
    """Load the bundled face and name it. Raises RuntimeError for an installation that lacks it."""
    number = QFontDatabase.addApplicationFont(str(resources() / "fonts" / "NotoSansSC-Regular.ttf"))
    if number < 0:
        raise RuntimeError("the bundled font is missing")
    return QFontDatabase.applicationFontFamilies(number)[0]
