"""Urging those who have yet to carry an issued document out (F8): they and their departments are offered."""

from __future__ import annotations

from collections.abc import Mapping

from filedesk.ui.pages.asking_dialogs import UrgeDialog
from filedesk.ui.pages.draft_acts import orders_open
from filedesk.ui.pages.draft_fields import DraftAt


class DraftUrgeDialog(UrgeDialog):
    """Begins with the order that is due first."""

    at: DraftAt

    def __init__(self, at: DraftAt) -> None:
        super().__init__(at)

    def offered(self) -> tuple[Mapping[int, str], Mapping[int, str], int | None, int | None]:
        orders = sorted(orders_open(self.at.view.row, self.at.draft), key=lambda one: str(one["due"]))
        units = {one["department"]: self.at.department(one["department"]) for one in orders if one["department"]}
        people = {one["person"]: self.at.name(one["person"]) for one in orders if one["person"]}
        for unit in units:
            people |= self.at.view.route.members.get(unit, {})
        first = orders[0] if orders else {"person": None, "department": None}
        return people, units, first["person"] or None, first["department"] or None
