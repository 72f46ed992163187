"""Taking files into the window: by dropping them on it, by a button, and by Ctrl+O."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QMimeData, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from filedesk.errors import RuleRefused
from filedesk.texts import tr
from filedesk.ui.icons import put_icon
from filedesk.ui.messages import pickers, show_error
from filedesk.ui.retranslated import Retranslated


def dropped_paths(data: QMimeData) -> list[Path]:
    """The local files and folders that `data` names."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class FileDrops(QObject):
    """Lets any widget, a whole page for instance, take dropped files. `dropped` carries them as a list of Path.

    Folders are refused with a sentence: which of their files belong to a paper is for the person to say.
    """

    dropped = Signal(object)
    over = Signal(bool)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is not self._widget or kind not in (
            QEvent.Type.DragEnter,
            QEvent.Type.DragMove,
            QEvent.Type.DragLeave,
            QEvent.Type.Drop,
        ):
            return False
        if kind == QEvent.Type.DragLeave:
            self.over.emit(False)
            return False
        drop = cast("QDropEvent", event)
        paths = dropped_paths(drop.mimeData())
        if not paths:
            return False
        drop.setDropAction(Qt.DropAction.CopyAction)
        drop.accept()
        self.over.emit(kind != QEvent.Type.Drop)
        if kind == QEvent.Type.Drop:
            self.take(paths)
        return True

    def take(self, paths: list[Path]) -> None:
        """Pass on the files among `paths`, and refuse the folders."""
        folders = [path for path in paths if path.is_dir()]
        files = [path for path in paths if path not in folders]
        if folders:
            show_error(self._widget, RuleRefused("folder_not_taken", name=folders[0].name))
        if files:
            self.dropped.emit(files)


class DropArea(Retranslated, QFrame):
    """A place that says that files can be dropped on it. `files_taken` carries a list of Path."""

    files_taken = Signal(object)

    def __init__(self, name: str = "drop_area", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._mark = QToolButton(self)
        self._mark.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._mark.setObjectName(f"{name}_mark")
        self._mark.setIconSize(QSize(28, 28))
        put_icon(self._mark, "inbox", "muted")
        self._told = QLabel(self)
        self._told.setObjectName(f"{name}_text")
        self._told.setProperty("role", "muted")
        self._told.setWordWrap(True)
        self._pick = QPushButton(self)
        self._pick.setObjectName(f"{name}_pick")
        self._pick.setAutoDefault(False)
        put_icon(self._pick, "folder")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 12)
        row.addWidget(self._mark)
        row.addWidget(self._told, 1)
        row.addWidget(self._pick)
        self._drops = FileDrops(self)
        self._drops.dropped.connect(self.files_taken)
        self._drops.over.connect(self._show_over)
        self._pick.clicked.connect(self.pick)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Open), self, self.pick)
        self.retranslate()

    @Slot()
    def pick(self) -> None:
        """Open the system's file dialog."""
        pickers().files(self, tr("Choose files"), self._drops.take)

    def retranslate(self) -> None:
        self._told.setText(tr("Drop files here: PDF, OFD, pictures, office files, anything."))
        self._pick.setText(tr("Choose files… (Ctrl+O)"))
        self._pick.setAccessibleName(tr("Choose files"))
        self.setAccessibleName(tr("Drop files here"))

    @Slot(bool)
    def _show_over(self, over: bool) -> None:
        self.setProperty("over", over)
        self.style().unpolish(self)
        self.style().polish(self)
