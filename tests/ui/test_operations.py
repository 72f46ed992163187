"""An operation announces what it changed, and shows why it was refused, beside where it was asked for."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from filedesk.errors import RuleRefused
from filedesk.services.changes import Changes
from filedesk.services.ports import Progress
from filedesk.ui.application import Setting
from filedesk.ui.messages import MessageBar

REGISTERED = Changes(registers=frozenset({"incoming"}), documents=frozenset({7}))


class Form(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.bar = MessageBar(self)
        self.save = QPushButton("Save", self)
        column = QVBoxLayout(self)
        column.addWidget(self.bar)
        column.addWidget(self.save)


@pytest.fixture
def form(qtbot: QtBot, setting: Setting) -> Form:
    made = Form()
    qtbot.addWidget(made)
    made.show()
    return made


def test_changes_join_and_nothing_is_false() -> None:
    assert not Changes()
    assert Changes(office=True)
    joined = REGISTERED | Changes(documents=frozenset({8}), office=True)
    assert joined == Changes(frozenset({"incoming"}), frozenset({7, 8}), True)


def test_views_hear_of_changes_before_success_is_told(qtbot: QtBot, setting: Setting, form: Form) -> None:
    heard: list[object] = []
    setting.hub.changed.connect(heard.append)
    setting.operations.operation(form, "Register", lambda _p: REGISTERED, lambda _found: heard.append("success"))
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == [REGISTERED, "success"]


def test_no_changes_are_not_announced(qtbot: QtBot, setting: Setting, form: Form) -> None:
    heard: list[object] = []
    setting.hub.changed.connect(heard.append)
    done: list[object] = []
    setting.operations.operation(form, "Look", lambda _p: Changes(), done.append)
    qtbot.waitUntil(lambda: len(done) == 1)
    assert heard == []


def test_a_second_press_does_not_act_twice(qtbot: QtBot, setting: Setting, form: Form) -> None:
    gate, acts = threading.Event(), []

    def work(_progress: Progress) -> Changes:
        acts.append(1)
        gate.wait(20)
        return REGISTERED

    form.save.clicked.connect(lambda: setting.operations.operation(form, "Register", work, hold=[form.save]))
    form.save.setFocus()
    form.save.click()
    form.save.click()
    gate.set()
    qtbot.waitUntil(lambda: form.save.isEnabled() and setting.tasks.idle())
    assert acts == [1]


def test_a_refusal_stands_in_the_forms_bar_in_both_languages(qtbot: QtBot, setting: Setting, form: Form) -> None:
    from filedesk.ui.languages import switch_language

    def refuse(_progress: Progress) -> Changes:
        raise RuleRefused("folder_not_taken", rule="I1", name="三月")

    setting.operations.operation(form, "Register", refuse, hold=[form.save])
    qtbot.waitUntil(lambda: form.bar.text() != "")
    assert form.bar.text().startswith("“三月” is a folder")
    assert form.bar.text().endswith("(Rule I1)")
    assert form.save.isEnabled()
    switch_language(setting.application, "zh_CN")
    qtbot.waitUntil(lambda: "是文件夹" in form.bar.text())
