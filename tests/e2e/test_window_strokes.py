"""How many strokes the main acts cost (design section 7), counted in the real window, by keys alone."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget, QPlainTextEdit, QPushButton, QTreeWidget

from filedesk.clock import SystemClock, office_day
from filedesk.config import DEFAULT_ZONE
from filedesk.desk import open_desk
from filedesk.domain.documents import Entry, Series
from filedesk.services import circulation, instruction, reading
from filedesk.services.people import sign_in
from filedesk.services.public_holidays import announced
from filedesk.services.registration import register
from filedesk.services.wording import Wording
from tests.capture.drawn_papers import Placed, drawn_pdf, notice
from tests.ui.founded_desk import CLERK, HEAD, INVITED, PASSWORD
from tests.ui.real_window import CONTROL, NONE, RealWindow

ALT = Qt.KeyboardModifier.AltModifier
PAPERS = 20


@dataclass
class Strokes:
    """Counts every key that is not a typed word."""

    window: RealWindow
    count: int = 0

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self.count += 1
        offers = QApplication.activePopupWidget()  # keys go to what has popped up, as the system sends them
        self.window.qtbot.keyClick(offers if offers is not None else self.window.focus(), key, modifiers)

    def type(self, text: str) -> None:
        self.window.type(text)

    def taken(self) -> int:
        """The strokes since the last time."""
        found, self.count = self.count, 0
        return found


@pytest.fixture
def submitted(own_desk: Path) -> Path:
    """Twenty papers with the general manager, each with a proposal of the clerk."""
    with closing(open_desk(own_desk)) as desk:
        clerk = sign_in(desk.ports, name=CLERK, password=PASSWORD)
        for number in range(1, PAPERS + 1):
            made = register(desk.ports, clerk, entry=Entry(Series.INCOMING, f"第{number}号来文", "市档案局"))
            instruction.submit(
                desk.ports, clerk, documents=[made.document], said=Wording(f"拟请工程部办理（{number}）", (), 2)
            )
    return own_desk


def after_working_days(days: int) -> date:
    today = office_day(SystemClock().now(), DEFAULT_ZONE)
    return announced().add_working_days(today, days).day


def offers_stand() -> bool:
    return any(w.objectName() == "completions" and w.isVisible() for w in QApplication.topLevelWidgets())


def test_twenty_papers_by_keys_alone(at_window: RealWindow, submitted: Path) -> None:
    """Instruct as proposed: 1 stroke. His own words, a reader, a deadline, sending back: a few, and on to the next."""
    at_window.start(submitted)
    at_window.sign_in(HEAD, PASSWORD)
    assert at_window.window.navigation.keys()[0] == "general_manager", "he begins with what waits for him"
    strokes, spent = Strokes(at_window), Counter[str]()
    waiting = at_window.find(QListWidget, "waiting_list")
    for number in range(1, PAPERS + 1):
        at_window.until(lambda n=number: f"第{n}号来文" in at_window.text("paper_about"))  # type: ignore[misc]
        at_window.until(at_window.find(QPushButton, "agree_as_proposed").isEnabled)
        assert at_window.focus() is waiting, "the list has the keyboard again after each paper"
        way = ("as proposed", "as proposed", "phrase", "reader and deadline", "send back")[number % 5]
        if way == "as proposed":
            strokes.key(Qt.Key.Key_F8)
        elif way == "phrase":
            strokes.key(Qt.Key.Key_Return)
            strokes.key(Qt.Key.Key_2, CONTROL)
            strokes.key(Qt.Key.Key_Return, CONTROL)
        elif way == "reader and deadline":
            strokes.key(Qt.Key.Key_Return)
            strokes.key(Qt.Key.Key_1, CONTROL)
            strokes.key(Qt.Key.Key_Tab)
            strokes.type("sl")
            at_window.until(offers_stand, "the offered names")
            strokes.key(Qt.Key.Key_Return)
            strokes.key(Qt.Key.Key_5, ALT)
            strokes.key(Qt.Key.Key_Return, CONTROL)
        else:
            strokes.key(Qt.Key.Key_F7)
            at_window.until(at_window.find(QPlainTextEdit, "reason").hasFocus, "the question for a reason in front")
            strokes.type("附件不全")
            strokes.key(Qt.Key.Key_Return, CONTROL)
        at_window.until(lambda n=number: waiting.count() == PAPERS - n)  # type: ignore[misc]
        spent[f"{way}: {strokes.taken()}"] += 1
    assert spent == {"as proposed: 1": 8, "phrase: 3": 4, "reader and deadline: 6": 4, "send back: 2": 4}
    at_window.settle()
    states = Counter(state for (state,) in at_window.rows("SELECT state FROM document"))
    assert states == {"instructed": 16, "sent_back": 4}
    with closing(open_desk(submitted)) as desk:
        clerk = sign_in(desk.ports, name=CLERK, password=PASSWORD)
        (told,) = reading.document(desk.ports, clerk, 3).instructions
        names = reading.document(desk.ports, clerk, 3).names
        assert [names[reader] for reader in told.wording.readers] == [INVITED]
        assert (told.wording.text, told.wording.deadline) == ("Read.", after_working_days(5))
        (proposed,) = reading.document(desk.ports, clerk, 1).instructions
        assert proposed.wording == Wording("拟请工程部办理（1）", (), 2)


def test_from_a_readable_pdf_two_strokes_register_it_and_go_on(
    at_window: RealWindow, own_desk: Path, tmp_path: Path
) -> None:
    at_window.start(own_desk)
    at_window.sign_in(CLERK, PASSWORD)
    at_window.page("incoming")
    strokes = Strokes(at_window)
    for place in (1, 2):
        paper = tmp_path / f"来文{place}.pdf"
        number = Placed(f"华兴办〔2026〕{place}号", 75, "centre")
        title = Placed(f"关于第{place}次安全检查的通知", 100, "centre", 22)
        paper.write_bytes(drawn_pdf(notice(number=[number], title=[title])))
        at_window.drop(paper)
        at_window.staged()
        strokes.key(Qt.Key.Key_Return, CONTROL)
        assert at_window.text("given_number").endswith(f"{place:04}")
        strokes.key(Qt.Key.Key_Return)
        assert strokes.taken() == 2
        at_window.find(QPushButton, "save_entry")
    rows = at_window.rows("SELECT title, sender, sender_number FROM document ORDER BY id")
    assert len(rows) == 2
    assert all(all(told) for told in rows), "title, sender and number were read from the paper"


def test_from_paper_it_takes_at_most_eight(at_window: RealWindow, own_desk: Path) -> None:
    """Must: sender and title. Today, one copy and the signed-in clerk are given."""
    at_window.start(own_desk)
    at_window.sign_in(CLERK, PASSWORD)
    at_window.page("incoming")
    strokes = Strokes(at_window)
    strokes.key(Qt.Key.Key_N, CONTROL)
    at_window.find(QPushButton, "save_entry")
    at_window.settle()
    strokes.type("市档案局")
    strokes.key(Qt.Key.Key_Return)
    strokes.type("市档〔2026〕3号")
    strokes.key(Qt.Key.Key_Return)
    strokes.type("关于归档的通知")
    strokes.key(Qt.Key.Key_Return, CONTROL)
    assert at_window.text("given_number").endswith("0001")
    strokes.key(Qt.Key.Key_Return)
    at_window.find(QPushButton, "save_entry")
    assert strokes.taken() == 5 <= 8
    (row,) = at_window.rows("SELECT title, sender, sender_number, copies, signed_for_by FROM document")
    assert row == ("关于归档的通知", "市档案局", "市档〔2026〕3号", 1, CLERK)


def test_as_previous_is_one_stroke(at_window: RealWindow, own_desk: Path) -> None:
    at_window.start(own_desk)
    at_window.sign_in(CLERK, PASSWORD)
    at_window.page("incoming")
    strokes = Strokes(at_window)
    strokes.key(Qt.Key.Key_N, CONTROL)
    strokes.type("市档案局")
    strokes.key(Qt.Key.Key_Return)
    strokes.key(Qt.Key.Key_Return)
    strokes.type("第一份")
    strokes.key(Qt.Key.Key_Return, CONTROL)
    assert at_window.text("given_number").endswith("0001")
    strokes.key(Qt.Key.Key_Return)
    at_window.find(QPushButton, "save_entry")
    at_window.settle()
    strokes.taken()
    strokes.key(Qt.Key.Key_F4)
    assert strokes.taken() == 1
    assert at_window.text("entry_sender") == "市档案局"


@pytest.fixture
def read_once(own_desk: Path) -> int:
    """A paper of two readers, which the first has read: it waits to be sent to the next."""
    with closing(open_desk(own_desk)) as desk:
        clerk = sign_in(desk.ports, name=CLERK, password=PASSWORD)
        head = sign_in(desk.ports, name=HEAD, password=PASSWORD)
        document = register(desk.ports, clerk, entry=Entry(Series.INCOMING, "关于传阅的通知", "市档案局")).document
        with desk.ports.ledger.reading() as found:
            next_reader = found.find("person", name=INVITED)[0]["id"]
        instruction.submit(desk.ports, clerk, documents=[document])
        instruction.instruct(desk.ports, head, document=document, said=Wording("请传阅。", (head.person, next_reader)))
        circulation.begin_circulation(desk.ports, clerk, document=document)
        circulation.sign_reading(desk.ports, head, document=document)
        return document


def test_one_reader_back_and_the_next_out_is_two(at_window: RealWindow, own_desk: Path, read_once: int) -> None:
    """From the to-do: Enter on the paper, F8; one act writes both movements (I4)."""
    at_window.start(own_desk)
    at_window.sign_in(CLERK, PASSWORD)
    at_window.page("to_do")
    tree = at_window.find(QTreeWidget, "to_do_tree")
    (item,) = tree.findItems("关于传阅的通知", Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive, 1)
    tree.setCurrentItem(item)
    before = at_window.rows("SELECT count(*) FROM movement")[0][0]
    strokes = Strokes(at_window)
    strokes.key(Qt.Key.Key_Return)
    at_window.until(at_window.find(QPushButton, "act_send_next").isVisible, "the paper")
    at_window.settle()
    strokes.key(Qt.Key.Key_F8)
    at_window.settle()
    assert strokes.taken() == 2
    moved = at_window.rows("SELECT purpose, at FROM movement ORDER BY seq")[before:]
    assert [purpose for purpose, _at in moved] == ["return", "reading"]
    ((holder,),) = at_window.rows(
        "SELECT p.name FROM document d JOIN person p ON p.id = d.holder WHERE d.id = ?", read_once
    )
    assert holder == INVITED


def test_who_has_it_is_f2_digits_enter(at_window: RealWindow, own_desk: Path, read_once: int) -> None:
    """Answered in one line, from any page; Enter again opens it, and once more begins what it waits for."""
    at_window.start(own_desk)
    at_window.sign_in(CLERK, PASSWORD)
    for page in ("office", "incoming"):
        at_window.page(page)
        strokes = Strokes(at_window)
        strokes.key(Qt.Key.Key_F2)
        strokes.type("1")
        strokes.key(Qt.Key.Key_Return)
        at_window.until(lambda: at_window.focus().objectName() == "found_list", "the answer")
        assert strokes.taken() == 2
        panel = at_window.find(QListWidget, "found_list")
        assert panel.count() == 1
        assert f"with {HEAD} since" in panel.item(0).text()
    strokes = Strokes(at_window)
    strokes.key(Qt.Key.Key_Return)
    at_window.until(at_window.find(QPushButton, "act_send_next").hasFocus, "its next lawful act")
    strokes.key(Qt.Key.Key_Return)
    at_window.settle()
    assert strokes.taken() == 2
    assert at_window.rows("SELECT count(*) FROM reading_turn WHERE state = 'out' AND document = ?", read_once) == [(1,)]
