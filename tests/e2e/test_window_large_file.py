"""A large file through the real window: progress, Stop, memory that stays flat, a form that forgets nothing."""

from __future__ import annotations

import threading
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QWidget

from filedesk.desk import opened
from filedesk.services.verification import verify
from filedesk.storage.durable import System
from tests.ui.founded_desk import CLERK, PASSWORD
from tests.ui.real_window import CONTROL, RealWindow

SIZE = 300 << 20
AT = 20 << 20
"""Where the disk stands still, so that Stop comes in the middle on any machine."""
MOST_HELD = 40 << 20
TITLE, SENDER = "关于施工图纸的函", "市规划局"


class Halting(System):
    """A disk that stands still after `AT` bytes until it is let go on."""

    def __init__(self) -> None:
        self.halts = True
        self.written = 0
        self.reached, self.let_go = threading.Event(), threading.Event()

    def write(self, handle: int, data: memoryview) -> int:
        self.written += len(data)
        if self.halts and self.written > AT:
            self.reached.set()
            assert self.let_go.wait(60)
        return super().write(handle, data)


@pytest.fixture
def disk(opened_with: Callable[..., None]) -> Iterator[Halting]:
    made = Halting()
    opened_with(system=made)
    yield made
    made.let_go.set()


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """300 MB that take no room on the disk."""
    path = tmp_path / "图纸.bin"
    with path.open("wb") as file:
        file.truncate(SIZE)
    return path


def begun(window: RealWindow, desk: Path, *papers: Path) -> None:
    """The clerk's form with an entry typed, and these files on their way in."""
    window.start(desk)
    window.sign_in(CLERK, PASSWORD)
    window.page("incoming")
    window.key(Qt.Key.Key_N, CONTROL)
    window.settle()
    window.fill("entry_sender", SENDER)
    window.fill("entry_title", TITLE)
    window.drop(*papers)


def test_stopped_in_the_middle_and_then_taken_whole(
    at_window: RealWindow, own_desk: Path, large: Path, disk: Halting
) -> None:
    window = at_window
    begun(window, own_desk, large)
    window.until(disk.reached.is_set, "the middle")
    bar = window.find(QProgressBar, "staging_bar")
    window.until(lambda: 0 < bar.value() < bar.maximum() // 2, "the progress told")
    window.press("staging_stop")
    disk.let_go.set()
    window.until(lambda: bool(window.message()), "the sentence")
    assert "Stopped" in window.message()
    assert not window.all(QPushButton, "staging_stop")
    assert not window.all(QLabel, "staged_0")
    assert window.encrypted_files() == []
    assert window.rows("SELECT count(*) FROM number") == [(0,)]
    assert (window.text("entry_sender"), window.text("entry_title")) == (SENDER, TITLE)

    disk.halts = False
    tracemalloc.start(1)
    try:
        window.drop(large)
        window.staged()
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < MOST_HELD, f"{most >> 20} MiB held at once"
    assert window.text("staged_0") == "图纸.bin · 300.0 MB"
    window.find(QWidget, "entry_title").setFocus()
    assert window.save().endswith("0001")
    window.press("registered_open")
    window.settle()
    said = [label.text() for label in window.paper().findChildren(QLabel) if label.isVisible()]
    assert "This file is too large to be shown here." in said
    window.window.close()
    with opened(own_desk) as desk:
        assert verify(desk.ports).good


def test_a_save_that_waits_for_a_file_does_not_go_on_without_it(
    at_window: RealWindow, own_desk: Path, large: Path, disk: Halting
) -> None:
    """Ctrl+Enter while a file comes in, then Stop: an entry without its paper would be half registered."""
    window = at_window
    begun(window, own_desk, large)
    window.until(disk.reached.is_set, "the middle")
    window.find(QWidget, "entry_title").setFocus()
    window.key(Qt.Key.Key_Return, CONTROL)
    window.press("staging_stop")
    disk.let_go.set()
    window.until(lambda: "Stopped" in window.message(), "the sentence")
    window.settle()
    assert window.rows("SELECT count(*) FROM number") == [(0,)]
    assert window.text("entry_title") == TITLE


def test_what_is_dropped_while_a_file_comes_in_is_taken_after_it(
    at_window: RealWindow, own_desk: Path, tmp_path: Path, disk: Halting
) -> None:
    first, second, third = (tmp_path / name for name in ("一.bin", "二.txt", "三.txt"))
    first.write_bytes(bytes(AT + (1 << 20)))
    for paper in (second, third):
        paper.write_text(paper.name, encoding="utf-8")
    window = at_window
    begun(window, own_desk, first)
    window.until(disk.reached.is_set, "the middle")
    window.drop(second)
    window.drop(third)
    window.find(QWidget, "entry_title").setFocus()
    window.key(Qt.Key.Key_Return, CONTROL)
    disk.let_go.set()
    assert window.text("given_number").endswith("0001")
    window.settle()
    assert window.rows("SELECT name FROM document_file ORDER BY position") == [("一.bin",), ("二.txt",), ("三.txt",)]
