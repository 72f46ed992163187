"""The roles of a person as boxes to tick."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from filedesk.domain.people import Role
from filedesk.texts import tr
from filedesk.texts.names import ROLES
from filedesk.ui.retranslated import Retranslated

_COLUMNS = 3


class RoleChoice(Retranslated, QWidget):
    """One box for each of `offered`, named role_clerk and so on."""

    changed = Signal()

    def __init__(self, offered: Sequence[Role], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("role_choice")
        self.boxes: dict[str, QCheckBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        for place, role in enumerate(offered):
            box = QCheckBox()
            box.setObjectName(f"role_{role.value}")
            box.toggled.connect(self.changed)
            grid.addWidget(box, place // _COLUMNS, place % _COLUMNS)
            self.boxes[role.value] = box
        for first in list(self.boxes.values())[:1]:
            self.setFocusProxy(first)
        self.retranslate()

    def roles(self) -> frozenset[str]:
        """The roles that are ticked."""
        return frozenset(role for role, box in self.boxes.items() if box.isChecked())

    def set_roles(self, roles: frozenset[str]) -> None:
        """Tick these roles and no others."""
        for role, box in self.boxes.items():
            box.setChecked(role in roles)

    def retranslate(self) -> None:
        for role, box in self.boxes.items():
            box.setText(tr(ROLES[role]))
