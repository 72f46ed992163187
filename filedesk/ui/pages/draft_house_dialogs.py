"""The dialogs of what stays in the house (F8, F10, N2): giving out, receipts on paper, taking back, carrying out."""

from __future__ import annotations

from typing import ClassVar, Final

from filedesk.errors import RuleRefused
from filedesk.services import distributing
from filedesk.services.distributing import Order, Receiver
from filedesk.texts import error_text, mark
from filedesk.texts.names import FIELDS
from filedesk.ui.pages.act_dialog import Work
from filedesk.ui.pages.draft_acts import present
from filedesk.ui.pages.draft_fields import DraftAt, DraftDialog

_WHOM: Final = {
    "receivers_missing": "people", "receiver_twice": "people", "receiver_unknown": "people",
    "department_unknown": "units", "due_in_past": "due", "date_in_future": "given_on",
}  # fmt: skip


class _NamingDialog(DraftDialog):
    """Names people and departments."""

    PLACES: ClassVar = _WHOM

    def name_them(self) -> None:
        """The two fields."""
        facts = self.at.facts
        self.persons = self.picked("people", mark("People"), "person", facts.people)
        self.units = self.picked("units", mark("Departments"), "department", facts.departments)
        self.units.line.setFocus()


class DistributeDialog(_NamingDialog):
    """Give an internal document out; each confirms its receipt (F10)."""

    def __init__(self, at: DraftAt) -> None:
        super().__init__(at, "distribute_dialog", mark("Distribute"), columns=2)
        self.on = self.day("given_on", mark("Given out on"), required=True)
        self.copies = self.count("copies_each", mark("Copies for each"))
        self.back = self.tick("copies_come_back", mark("The copies are to come back"))
        self.name_them()

    def begin(self) -> Work | None:
        day = self.told_day("given_on", self.on)
        if day is None:
            return None
        ports, session, document, seen = self.context.ports, self.context.session, self.at.document, self.seen
        copies, back = self.copies.value(), self.back.isChecked()
        to = [Receiver(person=one, copies=copies, recall=back) for one in self.persons.ids()]
        to += [Receiver(department=one, copies=copies, recall=back) for one in self.units.ids()]
        return lambda _progress: distributing.distribute(ports, session, document=document, to=to, on=day, seen=seen)


class RecordReceivedDialog(DraftDialog):
    """The office records who signed for a copy on paper."""

    PLACES: ClassVar = {"nothing_to_receive": "receiver", "date_in_future": "received_on"}

    def __init__(self, at: DraftAt) -> None:
        super().__init__(at, "record_received_dialog", mark("Record a receipt on paper"), columns=2)
        missing = [one for one in present(at.draft) if one["received_on"] is None]
        self.receiver = self.places("receiver", mark("Given to"), missing)
        self.on = self.day("received_on", FIELDS["received"], required=True)
        self.received_by = self.line("received_by", FIELDS["received_by"], required=True)
        self.received_by.setFocus()

    def begin(self) -> Work | None:
        day, received_by = self.told_day("received_on", self.on), self.received_by.text().strip()
        if day is None:
            return None
        if not received_by:
            self.grid.set_error("received_by", self.missing)
            self.received_by.setFocus()
            return None
        ports, session, document, seen = self.context.ports, self.context.session, self.at.document, self.seen
        distribution, position = self.receiver.currentData() or (0, 0)
        return lambda _progress: distributing.receive(
            ports, session, document=document, distribution=distribution, position=position, received_by=received_by,
            on=day, seen=seen,
        )  # fmt: skip

    @staticmethod
    def missing() -> str:
        """That it is not said who signed."""
        return error_text(RuleRefused("received_by_missing", rule="F10"))


class RecallDialog(DraftDialog):
    """Copies come back 回收."""

    PLACES: ClassVar = {
        "too_many_recalled": "recalled", "nothing_to_recall": "receiver", "date_in_future": "recalled_on",
    }  # fmt: skip

    def __init__(self, at: DraftAt) -> None:
        super().__init__(at, "recall_dialog", mark("Take copies back"), columns=2)
        out = [one for one in at.draft.receivers if one["recalled"] < one["copies"]]
        self.receiver = self.places("receiver", mark("From"), out)
        self.count_back = self.count("recalled", FIELDS["copies"], out[0]["copies"] - out[0]["recalled"] if out else 1)
        self.on = self.day("recalled_on", mark("Taken back on"), required=True)
        self.text = self.line("recall_text", FIELDS["notes"])
        self.receiver.setFocus()

    def begin(self) -> Work | None:
        day = self.told_day("recalled_on", self.on)
        if day is None:
            return None
        ports, session, document, seen = self.context.ports, self.context.session, self.at.document, self.seen
        distribution, position = self.receiver.currentData() or (0, 0)
        count, text = self.count_back.value(), self.text.text()
        return lambda _progress: distributing.recall(
            ports, session, document=document, distribution=distribution, position=position, count=count, on=day,
            text=text, seen=seen,
        )  # fmt: skip


class OrderDialog(_NamingDialog):
    """Name who must carry the document out, and by when (F8)."""

    def __init__(self, at: DraftAt) -> None:
        super().__init__(at, "order_dialog", mark("Have it carried out"))
        self.due = self.day("due", mark("Due by"), coming=True, required=True)
        self.text = self.words("order_text", mark("What is to be done"))
        self.name_them()

    def begin(self) -> Work | None:
        due = self.told_day("due", self.due)
        if due is None:
            return None
        ports, session, document, seen = self.context.ports, self.context.session, self.at.document, self.seen
        text = self.text.toPlainText()
        orders = [Order(due, person=one) for one in self.persons.ids()]
        orders += [Order(due, department=one) for one in self.units.ids()]
        return lambda _progress: distributing.order(
            ports, session, document=document, orders=orders, text=text, seen=seen
        )
