"""Telling the person something: in the window beside what she does, and in dialogs where she must decide.

Dialogs never wait in a nested event loop: they open and call back. What the system draws (file dialogs) goes
through `Pickers`, which tests replace, since no test can press a native dialog's buttons. The kinds of dialogs are
named through their module: PySide makes each kind when it is first named, and no start needs these.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6 import QtCore, QtWidgets
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from filedesk.errors import Cancelled, EnvironmentFailed, FiledeskError
from filedesk.texts import error_text, tr
from filedesk.ui.icons import put_icon
from filedesk.ui.retranslated import Retranslated

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

Tone = Literal["info", "good", "warning", "error"]
_ICONS: dict[Tone, str] = {"info": "info", "good": "check", "warning": "warning", "error": "warning"}


class _Parts:
    """What stands in a message bar. Every page has a bar and few show one: they are made for its first message."""

    def __init__(self, bar: MessageBar) -> None:
        self.icon = QToolButton(bar)
        self.icon.setObjectName("message_icon")
        self.icon.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
        self.icon.setAttribute(QtCore.Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.text = QLabel(bar)
        self.text.setObjectName("message_text")
        self.text.setWordWrap(True)
        self.text.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        self.text.setTextInteractionFlags(QtCore.Qt.TextInteractionFlag.TextSelectableByMouse)
        self.close = QToolButton(bar)
        self.close.setObjectName("message_close")
        self.close.clicked.connect(bar.dismiss)
        put_icon(self.close, "close")
        row = QHBoxLayout(bar)
        row.setContentsMargins(10, 6, 6, 6)
        row.addWidget(self.icon)
        row.addWidget(self.text, 1)
        row.addWidget(self.close)


class MessageBar(Retranslated, QFrame):
    """One message above a form: why an act was refused, or that it was done. Esc or its button closes it.

    It keeps the error, not the sentence, so that a message that stands there changes its language too.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message_bar")
        self._told: Callable[[], str] = str
        self._parts: _Parts | None = None
        self.tone: Tone = "info"
        self.hide()

    def tell(self, told: Callable[[], str], tone: Tone = "info") -> None:
        """Show what `told()` says, asked again at each change of language."""
        self._told = told
        self.tone = tone
        self.setProperty("tone", tone)
        if self._parts is None:
            self._parts = _Parts(self)
        put_icon(self._parts.icon, _ICONS[tone], tone)
        self.retranslate()
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()

    def show_error(self, error: FiledeskError) -> None:
        """Show why it did not go; that a person stopped it herself is told calmly."""
        self.tell(lambda: error_text(error), "info" if isinstance(error, Cancelled) else "error")

    def text(self) -> str:
        """The sentence that stands there, empty while the bar is closed."""
        return "" if self._parts is None or self.isHidden() else self._parts.text.text()

    def dismiss(self) -> None:
        """Close it."""
        self.hide()
        self.closed.emit()

    def retranslate(self) -> None:
        if self._parts is not None:
            told = self._told()
            self._parts.text.setText(told)
            self.setAccessibleName(told)
            self._parts.close.setToolTip(tr("Close this message"))
            self._parts.close.setAccessibleName(tr("Close this message"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == QtCore.Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)


def nearest_bar(widget: QWidget) -> MessageBar | None:
    """The message bar that belongs to `widget`: a child of it or of the nearest widget around it."""
    around: QWidget | None = widget
    while around is not None:
        found = around.findChild(MessageBar, options=QtCore.Qt.FindChildOption.FindDirectChildrenOnly)
        if found is not None:
            return found
        around = around.parentWidget()
    return None


def show_error(widget: QWidget, error: FiledeskError) -> None:
    """Show `error` in the bar nearest to `widget`, or in a dialog where there is none.

    A failure of disk or printer may come while she looks elsewhere: without a visible bar it is a dialog.
    """
    bar = nearest_bar(widget)
    if bar is not None and (not isinstance(error, EnvironmentFailed) or widget.isVisible()):
        bar.show_error(error)
        return
    inform(widget, error_text(error), warning=not isinstance(error, Cancelled))


def inform(widget: QWidget, text: str, *, detail: str = "", warning: bool = False) -> QtWidgets.QMessageBox:
    """A dialog that says something and has one button. It is open when this returns."""
    box = QtWidgets.QMessageBox(widget.window())
    box.setObjectName("inform")
    box.setIcon(QtWidgets.QMessageBox.Icon.Warning if warning else QtWidgets.QMessageBox.Icon.Information)
    box.setStandardButtons(QtWidgets.QMessageBox.StandardButton.Ok)
    _open(box, text, detail)
    return box


def ask(
    widget: QWidget,
    question: str,
    *,
    yes: str,
    then: Callable[[], None],
    otherwise: Callable[[], None] | None = None,
    detail: str = "",
    danger: bool = False,
) -> QtWidgets.QMessageBox:
    """A question whose `yes` button names the act; `then` or `otherwise` is called when it is answered.

    Enter means yes, Esc no; with `danger` Enter means no. The buttons are named "yes" and "no".
    """
    box = QtWidgets.QMessageBox(widget.window())
    box.setObjectName("question")
    box.setIcon(QtWidgets.QMessageBox.Icon.Warning if danger else QtWidgets.QMessageBox.Icon.Question)
    agree = box.addButton(yes, QtWidgets.QMessageBox.ButtonRole.AcceptRole)
    refuse = box.addButton(tr("Cancel"), QtWidgets.QMessageBox.ButtonRole.RejectRole)
    agree.setObjectName("yes")
    refuse.setObjectName("no")
    if danger:
        agree.setProperty("danger", True)
    box.setDefaultButton(refuse if danger else agree)
    box.setEscapeButton(refuse)

    def answered(_result: int) -> None:
        if box.clickedButton() is agree:
            then()
        elif otherwise is not None:
            otherwise()

    box.finished.connect(answered)
    _open(box, question, detail)
    return box


def _open(box: QtWidgets.QMessageBox, text: str, detail: str) -> None:
    box.setWindowTitle("filedesk")
    box.setTextFormat(QtCore.Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(detail)
    box.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowModality(QtCore.Qt.WindowModality.WindowModal)
    box.open()


class Pickers:
    """The system's file dialogs. They call back with what was chosen, and not at all when nothing was."""

    def files(self, parent: QWidget, title: str, then: Callable[[list[Path]], None]) -> None:
        """Let the person pick existing files."""
        dialog = QtWidgets.QFileDialog(parent.window(), title)
        dialog.setFileMode(QtWidgets.QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: then([Path(name) for name in names]))
        self._open(dialog)

    def folder(self, parent: QWidget, title: str, then: Callable[[Path], None]) -> None:
        """Let the person pick a folder."""
        dialog = QtWidgets.QFileDialog(parent.window(), title)
        dialog.setFileMode(QtWidgets.QFileDialog.FileMode.Directory)
        dialog.setOption(QtWidgets.QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        self._open(dialog)

    def save(self, parent: QWidget, title: str, name: str, kinds: str, then: Callable[[Path], None]) -> None:
        """Let the person name a file to write; `kinds` as in "PDF (*.pdf)". Qt asks before overwriting."""
        dialog = QtWidgets.QFileDialog(parent.window(), title, name, kinds)
        dialog.setAcceptMode(QtWidgets.QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
        self._open(dialog)

    def _open(self, dialog: QtWidgets.QFileDialog) -> None:
        dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


_pickers = [Pickers()]


def pickers() -> Pickers:
    """The file dialogs in use."""
    return _pickers[0]


def use_pickers(replacement: Pickers) -> Pickers:
    """Let `replacement` answer for the file dialogs from now on; returns those in use before."""
    before, _pickers[0] = _pickers[0], replacement
    return before
