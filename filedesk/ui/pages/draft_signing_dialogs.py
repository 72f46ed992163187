"""The dialogs of a draft until it is signed: whom to ask to countersign, and a signature from paper or telephone."""

from __future__ import annotations

from typing import ClassVar

from filedesk.domain.routing import State
from filedesk.services import drafting, issuing
from filedesk.services.drafts import drafters
from filedesk.texts import mark
from filedesk.ui.pages.act_dialog import Work
from filedesk.ui.pages.circulation_dialogs import SlipDialog
from filedesk.ui.pages.draft_fields import DraftAt, DraftDialog


class CountersignersDialog(DraftDialog):
    """Ask managers to countersign 会签."""

    PLACES: ClassVar = {
        "countersigner_missing": "countersigners", "countersigner_twice": "countersigners",
        "countersigner_unfit": "countersigners",
    }  # fmt: skip

    def __init__(self, at: DraftAt) -> None:
        super().__init__(at, "countersigners_dialog", mark("Ask to countersign"))
        offered = {one: at.name(one) for one in at.draft.managers if one not in drafters(at.view.row, at.draft.draft)}
        self.persons = self.picked("countersigners", mark("Managers who countersign"), "person", offered)
        self.persons.line.setFocus()

    def begin(self) -> Work | None:
        ports, session, document, seen = self.context.ports, self.context.session, self.at.document, self.seen
        persons = self.persons.ids()
        return lambda _progress: drafting.ask_countersign(ports, session, document=document, persons=persons, seen=seen)


class RecordSignatureDialog(SlipDialog):
    """The clerk records a signature from paper or telephone; the signer confirms it later 补签."""

    PLACES: ClassVar = {"needs_general_manager": "person", "not_manager_of_department": "person"}

    def __init__(self, at: DraftAt) -> None:
        super().__init__(at, "record_signature_dialog", mark("Record his signature"), wide=600)
        head = at.view.row["state"] == State.WITH_GENERAL_MANAGER
        signer = at.draft.draft["put_to"]
        offered = {signer: at.name(signer)}
        if not head:
            offered |= {one: at.name(one) for one in at.draft.heads}
        self.person = self.people("person", mark("Signed by"), offered)
        self.text = self.words("remark", mark("Words"), high=60)
        self.add_slip()
        self.text.setFocus()

    def begin(self) -> Work | None:
        slip = self.slip.slip() if self.slip is not None else None
        if slip is None:
            return None
        ports, session, document, seen = self.context.ports, self.context.session, self.at.document, self.seen
        person, text = self.person.currentData(), self.text.toPlainText()
        return lambda _progress: issuing.record_signature(
            ports, session, document=document, person=person, slip=slip, text=text, seen=seen
        )
