"""The keyboard alone, and a screen reader: Tab reaches whatever can be used on a page, and each of it has a name."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from tests.e2e.program import AUDITOR, CLERK, DEMO_PASSWORD, HEAD, demo_template
from tests.ui.real_window import CONTROL, RealWindow

MOST_TABS = 150


def usable(window: RealWindow) -> list[QWidget]:
    """What Tab should reach now."""
    return [
        widget
        for widget in window.window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.window() is window.window
        and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.focusProxy() is None
    ]


def told(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()!r} in {widget.parent().objectName()!r}"


def assert_reached_and_named(window: RealWindow, where: str) -> None:
    window.settle()
    wanted = usable(window)
    nameless = [
        told(widget)
        for widget in wanted
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()
    ]
    assert not nameless, f"{where}: without a name for a screen reader"
    reached = {window.focus()}
    for _stroke in range(MOST_TABS):
        window.key(Qt.Key.Key_Tab)
        reached.add(window.focus())
    assert not [told(widget) for widget in wanted if widget not in reached], f"{where}: not reached by Tab"


@pytest.mark.parametrize("name", [CLERK, HEAD, AUDITOR])
def test_every_page_by_tab_and_by_name(
    at_window: RealWindow, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, name: str
) -> None:
    window = at_window
    window.start(Path(shutil.copytree(demo_template(tmp_path_factory.getbasetemp()), tmp_path / "desk")))
    window.sign_in(name, DEMO_PASSWORD)
    for page in window.window.navigation.keys():  # noqa: SIM118 - a widget, no mapping
        window.page(page)
        assert_reached_and_named(window, page)
    window.key(Qt.Key.Key_F2)
    window.type(window.rows("SELECT number FROM document WHERE series = 'incoming'")[0][0])
    window.key(Qt.Key.Key_Return)
    window.find(QWidget, "back_button")
    assert_reached_and_named(window, "document")
    if name == CLERK:
        window.page("incoming")
        window.press("back_button")
        window.key(Qt.Key.Key_N, CONTROL)
        window.find(QWidget, "register_form")
        assert_reached_and_named(window, "register form")
