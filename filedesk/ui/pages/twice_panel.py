"""What may be registered already, shown before it is registered again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from filedesk.services.registration import Twice
from filedesk.texts import tr
from filedesk.ui.retranslated import Retranslated

MOST = 5


class TwicePanel(Retranslated, QFrame):
    """A button for each such entry opens it: `open_document`."""

    open_document = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("twice_panel")
        self._found = Twice()
        self._told = QLabel()
        self._told.setObjectName("twice_told")
        self._told.setWordWrap(True)
        self._links: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 8)
        self._column.setSpacing(4)
        self._column.addWidget(self._told)
        self.hide()

    def tell(self, found: Twice) -> None:
        """Show them."""
        self._found = found
        for link in self._links:
            self._column.removeWidget(link)
            link.hide()
            link.deleteLater()
        rows = {row["id"]: row for row in (*found.same_number, *found.same_file)}
        self._links = []
        for row in list(rows.values())[:MOST]:
            link = QPushButton(f"{row['number']}  {row['title'][:60]}")
            link.setObjectName(f"twice_{row['id']}")
            link.setProperty("link", True)
            link.setProperty("document", row["id"])
            link.setAutoDefault(False)
            link.setCursor(Qt.CursorShape.PointingHandCursor)
            link.clicked.connect(self._open)
            self._column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            self._links.append(link)
        self.retranslate()
        self.show()

    @Slot()
    def _open(self) -> None:
        link = self.sender()
        if link is not None:
            self.open_document.emit(link.property("document"))

    def retranslate(self) -> None:
        told = []
        if self._found.same_file:
            told.append(tr("The same file is registered already."))
        if self._found.same_number:
            told.append(tr("A document of this sender with this number is registered already."))
        self._told.setText(" ".join([*told, tr("Look before you register it again:")]))
