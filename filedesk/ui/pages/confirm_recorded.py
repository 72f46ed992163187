"""Confirming afterwards 补签: everything that the clerk recorded for the person, many signed at once."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QLabel, QTableWidget, QTableWidgetItem, QWidget

from filedesk.services.ports import Progress
from filedesk.services.recording import confirm_recorded
from filedesk.services.to_confirm import ToConfirm, to_confirm
from filedesk.texts import mark, tr
from filedesk.texts.names import EVENTS, SIGNED_ON
from filedesk.ui.context import Context
from filedesk.ui.pages.act_dialog import ActDialog, Work
from filedesk.ui.widgets.told_label import ToldLabel

_SEQ: Final = Qt.ItemDataRole.UserRole
_TITLES: Final = (mark("Document"), mark("What"), mark("How"), mark("Words"))


class ConfirmRecordedDialog(ActDialog):
    """All are ticked at first; Space on a line takes its tick away. Nothing is signed that is not ticked."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        title = mark("Confirm what was recorded for me")
        super().__init__(context, "confirm_recorded_dialog", title, parent, wide=820)
        self._told: list[ToConfirm] = []
        told = mark("The clerk recorded this for you from paper or telephone. Your signature confirms what is ticked.")
        self.body.addWidget(ToldLabel(told))
        self.table = QTableWidget(0, len(_TITLES))
        self.table.setObjectName("recorded")
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head = self.table.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.table.setMinimumHeight(260)
        self.table.installEventFilter(self)
        self.table.itemChanged.connect(self._let)
        self.body.addWidget(self.table)
        self.empty = QLabel()
        self.empty.setObjectName("nothing_recorded")
        self.empty.setProperty("role", "field")
        self.body.addWidget(self.empty)
        self.table.setFocus()
        self.retranslate()
        self._load()

    def _load(self) -> None:
        ports, session = self.context.ports, self.context.session

        def work(_progress: Progress) -> list[ToConfirm]:
            return to_confirm(ports, session)

        self.context.tasks.run(work, done=self._came, on="desk", owner=self)

    def _came(self, told: list[ToConfirm]) -> None:
        self._told = told
        self.table.blockSignals(True)
        self.table.setRowCount(len(told))
        for place, one in enumerate(told):
            for column in range(len(_TITLES)):
                item = QTableWidgetItem()
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                if column == 0:
                    item.setData(_SEQ, one.seq)
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    item.setCheckState(Qt.CheckState.Checked)
                self.table.setItem(place, column, item)
        self.table.blockSignals(False)
        if told:
            self.table.selectRow(0)
        self.retranslate()
        self._let()

    def ticked(self) -> list[int]:
        """The events that are ticked."""
        items = [self.table.item(place, 0) for place in range(self.table.rowCount())]
        return [item.data(_SEQ) for item in items if item is not None and item.checkState() == Qt.CheckState.Checked]

    @Slot()
    def _let(self) -> None:
        self.agree.setEnabled(bool(self.ticked()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space ticks the current line wherever in it the keyboard stands."""
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            row = self.table.currentRow()
            if event.key() == Qt.Key.Key_Space and row >= 0:
                item = self.table.item(row, 0) or QTableWidgetItem()
                ticked = item.checkState() == Qt.CheckState.Checked
                item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)
                return True
        return super().eventFilter(watched, event)

    def begin(self) -> Work | None:
        ports, session, chosen = self.context.ports, self.context.session, self.ticked()
        return lambda _progress: confirm_recorded(ports, session, recorded=chosen)

    def retranslate(self) -> None:
        super().retranslate()
        self.table.setHorizontalHeaderLabels([tr(title) for title in _TITLES])
        self.table.setAccessibleName(tr("Confirm what was recorded for me"))
        self.empty.setText(tr("Nothing waits to be confirmed by you."))
        self.empty.setVisible(not self._told)
        self.table.blockSignals(True)
        for place, one in enumerate(self._told):
            how = f"{tr(SIGNED_ON[one.signed_on])}\n{one.given} · {one.clerk}"
            cells = (f"{one.number}\n{one.title}", tr(EVENTS.get(one.kind, one.kind)), how, one.words)
            for column, text in enumerate(cells):
                item = self.table.item(place, column)
                if item is not None:
                    item.setText(text)
        self.table.blockSignals(False)
