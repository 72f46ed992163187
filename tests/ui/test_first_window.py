"""The time until a window can be used is a goal: what nobody sees before the sign-in is not loaded before it shows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.founded_desk import founded

WAITS = {
    "the desk": {"filedesk.desk", "filedesk.storage.database", "filedesk.vault.port", "filedesk.capture.reader"},
    "the pages of those at work": {"filedesk.ui.assembly", "filedesk.ui.navigation", "filedesk.ui.pages.office_page"},
    "the command line": {"click", "filedesk.cli.main"},
    "names of Qt": {"Qt"},
    "libraries": {"peewee", "cryptography", "reportlab", "pikepdf", "pypdfium2", "PySide6.QtPdf", "platformdirs"},
}
WAITS_FOR = {
    "start_page": {"filedesk.ui.pages.sign_in"},
    "sign_in": {"filedesk.ui.pages.start_page", "filedesk.ui.pages.first_sign_in", "PySide6.QtSvg"},
}
"""What else the one front page does not load."""
PAINTED = """
import os, sys
from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
class Seen(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched.objectName() == os.environ["FRONT"]:
            print(*sys.modules, *vars(QtCore), flush=True)
            os._exit(0)
        return False
def shown(*_):
    app = QApplication.instance()
    app.installEventFilter(Seen(app))
    while True:
        app.processEvents()
QApplication.exec = shown
sys.argv = ["filedesk"]
from filedesk.__main__ import main
main()
"""


def loaded_when_painted(front: str, state: Path, desk: Path | None) -> set[str]:
    """The modules that are loaded when the front page of this name is first painted, and what was made of QtCore; in a
    process of its own.
    """
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "FILEDESK_STATE": str(state),
        "FILEDESK_DESK": str(desk) if desk is not None else "",
        "FRONT": front,
    }
    told = subprocess.run(
        [sys.executable, "-c", PAINTED], env=environment, capture_output=True, text=True, timeout=120, check=True
    )
    return set(told.stdout.split())


@pytest.mark.parametrize("front", ["start_page", "sign_in"])
def test_the_first_window_waits_for_nothing_it_does_not_show(tmp_path: Path, front: str) -> None:
    desk = None
    if front == "sign_in":
        desk = tmp_path / "desk"
        founded(desk)[0].close()
    loaded = loaded_when_painted(front, tmp_path / "state", desk)
    assert "filedesk.ui.program" in loaded
    assert loaded.isdisjoint(WAITS_FOR[front])
    assert {who: found for who, names in WAITS.items() if (found := names & loaded)} == {}
