"""How far a drawing or a print is, with a button that stops it; there only while something is under way."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from filedesk.texts import tr
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.tasks import Task

_STEPS = 1000
_LOOK_EVERY = 100
"""Milliseconds."""


class WorkStrip(Retranslated, QWidget):
    """Follows one task at a time, from `follow` to `over`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("work_strip")
        self._task: Task | None = None
        self._told = QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.stop_button = QPushButton()
        self.stop_button.setObjectName("stop_drawing")
        self.stop_button.setAutoDefault(False)
        self.stop_button.clicked.connect(self.stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._told)
        row.addWidget(self._bar, 1)
        row.addWidget(self.stop_button)
        self._watch = QTimer(self)
        self._watch.setInterval(_LOOK_EVERY)
        self._watch.timeout.connect(self._look)
        self.hide()
        self.retranslate()

    def follow(self, task: Task, title: str) -> None:
        """Show this task, named by `title`, from now on."""
        self._task = task
        self._told.setText(title)
        self._bar.setAccessibleName(title)
        self.stop_button.setEnabled(True)
        self._bar.setRange(0, 0)
        self.show()
        self._watch.start()

    def over(self, task: Task | None) -> None:
        """`task` has ended; another one that is followed by now stays."""
        if task is not self._task:
            return
        self._task = None
        self._watch.stop()
        self.hide()

    @Slot()
    def stop(self) -> None:
        """Ask the task to stop at its next step."""
        if self._task is not None:
            self._task.cancel()
            self.stop_button.setEnabled(False)

    @Slot()
    def _look(self) -> None:
        if self._task is None:
            return
        progress = self._task.progress
        self._bar.setRange(0, _STEPS if progress.total else 0)
        if progress.total:
            self._bar.setValue(min(_STEPS, progress.done * _STEPS // progress.total))

    def retranslate(self) -> None:
        self.stop_button.setText(tr("Stop"))
