"""Several files dropped at once: is each a document, or are they one together?"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from filedesk.texts import tr, trn


def ask_each_or_together(
    widget: QWidget, files: int, *, each: Callable[[], None], together: Callable[[], None]
) -> QMessageBox:
    """Ask, and call `each` or `together`; Esc calls neither. Buttons are named "each", "together" and "no"."""
    box = QMessageBox(widget.window())
    box.setObjectName("each_or_together")
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle("filedesk")
    box.setText(trn("How is {n} file to be registered?", "How are {n} files to be registered?", files))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowModality(Qt.WindowModality.WindowModal)
    apart = box.addButton(tr("One document each"), QMessageBox.ButtonRole.AcceptRole)
    joined = box.addButton(tr("One together"), QMessageBox.ButtonRole.AcceptRole)
    refuse = box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    for button, name in ((apart, "each"), (joined, "together"), (refuse, "no")):
        button.setObjectName(name)
    box.setDefaultButton(apart)
    box.setEscapeButton(refuse)

    def answered(_result: int) -> None:
        if box.clickedButton() is apart:
            each()
        elif box.clickedButton() is joined:
            together()

    box.finished.connect(answered)
    box.open()
    return box
