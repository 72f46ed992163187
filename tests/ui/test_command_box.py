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
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton
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
from filedesk.ui.found_panel import FoundPanel
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


def answered(window: RealWindow) -> list[str]:
    """The lines of the answer below the box, which has the keyboard."""
    panel = window.window.findChild(FoundPanel)
    assert panel is not None
    window.until(panel.isVisible, "the answer")
    assert window.focus() is panel.list
    return panel.texts()


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
def test_what_names_one_document_leads_to_it(at_window: RealWindow, typed: str, number: str) -> None:
    """A whole number opens it; digits and words are answered by one line, and Enter opens it."""
    at_window.sign_in(CLERK, PASSWORD)
    command(at_window, typed)
    if number:
        if not any(bracket in typed for bracket in "〔[（"):
            (line,) = answered(at_window)
            assert line.startswith(f"{number} · ")
            at_window.key(Qt.Key.Key_Return)
        assert opened(at_window) == number
    else:
        assert at_window.message() == f"Nothing was found for “{typed}”."


def test_digits_that_several_years_have_are_a_list_of_just_these(at_window: RealWindow) -> None:
    at_window.sign_in(CLERK, PASSWORD)
    command(at_window, "2")
    lines = answered(at_window)
    assert [line.split(" · ")[0] for line in lines[:-1]] == ["收〔2026〕0002", "收〔2025〕0002"]
    assert lines[-1] == "Show all in the register"
    at_window.key(Qt.Key.Key_End)
    at_window.key(Qt.Key.Key_Return)
    assert listed(at_window) == ["收〔2026〕0002", "收〔2025〕0002"]
    assert at_window.text("search_box") == "0002"


def test_who_has_it_is_answered_in_one_line_without_opening(at_window: RealWindow) -> None:
    """Design section 7: F2, digits, Enter."""
    at_window.sign_in(CLERK, PASSWORD)
    page = at_window.window.current_page()
    command(at_window, "3")
    (line,) = answered(at_window)
    assert line == f"收〔2026〕0003 · 关于防汛物资的函 · with {CLERK} since 2026-01-10 · Registered"
    assert at_window.window.current_page() is page
    assert not at_window.all(DocumentPage)
    at_window.key(Qt.Key.Key_Escape)
    assert at_window.focus() is at_window.find(QLineEdit, "command_box")


def test_enter_begins_the_next_lawful_act_on_what_was_found(at_window: RealWindow) -> None:
    """Design section 7: it offers the next lawful act under Enter; a scanned number opens at once."""
    at_window.sign_in(CLERK, PASSWORD)
    command(at_window, "收〔2026〕0002")
    assert opened(at_window) == "收〔2026〕0002"
    at_window.until(at_window.find(QPushButton, "act_submit").hasFocus, "the act that the paper waits for")
    at_window.key(Qt.Key.Key_Return)
    at_window.until(lambda: bool(at_window.all(QDialog, "proposal_dialog")), "its dialog")


def test_enter_does_nothing_while_an_input_method_composes(at_window: RealWindow) -> None:
    """Design section 7: Enter never acts then."""
    at_window.sign_in(CLERK, PASSWORD)
    at_window.key(Qt.Key.Key_F2)
    box = at_window.find(QLineEdit, "command_box")
    QApplication.sendEvent(box, QInputMethodEvent("fang", []))
    at_window.key(Qt.Key.Key_Return)
    at_window.settle()
    assert at_window.window.findChild(FoundPanel) is None
    assert not at_window.message()


def test_the_answer_is_gone_with_whoever_asked(at_window: RealWindow) -> None:
    """Locked, the window shows nothing of it."""
    at_window.sign_in(CLERK, PASSWORD)
    command(at_window, "3")
    answered(at_window)
    at_window.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    panel = at_window.window.findChild(FoundPanel)
    assert panel is not None
    at_window.until(lambda: not panel.isVisible(), "the answer gone")


def test_words_with_several_hits_become_a_search_whose_list_is_walked_by_keys(at_window: RealWindow) -> None:
    at_window.sign_in(CLERK, PASSWORD)
    command(at_window, "防汛")
    assert len(answered(at_window)) == 3
    at_window.key(Qt.Key.Key_End)
    at_window.key(Qt.Key.Key_Return)
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
    at_window.key(Qt.Key.Key_Return)
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
def test_from_every_page_a_document_is_three_keys_and_its_digits_away(at_window: RealWindow, name: str) -> None:
    at_window.sign_in(name, PASSWORD)
    pages = at_window.window.navigation.keys()
    assert len(pages) > 3
    for key in pages:
        at_window.page(key)
        command(at_window, "3")
        at_window.key(Qt.Key.Key_Return)
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
    at_window.key(Qt.Key.Key_Return)
    assert opened(at_window) == "收〔2026〕0003"
    at_window.key(Qt.Key.Key_Escape)
    assert at_window.text("entry_title") == "写到一半"
