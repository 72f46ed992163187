"""Our own icons, drawn in one stroke colour and tinted with a colour of the palette in use.

`put_icon` remembers the icon's name on its target, so that a change of theme tints everything anew. What draws them is
named through its module: PySide makes each kind when it is first named, and a window without icons needs none.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import shiboken6
from PySide6 import QtCore, QtGui, QtWidgets

from filedesk.config import resources
from filedesk.ui.colours import colour

_SIZES: Final = ((16, 1.0), (20, 1.0), (20, 2.0), (48, 1.0))
"""Drawn beforehand, as logical pixels and screen scale; Qt scales the nearest of them to other sizes."""
_NAME: Final = "icon_name"
_TONE: Final = "icon_tone"


@lru_cache(maxsize=1024)
def drawn(name: str, paint: str, size: int, scale: float = 1.0) -> QtGui.QPixmap:
    """The icon `name` in the colour `paint` ("#rrggbb"), `size` logical pixels wide, for a screen of `scale`.

    Raises FileNotFoundError for an icon that is not there.
    """
    # A window that shows no icon, like the sign-in, need not load the reader of pictures.
    from PySide6.QtSvg import QSvgRenderer

    source = _source(name).replace("currentColor", paint).encode()
    pixels = round(size * scale)
    pixmap = QtGui.QPixmap(QtCore.QSize(pixels, pixels))
    pixmap.fill(QtGui.QColor(0, 0, 0, 0))
    painter = QtGui.QPainter(pixmap)
    QSvgRenderer(QtCore.QByteArray(source)).render(painter, QtCore.QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def icon(name: str, tone: str = "text") -> QtGui.QIcon:
    """The icon `name` in the colour that `tone` names in the palette; greyed where its widget is disabled."""
    found = QtGui.QIcon()
    for size, scale in _SIZES:
        found.addPixmap(drawn(name, colour(tone), size, scale), QtGui.QIcon.Mode.Normal)
    found.addPixmap(drawn(name, colour("border_strong"), 20, 2.0), QtGui.QIcon.Mode.Disabled)
    return found


def put_icon(target: QtWidgets.QAbstractButton | QtGui.QAction, name: str, tone: str = "text") -> None:
    """Give `target` the icon, now and after each change of theme."""
    target.setProperty(_NAME, name)
    target.setProperty(_TONE, tone)
    target.setIcon(icon(name, tone))


def tint_all() -> None:
    """Tint anew whatever `put_icon` gave an icon, in every open window."""
    targets: list[QtWidgets.QAbstractButton | QtGui.QAction] = [
        w for w in QtWidgets.QApplication.allWidgets() if isinstance(w, QtWidgets.QAbstractButton)
    ]
    for window in QtWidgets.QApplication.topLevelWidgets():
        targets += window.findChildren(QtGui.QAction)
    for target in targets:
        # A new icon runs Python code, and with it the garbage collector, which may end a closed dialog of the list.
        name = target.property(_NAME) if shiboken6.isValid(target) else None
        if name:
            target.setIcon(icon(name, target.property(_TONE)))
