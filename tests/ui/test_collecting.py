"""Widgets that are garbage are never freed in a worker thread."""

from __future__ import annotations

import gc
import threading
import weakref

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
    told: list[bool] = []
    held = QWidget()
    seen = weakref.ref(held)
    task = setting.tasks.run(lambda _p: bool(seen), done=told.append, owner=held)
    del held
    assert seen() is not None
    qtbot.waitUntil(lambda: task.owner is None)
    assert told == [True]
    assert seen() is None


def test_one_collector_is_enough(setting: Setting) -> None:
    collect_here(setting.application)
    assert len(setting.application.findChildren(Collector)) == 1
