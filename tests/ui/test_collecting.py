"""Widgets that are garbage are never freed in a worker thread."""

from __future__ import annotations

import gc
import threading
import weakref

import shiboken6
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from filedesk.services.ports import Progress
from filedesk.ui.application import Setting
from filedesk.ui.collecting import Collector, collect_here


class Knot(QWidget):
    """A widget in a ring of references, which only the collector frees."""

    def __init__(self, freed: list[int]) -> None:
        super().__init__()
        self.ring = self
        weakref.finalize(self, lambda: freed.append(threading.get_ident()))


def test_a_worker_that_allocates_much_frees_no_widget(qtbot: QtBot, setting: Setting) -> None:
    freed: list[int] = []
    answers: list[int] = []
    assert not gc.isenabled()
    Knot(freed)

    def work(_progress: Progress) -> int:
        return len([[[number]] for number in range(50_000)])

    setting.tasks.run(work, done=answers.append, on="pool")
    qtbot.waitUntil(lambda: bool(answers))
    gc.collect()
    assert freed == [threading.get_ident()]


def test_a_finished_task_holds_no_widget(qtbot: QtBot, setting: Setting) -> None:
    held = QWidget()
    told: list[bool] = []
    task = setting.tasks.run(lambda _p: held.isVisible(), done=told.append, owner=held)  # noqa: F821 - deleted below on purpose
    qtbot.waitUntil(lambda: bool(told))
    qtbot.waitUntil(lambda: task.owner is None)
    seen = weakref.ref(held)
    del held
    assert seen() is None or not shiboken6.isValid(seen())


def test_one_collector_is_enough(setting: Setting) -> None:
    collect_here(setting.application)
    assert len(setting.application.findChildren(Collector)) == 1
