"""Bad input in the real window: a clear sentence, nothing half registered, no number lost, nothing typed lost."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from filedesk.clock import SetClock
from filedesk.desk import opened
from filedesk.services.verification import verify
from filedesk.storage.durable import System
from tests.ui.founded_desk import CLERK, PASSWORD
from tests.ui.real_window import CONTROL, RealWindow, serials

TYPED = {"entry_sender": "市应急管理局", "entry_sender_number": "应急〔2026〕7号", "entry_title": "关于防汛检查的通知"}
YEAR = timedelta(days=365)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def without_pages(path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.save(path)


def encrypted(path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path, encryption=pikepdf.Encryption(owner="owner", user="user"))


def corrupt(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n" + b"\x00garbage" * 200)


STRANGE: dict[str, tuple[Callable[[Path], None], str]] = {
    "空.pdf": (empty, "This file is empty"),
    "无页.pdf": (without_pages, "This PDF has no pages"),
    "加密.pdf": (encrypted, "This PDF is encrypted"),
    "损坏.pdf": (corrupt, "This file is damaged"),
}
ODD_NAMES = (
    "长" * 83 + "a.txt",
    "🀄牡丹🌺.txt",
    "\u202egpj.exe.txt",
    "..txt",
    "....",
    "CON.pdf",
    "nul",
    "a\\..\\..\\b.txt",
    " 空 格 .txt",
    "换\n行.txt",
)


def at_the_form(window: RealWindow, desk: Path) -> None:
    """The clerk at an empty form in which she has typed a whole entry."""
    window.start(desk)
    window.sign_in(CLERK, PASSWORD)
    window.page("incoming")
    window.key(Qt.Key.Key_N, CONTROL)
    window.settle()
    for name, text in TYPED.items():
        window.fill(name, text)


def assert_nothing_lost(window: RealWindow) -> None:
    """What was typed still stands there, and no number was used."""
    assert {name: window.text(name) for name in TYPED} == TYPED
    assert window.rows("SELECT count(*) FROM number") == [(0,)]


def assert_sound(window: RealWindow, numbers: list[str]) -> None:
    """The numbers given are 1, 2, 3 …; when the window is closed the desk is proven good and holds no more files."""
    assert serials(numbers) == list(range(1, len(numbers) + 1))
    assert window.folder is not None
    window.settle()
    window.window.close()
    with opened(window.folder) as desk:
        report = verify(desk.ports)
    assert report.good, report.findings
    assert report.leftovers == 0
    assert window.rows("SELECT count(*) FROM document_file") == [(len(window.encrypted_files()),)]


def test_strange_papers_are_registered_as_they_are_with_a_notice(
    at_window: RealWindow, own_desk: Path, tmp_path: Path
) -> None:
    window, given = at_window, []
    window.start(own_desk)
    window.sign_in(CLERK, PASSWORD)
    for name, (make, notice) in STRANGE.items():
        make(tmp_path / name)
        window.drop(tmp_path / name)
        window.staged()
        (told,) = [label for label in window.all(QLabel) if label.objectName().startswith("notice_0_")]
        assert told.text().startswith(notice), name
        window.fill("entry_sender", "市档案局")
        window.fill("entry_title", f"函{name}")
        given.append(window.save())
        window.press("registered_open")
        window.settle()
        view = window.paper()
        said = [label.text() for label in view.findChildren(QLabel) if label.isVisible()]
        assert view.accessibleDescription() == name
        assert any(name in text for text in said), "its name and type stand in place of the paper"
        window.page("to_do")
    assert_sound(window, given)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody make files of these names")
def test_odd_names_are_shown_harmlessly_and_never_reach_the_disk(
    at_window: RealWindow, own_desk: Path, tmp_path: Path
) -> None:
    window, folder = at_window, tmp_path / "odd"
    folder.mkdir()
    papers = [folder / name for name in ODD_NAMES]
    assert max(len(name.encode()) for name in ODD_NAMES) == 254
    for place, paper in enumerate(papers):
        paper.write_text(f"正文{place}", encoding="utf-8")
    window.start(own_desk)
    window.sign_in(CLERK, PASSWORD)
    window.page("incoming")
    window.drop(*papers)
    window.press("together")
    window.staged()
    shown = [window.text(f"staged_{place}") for place in range(len(papers))]
    assert not any(ord(sign) < 32 or "\u202a" <= sign <= "\u202e" for text in shown for sign in text)
    window.fill("entry_sender", "市档案局")
    window.fill("entry_title", "怪名字")
    given = [window.save()]
    kept = [name for (name,) in window.rows("SELECT name FROM document_file ORDER BY position")]
    assert kept[:2] == list(ODD_NAMES[:2])
    assert all(kept)
    assert kept[5] == "CON.pdf"
    lying = [path for path in own_desk.rglob("*") if path.suffix in {".txt", ".pdf"} or path.name in ODD_NAMES]
    assert lying == []
    window.press("registered_open")
    window.settle()
    assert window.text("paper_text") == "正文0"
    assert_sound(window, given)


def test_a_title_of_ten_thousand_signs_is_refused_beside_its_field(
    at_window: RealWindow, own_desk: Path, tmp_path: Path
) -> None:
    window, paper = at_window, tmp_path / "来文.txt"
    paper.write_text("正文", encoding="utf-8")
    at_the_form(window, own_desk)
    window.drop(paper)
    window.staged()
    long = "关" * 10_000
    window.fill("entry_title", long)
    window.key(Qt.Key.Key_Return, CONTROL)
    window.until(lambda: bool(window.text("title_error")), "the refusal")
    assert "10000" in window.text("title_error").replace(",", "")
    assert window.text("entry_title") == long
    assert window.focus().objectName() == "entry_title"
    assert window.text("staged_0").startswith("来文.txt")
    window.fill("entry_title", TYPED["entry_title"])
    assert_nothing_lost(window)
    assert_sound(window, [window.save()])


def test_days_that_cannot_be_are_told_beside_their_fields(at_window: RealWindow, own_desk: Path) -> None:
    window = at_window
    at_the_form(window, own_desk)
    today = date.fromisoformat(window.text("entry_received"))
    wrong = {
        "dated": ("2999-01-01", "in the future"),
        "received": ((today + timedelta(days=40)).isoformat(), "in the future"),
        "deadline": ((today - timedelta(days=3)).isoformat(), "before"),
    }
    for name, (day, told) in wrong.items():
        before = window.text(f"entry_{name}")
        window.fill(f"entry_{name}", day)
        window.key(Qt.Key.Key_Return, CONTROL)
        window.until(lambda name=name: bool(window.text(f"{name}_error")), f"the refusal of {name}")
        assert told in window.text(f"{name}_error"), name
        assert window.text(f"entry_{name}") == day
        window.fill(f"entry_{name}", before)
    assert_nothing_lost(window)
    assert_sound(window, [window.save()])


def test_a_file_that_vanishes_after_it_was_chosen(
    at_window: RealWindow, own_desk: Path, tmp_path: Path, pick_files: list[Path]
) -> None:
    window, paper = at_window, tmp_path / "来文.txt"
    at_the_form(window, own_desk)
    pick_files.append(paper)
    window.key(Qt.Key.Key_O, CONTROL)
    window.until(lambda: bool(window.message()), "the sentence")
    assert window.message().startswith("The file “来文.txt” is no longer there.")
    assert_nothing_lost(window)
    paper.write_text("又在了", encoding="utf-8")
    window.key(Qt.Key.Key_O, CONTROL)
    window.staged()
    assert_sound(window, [window.save()])


def test_a_file_that_may_not_be_read_or_is_locked(
    at_window: RealWindow, own_desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may read everything here, and only Windows locks: so the refusal is the operating system's, played."""
    window, locked, good = at_window, tmp_path / "占用.txt", tmp_path / "来文.txt"
    for paper in (locked, good):
        paper.write_text("正文", encoding="utf-8")
    really = Path.open

    def refuse(path: Path, *told: Any, **named: Any) -> Any:
        if path == locked:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return really(path, *told, **named)

    monkeypatch.setattr(Path, "open", refuse)
    at_the_form(window, own_desk)
    window.drop(good, locked)
    window.press("together")
    window.until(lambda: bool(window.message()), "the sentence")
    assert "占用.txt" in window.message()
    assert not window.all(QLabel, "staged_0"), "all of them, or none"
    assert window.encrypted_files() == []
    assert_nothing_lost(window)
    window.drop(good)
    window.staged()
    assert_sound(window, [window.save()])


class FullDisk(System):
    """A disk on which only so many bytes of files are left."""

    def __init__(self, left: int) -> None:
        self.left = left

    def write(self, handle: int, data: memoryview) -> int:
        if len(data) > self.left:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.left -= len(data)
        return super().write(handle, data)


def test_a_disk_that_fills_up_in_the_middle(
    at_window: RealWindow, own_desk: Path, tmp_path: Path, opened_with: Callable[..., None]
) -> None:
    window, paper = at_window, tmp_path / "大.bin"
    paper.write_bytes(b"x" * 5_000_000)
    disk = FullDisk(left=3_000_000)
    opened_with(system=disk)
    at_the_form(window, own_desk)
    window.drop(paper)
    window.until(lambda: bool(window.message()), "the sentence")
    assert "full" in window.message()
    assert window.encrypted_files() == []
    assert_nothing_lost(window)
    disk.left = 1 << 40
    window.drop(paper)
    window.staged()
    assert_sound(window, [window.save()])


def test_a_clock_set_back_a_year(at_window: RealWindow, own_desk: Path, opened_with: Callable[..., None]) -> None:
    """Design 4, "Clock": order is the journal's; a clock that jumps is told, and what was typed stays."""
    window, clock = at_window, SetClock(datetime.now(UTC))
    opened_with(clock=clock)
    at_the_form(window, own_desk)
    today = window.text("entry_received")
    clock.advance(-YEAR)
    window.key(Qt.Key.Key_Return, CONTROL)
    window.until(lambda: "in the future" in window.text("received_error"), "the refusal")
    window.fill("entry_received", clock.now().date().isoformat())
    window.key(Qt.Key.Key_Return, CONTROL)
    window.until(lambda: "clock" in window.message(), "the sentence")
    assert_nothing_lost(window)
    clock.advance(YEAR)
    window.fill("entry_received", today)
    assert_sound(window, [window.save()])
