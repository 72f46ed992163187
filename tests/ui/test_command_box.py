"""F2, the command box of the real window: digits, numbers, words, a scanned page; by keys alone."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from filedesk.clock import SetClock
from filedesk.desk import open_desk
from filedesk.domain.documents import Entry, Series
from filedesk.services.ledger import Query
from filedesk.services.printing import print_register
from filedesk.services.registration import register
from filedesk.ui.application import Setting
from filedesk.ui.assembly import first_page, page_specs
from filedesk.ui.commands import Commands
from filedesk.ui.pages.audit_page import AuditPage
from filedesk.ui.pages.document_page import DocumentPage
from filedesk.ui.pages.register_page import RegisterPage
from filedesk.ui.program import Program
from tests.ui.founded_desk import AUDITOR, CLERK, HEAD, PASSWORD, founded, signed_in
from tests.ui.real_window import RealWindow

LAST_YEAR, THIS_YEAR = datetime(2025, 12, 20, 4, tzinfo=UTC), datetime(2026, 1, 10, 4, tzinfo=UTC)
TITLES = ("关于防汛检查的通知", "关于召开协调会的函", "关于防汛物资的函")


@dataclass(frozen=True)
class Filled:
    """A desk with papers, and the code of a page printed from it."""

    folder: Path
    code: str


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """收〔2025〕0001 and 0002; 收〔2026〕0001 to 0003; 发〔2026〕0001."""
    clock = SetClock(LAST_YEAR)
    desk, _codes = founded(tmp_path_factory.mktemp("filled") / "desk", clock)
    clerk = signed_in(desk, CLERK)
    for number in (1, 2):
        register(desk.ports, clerk, entry=Entry(Series.INCOMING, f"去年的第{number}件", "市档案局"))
    clock.moment = THIS_YEAR
    for title in TITLES:
        register(
            desk.ports, clerk, entry=Entry(Series.INCOMING, title, "市应急管理局", sender_number="应急〔2026〕88号")
        )
    register(desk.ports, clerk, entry=Entry(Series.OUTGOING, "关于放假的函", "各单位"))
    printed = print_register(desk.ports, clerk, query=Query(Series.INCOMING), out=io.BytesIO(), language="zh_CN")
    desk.close()
    return Filled(desk.folder, printed.code)


@pytest.fixture
def at_window(
    qtbot: QtBot, setting: Setting, filled: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[RealWindow]:
    """The window on a copy of that desk, on its clock; nobody is signed in."""
    clock = SetClock(THIS_YEAR)
    monkeypatch.setattr("filedesk.ui.open_desks.open_desk", lambda folder: open_desk(folder, clock=clock))
    program = Program(setting, page_specs, first=first_page)
    Commands(program)
    qtbot.addWidget(program.window)
    window = RealWindow(qtbot, setting, program)
    window.start(Path(shutil.copytree(filled.folder, tmp_path / "desk")))
    yield window
    program.idle.stop()
    program.setParent(None)


def command(window: RealWindow, words: str) -> None:
    """F2, the words, Enter."""
    window.key(Qt.Key.Key_F2)
    assert QApplication.focusWidget() is window.find(QLineEdit, "command_box")
    window.type(words)
    window.key(Qt.Key.Key_Return)
    window.settle()


def opened(window: RealWindow) -> str:
    """The number of the document in view, which has the focus."""
    page = window.find(DocumentPage)
    window.settle()
    assert page.isAncestorOf(window.focus()) or page.hasFocus()
    (found,) = window.rows("SELECT number FROM document WHERE id = ?", page.document())
    return str(found[0])


def listed(window: RealWindow) -> list[str]:
    """The numbers of the register in view."""
    page = window.find(RegisterPage)
    window.settle()
    return [page.records.index(row, 0).data() for row in range(page.records.rowCount())]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("3", "收〔2026〕0003"),
        ("0003", "收〔2026〕0003"),
        ("收〔2025〕0001", "收〔2025〕0001"),
        ("收[2026]1", "收〔2026〕0001"),
        ("收（2026）0002", "收〔2026〕0002"),
        ("发〔2026〕0001", "发〔2026〕0001"),
        ("协调会", "收〔2026〕0002"),
        ("xtoh", ""),
        ("zkxth", "收〔2026〕0002"),
    ],
)
def test_what_names_one_document_opens_it(at_window: RealWindow, typed: str, number: str) -> None:
    at_window.sign_in(CLERK, PASSWORD)
    command(at_window, typed)
    if number:
        assert opened(at_window) == number
    else:
        assert at_window.message() == f"Nothing was found for “{typed}”."


def test_digits_that_several_years_have_are_a_list_of_just_these(at_window: RealWindow) -> None:
    at_window.sign_in(CLERK, PASSWORD)
    command(at_window, "2")
    assert listed(at_window) == ["收〔2026〕0002", "收〔2025〕0002"]
    assert at_window.text("search_box") == "0002"


def test_words_with_several_hits_become_a_search_whose_list_is_walked_by_keys(at_window: RealWindow) -> None:
    at_window.sign_in(CLERK, PASSWORD)
    command(at_window, "防汛")
    assert listed(at_window) == ["收〔2026〕0003", "收〔2026〕0001"]
    assert at_window.focus() is at_window.find(QLineEdit, "search_box")
    at_window.key(Qt.Key.Key_Return)
    at_window.key(Qt.Key.Key_Home)
    at_window.key(Qt.Key.Key_Down)
    at_window.key(Qt.Key.Key_Return)
    assert opened(at_window) == "收〔2026〕0001"


def test_nothing_found_is_told_and_the_words_stay_to_be_mended(at_window: RealWindow) -> None:
    at_window.sign_in(CLERK, PASSWORD)
    command(at_window, "麒麟")
    assert at_window.message() == "Nothing was found for “麒麟”."
    assert at_window.focus() is at_window.find(QLineEdit, "command_box")
    command(at_window, "3")
    assert opened(at_window) == "收〔2026〕0003"


def test_a_scanned_page_is_compared_for_the_auditor(at_window: RealWindow, filled: Filled) -> None:
    """Design 1.4: a scanner types the code and Enter."""
    at_window.sign_in(AUDITOR, PASSWORD)
    at_window.page("office")
    command(at_window, filled.code)
    audit = at_window.find(AuditPage)
    at_window.until(audit.verify_button.isEnabled, "the comparison's end")
    assert "Printed page: 5 rows stand as printed, 0 do not" in at_window.text("covered")
    assert at_window.text("printed_code") == filled.code


def test_a_scanned_page_tells_a_clerk_nothing(at_window: RealWindow, filled: Filled) -> None:
    at_window.sign_in(CLERK, PASSWORD)
    command(at_window, filled.code)
    assert at_window.message().startswith("Nothing was found")


@pytest.mark.parametrize("name", [CLERK, HEAD, AUDITOR])
def test_from_every_page_a_document_is_two_keys_and_its_digits_away(at_window: RealWindow, name: str) -> None:
    at_window.sign_in(name, PASSWORD)
    pages = at_window.window.navigation.keys()
    assert len(pages) > 3
    for key in pages:
        at_window.page(key)
        command(at_window, "3")
        assert opened(at_window) == "收〔2026〕0003", key
        at_window.key(Qt.Key.Key_Escape)
        at_window.until(lambda: not at_window.all(DocumentPage), "the list again")


@pytest.mark.parametrize("name", [CLERK, AUDITOR])
def test_esc_gives_the_focus_back_to_where_it_was(at_window: RealWindow, name: str) -> None:
    at_window.sign_in(name, PASSWORD)
    pages = at_window.window.navigation.keys()
    for key in pages:
        at_window.page(key)
        before = at_window.focus()
        at_window.key(Qt.Key.Key_F2)
        at_window.type("32")
        at_window.key(Qt.Key.Key_Escape)
        assert at_window.focus() is before, key
        assert at_window.text("command_box") == "", key


def test_what_is_half_typed_on_a_form_stays(at_window: RealWindow) -> None:
    at_window.sign_in(CLERK, PASSWORD)
    at_window.page("incoming")
    at_window.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    at_window.fill("entry_title", "写到一半")
    command(at_window, "麒麟")
    at_window.key(Qt.Key.Key_Escape)
    assert at_window.focus().objectName() == "entry_title"
    command(at_window, "3")
    assert opened(at_window) == "收〔2026〕0003"
    at_window.key(Qt.Key.Key_Escape)
    assert at_window.text("entry_title") == "写到一半"
