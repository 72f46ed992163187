"""Work off the window's thread: where it runs, where answers come, and that no error is ever lost."""

from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from filedesk.errors import Cancelled, EnvironmentFailed, RuleRefused
from filedesk.services.ports import Progress
from filedesk.ui.tasks import Generation, Task, Tasks
from filedesk.ui.widgets.progress_strip import ProgressStrip


@pytest.fixture
def tasks(qapp: object) -> object:
    made = Tasks(patience=0.0)
    yield made
    made.shutdown()


def test_the_desk_has_one_thread_and_keeps_the_order(qtbot: QtBot, tasks: Tasks) -> None:
    ran: list[tuple[int, int]] = []
    came: list[int] = []
    for number in range(200):

        def work(_progress: Progress, number: int = number) -> int:
            ran.append((number, threading.get_ident()))
            return number

        tasks.run(work, done=came.append)
    qtbot.waitUntil(lambda: len(came) == 200)
    assert [number for number, _thread in ran] == came == list(range(200))
    assert len({thread for _number, thread in ran}) == 1
    assert ran[0][1] != threading.get_ident()


def test_the_pool_works_beside_a_busy_desk(qtbot: QtBot, tasks: Tasks) -> None:
    gate, came = threading.Event(), []
    tasks.run(lambda _progress: gate.wait(20), done=lambda _found: came.append("desk"))
    tasks.run(lambda _progress: None, done=lambda _found: came.append("pool"), on="pool")
    qtbot.waitUntil(lambda: came == ["pool"])
    gate.set()
    qtbot.waitUntil(lambda: came == ["pool", "desk"])


def test_answers_come_in_the_windows_thread(qtbot: QtBot, tasks: Tasks) -> None:
    threads: list[int] = []
    tasks.run(lambda _p: 1, done=lambda _found: threads.append(threading.get_ident()))
    tasks.run(_refuse, done=lambda _found: None, failed=lambda _error: threads.append(threading.get_ident()))
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert set(threads) == {threading.get_ident()}


def test_a_foreseen_error_nobody_takes_is_told(qtbot: QtBot, tasks: Tasks) -> None:
    with qtbot.waitSignal(tasks.refused) as told:
        tasks.run(_refuse, done=lambda _found: pytest.fail("it failed"))
    assert isinstance(told.args[0], RuleRefused)


@pytest.mark.parametrize("taken", [True, False])
def test_a_bug_reaches_the_excepthook(qtbot: QtBot, tasks: Tasks, monkeypatch: pytest.MonkeyPatch, taken: bool) -> None:
    caught: list[BaseException] = []
    told: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: caught.append(error))

    def bug(_progress: Progress) -> None:
        raise ZeroDivisionError

    tasks.run(bug, done=lambda _found: None, failed=told.append if taken else None)
    qtbot.waitUntil(lambda: len(caught) == 1)
    assert isinstance(caught[0], ZeroDivisionError)
    assert told == (caught if taken else [])


def test_an_error_in_an_answer_does_not_hold_up_the_next(
    qtbot: QtBot, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: caught.append(error))
    came: list[int] = []

    def bad(_found: int) -> None:
        raise ZeroDivisionError

    tasks.run(lambda _p: 1, done=bad)
    tasks.run(lambda _p: 2, done=came.append)
    qtbot.waitUntil(lambda: came == [2])
    assert [type(error) for error in caught] == [ZeroDivisionError]


def test_cancelling_stops_work_and_says_so(qtbot: QtBot, tasks: Tasks) -> None:
    started, told = threading.Event(), []

    def endless(progress: Progress) -> None:
        while True:
            started.set()
            progress.raise_if_cancelled()

    task = tasks.run(endless, done=lambda _found: None, failed=told.append)
    assert started.wait(20)
    task.cancel()
    qtbot.waitUntil(lambda: len(told) == 1)
    assert isinstance(told[0], Cancelled)


def test_what_is_cancelled_before_its_turn_never_begins(qtbot: QtBot, tasks: Tasks) -> None:
    gate, begun, told = threading.Event(), [], []
    tasks.run(lambda _p: gate.wait(20), done=lambda _found: None)
    tasks.run(lambda _p: begun.append(1), done=lambda _found: None, failed=told.append).cancel()
    gate.set()
    qtbot.waitUntil(lambda: len(told) == 1)
    assert begun == []


def test_an_answer_for_a_widget_that_is_gone_is_dropped(qtbot: QtBot, tasks: Tasks) -> None:
    gate, came = threading.Event(), []
    owner = QObject()
    tasks.run(lambda _p: gate.wait(20), done=lambda _found: came.append("gone"), owner=owner)
    tasks.run(lambda _p: None, done=lambda _found: came.append("after"))
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete)
    gate.set()
    qtbot.waitUntil(lambda: "after" in came)
    assert came == ["after"]


def test_shutdown_finishes_what_was_ordered_and_loses_neither_result_nor_error(qapp: object) -> None:
    tasks, came, told = Tasks(), [], []
    for number in range(5):
        tasks.run(lambda _p, number=number: number, done=came.append)
    tasks.run(_fail, done=lambda _found: None, failed=told.append)
    tasks.shutdown()
    assert came == [0, 1, 2, 3, 4]
    assert [type(error) for error in told] == [EnvironmentFailed]
    assert tasks.idle()
    with pytest.raises(RuntimeError):
        tasks.run(lambda _p: None, done=lambda _found: None)


def test_shutdown_stops_readers(qapp: object) -> None:
    tasks, told = Tasks(), []

    def endless(progress: Progress) -> None:
        while True:
            progress.raise_if_cancelled()

    tasks.run(endless, done=lambda _found: None, failed=told.append, on="pool")
    tasks.shutdown()
    assert [type(error) for error in told] == [Cancelled]


def test_long_work_is_shown_with_a_button_that_stops_it(qtbot: QtBot, tasks: Tasks) -> None:
    strip = ProgressStrip(tasks)
    qtbot.addWidget(strip)
    reported, stopped = threading.Event(), []

    def work(progress: Progress) -> None:
        progress.report(3, 4)
        reported.set()
        while True:
            progress.raise_if_cancelled()

    tasks.run(work, done=lambda _found: None, failed=stopped.append, title="Printing")
    assert reported.wait(20)
    qtbot.waitUntil(lambda: strip._bar.value() == 750)
    assert strip._title.text() == "Printing"
    strip._stop.click()
    qtbot.waitUntil(lambda: strip.isHidden() and len(stopped) == 1)


def test_untitled_work_is_never_shown(qtbot: QtBot, tasks: Tasks) -> None:
    shown: list[tuple[Task, ...]] = []
    came: list[None] = []
    tasks.long_work.connect(shown.append)
    tasks.run(lambda _p: None, done=came.append)
    qtbot.waitUntil(lambda: len(came) == 1)
    assert shown == []


def test_only_the_latest_generation_is_current() -> None:
    question = Generation()
    first = question.next()
    second = question.next()
    assert not question.is_current(first)
    assert question.is_current(second)


def _refuse(_progress: Progress) -> None:
    raise RuleRefused("folder_not_taken", name="x")


def _fail(_progress: Progress) -> None:
    raise EnvironmentFailed("folder_not_taken", name="x")
