"""Keys that act only while the focus is inside a widget: Esc on a form must not act from the command box.

PySide takes `context` as an argument of QShortcut and ignores it, so it is set afterwards, here for everybody.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def on_key(
    widget: QWidget,
    key: str | QKeySequence.StandardKey,
    act: Callable[[], object],
    *,
    context: Qt.ShortcutContext = Qt.ShortcutContext.WidgetWithChildrenShortcut,
) -> QShortcut:
    """Let `key` call `act` while the focus is in `widget` or in a widget inside it."""
    shortcut = QShortcut(QKeySequence(key), widget)
    shortcut.setContext(context)
    shortcut.activated.connect(act)
    return shortcut
