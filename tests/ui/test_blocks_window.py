"""A block of numbers 手工号段 in the window, by keys: reserved, printed, entered afterwards, closed (design 3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPlainTextEdit, QPushButton, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from filedesk.domain.documents import Series
from filedesk.services import blocks, reading
from filedesk.services.ledger import Query
from filedesk.ui.pages.block_dialogs import CloseBlockDialog, ReserveDialog
from filedesk.ui.pages.office_page import OfficePage
from filedesk.ui.pages.papers_dialog import PapersDialog
from filedesk.ui.pages.register_page import RegisterPage
from filedesk.ui.pages.to_do_page import ToDoPage
from tests.ui.at_document import CLERK, HEAD, TODAY

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def show(qtbot: QtBot, office: Any) -> Callable[[QWidget], None]:
    def shown(page: QWidget) -> None:
        qtbot.addWidget(office.keep(page))
        page.resize(1240, 820)
        page.show()
        qtbot.waitExposed(page)
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.shown()  # type: ignore[attr-defined]
        qtbot.waitUntil(office.setting.tasks.idle)

    return shown


@pytest.fixture
def page(office: Any, show: Callable[[QWidget], None]) -> RegisterPage:
    made = RegisterPage(office.context(CLERK), Series.INCOMING)
    show(made)
    return made


def dialog(qtbot: QtBot, office: Any, kind: type[QDialog]) -> Any:
    def there() -> list[QWidget]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]

    qtbot.waitUntil(lambda: bool(there()), timeout=10_000)
    qtbot.waitUntil(office.setting.tasks.idle, timeout=10_000)
    found = there()[0]
    found.activateWindow()
    qtbot.waitUntil(found.isActiveWindow)
    return found


def menu(qtbot: QtBot, office: Any, page: RegisterPage) -> QMenu:
    qtbot.keyClick(page.table, Qt.Key.Key_B, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu), timeout=10_000)
    qtbot.waitUntil(office.setting.tasks.idle)
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def reserve(office: Any, count: int = 3, series: Series = Series.INCOMING) -> blocks.Block:
    return office.by(CLERK, blocks.reserve, series=series, count=count, reason="停电检修").block


def listed(office: Any) -> dict[str, dict[str, Any]]:
    rows = office.by(CLERK, reading.first_page, query=Query(Series.INCOMING))
    return {row["number"]: row for row in rows}


def test_it_is_reserved_by_keys_and_its_register_on_paper_is_shown(
    qtbot: QtBot, office: Any, page: RegisterPage
) -> None:
    """While there is no block the menu offers nothing but to reserve one (calm by default)."""
    offered = menu(qtbot, office, page)
    assert [action.objectName() for action in offered.actions()] == ["reserve_block"]
    qtbot.keyClick(offered, Qt.Key.Key_Return)
    asked: ReserveDialog = dialog(qtbot, office, ReserveDialog)
    assert not asked.code.isVisible(), "incoming papers have no codes"
    asked.count.setValue(4)
    qtbot.keyClick(asked.count, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: "reason" in asked.grid.fields["reason"].below.text().lower(), timeout=10_000)
    asked.reason.setPlainText("机房检修")
    qtbot.keyClick(asked.reason, Qt.Key.Key_Return, CONTROL)
    paper: PapersDialog = dialog(qtbot, office, PapersDialog)
    assert "0001" in paper.windowTitle()
    assert paper.output.print_button.hasFocus()
    paper.close()
    with office.desk.ports.ledger.reading() as found:
        (block,) = blocks.open_blocks(found)
    assert (block.first, block.last, block.reason) == (1, 4, "机房检修")


def test_what_was_written_by_hand_is_entered_with_the_blocks_next_number(
    qtbot: QtBot, office: Any, page: RegisterPage
) -> None:
    """补录: Alt+B takes the next unused number, and goes on so for the next paper; any other is there to choose."""
    reserve(office)
    page.register()
    form = page.form
    qtbot.waitUntil(form.number.isVisible, timeout=10_000)
    box = form.number.box
    assert form.number.wanted() is None, "the program's own next number, unless she wants another"
    assert [box.itemText(place) for place in range(1, box.count())] == [f"收〔{TODAY.year}〕000{n}" for n in (1, 2, 3)]

    def enter(title: str, *, on: Any = None) -> str:
        qtbot.waitUntil(office.setting.tasks.idle)
        form.entry_form.edit.sender.setText("市档案局")
        form.entry_form.edit.title.setText(title)
        if on is not None:
            form.entry_form.edit.received.set_day(on)
        qtbot.keyClick(form.entry_form.edit.title, Qt.Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: form.registered.isVisible() and form.registered.isEnabled(), timeout=10_000)
        qtbot.waitUntil(office.setting.tasks.idle)
        told = form.registered.number.text()
        qtbot.keyClick(form.registered.next_button, Qt.Key.Key_Return)
        qtbot.waitUntil(office.setting.tasks.idle)
        return told

    qtbot.keyClick(form.entry_form.edit.title, Qt.Key.Key_B, ALT)
    day = TODAY - timedelta(days=1) if TODAY.timetuple().tm_yday > 1 else TODAY
    assert enter("第一件", on=day) == f"收〔{TODAY.year}〕0001"
    assert listed(office)[f"收〔{TODAY.year}〕0001"]["received"] == day.isoformat()
    box.setCurrentIndex(box.findText(f"收〔{TODAY.year}〕0003"))
    assert enter("第三件") == f"收〔{TODAY.year}〕0003"
    qtbot.keyClick(form.entry_form.edit.title, Qt.Key.Key_B, ALT)
    assert form.number.wanted() is None
    assert enter("新来文") == f"收〔{TODAY.year}〕0004"
    qtbot.keyClick(form.entry_form.edit.title, Qt.Key.Key_B, ALT)
    assert enter("第二件") == f"收〔{TODAY.year}〕0002"
    assert not form.number.isVisible(), "no block is open any more"
    states = {number: row["block"] for number, row in listed(office).items()}
    assert [number[-1] for number, block in sorted(states.items()) if block is None] == ["4"]


def test_the_choice_is_not_there_without_a_block(qtbot: QtBot, office: Any, page: RegisterPage) -> None:
    page.register()
    qtbot.waitUntil(office.setting.tasks.idle)
    assert not page.form.number.isVisible()


def test_the_rest_is_closed_with_a_reason(qtbot: QtBot, office: Any, page: RegisterPage) -> None:
    reserve(office)
    offered = menu(qtbot, office, page)
    assert [action.objectName() for action in offered.actions()] == ["reserve_block", "print_block", "close_block"]
    qtbot.keyClick(offered, Qt.Key.Key_Up)
    qtbot.keyClick(offered, Qt.Key.Key_Return)
    asked: CloseBlockDialog = dialog(qtbot, office, CloseBlockDialog)
    assert asked.which.itemText(0) == "All that is left: 3 numbers"
    asked.which.setCurrentIndex(2)
    asked.reason.setPlainText("写坏了")
    qtbot.keyClick(asked.reason, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: any(row["state"] == "void" for row in listed(office).values()), timeout=10_000)
    qtbot.waitUntil(office.setting.tasks.idle)
    qtbot.waitUntil(lambda: page.records.rowCount() == 1, timeout=10_000)
    assert list(listed(office)) == [f"收〔{TODAY.year}〕0002"]


def test_an_open_block_stands_in_the_clerks_to_do_and_enter_goes_to_its_register(
    qtbot: QtBot, office: Any, show: Callable[[QWidget], None]
) -> None:
    reserve(office)
    to_do = ToDoPage(office.context(CLERK))
    show(to_do)
    tree = to_do.findChild(QTreeWidget, "to_do_tree")
    assert tree is not None
    item = tree.topLevelItem(0).child(0)
    assert item.text(0) == f"收〔{TODAY.year}〕0001 – 收〔{TODAY.year}〕0003"
    assert item.text(1) == "停电检修"
    assert item.text(2) == "3 of 3 unused"
    tree.setCurrentItem(item)
    with qtbot.waitSignal(to_do.block_wanted) as told:
        qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert told.args == ["incoming"]


def test_it_stands_among_the_books_of_the_office(qtbot: QtBot, office: Any, show: Callable[[QWidget], None]) -> None:
    reserve(office)
    office_page = OfficePage(office.context(CLERK))
    show(office_page)
    lists = office_page.lists
    qtbot.waitUntil(lambda: lists.buttons["blocks"].isVisible(), timeout=10_000)
    lists.buttons["blocks"].click()
    asked: CloseBlockDialog = dialog(qtbot, office, CloseBlockDialog)
    asked.reason.setPlainText("未用")
    qtbot.keyClick(asked.reason, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: not lists.buttons["blocks"].isVisible(), timeout=10_000)
    assert len(listed(office)) == 3


def test_nobody_but_a_clerk_is_offered_it(qtbot: QtBot, office: Any, show: Callable[[QWidget], None]) -> None:
    made = RegisterPage(office.context(HEAD), Series.INCOMING)
    show(made)
    button = made.findChild(QPushButton, "blocks_button")
    assert button is not None
    assert not button.isVisible()
    qtbot.keyClick(made.table, Qt.Key.Key_B, CONTROL | SHIFT)
    qtbot.waitUntil(office.setting.tasks.idle)
    assert QApplication.activePopupWidget() is None
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, QPlainTextEdit) and w.isVisible()]
