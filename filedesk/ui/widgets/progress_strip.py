"""Long work, shown at the foot of the window with a button that stops it; the rest of the window stays usable."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from filedesk.texts import tr, trn
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.tasks import Task, Tasks

_STEPS = 1000


class ProgressStrip(Retranslated, QFrame):
    """Shows the task that has lasted longest, and how many more there are."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progress_strip")
        self._shown: tuple[Task, ...] = ()
        self._title = QLabel(self)
        self._title.setObjectName("progress_title")
        self._bar = QProgressBar(self)
        self._bar.setObjectName("progress_bar")
        self._bar.setTextVisible(False)
        self._stop = QPushButton(self)
        self._stop.setObjectName("progress_cancel")
        self._stop.setAutoDefault(False)
        self._stop.clicked.connect(self.cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 6)
        row.addWidget(self._title)
        row.addWidget(self._bar, 1)
        row.addWidget(self._stop)
        self.hide()
        tasks.long_work.connect(self.show_tasks)

    @Slot()
    def cancel(self) -> None:
        """Ask the task shown to stop."""
        if self._shown:
            self._shown[0].cancel()
            self.retranslate()

    @Slot(object)
    def show_tasks(self, shown: tuple[Task, ...]) -> None:
        """Show the first of these; nothing where there are none."""
        self._shown = shown
        self.setVisible(bool(shown))
        self.retranslate()

    def retranslate(self) -> None:
        if not self._shown:
            return
        task = self._shown[0]
        title = task.title or ""
        more = len(self._shown) - 1
        self._title.setText(f"{title} {trn('and {n} more', 'and {n} more', more)}" if more else title)
        progress = task.progress
        if progress.total:
            self._bar.setRange(0, _STEPS)
            self._bar.setValue(min(_STEPS, progress.done * _STEPS // progress.total))
        else:
            self._bar.setRange(0, 0)
        self._bar.setAccessibleName(title)
        self._stop.setText(tr("Stopping…") if progress.cancelled else tr("Stop"))
        self._stop.setDisabled(progress.cancelled)
