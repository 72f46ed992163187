"""One incoming paper's whole way through the real window, person after person; and the slip that tells all of it.

Four readers, one of them on leave and one on paper, two departments that act, a question, an urging, a reply that goes
out, and the folder (rules I1 to I7, O1 to O3, F11). Every stroke is a key, a click or a drop.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QListWidget, QPushButton, QWidget

from filedesk.ui.pages.document_acts import ACTS
from filedesk.ui.pages.document_page import DocumentPage
from filedesk.ui.pages.draft_acts import DRAFT_ACTS
from filedesk.ui.pages.waiting_papers import WaitingPapers
from tests.capture.drawn_papers import drawn_pdf, notice
from tests.e2e.program import CLERK, DEMO_PASSWORD, HEAD, Program, demo_template
from tests.ui.real_window import CONTROL, NUMBER, RealWindow

OFFICE_HEAD, CHIEF, ON_LEAVE, DEPUTY, ON_PAPER, ENGINEER = "陈静", "张伟", "周堃", "孙玥", "刘洋", "吴祎"
"""Readers in turn: 陈静, 张伟, 周堃 (on leave, his deputy is 孙玥), 刘洋 (on paper). 张伟 manages 工程部 and names
吴祎; 孙玥 manages 财务部 and does it herself."""
KEYS = {act.name: act.key for act in (*ACTS, *DRAFT_ACTS)}
REPLY = "关于合同管理情况的复函"


@dataclass
class Way:
    """The window, and the paper that goes its way."""

    window: RealWindow
    number: str = ""
    document: int = 0

    def at(self, name: str) -> None:
        """Somebody signs in and opens the paper by F2 and its number."""
        window = self.window
        window.sign_in(name, DEMO_PASSWORD)
        self.open()

    def open(self) -> None:
        window = self.window
        window.key(Qt.Key.Key_F2)
        window.type(self.number)
        window.key(Qt.Key.Key_Return)
        window.until(lambda: self.shown() == self.document, "the paper")
        window.settle()

    def shown(self) -> int | None:
        pages = self.window.all(DocumentPage)
        return pages[-1].document() if pages else None

    def act(self, name: str) -> None:
        """The key of an act, when the act is offered."""
        window = self.window
        page = window.find(DocumentPage)
        window.until(lambda: name in page.act_buttons.allowed(), f"{name} to be allowed")
        pressed = QKeySequence(KEYS[name])[0]
        window.key(pressed.key(), pressed.keyboardModifiers())
        window.settle()

    def choose(self, field: str, wanted: str) -> None:
        """An entry of a box, by arrow keys."""
        window = self.window
        box = window.find(QComboBox, field)
        place = box.findText(wanted)
        assert place >= 0, [box.itemText(number) for number in range(box.count())]
        window.until(box.window().isActiveWindow, f"{field} in front")
        box.setFocus()
        window.until(box.hasFocus, f"the focus in {field}")
        while box.currentIndex() != place:
            window.key(Qt.Key.Key_Down if box.currentIndex() < place else Qt.Key.Key_Up)

    def agree(self, dialog: str, **fields: str) -> None:
        """Fill the fields of the dialog that is open, and Ctrl+Enter."""
        window = self.window
        shown = window.find(QDialog, dialog)
        window.until(shown.isActiveWindow, f"{dialog} in front")
        for field, text in fields.items():
            window.fill(field, text)
        window.key(Qt.Key.Key_Return, CONTROL)
        window.until(lambda: not window.all(QDialog, dialog), f"{dialog} carried out")
        window.settle()

    def state(self) -> str:
        return str(self.window.rows("SELECT state FROM document WHERE id = ?", self.document)[0][0])

    def holder(self) -> str:
        sql = "SELECT p.name FROM document d JOIN person p ON p.id = d.holder WHERE d.id = ?"
        return str(self.window.rows(sql, self.document)[0][0])


@pytest.fixture
def way(at_window: RealWindow, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Way:
    at_window.start(Path(shutil.copytree(demo_template(tmp_path_factory.getbasetemp()), tmp_path / "desk")))
    return Way(at_window)


def test_a_paper_goes_its_whole_way_and_the_slip_tells_it(way: Way, tmp_path: Path, pick_files: list[Path]) -> None:
    registered(way, tmp_path)
    instructed(way)
    read_by_four(way, tmp_path, pick_files)
    acted_on(way)
    reply = replied(way)
    reported(way)
    finished_and_filed(way)
    confirmed_afterwards(way)
    told = slip(way, tmp_path, pick_files)
    compare(way, told, reply, tmp_path)


def registered(way: Way, tmp_path: Path) -> None:
    """I1, I2: dropped, its fields read from the paper, submitted."""
    window, paper = way.window, tmp_path / "来文.pdf"
    paper.write_bytes(drawn_pdf(notice()))
    window.sign_in(CLERK, DEMO_PASSWORD)
    window.page("incoming")
    window.drop(paper)
    window.staged()
    way.number = window.save()
    assert NUMBER.fullmatch(way.number)
    ((way.document,),) = window.rows("SELECT id FROM document WHERE number = ?", way.number)
    window.press("registered_open")
    window.settle()
    way.act("submit")
    way.agree("proposal_dialog")
    assert way.state() == "with_general_manager"
    window.sign_out()


def instructed(way: Way) -> None:
    """I3, I5: his words, four readers in order, the leading and the supporting department, five working days."""
    window = way.window
    window.sign_in(HEAD, DEMO_PASSWORD)
    papers = window.find(WaitingPapers)
    to_the_paper(way, papers)
    window.fill("instruction_text", "请各位阅，工程部牵头办理。")
    for name in (OFFICE_HEAD, CHIEF, ON_LEAVE, ON_PAPER):
        picked(window, "instruction_readers", name)
    picked(window, "instruction_lead", "工程部")
    picked(window, "instruction_supporting", "财务部")
    window.key(Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    window.key(Qt.Key.Key_Return, CONTROL)
    window.until(lambda: way.state() == "instructed", "the instruction signed")
    window.sign_out()


def to_the_paper(way: Way, papers: WaitingPapers) -> None:
    """Alt+Down, until the paper stands before him; from the list of questions Alt+Right leads to those to sign."""
    window = way.window
    window.until(lambda: papers.current() is not None, "what waits for him")
    for _turn in range(3):
        if papers.group == "to_sign":
            break
        window.key(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    for _paper in range(window.find(QListWidget, "waiting_list").count()):
        if papers.current() == way.document:
            break
        window.key(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert papers.current() == way.document
    window.settle()


def picked(window: RealWindow, field: str, name: str) -> None:
    window.fill(field, name)
    window.key(Qt.Key.Key_Return)
    window.until(lambda: any(field in one.objectName() and name in one.text() for one in window.all(QPushButton)), name)


def read_by_four(way: Way, tmp_path: Path, pick_files: list[Path]) -> None:
    """I4: in turn, back to the clerk each time; a deputy for one, a scan for another."""
    window = way.window
    way.at(CLERK)
    way.act("circulate")
    way.agree("circulate_dialog")
    assert way.holder() == OFFICE_HEAD
    way.act("hand_to_department")
    window.sign_out()
    way.at(OFFICE_HEAD)
    way.act("read")
    way.agree("read_dialog", opinion="已阅，合同台账须补齐。")
    window.sign_out()
    sent_on(way, CHIEF)
    way.at(CHIEF)
    way.act("read_now")
    way.act("name_responsible")
    way.choose("person", ENGINEER)
    way.agree("name_responsible_dialog")
    window.sign_out()
    sent_on(way, ON_LEAVE)
    way.at(DEPUTY)
    way.act("read_now")
    assert window.find(QLabel, "as_deputy")
    way.agree("read_dialog", opinion="代阅。")
    way.act("name_responsible")
    way.choose("person", DEPUTY)
    way.agree("name_responsible_dialog")
    way.act("accept")
    window.sign_out()
    sent_on(way, ON_PAPER, stay=True)
    scan = tmp_path / "传阅单.pdf"
    scan.write_bytes(drawn_pdf(notice()))
    way.act("record_reading")
    pick_files[:] = [scan]
    window.find(QDialog, "record_reading_dialog")
    chosen = window.find(QWidget, "staging_tray").findChild(QPushButton)
    assert chosen is not None
    window.click(chosen)
    window.staged()
    way.agree("record_reading_dialog", opinion="同意上述意见。")
    window.sign_out()


def sent_on(way: Way, to: str, *, stay: bool = False) -> None:
    """Back and out to the next by one key."""
    way.at(CLERK)
    way.act("send_next")
    way.window.until(lambda: way.holder() == to, f"the paper with {to}")
    if not stay:
        way.window.sign_out()


def acted_on(way: Way) -> None:
    """F11, I6: taken on; a question put to the general manager, and answered; urged on by telephone."""
    window = way.window
    way.at(ENGINEER)
    way.act("accept")
    way.act("ask")
    way.agree("ask_dialog", question="台账是否追溯到去年？")
    window.sign_out()
    window.sign_in(HEAD, DEMO_PASSWORD)
    papers = window.find(WaitingPapers)
    window.until(lambda: papers.group == "to_answer", "questions stand first")
    while papers.current() != way.document:
        window.key(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    window.settle()
    assert "台账是否追溯到去年？" in window.text("question")
    window.fill("answer", "追溯三年。")
    window.key(Qt.Key.Key_Return, CONTROL)
    window.until(lambda: bool(window.rows("SELECT 1 FROM question WHERE answer = '追溯三年。'")), "the answer")
    window.sign_out()
    way.at(CLERK)
    way.act("urge")
    way.choose("person", ENGINEER)
    way.agree("urge_dialog", text="请抓紧办理", answer="本周报送")
    window.sign_out()


def replied(way: Way) -> str:
    """O1 to O3: drafted as an answer, issued, numbered, chopped, sent; its number stands on the incoming paper."""
    window = way.window
    way.at(ENGINEER)
    way.act("draft_reply")
    way.agree("draft_dialog", draft_title=REPLY)
    window.until(lambda: way.shown() not in {None, way.document}, "the reply")
    letter = way.shown()
    assert letter is not None
    window.settle()
    way.act("draft_submit")
    window.sign_out()
    window.sign_in(HEAD, DEMO_PASSWORD)
    papers = window.find(WaitingPapers)
    to_the_paper(Way(window, document=letter), papers)
    window.fill("draft_words", "同意发。")
    window.key(Qt.Key.Key_Return, CONTROL)
    reply = Way(window, document=letter)
    window.until(lambda: reply.state() == "approved", "the reply issued")
    window.sign_out()
    window.sign_in(CLERK, DEMO_PASSWORD)
    window.key(Qt.Key.Key_F2)
    window.type(REPLY)
    window.key(Qt.Key.Key_Return)
    window.settle()
    if window.all(QWidget, "found_list"):
        window.key(Qt.Key.Key_Return)
    window.until(lambda: reply.shown() == letter, "the reply in view")
    window.settle()
    reply.act("draft_number")
    reply.act("draft_chop")
    reply.agree("chop_dialog")
    reply.act("draft_send")
    reply.agree("send_dialog")
    assert reply.state() == "sent"
    ((number,),) = window.rows("SELECT number FROM document WHERE id = ?", letter)
    assert window.rows("SELECT reply FROM document WHERE id = ?", way.document) == [(number,)]
    window.sign_out()
    return str(number)


def reported(way: Way) -> None:
    """I7, F11: result and report of both departments."""
    window = way.window
    for name, result, report in (
        (ENGINEER, "台账已补齐并复函", "共补齐合同四十二份。"),
        (DEPUTY, "付款条款已核对", "无异常。"),
    ):
        way.at(name)
        way.act("report")
        way.agree("report_dialog", result=result, report=report)
        window.sign_out()


def finished_and_filed(way: Way) -> None:
    """I7: the original is back, finished, checked in against what went out, put into a folder."""
    window = way.window
    way.at(CLERK)
    way.act("take_back")
    window.until(lambda: way.holder() == CLERK, "the original at the office")
    way.act("finish")
    way.act("check_in")
    way.agree("check_in_dialog")
    way.act("folder")
    window.fill("folder_name", "合同管理")
    window.key(Qt.Key.Key_Return, CONTROL)
    window.until(lambda: way.state() == "filed", "the paper in its folder")
    window.settle()
    window.sign_out()


def confirmed_afterwards(way: Way) -> None:
    """补签: the reader on paper confirms what was recorded for him, after the paper was filed too."""
    window = way.window
    way.at(ON_PAPER)
    way.act("confirm")
    window.settle()
    way.agree("confirm_recorded_dialog")
    window.sign_out()


def slip(way: Way, tmp_path: Path, pick_files: list[Path]) -> str:
    """F6 and Ctrl+S: the handling slip as PDF, its text without spaces."""
    window, page = way.window, tmp_path / "slip.pdf"
    way.at(CLERK)
    way.act("slip")
    window.find(QDialog, "slip_dialog")
    way.choose("papers_paper_language", "中文")
    window.settle()
    pick_files[:] = [page]
    window.key(Qt.Key.Key_S, CONTROL)
    window.until(page.is_file, "the slip saved")
    window.settle()
    document = pypdfium2.PdfDocument(page)
    try:
        told = "".join(one.get_textpage().get_text_range() for one in document)
    finally:
        document.close()
    return re.sub(r"\s", "", told)


def compare(way: Way, told: str, reply: str, tmp_path: Path) -> None:
    """What happened stands on the slip, and every code on it names an act of this very paper."""
    for part in (
        way.number, "华兴办〔2026〕12号", "关于加强合同管理的通知",
        "请各位阅，工程部牵头办理。", HEAD,
        f"请示（{ENGINEER}）：台账是否追溯到去年？", "答复：追溯三年。",
        "已阅，合同台账须补齐。", OFFICE_HEAD, CHIEF, "代阅。", f"{DEPUTY}（代）", ON_LEAVE, "同意上述意见。", ON_PAPER,
        f"工程部（{ENGINEER}）：台账已补齐并复函", "共补齐合同四十二份。",
        f"财务部（{DEPUTY}）：付款条款已核对", "无异常。", f"复文：{reply}", "合同管理", f"原件退回，{CLERK}清点",
    ):  # fmt: skip
        assert part in told, part
    codes = set(re.findall(r"FS1:[A-Z2-7]{6}:\d+:[A-Z2-7]{18}", told))
    # the entry, one instruction, one answer, four readings, the late confirmation, two results, the filing
    assert len(codes) == 11
    program = Program(tmp_path)
    for code in sorted(codes):
        answer = program.run("verify", "--desk", way.window.folder, "--printed", code, "--json").json
        assert answer["signature"]["number"] == way.number, code
    assert program.run("verify", "--desk", way.window.folder, "--json").json["good"]
