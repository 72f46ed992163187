"""Chinese and English switched at run time on every page and dialog, for every role: nothing stays in the other."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QTableWidget, QTabWidget, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

import filedesk.ui
from filedesk.demo import DEMO_PASSWORD
from filedesk.demo.building import build_demo
from filedesk.demo.papers import PEOPLE
from filedesk.ui.application import Setting
from filedesk.ui.assembly import first_page, page_specs
from filedesk.ui.commands import Commands
from filedesk.ui.pages.document_page import DocumentPage
from filedesk.ui.pages.sign_in import SignIn
from filedesk.ui.program import Program
from tests.ui import drafts_on_their_way, posts_on_their_way
from tests.ui.at_document import KEYS
from tests.ui.papers_on_their_way import DIALOGS, HIS_OFFICE, send_on_their_way
from tests.ui.real_window import CONTROL, RealWindow, go_to_paper
from tests.ui.seen_texts import Reader, seen

CLERK, HEAD, ADMINISTRATOR = "王芳", "李建国", "钱喆"
UI = filedesk.ui.__path__[0]
EVERYBODY = (CLERK, "陈静", HEAD, "张伟", "吴祎", "赵敏", ADMINISTRATOR)
_HERE = ("test_language_*.py", "*_on_their_way.py")
PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="session")
def demo_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("languages") / "desk"
    build_demo(folder)
    return folder


@pytest.fixture
def at_window(qtbot: QtBot, setting: Setting) -> Iterator[RealWindow]:
    program = Program(setting, page_specs, first=first_page, demo_password=DEMO_PASSWORD)
    Commands(program)
    qtbot.addWidget(program.window)
    yield RealWindow(qtbot, setting, program)
    program.idle.stop()
    program.setParent(None)


class Languages:
    """The window, and a reader of what it says."""

    def __init__(self, window: RealWindow) -> None:
        self.window = window
        self.reader = Reader()

    def switch(self, code: str) -> None:
        """By the menu, as the person does it."""
        self.window.window.menus.actions[f"language_{code}"].trigger()
        QApplication.processEvents()
        self.window.settle()

    def check(self, language: str, where: str) -> None:
        wrong = self.reader.wrong(language, seen())
        assert not wrong, f"{where} in {language}:\n" + "\n".join(wrong)

    def in_both(self, where: str) -> None:
        """What stands there is Chinese; switched at run time it is English; and Chinese again."""
        self.check("zh_CN", where)
        self.switch("en")
        self.check("en", f"{where}, switched")
        self.switch("zh_CN")
        self.check("zh_CN", f"{where}, switched back")

    def dialog(self, name: str, opening: Callable[[], object], *, switched: bool = True) -> None:
        """Open a dialog in both languages, and, where it can stay open, switch while it is open."""
        for code in ("zh_CN",) if switched else ("zh_CN", "en"):
            self.switch(code)
            opening()
            dialog = self.window.find(QDialog, name)
            self.window.settle()
            if switched:
                self.in_both(name)
            else:
                self.check(code, name)
            dialog.close() if isinstance(dialog, QMessageBox) else dialog.reject()
            self.window.until(lambda: not self.window.all(QDialog, name), f"{name} closed")
            self.window.settle()
        self.switch("zh_CN")


@pytest.fixture
def languages(at_window: RealWindow, demo_office: Path, tmp_path: Path) -> Languages:
    """The demo office in Chinese; nobody is signed in."""
    made = Languages(at_window)
    at_window.start(Path(shutil.copytree(demo_office, tmp_path / "desk")))
    at_window.find(SignIn)
    made.reader.learn(tmp_path / "desk", DEMO_PASSWORD)
    made.switch("zh_CN")
    return made


def go_to(window: RealWindow, state: str) -> DocumentPage:
    """Open the first incoming document that is in this state."""
    ((number, document),) = window.rows(
        "SELECT number, id FROM document WHERE series = 'incoming' AND state = ? ORDER BY id LIMIT 1", state
    )
    return open_document(window, number, document)


def open_document(window: RealWindow, number: str, document: int = 0) -> DocumentPage:
    """Open the document of this number by the command box."""
    document = document or window.rows("SELECT id FROM document WHERE number = ?1 OR title = ?1", number)[0][0]
    go_to_paper(window, number)
    window.until(lambda: any(page.document() == document for page in window.all(DocumentPage)), f"document {number}")
    window.settle()
    return window.find(DocumentPage)


@pytest.mark.parametrize("name", EVERYBODY)
def test_pages_of_every_role(languages: Languages, name: str) -> None:
    window = languages.window
    languages.in_both("sign-in")
    window.sign_in(name, DEMO_PASSWORD)
    pages = window.window.navigation.keys()
    for page in pages:
        window.page(page)
        languages.in_both(f"{name}, {page}")


_BEFORE = ("registered", "with_general_manager", "sent_back", "instructed")
_AFTER = ("in_circulation", "in_circulation_and_handling", "finished", "returned", "filed", "void")


@pytest.mark.parametrize("state", [*_BEFORE, *_AFTER])
def test_documents_in_every_state(languages: Languages, state: str) -> None:
    languages.window.sign_in(CLERK, DEMO_PASSWORD)
    go_to(languages.window, state)
    languages.in_both(f"document {state}")


def test_the_form_of_an_entry_and_what_it_refuses(languages: Languages, tmp_path: Path) -> None:
    window = languages.window
    window.sign_in(CLERK, DEMO_PASSWORD)
    window.page("incoming")
    window.key(Qt.Key.Key_N, CONTROL)
    window.settle()
    languages.in_both("register form")
    window.fill("entry_dated", "1332")
    window.key(Qt.Key.Key_Return, CONTROL)
    languages.in_both("register form, wrong date")
    window.fill("entry_dated", "")
    window.key(Qt.Key.Key_Return, CONTROL)
    window.until(lambda: bool(window.text("title_error")), "the refusal")
    languages.in_both("register form, title missing")
    paper = tmp_path / "空.pdf"
    paper.write_bytes(b"")
    window.drop(paper)
    window.staged()
    languages.reader.data.insert(0, paper.name)
    languages.in_both("register form, strange paper")
    folder = tmp_path / "夹"
    folder.mkdir()
    languages.reader.data.insert(0, folder.name)
    window.drop(folder)
    languages.in_both("register form, folder refused")
    window.fill("entry_sender", "滨江市档案馆")
    window.fill("entry_title", "滨江市档案馆")
    number = window.save()
    languages.reader.data.insert(0, number)
    languages.in_both("registered")
    window.key(Qt.Key.Key_Escape)
    assert window.drop(paper) is None
    other = tmp_path / "二.txt"
    other.write_text("二", encoding="utf-8")
    window.press("cancel_registering")
    window.settle()
    languages.dialog("each_or_together", lambda: window.drop(paper, other), switched=False)


def test_dialogs_of_a_clerk(languages: Languages) -> None:
    window = languages.window
    window.sign_in(CLERK, DEMO_PASSWORD)
    keys: dict[str, list[tuple[str, Qt.Key, Qt.KeyboardModifier]]] = {
        "registered": [
            ("proposal_dialog", Qt.Key.Key_G, CONTROL),
            ("files_dialog", Qt.Key.Key_F9, PLAIN),
            ("correct_dialog", Qt.Key.Key_E, CONTROL),
            ("void_dialog", Qt.Key.Key_D, CONTROL | SHIFT),
            ("slip_dialog", Qt.Key.Key_F6, PLAIN),
        ],
        "with_general_manager": [("record_dialog", Qt.Key.Key_I, CONTROL)],
        "instructed": [("files_dialog", Qt.Key.Key_F9, PLAIN)],
    }
    for state, dialogs in keys.items():
        go_to(window, state)
        for name, key, modifiers in dialogs:
            languages.dialog(name, lambda key=key, modifiers=modifiers: window.key(key, modifiers))
    window.page("filed")
    languages.dialog("new_folder_dialog", lambda: window.key(Qt.Key.Key_N, CONTROL))
    window.page("outgoing")
    languages.dialog("print_preview", lambda: window.key(Qt.Key.Key_P, CONTROL))
    window.page("office")
    for name, button in posts_on_their_way.of_the_office(languages.reader):
        languages.dialog(name, lambda button=button: window.press(button))
    tabs = window.find(QTabWidget, "office_tabs")
    for tab in ("office_calendar", "office_urging"):
        tabs.setCurrentWidget(window.window.findChild(QWidget, tab))
        window.settle()
        languages.in_both(tab)
    tabs.setCurrentIndex(1)
    languages.dialog("set_days_dialog", lambda: window.press("set_days"))
    window.press("set_days")
    window.fill("first_day", f"{date.today().year}-12-01")
    window.fill("day_name", "司庆")
    window.key(Qt.Key.Key_Return, CONTROL)
    window.until(lambda: not window.all(QDialog, "set_days_dialog"), "the day set")
    window.settle()
    languages.reader.learn(window.folder or Path(), DEMO_PASSWORD)
    table = window.find(QTableWidget, "calendar_days")
    assert table.choose(date(date.today().year, 12, 1))  # type: ignore[attr-defined]
    languages.dialog("clear_days_dialog", lambda: window.press("clear_days"))


def open_dialogs(
    languages: Languages, folder: Path, name: str, numbers: dict[str, str], dialogs: list[tuple[str, str, str]]
) -> None:
    """Each dialog of this person, on the paper where it is lawful; the papers by their numbers or titles."""
    window = languages.window
    window.start(folder)
    window.find(SignIn)
    languages.reader.learn(folder, DEMO_PASSWORD)
    languages.switch("zh_CN")
    window.sign_in(name, DEMO_PASSWORD)
    shown = ""
    for paper, dialog, act in dialogs:
        if paper != shown:
            open_document(window, numbers[paper])
            languages.in_both(f"{name}, {paper}")
            shown = paper
        key = QKeySequence(KEYS[act])[0]
        languages.dialog(dialog, lambda key=key: window.key(key.key(), key.keyboardModifiers()))


@pytest.mark.parametrize("name", list(drafts_on_their_way.DIALOGS))
def test_dialogs_of_drafts(at_window: RealWindow, demo_office: Path, tmp_path: Path, name: str) -> None:
    folder = Path(shutil.copytree(demo_office, tmp_path / "desk"))
    titles = drafts_on_their_way.send_drafts_on_their_way(folder)
    open_dialogs(Languages(at_window), folder, name, titles, drafts_on_their_way.DIALOGS[name])


def test_dialogs_of_posts(at_window: RealWindow, demo_office: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(demo_office, tmp_path / "desk"))
    posts_on_their_way.prepare_a_list(folder)
    languages = Languages(at_window)
    open_dialogs(languages, folder, CLERK, {}, [])
    at_window.page("office")
    languages.dialog("posts_dialog", lambda: at_window.press("hand_over_post"))
    at_window.press("hand_over_post")
    at_window.settle()
    for name, button in posts_on_their_way.DIALOGS:
        languages.dialog(name, lambda button=button: at_window.press(button))


@pytest.mark.parametrize("name", list(DIALOGS))
def test_dialogs_of_papers_on_their_way(at_window: RealWindow, demo_office: Path, tmp_path: Path, name: str) -> None:
    folder = Path(shutil.copytree(demo_office, tmp_path / "desk"))
    numbers = send_on_their_way(folder)
    languages, window = Languages(at_window), at_window
    open_dialogs(languages, folder, name, numbers, DIALOGS[name])
    if name == CLERK:
        window.page("to_do")
        tree = window.find(QTreeWidget, "to_do_tree")
        (item,) = tree.findItems(numbers["read"], Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)
        tree.setCurrentItem(item)
        languages.dialog("send_on_dialog", lambda: window.press("send_on_selected"))


def test_dialogs_of_the_window(languages: Languages) -> None:
    window = languages.window
    window.sign_in(CLERK, DEMO_PASSWORD)
    languages.dialog("keys_dialog", lambda: window.key(Qt.Key.Key_F1), switched=False)
    languages.dialog("inform", window.window.menus.actions["about"].trigger, switched=False)
    window.key(Qt.Key.Key_L, CONTROL)
    window.find(SignIn)
    languages.in_both("locked")


def test_dialogs_of_the_general_manager(languages: Languages) -> None:
    window = languages.window
    window.sign_in(HEAD, DEMO_PASSWORD)
    window.key(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)  # from the questions to the papers to sign
    window.settle()
    languages.dialog("send_back_dialog", lambda: window.key(Qt.Key.Key_F7))
    languages.dialog("exceptions_dialog", lambda: window.key(Qt.Key.Key_E, CONTROL))
    window.page("office")
    for name, button in HIS_OFFICE:
        languages.dialog(name, lambda button=button: window.press(button))


def test_dialogs_of_the_administrator(languages: Languages) -> None:
    window = languages.window
    window.sign_in(ADMINISTRATOR, DEMO_PASSWORD)
    window.page("office")
    languages.dialog("add_department_dialog", lambda: window.press("add_department"))
    languages.dialog("add_person_dialog", lambda: window.press("add_person"))
    window.press("add_person")
    window.fill("person_name", "郑新")
    window.tick("role_clerk")
    window.key(Qt.Key.Key_Return, CONTROL)
    shown = window.find(QDialog, "code_dialog")
    languages.reader.learn(window.folder or Path(), DEMO_PASSWORD)
    languages.in_both("code_dialog")
    shown.close()
    window.find(QTableWidget, "people").selectRow(0)
    languages.dialog("question", lambda: window.press("new_code"), switched=False)


def test_an_unconfirmed_person(languages: Languages) -> None:
    window = languages.window
    window.sign_in(ADMINISTRATOR, DEMO_PASSWORD)
    window.page("office")
    window.press("add_person")
    window.fill("person_name", "郑新")
    window.tick("role_clerk")
    window.key(Qt.Key.Key_Return, CONTROL)
    code = window.find(QDialog, "code_dialog").code.text()  # type: ignore[attr-defined]
    window.press("code_given")
    window.sign_out()
    languages.reader.learn(window.folder or Path(), DEMO_PASSWORD, code)
    page = window.find(SignIn)
    page.choose("郑新")
    languages.in_both("first sign-in")
    window.fill("one_time_code", code)
    window.fill("new_password", "a new one 7")
    window.fill("new_password_again", "a new one 7")
    window.key(Qt.Key.Key_Return)
    window.find(QWidget, "unconfirmed")
    languages.in_both("unconfirmed")
    window.press("sign_in_again")
    window.sign_in(HEAD, DEMO_PASSWORD)
    window.page("office")
    window.find(QTableWidget, "people").selectRow(len(PEOPLE))
    languages.dialog("confirm_dialog", lambda: window.press("confirm_person"))


def test_no_dialog_is_left_out() -> None:
    """Whoever adds a dialog adds it here."""
    source = "\n".join(file.read_text(encoding="utf-8") for file in Path(UI).rglob("*.py"))
    here = "".join(f.read_text(encoding="utf-8") for names in _HERE for f in Path(__file__).parent.glob(names))
    named = set(re.findall(r'"(\w+_dialog)"', source))
    assert len(named) > 10
    assert {name for name in named if f'"{name}"' not in here} == {"crash_" + "dialog"}, "test_crash.py has it"


def test_the_start_page_and_the_set_up(at_window: RealWindow, tmp_path: Path) -> None:
    window, languages = at_window, Languages(at_window)
    window.start(None)
    languages.switch("zh_CN")
    languages.in_both("start page")
    window.press("set_up")
    folder = tmp_path / "desk"
    languages.reader.data = [window.text("folder"), str(folder), "华兴办", "李建国", "王芳", "工程部"]
    languages.in_both("the office")
    window.press("next")
    languages.in_both("the office, refused")
    window.fill("folder", str(folder))
    window.fill("office_name", "华兴办")
    window.fill("office_code", "华兴办")
    window.fill("departments", "工程部")
    window.press("next")
    window.find(QWidget, "head_name")
    window.settle()
    languages.in_both("the general manager")
    window.fill("head_name", "李建国")
    window.fill("new_password", "head 7 head")
    window.fill("new_password_again", "head 7 head")
    window.press("next")
    window.fill("person_name", "王芳")
    window.tick("role_clerk")
    window.press("add_person")
    languages.in_both("the people")
    window.press("next")
    words = [label.property("word") for label in window.find(QWidget, "sheet_words").findChildren(QWidget)]
    languages.reader.data = sorted([*languages.reader.data, *filter(None, words)], key=len, reverse=True)
    languages.in_both("a recovery sheet")
    for _sheet in range(3):
        window.press("next")
    languages.in_both("one sheet back")
    window.press("cancel")
    window.settle()
