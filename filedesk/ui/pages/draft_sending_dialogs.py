"""The dialogs of what goes out (O2, O3): the chop, sending, receipts, and the originals."""

from __future__ import annotations

from typing import ClassVar

from filedesk.domain.drafts import Means, listed_names
from filedesk.domain.routing import State
from filedesk.services import issuing, sending
from filedesk.services.sending import Recipient, is_missing
from filedesk.texts import mark, tr
from filedesk.texts.names import FIELDS, MEANS_OF_SENDING
from filedesk.ui.pages.act_dialog import Work
from filedesk.ui.pages.draft_fields import DraftAt, DraftDialog, people_of

_LINES = mark("One a line; the number of copies after the name, such as 市水务局 2.")


class ChopDialog(DraftDialog):
    """Record that a chop was used 用印."""

    PLACES: ClassVar = {
        "chop_missing": "chop", "witness_is_user": "witness", "witness_unknown": "witness", "date_in_future": "chop_on",
    }  # fmt: skip

    def __init__(self, at: DraftAt) -> None:
        super().__init__(at, "chop_dialog", mark("Use the chop"), columns=2)
        used = at.draft.chops[-1]["chop"] if at.draft.chops else tr("Company chop")
        self.chop = self.line("chop", FIELDS["chop"], used, required=True)
        self.witness = self.people("witness", mark("Witnessed by"), people_of(at.context, at))
        self.copies = self.count("chop_copies", FIELDS["copies"], at.view.row["copies"])
        self.on = self.day("chop_on", mark("Used on"), required=True)
        self.purpose = self.line("purpose", FIELDS["purpose"])
        self.chop.setFocus()
        self.chop.selectAll()

    def begin(self) -> Work | None:
        day = self.told_day("chop_on", self.on)
        if day is None:
            return None
        ports, session, document, seen = self.context.ports, self.context.session, self.at.document, self.seen
        chop, purpose, copies = self.chop.text(), self.purpose.text(), self.copies.value()
        witness = self.witness.currentData() or 0
        return lambda _progress: issuing.use_chop(
            ports, session, document=document, chop=chop, witness=witness, copies=copies, on=day, purpose=purpose,
            seen=seen,
        )  # fmt: skip


class SendDialog(DraftDialog):
    """Record a sending: means, day, recipients main and copied to, tracking number."""

    PLACES: ClassVar = {"recipients_missing": "recipients", "date_in_future": "sent_on"}

    def __init__(self, at: DraftAt) -> None:
        super().__init__(at, "send_dialog", mark("Send"), columns=2)
        told = at.draft.versions[0].row
        self.means = self.choice("means", mark("Sent by"), [means.value for means in Means], MEANS_OF_SENDING)
        self.on = self.day("sent_on", mark("Sent on"), required=True)
        self.tracking = self.line("tracking", FIELDS["tracking"])
        self.main = self.words("recipients", FIELDS["recipients"], required=True, hint=_LINES)
        self.copied = self.words("copied", FIELDS["copied"])
        self.notes = self.line("sending_notes", FIELDS["notes"])
        for field, text in ((self.main, told["recipients"]), (self.copied, told["copied"])):
            field.setPlainText("\n".join(name for name, _copies in listed_names(text)))
        self.receipts = self.tick("receipts", mark("Receipts are asked for"), ticked=True)
        self.means.setFocus()

    def begin(self) -> Work | None:
        day = self.told_day("sent_on", self.on)
        if day is None:
            return None
        ports, session, document, seen = self.context.ports, self.context.session, self.at.document, self.seen
        wanted = self.receipts.isChecked()
        recipients = [
            Recipient(name, copies, main, wanted)
            for main, field in ((True, self.main), (False, self.copied))
            for name, copies in listed_names(field.toPlainText())
        ]
        means, tracking, notes = Means(self.means.currentData()), self.tracking.text(), self.notes.text()
        return lambda _progress: sending.send(
            ports, session, document=document, means=means, recipients=recipients, on=day, tracking=tracking,
            notes=notes, seen=seen,
        )  # fmt: skip


class ReceiptDialog(DraftDialog):
    """Note a receipt 回执, with its file; or that none will come."""

    PLACES: ClassVar = {
        "received_by_missing": "received_by", "nothing_to_receive": "recipient", "date_in_future": "received_on",
    }  # fmt: skip

    def __init__(self, at: DraftAt) -> None:
        super().__init__(at, "receipt_dialog", mark("Note a receipt"), columns=2)
        filed = at.view.row["state"] == State.FILED
        missing = [one for one in at.draft.recipients if is_missing(one, filed=filed)]
        self.recipient = self.places("recipient", mark("From"), missing)
        self.on = self.day("received_on", FIELDS["received"], required=True)
        self.received_by = self.line("received_by", FIELDS["received_by"], required=True)
        self.none = self.tick("no_receipt", mark("No receipt will come; say why instead of who signed"))
        self.files()
        self.received_by.setFocus()

    def begin(self) -> Work | None:
        day, staged = self.told_day("received_on", self.on), self.staged()
        if day is None or staged is None:
            return None
        ports, session, document, seen = self.context.ports, self.context.session, self.at.document, self.seen
        mail, position = self.recipient.currentData() or (0, 0)
        received_by, none = self.received_by.text(), self.none.isChecked()
        return lambda _progress: sending.note_receipt(
            ports, session, document=document, sending=mail, position=position, received_by=received_by, on=day,
            none=none, staged=staged, seen=seen,
        )  # fmt: skip


class DepositDialog(DraftDialog):
    """Signed draft 签发原稿, final text 定稿 and one fair copy 正本 are with the clerk (O2)."""

    def __init__(self, at: DraftAt) -> None:
        super().__init__(at, "deposit_dialog", mark("Originals are here"))
        self.signed_draft = self.tick("signed_draft", mark("The signed draft"))
        self.final_text = self.tick("final_text", mark("The final text"))
        self.fair_copy = self.tick("fair_copy", mark("One fair copy"))
        self.signed_draft.setFocus()

    def begin(self) -> Work | None:
        ports, session, document, seen = self.context.ports, self.context.session, self.at.document, self.seen
        signed, final, fair = (box.isChecked() for box in (self.signed_draft, self.final_text, self.fair_copy))
        return lambda _progress: sending.deposit(
            ports, session, document=document, signed_draft=signed, final_text=final, fair_copy=fair, seen=seen
        )
