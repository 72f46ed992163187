"""F1 names every key that a page answers to (design section 7: keyboard everywhere)."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidget, QWidget

from tests.e2e.program import AUDITOR, CLERK, DEMO_PASSWORD, HEAD, demo_template
from tests.e2e.test_window_keys import wanted_keys
from tests.ui.real_window import CONTROL, RealWindow

OTHER_NAMES = {"Ctrl+Return": "Ctrl+Enter", "Ctrl+=": "Ctrl++", "PgUp": "Ctrl+PgUp"}


def spread(told: str) -> set[str]:
    """The keys that a line of the help names: "Ctrl+1 … Ctrl+9" are nine."""
    found = set(told.split(", "))
    if ranged := re.fullmatch(r"(.*)(\d) … \1(\d)", told):
        start, first, last = ranged.groups()
        found |= {f"{start}{number}" for number in range(int(first), int(last) + 1)}
    return found


@pytest.mark.parametrize("name", [CLERK, HEAD, AUDITOR])
def test_the_help_names_every_key(
    at_window: RealWindow, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, name: str
) -> None:
    window = at_window
    window.start(Path(shutil.copytree(demo_template(tmp_path_factory.getbasetemp()), tmp_path / "desk")))
    window.sign_in(name, DEMO_PASSWORD)
    keys: set[str] = set()
    for page in window.window.navigation.keys():  # noqa: SIM118 - a widget, no mapping
        window.page(page)
        keys |= {OTHER_NAMES.get(key, key) for key, *_told in wanted_keys(window)}
    if name == CLERK:
        window.page("incoming")
        window.key(Qt.Key.Key_N, CONTROL)
        window.find(QWidget, "register_form")
        keys |= {OTHER_NAMES.get(key, key) for key, *_told in wanted_keys(window)}
        window.key(Qt.Key.Key_Escape)
    window.key(Qt.Key.Key_F1)
    table = window.find(QTableWidget, "keys_table")
    told: set[str] = set()
    for row in range(table.rowCount()):
        told |= spread(table.item(row, 0).text())
    assert {"F2", "Ctrl+P"} <= keys
    assert not {key for key in keys - told if not key.startswith("Alt+") or key[-1] not in "FEVH"}
