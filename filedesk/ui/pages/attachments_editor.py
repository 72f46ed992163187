"""Attachments of a document, each with its medium: paper, disc, stick, thing (conventions: 附件)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSpinBox, QToolButton, QVBoxLayout, QWidget

from filedesk.domain.documents import MOST_COPIES, Attachment, Medium
from filedesk.texts import tr
from filedesk.texts.names import MEDIA
from filedesk.ui.icons import put_icon
from filedesk.ui.keys_here import on_key
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.widgets.typed_line import TypedLine


@dataclass
class _Line:
    box: QWidget
    what: TypedLine
    medium: QComboBox
    count: QSpinBox
    gone: QToolButton


class AttachmentsEditor(Retranslated, QWidget):
    """A line for each attachment; Alt+A anywhere in `form` adds one."""

    def __init__(self, form: QWidget) -> None:
        super().__init__(form)
        self.setObjectName("attachments")
        self._lines: list[_Line] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.add_button = QPushButton()
        self.add_button.setObjectName("add_attachment")
        self.add_button.setAutoDefault(False)
        put_icon(self.add_button, "add")
        self.add_button.clicked.connect(self.add)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        on_key(form, "Alt+A", self.add)
        self.retranslate()

    def attachments(self) -> tuple[Attachment, ...]:
        """What stands there; a line without words is left out."""
        return tuple(
            Attachment(line.what.text(), Medium(line.medium.currentData()), line.count.value())
            for line in self._lines
            if line.what.text().strip()
        )

    def fill(self, attachments: Sequence[Attachment]) -> None:
        """Show exactly these."""
        while self._lines:
            self._drop(self._lines[0])
        for attachment in attachments:
            line = self._new()
            line.what.setText(attachment.what)
            line.medium.setCurrentIndex(line.medium.findData(attachment.medium))
            line.count.setValue(attachment.count)

    @Slot()
    def add(self) -> None:
        """One line more, ready to be typed into."""
        self._new().what.setFocus()

    def _new(self) -> _Line:
        place = len(self._lines) + 1
        line = _Line(QWidget(self), TypedLine(f"attachment_{place}"), QComboBox(), QSpinBox(), QToolButton())
        line.medium.setObjectName(f"attachment_{place}_medium")
        for medium in (Medium.PAPER, Medium.DISC, Medium.STICK, Medium.THING, Medium.FILE):
            line.medium.addItem("", medium)
        line.count.setObjectName(f"attachment_{place}_count")
        line.count.setRange(1, MOST_COPIES)
        line.count.setFixedWidth(84)
        put_icon(line.gone, "close")
        line.gone.clicked.connect(self._gone)
        row = QHBoxLayout(line.box)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(line.what, 1)
        for widget in (line.medium, line.count, line.gone):
            row.addWidget(widget)
        self._column.insertWidget(len(self._lines), line.box)
        self._lines.append(line)
        self.retranslate()
        return line

    @Slot()
    def _gone(self) -> None:
        button = self.sender()
        self._drop(next(line for line in self._lines if line.gone is button))

    def _drop(self, line: _Line) -> None:
        self._lines.remove(line)
        self._column.removeWidget(line.box)
        line.box.hide()
        line.box.deleteLater()

    def retranslate(self) -> None:
        self.add_button.setText(tr("Add an attachment (Alt+A)"))
        for line in self._lines:
            line.what.setPlaceholderText(tr("What it is"))
            line.count.setAccessibleName(tr("How many"))
            line.gone.setToolTip(tr("Take away"))
            for place in range(line.medium.count()):
                line.medium.setItemText(place, tr(MEDIA[line.medium.itemData(place)]))
