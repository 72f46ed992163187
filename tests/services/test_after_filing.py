"""After filing: copies are still recalled 回收, and receipts 回执 that come late are noted (N2, O3)."""

from __future__ import annotations

import pytest

from filedesk.domain.routing import Step
from filedesk.services import distributing, draft_reading, instruction, sending
from filedesk.services.verification import verify
from tests.desk_template import CLERK, OFFICE_HEAD, Office
from tests.drafts_at_work import distributed, refused, sent, state


def mail_of(office: Office) -> int:
    return int(str(office.rows("sending")[-1]["seq"]))


def filed_letter(office: Office) -> int:
    """A letter whose receipt was given up before it was filed; 市住建局 was asked for none."""
    document = sent(office)
    told = {"document": document, "sending": mail_of(office), "position": 0}
    sending.note_receipt(office.ports, office.session(), **told, received_by="对方未回", none=True)  # type: ignore[arg-type]
    sending.file_originals(office.ports, office.session(), document=document, folder="发文", year=2026)
    return document


def steps(office: Office, document: int) -> set[Step]:
    return set(draft_reading.view(office.ports, office.session(CLERK), document).steps)


@pytest.mark.parametrize("position", [0, 1])
def test_o3_a_receipt_that_comes_late_is_noted_on_the_filed_document(office: Office, position: int) -> None:
    """Also where it had been given up, or none was asked for; then it is there, and cannot be noted again."""
    document = filed_letter(office)
    assert Step.NOTE_RECEIPT in steps(office, document)
    told = {"document": document, "sending": mail_of(office), "position": position, "received_by": "收发室"}
    sending.note_receipt(office.ports, office.session(), **told)  # type: ignore[arg-type]
    row = office.row("sending_recipient", seq=told["sending"], position=position)
    assert (row["received_by"], row["none"], state(office, document)) == ("收发室", 0, "filed")
    refused(
        lambda: sending.note_receipt(office.ports, office.session(), **told),  # type: ignore[arg-type]
        "nothing_to_receive", "O3",
    )  # fmt: skip
    assert verify(office.ports).good


def test_o3_nothing_more_is_given_up_then(office: Office) -> None:
    document = filed_letter(office)
    told = {"document": document, "sending": mail_of(office), "position": 1, "received_by": "对方未回", "none": True}
    refused(
        lambda: sending.note_receipt(office.ports, office.session(), **told),  # type: ignore[arg-type]
        "nothing_to_receive", "O3",
    )  # fmt: skip


def test_n2_copies_come_back_after_filing(office: Office) -> None:
    document = distributed(office)
    distributing.receive(office.ports, office.session(OFFICE_HEAD), document=document)
    for row in office.rows("distribution", document=document, received_on=None):
        place = {"distribution": int(str(row["seq"])), "position": int(str(row["position"]))}
        distributing.receive(office.ports, office.session(), document=document, **place, received_by="孙任")
    instruction.put_into_named_folder(office.ports, office.session(), documents=[document], name="制度", year=2026)
    assert Step.RECALL in steps(office, document)
    (row, *_others) = office.rows("distribution", document=document)
    place = {"distribution": int(str(row["seq"])), "position": int(str(row["position"]))}
    distributing.recall(office.ports, office.session(), document=document, **place, count=1, text="作废收回")
    assert office.row("distribution", seq=row["seq"], position=row["position"])["recalled"] == 1
    assert state(office, document) == "filed"
    assert verify(office.ports).good
