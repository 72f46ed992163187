"""The set-up assistant makes an office with real widgets, and leaves nothing where it is stopped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, QTimer
from PySide6.QtGui import QPdfWriter
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from filedesk.desk import Desk, create_desk
from filedesk.domain.people import PersonState
from filedesk.services.desk_ports import office_row
from filedesk.services.people import people, sign_in
from filedesk.storage.desk_secrets import NoKeyring
from filedesk.texts import use_language
from filedesk.ui.application import Setting
from filedesk.ui.pages.setup_assistant import SetupAssistant
from filedesk.ui.paper_slips import Slip, draw_slips

HEAD = "李建国"


class Printed:
    """Stands for the system's print dialog: keeps what would be on paper."""

    def __init__(self) -> None:
        self.slips: list[Slip] = []

    def __call__(self, parent: QWidget, slips: Sequence[Slip]) -> None:
        self.slips.extend(slips)


@pytest.fixture
def printed() -> Printed:
    return Printed()


@pytest.fixture
def assistant(qtbot: QtBot, setting: Setting, printed: Printed) -> SetupAssistant:
    made = SetupAssistant(setting.tasks, create=partial(create_desk, demo=True), demo=True, print_them=printed)
    qtbot.addWidget(made)
    made.resize(900, 800)
    made.show()
    return made


def line(widget: QWidget, name: str) -> QLineEdit:
    found = widget.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


def press(qtbot: QtBot, widget: QWidget, name: str) -> None:
    button = widget.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def fill_office(qtbot: QtBot, assistant: SetupAssistant, folder: Path) -> None:
    step = assistant.steps[0]
    line(step, "folder").setText(str(folder))
    line(step, "office_name").setText("华兴物业办公室")
    line(step, "office_code").setText("华兴办")
    departments = step.findChild(QPlainTextEdit, "departments")
    assert isinstance(departments, QPlainTextEdit)
    departments.setPlainText("办公室\n工程部\n")
    qtbot.keyClick(line(step, "office_code"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: assistant.stack.currentIndex() == 1)


def fill_head(qtbot: QtBot, assistant: SetupAssistant, password: str = "总经理 pass") -> None:
    step = assistant.steps[1]
    line(step, "head_name").setText(HEAD)
    line(step, "new_password").setText(password)
    line(step, "new_password_again").setText(password)
    qtbot.keyClick(line(step, "new_password_again"), Qt.Key.Key_Return)


def add_person(qtbot: QtBot, assistant: SetupAssistant, name: str, role: str, password: str = "") -> None:
    step = assistant.steps[2]
    line(step, "person_name").setText(name)
    box = step.findChild(QCheckBox, f"role_{role}")
    assert isinstance(box, QCheckBox)
    box.setChecked(True)
    line(step, "new_password").setText(password)
    line(step, "new_password_again").setText(password)
    qtbot.keyClick(line(step, "person_name"), Qt.Key.Key_Return)


def onward(assistant: SetupAssistant) -> str:
    """What the button to go on says."""
    button = assistant.findChild(QPushButton, "next")
    assert isinstance(button, QPushButton)
    return button.text()


def to_sheets(qtbot: QtBot, assistant: SetupAssistant, folder: Path) -> None:
    fill_office(qtbot, assistant, folder)
    fill_head(qtbot, assistant)
    assert assistant.stack.currentIndex() == 2
    add_person(qtbot, assistant, "王芳", "clerk", "clerk pass")
    add_person(qtbot, assistant, "赵审", "auditor")
    press(qtbot, assistant, "next")
    assert assistant.stack.currentIndex() == 3


def read_sheets(qtbot: QtBot, assistant: SetupAssistant) -> list[str]:
    """What stands on the three sheets, as somebody copies them from the screen."""
    found = []
    for _sheet in range(3):
        words = assistant.steps[3].findChildren(QWidget, options=Qt.FindChildOption.FindChildrenRecursively)
        found.append(" ".join(w.property("word") for w in words if w.property("word") and w.isVisible()))
        press(qtbot, assistant, "next")
    return found


def test_an_office_is_set_up_from_the_first_page_to_the_one_time_codes(
    qtbot: QtBot, assistant: SetupAssistant, printed: Printed, tmp_path: Path
) -> None:
    folder = tmp_path / "desk"
    to_sheets(qtbot, assistant, folder)
    press(qtbot, assistant, "print_sheet")
    assert onward(assistant) == "It is on paper: next sheet"
    sheets = read_sheets(qtbot, assistant)
    assert onward(assistant) == "Make the keys and found the office"
    assert [len(sheet.split()) for sheet in sheets] == [22, 22, 22]
    assert len(set(sheets)) == 3
    assert [text.split()[1] for text in printed.slips[0].lines] == sheets[0].split()

    root = assistant.plan.root
    assert root is not None
    typed = assistant.steps[4].findChild(QPlainTextEdit, "sheet_typed")
    assert isinstance(typed, QPlainTextEdit)
    qtbot.keyClicks(typed, sheets[1])
    press(qtbot, assistant, "next")
    qtbot.waitUntil(lambda: assistant.stack.currentIndex() == 5)

    with pytest.raises(RuntimeError):
        root.sheets()
    assert assistant.plan.head is None
    codes = dict(assistant.plan.codes)
    assert list(codes) == ["赵审"]
    press(qtbot, assistant, "print_codes")
    assert printed.slips[-1].lines == (codes["赵审"],)
    with qtbot.waitSignal(assistant.founded) as founded:
        press(qtbot, assistant, "next")
    desk = founded.args[0]
    assert isinstance(desk, Desk)
    states = {row["name"]: row["state"] for row in people(desk.ports)}
    assert states == {HEAD: PersonState.CONFIRMED, "王芳": PersonState.CONFIRMED, "赵审": PersonState.INVITED}
    assert sign_in(desk.ports, name=HEAD, password="总经理 pass").confirmed
    desk.close()
    words = sheets[0].encode(), sheets[0].replace(" ", "\n").encode(), codes["赵审"].encode()
    for file in folder.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert not any(word in content for word in words), file


def test_with_keys_of_full_strength_the_window_stays_alive_and_tells_how_far_it_is(
    qtbot: QtBot, setting: Setting, printed: Printed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Argon2id with 256 MiB for each password (design, "Keys"), as in a real office."""
    monkeypatch.setenv("FILEDESK_STATE", str(tmp_path / "state"))
    real = SetupAssistant(setting.tasks, create=partial(create_desk, keyring=NoKeyring()), print_them=printed)
    qtbot.addWidget(real)
    real.show()
    to_sheets(qtbot, real, tmp_path / "desk")
    sheet = read_sheets(qtbot, real)[2]
    typed = real.steps[4].findChild(QPlainTextEdit, "sheet_typed")
    assert isinstance(typed, QPlainTextEdit)
    typed.setPlainText(sheet)
    turns, shown = [], set()

    def turn() -> None:
        if real.founding.isVisible():
            turns.append(real.founding.bar.value())
            shown.add(real.founding.bar.value())
            assert not real.next_button.isEnabled()

    timer = QTimer()
    timer.timeout.connect(turn)
    timer.start(10)
    press(qtbot, real, "next")
    qtbot.waitUntil(lambda: real.stack.currentIndex() == 5, timeout=60_000)
    timer.stop()
    assert len(turns) > 20
    assert len(shown) > 1
    assert real.next_button.isEnabled()
    desk = real.plan.desk
    assert desk is not None
    with desk.ports.ledger.reading() as reading:
        assert not office_row(reading)["demo"]
    assert sign_in(desk.ports, name="王芳", password="clerk pass").confirmed
    desk.close()


def test_a_sheet_typed_wrongly_founds_nothing(qtbot: QtBot, assistant: SetupAssistant, tmp_path: Path) -> None:
    to_sheets(qtbot, assistant, tmp_path / "desk")
    sheet = read_sheets(qtbot, assistant)[0].split()
    sheet[3], sheet[4] = sheet[4], sheet[3]
    typed = assistant.steps[4].findChild(QPlainTextEdit, "sheet_typed")
    assert isinstance(typed, QPlainTextEdit)
    typed.setPlainText(" ".join(sheet))
    press(qtbot, assistant, "next")
    assert assistant.stack.currentIndex() == 4
    assert assistant.message_bar.text()
    desk = assistant.plan.desk
    assert desk is not None
    with desk.ports.ledger.reading() as reading:
        assert reading.size() == 0


@pytest.mark.parametrize("steps", [0, 1, 3])
def test_cancel_leaves_nothing(qtbot: QtBot, assistant: SetupAssistant, tmp_path: Path, steps: int) -> None:
    folder = tmp_path / "desk"
    ways: dict[int, Callable[[], None]] = {
        0: lambda: None,
        1: lambda: fill_office(qtbot, assistant, folder),
        3: lambda: to_sheets(qtbot, assistant, folder),
    }
    ways[steps]()
    assert folder.exists() is (steps > 0)
    with qtbot.waitSignal(assistant.cancelled):
        press(qtbot, assistant, "cancel")
    assert not folder.exists()
    assert assistant.plan.root is None


def test_a_folder_with_something_in_it_is_refused_at_once(
    qtbot: QtBot, assistant: SetupAssistant, tmp_path: Path
) -> None:
    (tmp_path / "kept.txt").write_text("kept", encoding="utf-8")
    step = assistant.steps[0]
    line(step, "folder").setText(str(tmp_path))
    line(step, "office_name").setText("Office")
    line(step, "office_code").setText("O")
    press(qtbot, assistant, "next")
    qtbot.waitUntil(lambda: bool(assistant.message_bar.text()))
    assert assistant.stack.currentIndex() == 0
    assert (tmp_path / "kept.txt").read_text(encoding="utf-8") == "kept"


def test_another_folder_takes_the_first_one_away(qtbot: QtBot, assistant: SetupAssistant, tmp_path: Path) -> None:
    fill_office(qtbot, assistant, tmp_path / "one")
    press(qtbot, assistant, "back")
    fill_office(qtbot, assistant, tmp_path / "two")
    assert not (tmp_path / "one").exists()
    assert (tmp_path / "two").exists()


def name_the_office(assistant: SetupAssistant, folder: Path) -> None:
    step = assistant.steps[0]
    line(step, "folder").setText(str(folder))
    line(step, "office_name").setText("华兴")
    line(step, "office_code").setText("华兴办")


def test_next_pressed_twice_makes_one_desk(qtbot: QtBot, assistant: SetupAssistant, tmp_path: Path) -> None:
    name_the_office(assistant, tmp_path / "desk")
    press(qtbot, assistant, "next")
    press(qtbot, assistant, "next")
    qtbot.waitUntil(lambda: assistant.stack.currentIndex() == 1)
    assert assistant.message_bar.text() == ""


def test_cancel_while_the_desk_is_being_made_leaves_nothing(
    qtbot: QtBot, setting: Setting, assistant: SetupAssistant, tmp_path: Path
) -> None:
    name_the_office(assistant, tmp_path / "desk")
    press(qtbot, assistant, "next")
    press(qtbot, assistant, "cancel")
    assistant.hide()
    qtbot.waitUntil(setting.tasks.idle)
    assert not (tmp_path / "desk").exists()


def test_the_two_passwords_must_be_the_same(qtbot: QtBot, assistant: SetupAssistant, tmp_path: Path) -> None:
    fill_office(qtbot, assistant, tmp_path / "desk")
    step = assistant.steps[1]
    line(step, "head_name").setText(HEAD)
    line(step, "new_password").setText("one")
    line(step, "new_password_again").setText("other")
    press(qtbot, assistant, "next")
    assert assistant.stack.currentIndex() == 1
    assert step.form.fields["new_password_again"].below.text().startswith("The two passwords")  # type: ignore[attr-defined]


def test_an_office_without_a_clerk_is_refused_by_rule_f1(
    qtbot: QtBot, assistant: SetupAssistant, tmp_path: Path
) -> None:
    fill_office(qtbot, assistant, tmp_path / "desk")
    fill_head(qtbot, assistant)
    add_person(qtbot, assistant, "赵审", "auditor")
    press(qtbot, assistant, "next")
    assert assistant.stack.currentIndex() == 2
    assert "F1" in assistant.message_bar.text()


def test_an_auditor_who_keeps_files_is_refused_under_the_roles(
    qtbot: QtBot, assistant: SetupAssistant, tmp_path: Path
) -> None:
    fill_office(qtbot, assistant, tmp_path / "desk")
    fill_head(qtbot, assistant)
    step = assistant.steps[2]
    box = step.findChild(QCheckBox, "role_clerk")
    assert isinstance(box, QCheckBox)
    box.setChecked(True)
    add_person(qtbot, assistant, "赵审", "auditor")
    assert assistant.plan.others == []
    assert step.form.fields["roles"].below.text()  # type: ignore[attr-defined]


def test_a_slip_is_one_page_with_its_words(qapp: object) -> None:
    use_language("en")
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    draw_slips(writer, [Slip("Sheet 1", "Keep it", ("1. academic", "2. acid")), Slip("Sheet 2", "Keep it", ("1. x",))])
    del writer
    buffer.close()
    import pypdfium2

    document = pypdfium2.PdfDocument(bytes(content.data()))
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    assert len(texts) == 2
    assert "academic" in texts[0]
    assert "Keep it" in texts[1]
    assert "academic" not in texts[1]
