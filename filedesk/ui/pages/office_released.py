"""The dialog by which the general manager releases a kind in advance 直送, or takes that back, with a reason (I3)."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from filedesk.services.exceptions import release_kind
from filedesk.texts import mark, tr
from filedesk.texts.names import FIELDS
from filedesk.ui.context import Context
from filedesk.ui.pages.act_dialog import ActDialog, Work
from filedesk.ui.pages.desk_facts import DeskFacts
from filedesk.ui.widgets.form_grid import FormGrid
from filedesk.ui.widgets.told_label import ToldLabel

_ACTS = ((True, mark("Release a kind")), (False, mark("Take a release back")))


class ReleaseKindDialog(ActDialog):
    """Offered are the kinds that are not released yet, or those that are."""

    def __init__(self, context: Context, facts: DeskFacts, released: Collection[str], parent: QWidget) -> None:
        super().__init__(context, "release_kind_dialog", mark("Kinds released in advance"), parent)
        self._facts, self._released = facts, frozenset(released)
        self.what, self.kind, self.reason = QComboBox(), QComboBox(), QPlainTextEdit()
        self.what.setObjectName("release_what")
        self.kind.setObjectName("release_kind_of")
        self.reason.setObjectName("release_reason")
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(76)
        for releasing, _title in _ACTS if released else _ACTS[:1]:
            self.what.addItem("", releasing)
        self.grid = FormGrid("release_kind_form")
        self.grid.add("what", mark("What"), self.what)
        self.grid.add("kind", FIELDS["kind"], self.kind)
        self.grid.add("reason", mark("Reason"), self.reason)
        told = mark("Papers of a released kind go straight to readers and departments. You see each of them in a list.")
        self.body.addWidget(ToldLabel(told))
        self.body.addWidget(self.grid)
        self.what.currentIndexChanged.connect(self._offer)
        self._offer()
        self.kind.setFocus()
        self.retranslate()

    @Slot()
    def _offer(self) -> None:
        releasing = bool(self.what.currentData())
        self.kind.clear()
        for code in self._facts.kinds:
            if (code in self._released) != releasing:
                self.kind.addItem(self._facts.kind_title(code), code)

    def begin(self) -> Work | None:
        ports, session = self.context.ports, self.context.session
        kind, releasing, reason = self.kind.currentData(), bool(self.what.currentData()), self.reason.toPlainText()
        return lambda _progress: release_kind(ports, session, kind=kind, released=releasing, reason=reason)

    def retranslate(self) -> None:
        super().retranslate()
        for place in range(self.what.count()):
            self.what.setItemText(place, tr(_ACTS[place][1]))
        for place in range(self.kind.count()):
            self.kind.setItemText(place, self._facts.kind_title(self.kind.itemData(place)))
        self.agree.setText(tr("Sign (Ctrl+Enter)"))
