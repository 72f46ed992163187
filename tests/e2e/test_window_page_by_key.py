"""Coming to a page by key: its list has the keys at once, and nothing of it flashes up as a window of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.e2e.program import AUDITOR, CLERK, DEMO_PASSWORD, HEAD, demo_template
from tests.ui.real_window import RealWindow

KEYS_GO_TO = {
    "general_manager": "waiting_list",
    "to_do": "to_do_tree",
    "incoming": "register_incoming",
    "outgoing": "register_outgoing",
    "internal": "register_internal",
    "filed": "folders",
    "timeliness": "timeliness_table",
    "scans": "scans",
    "audit": "verify",
    "office": "people",
}


class Windows(QObject):
    """The names of all that is shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(watched.objectName())
        return False


@pytest.fixture
def windows(qapp: QApplication) -> Iterator[Windows]:
    seen = Windows()
    qapp.installEventFilter(seen)
    yield seen
    qapp.removeEventFilter(seen)


@pytest.mark.parametrize("name", [CLERK, HEAD, AUDITOR])
def test_every_page_takes_the_keys_and_stays_in_the_one_window(
    at_window: RealWindow,
    windows: Windows,
    tmp_path_factory: pytest.TempPathFactory,
    tmp_path: Path,
    name: str,
) -> None:
    window = at_window
    window.start(Path(shutil.copytree(demo_template(tmp_path_factory.getbasetemp()), tmp_path / "desk")))
    window.sign_in(name, DEMO_PASSWORD)
    pages = window.window.navigation.keys()
    places = [window.window.navigation.currentRow(), *range(len(pages))]
    for turn, place in enumerate(places):
        if turn:
            window.page(pages[place])
        wanted = KEYS_GO_TO[pages[place]]
        window.until(lambda wanted=wanted: window.focus().objectName() == wanted, f"the keys at {wanted}")
    assert windows.names == ["main_window"]


def test_a_register_is_walked_by_keys_alone(
    at_window: RealWindow, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    window = at_window
    window.start(Path(shutil.copytree(demo_template(tmp_path_factory.getbasetemp()), tmp_path / "desk")))
    window.sign_in(CLERK, DEMO_PASSWORD)
    window.page("incoming")
    window.key(Qt.Key.Key_Down)
    window.key(Qt.Key.Key_Return)
    ((newest,),) = window.rows("SELECT number FROM document WHERE series = 'incoming' ORDER BY number DESC LIMIT 1")
    window.until(lambda: window.text("document_number") == newest, "the document under the cursor")
    window.key(Qt.Key.Key_Escape)
    window.settle()
    assert window.focus().objectName() == "register_incoming"
