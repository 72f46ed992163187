"""A doubtful clock in the window: asked at sign-in and at the act, answered by a button, and the act goes on (H1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from filedesk.clock import SetClock, SystemClock
from filedesk.desk import Desk
from filedesk.domain.documents import Entry, Series
from filedesk.services import registration
from filedesk.services.office_clock import clock_is_right
from filedesk.services.registration import Registered
from filedesk.services.verification import verify
from filedesk.storage.ledger import SqlLedger
from filedesk.ui.application import Setting
from filedesk.ui.clock_question import ClockQuestion
from filedesk.ui.context import Context
from filedesk.ui.messages import MessageBar
from tests.ui.founded_desk import CLERK, HEAD, context_of, founded, signed_in

LONG = timedelta(days=200)


class Form(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.bar = MessageBar(self)


class Bench:
    """A form on a desk whose clock the test sets, and what came of the acts."""

    def __init__(self, qtbot: QtBot, setting: Setting, folder: Path) -> None:
        self.qtbot, self.setting, self.clock = qtbot, setting, SetClock(SystemClock().now())
        self.desk: Desk = founded(folder, self.clock)[0]
        ledger = self.desk.ports.ledger
        assert isinstance(ledger, SqlLedger)
        self.sessions = {name: signed_in(self.desk, name) for name in (CLERK, HEAD)}
        self.form = Form()
        qtbot.addWidget(self.form)
        self.form.show()
        self.made: list[str] = []

    def context(self, name: str) -> Context:
        return context_of(self.desk, self.sessions[name], self.setting)

    def register(self, name: str = CLERK) -> None:
        """Order a registration as the page does; the clerk's keys sign it, whoever sits there."""
        register = partial(
            registration.register, self.desk.ports, self.sessions[CLERK],
            entry=Entry(Series.INCOMING, "来文", "市局"),
        )  # fmt: skip
        self.context(name).operations.operation(self.form, "Register", lambda _progress: register(), self._done)

    def _done(self, made: Registered) -> None:
        self.made.append(made.number)

    def question(self) -> QMessageBox:
        self.qtbot.waitUntil(lambda: bool(self._open()))
        return self._open()[0]

    def _open(self) -> list[QMessageBox]:
        return [box for box in self.form.findChildren(QMessageBox) if box.isVisible()]

    def answer(self, name: str) -> None:
        box = self.question()
        button = box.findChild(QPushButton, name)
        assert button is not None
        button.click()
        self.qtbot.waitUntil(lambda: not self._open())

    def settled(self) -> None:
        self.qtbot.waitUntil(self.setting.tasks.idle, timeout=20_000)

    def numbers(self) -> int:
        with self.desk.ports.ledger.reading() as reading:
            found = len(reading.find("document"))
        self.desk.database.close()
        return found


@pytest.fixture
def bench(qtbot: QtBot, setting: Setting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setenv("FILEDESK_STATE", str(tmp_path / "state"))
    made = Bench(qtbot, setting, tmp_path / "desk")
    yield made
    setting.tasks.run(lambda _progress: made.desk.database.close(), done=lambda _none: None)
    setting.tasks.shutdown()
    made.desk.close()


def test_after_a_leap_the_act_asks_and_a_yes_carries_it_out(bench: Bench) -> None:
    bench.clock.advance(LONG)
    bench.register()
    assert "200" in bench.question().text()
    assert bench.numbers() == 0
    bench.answer("yes")
    bench.qtbot.waitUntil(lambda: bool(bench.made))
    assert bench.numbers() == 1
    assert verify(bench.desk.ports).good
    bench.desk.database.close()


def test_a_no_is_the_refusal_and_nothing_is_recorded(bench: Bench) -> None:
    bench.clock.advance(LONG)
    bench.register()
    bench.answer("no")
    bench.qtbot.waitUntil(lambda: bool(bench.form.bar.text()))
    assert "last entry" in bench.form.bar.text()
    assert (bench.made, bench.numbers()) == ([], 0)


class TestATimeThatLayAhead:
    @pytest.fixture(autouse=True)
    def ahead(self, bench: Bench) -> None:
        bench.clock.advance(LONG)
        clock_is_right(bench.desk.ports)
        bench.register()
        bench.qtbot.waitUntil(lambda: bool(bench.made))
        bench.clock.advance(-LONG)

    def test_the_clerk_is_told_and_asked_nothing(self, bench: Bench) -> None:
        bench.register()
        bench.qtbot.waitUntil(lambda: bool(bench.form.bar.text()))
        assert "general manager signs a correction" in bench.form.bar.text()
        assert not bench._open()

    def test_the_general_manager_signs_the_correction_and_the_act_goes_on(self, bench: Bench) -> None:
        bench.register(HEAD)
        bench.answer("yes")
        bench.qtbot.waitUntil(lambda: len(bench.made) == 2)
        assert verify(bench.desk.ports).good
        bench.desk.database.close()

    def test_at_sign_in_the_clerk_is_told_and_the_general_manager_asked(self, bench: Bench) -> None:
        ports = bench.desk.ports
        ClockQuestion(ports, bench.sessions[CLERK]).ask_at_sign_in(bench.form, bench.setting.tasks)
        assert bench.question().objectName() == "inform"
        bench.question().accept()
        bench.qtbot.waitUntil(lambda: not bench._open())
        ClockQuestion(ports, bench.sessions[HEAD]).ask_at_sign_in(bench.form, bench.setting.tasks)
        bench.answer("yes")
        bench.settled()
        bench.register()
        bench.qtbot.waitUntil(lambda: len(bench.made) == 2)


def test_at_sign_in_after_a_leap_one_yes_is_enough(bench: Bench) -> None:
    bench.clock.advance(LONG)
    ClockQuestion(bench.desk.ports, bench.sessions[CLERK]).ask_at_sign_in(bench.form, bench.setting.tasks)
    bench.answer("yes")
    bench.settled()
    bench.register()
    bench.qtbot.waitUntil(lambda: bool(bench.made))


def test_a_clock_that_goes_on_asks_nothing(bench: Bench) -> None:
    ClockQuestion(bench.desk.ports, bench.sessions[CLERK]).ask_at_sign_in(bench.form, bench.setting.tasks)
    bench.settled()
    assert not bench._open()
