"""Names picked by typing, in order: readers, departments. Pinyin initials and Enter take the first offer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from filedesk.services import reading
from filedesk.texts import tr
from filedesk.ui.context import Context
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.widgets.completing_line import CompletingLine, Offer
from filedesk.ui.widgets.flow import FlowLayout


def chooses_offer(line: CompletingLine) -> bool:
    """Whether Enter takes an offer of `line` now, so that it must do nothing else."""
    return line.popup.isVisible() and line.popup.currentIndex().isValid()


class _NameLine(CompletingLine):
    """Tells when Backspace is pressed in the empty line."""

    rubbed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self.text() and not self.composing:
            self.rubbed.emit()
            return
        super().keyPressEvent(event)


class PickedNames(Retranslated, QWidget):
    """`what` is a list of `reading.completions`; at most `most` names. `changed` comes with each name more or less."""

    changed = Signal()

    def __init__(self, context: Context, name: str, what: str, *, most: int = 50, numbered: bool = False) -> None:
        super().__init__()
        self.setObjectName(f"{name}_box")
        self._most, self._numbered = most, numbered
        self._names: Mapping[int, str] = {}
        self._picked: list[int] = []
        self._buttons: list[QPushButton] = []
        ports, session = context.ports, context.session

        def find(typed: str) -> Sequence[Offer]:
            offered = reading.completions(ports, session, what, typed)
            known = set(self._names.values())
            return [(found, "") for found in offered if found in known]

        self.line = _NameLine(name, find, context.tasks)
        self.setFocusProxy(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._row = QWidget()
        self._flow = FlowLayout(self._row)
        column.addWidget(self._row)
        column.addWidget(self.line)
        self.line.taken.connect(self._take)
        self.line.returnPressed.connect(self._entered)
        self.line.rubbed.connect(self._rub)
        self._show()

    def offer(self, names: Mapping[int, str]) -> None:
        """The names that can be picked, by id; those picked and no longer there are dropped."""
        self._names = names
        self._picked = [number for number in self._picked if number in names]
        self._show()

    def ids(self) -> tuple[int, ...]:
        """Who is picked, in order."""
        return tuple(self._picked)

    def set_ids(self, ids: Sequence[int]) -> None:
        """Pick exactly these."""
        self._picked = list(ids)[: self._most]
        self.line.clear()
        self._show()

    def is_wrong(self) -> bool:
        """Whether something stands in the line that is no name to be picked."""
        return bool(self.line.text().strip()) and not self._pick(self.line.text())

    @Slot(str)
    def _take(self, name: str) -> None:
        self._pick(name)

    def _pick(self, name: str) -> bool:
        found = next((number for number, known in self._names.items() if known == name.strip()), None)
        if found is None:
            return False
        self.line.clear()
        if found not in self._picked:
            self._picked = [*self._picked, found][-self._most :]
            self._show()
            self.changed.emit()
        return True

    @Slot()
    def _entered(self) -> None:
        if chooses_offer(self.line):
            return
        if not self.line.text().strip():
            self.line.focusNextChild()
        else:
            self._pick(self.line.text())

    @Slot()
    def _rub(self) -> None:
        if self._picked:
            self._picked.pop()
            self._show()
            self.changed.emit()

    @Slot()
    def _drop(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self._picked.remove(button.property("picked"))
            self._show()
            self.changed.emit()
            self.line.setFocus()

    def _show(self) -> None:
        for button in self._buttons:
            self._flow.removeWidget(button)
            button.hide()  # else the show that its layout has in store makes it a window of its own
            button.setParent(None)
            button.deleteLater()
        self._buttons = []
        for place, number in enumerate(self._picked, start=1):
            name = self._names.get(number, "?")
            button = QPushButton(f"{place} {name} ×" if self._numbered else f"{name} ×", self._row)
            button.setObjectName(f"{self.line.objectName()}_{number}")
            button.setProperty("chip", True)
            button.setProperty("picked", number)
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.clicked.connect(self._drop)
            self._flow.addWidget(button)
            self._buttons.append(button)
            button.show()
        self._row.setVisible(bool(self._picked))
        self.retranslate()

    def retranslate(self) -> None:
        self.line.setPlaceholderText(tr("Type a name or its pinyin initials, Enter"))
        for button in self._buttons:
            button.setToolTip(tr("Take away"))
