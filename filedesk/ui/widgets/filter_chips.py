"""A row of filters to press on and off: year, state, kind. Arrow keys move along it, Space presses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from filedesk.texts import tr
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.widgets.flow import FlowLayout

Filters = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Chip:
    """One filter: the key and value it stands for and its title, a message id or, with `raw`, shown as it is."""

    key: str
    value: str
    title: str
    raw: bool = False


class FilterChips(Retranslated, QWidget):
    """`changed` carries the filters pressed. Of one key only one is pressed at a time; pressing it again frees it."""

    changed = Signal(object)

    def __init__(self, name: str = "filter_chips", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._chips: dict[Chip, QPushButton] = {}
        self._flow = FlowLayout(self)

    def set_chips(self, chips: Sequence[Chip]) -> None:
        """Offer these; those that were pressed and are offered again stay pressed."""
        pressed = set(self.filters())
        for button in self._chips.values():
            self._flow.removeWidget(button)
            button.hide()  # else the show that its layout has in store makes it a window of its own
            button.setParent(None)
            button.deleteLater()
        self._chips = {chip: self._button(chip) for chip in chips}
        for chip, button in self._chips.items():
            button.setChecked((chip.key, chip.value) in pressed)
            self._flow.addWidget(button)
            button.show()
        self.retranslate()

    def filters(self) -> Filters:
        """The filters pressed now, as (key, value)."""
        return tuple((chip.key, chip.value) for chip, button in self._chips.items() if button.isChecked())

    def press(self, filters: Filters) -> None:
        """Press exactly these, without telling of it."""
        for chip, button in self._chips.items():
            button.setChecked((chip.key, chip.value) in filters)

    def retranslate(self) -> None:
        for chip, button in self._chips.items():
            button.setText(chip.title if chip.raw else tr(chip.title))
        self.setAccessibleName(tr("Filters"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        buttons = list(self._chips.values())
        held = next((place for place, button in enumerate(buttons) if button.hasFocus()), None)
        if step is None or held is None:
            super().keyPressEvent(event)
            return
        buttons[(held + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def _button(self, chip: Chip) -> QPushButton:
        button = _ChipButton(self)
        button.setObjectName(f"chip_{chip.key}_{chip.value}")
        button.setProperty("chip", True)
        button.setProperty("chip_key", chip.key)
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.clicked.connect(self._clicked)
        return button

    @Slot()
    def _clicked(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QPushButton) and pressed.isChecked():
            for button in self._chips.values():
                if button is not pressed and button.property("chip_key") == pressed.property("chip_key"):
                    button.setChecked(False)
        self.changed.emit(self.filters())


class _ChipButton(QPushButton):
    """Leaves the arrow keys to the row, in the order in which the row stands."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)
