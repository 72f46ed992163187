"""The levels of urging 催办: for each urgency how often, and from when on a deadline is near (rule I5)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from filedesk.domain.documents import Urgency
from filedesk.domain.event_types import TYPES
from filedesk.domain.urging import DEFAULTS, MOST_DAYS, UrgingLevel
from filedesk.services.changes import Changes
from filedesk.services.ports import Progress
from filedesk.services.urging_levels import set_urging_levels, urging_levels
from filedesk.texts import mark, tr
from filedesk.texts.names import URGENCIES
from filedesk.ui.context import Context
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.widgets.count_spin import CountSpin
from filedesk.ui.widgets.told_label import ToldLabel

_ORDER = (Urgency.EXTRA_URGENT, Urgency.URGENT, Urgency.ROUTINE)
_TOLD = mark("How often the clerk urges on what is being handled, and from when on a deadline counts as near.")
_EVERY, _NEAR = mark("Urged every … working days"), mark("Deadline near … working days before")


class OfficeUrging(Retranslated, QWidget):
    """Everybody reads the levels; who may change settings saves others. Read when it first comes into view."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("office_urging")
        self._context = context
        self._present: dict[Urgency, UrgingLevel] | None = None
        self._may = not TYPES["setting_changed"].signers.isdisjoint(context.session.roles)
        self._names = {urgency: QLabel() for urgency in _ORDER}
        self._heads = (QLabel(), QLabel(), QLabel())
        self.every = {u: CountSpin(f"urge_every_{u.value}", least=1, most=MOST_DAYS) for u in _ORDER}
        self.near = {u: CountSpin(f"urge_near_{u.value}", least=0, most=MOST_DAYS) for u in _ORDER}
        self.save_button, self.usual_button = QPushButton(), QPushButton()
        self.save_button.setObjectName("save_urging")
        self.save_button.setProperty("primary", True)
        self.usual_button.setObjectName("usual_urging")
        self.save_button.clicked.connect(self._save)
        self.usual_button.clicked.connect(self._fill_usual)
        for button in (self.save_button, self.usual_button):
            button.setAutoDefault(False)
            if not self._may:
                button.hide()
        self._lay_out()
        for spin in (*self.every.values(), *self.near.values()):
            spin.setEnabled(self._may)
            spin.valueChanged.connect(self._look)
        context.hub.changed.connect(self._changed)
        self.retranslate()
        self._look()

    def _lay_out(self) -> None:
        grid, acts = QGridLayout(), QHBoxLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(3, 1)
        for place, head in enumerate(self._heads):
            head.setProperty("role", "field")
            grid.addWidget(head, 0, place)
        for place, urgency in enumerate(_ORDER, start=1):
            grid.addWidget(self._names[urgency], place, 0)
            grid.addWidget(self.every[urgency], place, 1, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(self.near[urgency], place, 2, Qt.AlignmentFlag.AlignLeft)
        acts.addWidget(self.save_button)
        acts.addWidget(self.usual_button)
        acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(14)
        column.addWidget(
            ToldLabel(mark("So the clerk is reminded of papers that are being handled, by their urgency."))
        )
        column.addLayout(grid)
        column.addLayout(acts)
        if not self._may:
            column.addWidget(ToldLabel(mark("The general manager and the administrator change these levels.")))
        column.addStretch(1)

    # ---- showing ------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._present is None:
            self.refresh()

    def refresh(self) -> None:
        """Read the levels anew."""
        self._context.tasks.run(self._load, done=self._loaded, on="desk", owner=self)

    def _load(self, _progress: Progress) -> dict[Urgency, UrgingLevel]:
        with self._context.ports.ledger.reading() as reading:
            return urging_levels(reading)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes.office and self._present is not None:
            self.refresh()

    def _loaded(self, levels: dict[Urgency, UrgingLevel]) -> None:
        typed = self._present is not None and self.levels() != self._present
        self._present = levels
        if not typed:
            self._fill(levels)
        self._look()

    def levels(self) -> dict[Urgency, UrgingLevel]:
        """What stands there."""
        return {u: UrgingLevel(self.every[u].value(), self.near[u].value()) for u in _ORDER}

    def _fill(self, levels: dict[Urgency, UrgingLevel]) -> None:
        for urgency, level in levels.items():
            self.every[urgency].setValue(level.every)
            self.near[urgency].setValue(level.near)

    @Slot()
    def _look(self) -> None:
        present = self._present
        self.save_button.setEnabled(present is not None and self.levels() != present)
        self.usual_button.setEnabled(self.levels() != DEFAULTS)

    def retranslate(self) -> None:
        for head, text in zip(self._heads, (mark("Urgency"), _EVERY, _NEAR), strict=True):
            head.setText(tr(text))
        for urgency in _ORDER:
            name = tr(URGENCIES[urgency])
            self._names[urgency].setText(name)
            self.every[urgency].setAccessibleName(f"{name}: {tr(_EVERY)}")
            self.near[urgency].setAccessibleName(f"{name}: {tr(_NEAR)}")
        self.save_button.setText(tr("Save the levels"))
        self.usual_button.setText(tr("Usual levels"))

    # ---- acts ---------------------------------------------------------------------------------------------

    @Slot()
    def _fill_usual(self) -> None:
        self._fill(dict(DEFAULTS))

    @Slot()
    def _save(self) -> None:
        ports, session, levels = self._context.ports, self._context.session, self.levels()
        self._context.operations.operation(
            self,
            tr("Save the levels"),
            lambda _progress: set_urging_levels(ports, session, levels=levels),
            self._saved,
            hold=[self.save_button],
        )

    def _saved(self, _changes: Changes) -> None:
        self._present = self.levels()
        self._look()
