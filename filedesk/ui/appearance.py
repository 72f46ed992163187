"""Light and dark: palette and style sheet from our own colours, following the system or the person's choice."""

from __future__ import annotations

import re
from typing import Final, Literal

from PySide6 import QtCore
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from filedesk.config import resources
from filedesk.ui.colours import Shade, colours, use_shade
from filedesk.ui.icons import tint_all
from filedesk.ui.settings import Settings

_FIRST_LOOK: Final = 500
"""Milliseconds until the system is asked."""

Theme = Literal["system", "light", "dark"]
THEMES: Final[tuple[Theme, ...]] = ("system", "light", "dark")

_ROLES: Final = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "field",
    QPalette.ColorRole.AlternateBase: "alternate",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "error",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Dark: "paper",
    QPalette.ColorRole.Shadow: "border",
}
_GREYED: Final = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


def palette(shade: Shade) -> QPalette:
    """Our palette of one theme."""
    found = QPalette()
    paints = colours(shade)
    for role, name in _ROLES.items():
        found.setColor(role, QColor(paints[name]))
    for role in _GREYED:
        found.setColor(QPalette.ColorGroup.Disabled, role, QColor(paints["muted"]))
    return found


def style_sheet(shade: Shade) -> str:
    """Our style sheet with the colours and small pictures of one theme filled in.

    Raises KeyError for a colour without a value.
    """
    source = (resources() / "style" / "filedesk.qss").read_text(encoding="utf-8")
    paints = {**colours(shade), "folder": (resources() / "style" / shade).as_posix()}
    source = re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)
    return re.sub(r"@(\w+)", lambda found: paints[found[1]], source)


def _looks_dark(application: QApplication) -> bool:
    """Whether the palette that Qt takes from the system is dark."""
    application.setPalette(QPalette())
    given = application.palette()
    paper, ink = given.color(QPalette.ColorRole.Window), given.color(QPalette.ColorRole.WindowText)
    return bool(paper.lightness() < ink.lightness())


class Appearance(QObject):
    """The theme in use. `changed` comes after palette, style sheet and icons are in place.

    At the start the system's theme is seen by its colours, and asked for by its name a moment later: PySide makes the
    names of Qt when the first of them is used (20 ms), and no module of the first window uses one before it shows.
    """

    changed = Signal()

    def __init__(self, application: QApplication, settings: Settings) -> None:
        super().__init__(application)
        self._application = application
        self._settings = settings
        self._shade: Shade | None = None
        kept = settings.text("theme", "system")
        self._theme: Theme = next((theme for theme in THEMES if theme == kept), "system")
        self._asked = False
        application.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._apply()
        QTimer.singleShot(_FIRST_LOOK, self, self._system_changed)

    @property
    def theme(self) -> Theme:
        """What the person chose."""
        return self._theme

    @property
    def shade(self) -> Shade:
        """What is shown."""
        return self._shade or "light"

    def choose(self, theme: Theme) -> None:
        """Take `theme` from now on, and at the next start."""
        self._theme = theme
        self._settings.put("theme", theme)
        self._asked = True
        self._apply()

    @Slot()
    def _system_changed(self) -> None:
        self._asked = True
        self._apply()

    def _apply(self) -> None:
        wanted = self._wanted()
        if wanted == self._shade:
            return
        self._shade = wanted
        use_shade(wanted)
        self._application.setPalette(palette(wanted))
        self._application.setStyleSheet(style_sheet(wanted))
        tint_all()
        self.changed.emit()

    def _wanted(self) -> Shade:
        if self._theme != "system":
            return self._theme
        if self._asked:
            dark = self._application.styleHints().colorScheme() == QtCore.Qt.ColorScheme.Dark
        else:
            dark = _looks_dark(self._application)
        return "dark" if dark else "light"
