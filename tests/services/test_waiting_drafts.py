"""What of the drafts waits for whom 待办: to countersign, sign, number, chop, send, receive, carry out, answer."""

from __future__ import annotations

from datetime import date

from filedesk.services import distributing, drafting, issuing, sending
from filedesk.services.distributing import Order, Receiver
from filedesk.services.waiting import waiting
from tests.desk_template import CLERK, HEAD, OFFICE_HEAD, RESPONSIBLE, Office
from tests.drafts_at_work import (
    LETTER,
    MANAGER,
    MEMO,
    distributed,
    drafted,
    make_manager,
    make_second_manager,
    numbered,
    sent,
)

NAMED = {
    "to_sign", "to_countersign", "to_sign_internal", "returned_drafts", "to_put_up", "to_number", "to_chop", "to_send",
    "to_distribute", "receipts_missing", "to_receive", "to_carry_out", "answer_due", "to_file_issued",
}  # fmt: skip


def waits(office: Office, name: str) -> dict[str, list[int]]:
    """Group → the documents in it, of the groups of drafts."""
    return {
        group.name: [row["id"] for row in group.rows]
        for group in waiting(office.ports, office.session(name))
        if group.name in NAMED
    }


def test_a_draft_waits_for_each_whose_turn_it_is(office: Office) -> None:
    make_manager(office)
    make_second_manager(office)
    ports, drafter = office.ports, office.session(RESPONSIBLE)
    letter = drafted(office)
    assert waits(office, RESPONSIBLE) == {"to_put_up": [letter]}
    drafting.ask_countersign(ports, drafter, document=letter, persons=[4])
    assert (waits(office, RESPONSIBLE), waits(office, MANAGER)) == ({}, {})
    assert waits(office, OFFICE_HEAD) == {"to_countersign": [letter]}
    drafting.countersign(ports, office.session(OFFICE_HEAD), document=letter)
    assert waits(office, OFFICE_HEAD) == {}
    assert waits(office, RESPONSIBLE) == {"to_put_up": [letter]}
    drafting.submit(ports, drafter, document=letter)
    assert waits(office, HEAD) == {"to_sign": [letter]}
    issuing.return_draft(ports, office.session(HEAD), document=letter, reason="改")
    assert waits(office, RESPONSIBLE) == {"returned_drafts": [letter]}


def test_a_revised_draft_waits_for_no_countersigner_of_the_version_before(office: Office) -> None:
    make_manager(office)
    make_second_manager(office)
    letter = drafted(office)
    drafting.ask_countersign(office.ports, office.session(RESPONSIBLE), document=letter, persons=[4, 8])
    drafting.revise(office.ports, office.session(RESPONSIBLE), document=letter, said=LETTER)
    drafting.ask_countersign(office.ports, office.session(RESPONSIBLE), document=letter, persons=[8])
    assert waits(office, OFFICE_HEAD) == {}
    assert waits(office, MANAGER) == {"to_countersign": [letter]}


def test_a_signed_one_waits_for_number_chop_sending_and_receipt(office: Office) -> None:
    letter = numbered(office)
    assert waits(office, CLERK) == {"to_chop": [letter]}
    issuing.use_chop(office.ports, office.session(), document=letter, chop="公章", witness=4, copies=1)
    assert waits(office, CLERK) == {"to_send": [letter]}
    second = sent(office)
    assert waits(office, CLERK) == {"to_send": [letter], "receipts_missing": [second]}
    (mail,) = office.rows("sending")
    sending.note_receipt(
        office.ports, office.session(), document=second, sending=int(str(mail["seq"])), position=0, received_by="收"
    )
    assert waits(office, CLERK) == {"to_send": [letter], "to_file_issued": [second]}


def test_everyday_business_waits_for_the_departments_manager(office: Office) -> None:
    make_manager(office)
    memo = drafted(office, MEMO)
    drafting.submit(office.ports, office.session(RESPONSIBLE), document=memo)
    assert waits(office, MANAGER) == {"to_sign_internal": [memo]}
    assert waits(office, HEAD) == {}


def test_what_was_given_out_waits_for_its_receivers(office: Office) -> None:
    document = distributed(office)
    ports = office.ports
    assert waits(office, OFFICE_HEAD) == {"to_receive": [document]}
    assert waits(office, RESPONSIBLE) == {"to_receive": [document]}
    assert waits(office, CLERK) == {"receipts_missing": [document, document]}
    for name in (OFFICE_HEAD, RESPONSIBLE):
        distributing.receive(ports, office.session(name), document=document)
    orders = [Order(date(2026, 4, 1), department=2)]
    distributing.order(ports, office.session(HEAD), document=document, orders=orders)
    assert (waits(office, OFFICE_HEAD), waits(office, RESPONSIBLE)) == ({}, {"to_carry_out": [document]})
    distributing.report_orders(ports, office.session(RESPONSIBLE), document=document, text="已执行")
    assert (waits(office, RESPONSIBLE), waits(office, CLERK)) == ({}, {"to_file_issued": [document]})


def test_a_memo_waits_for_its_answer(office: Office) -> None:
    ports, clerk = office.ports, office.session()
    issuing.set_code(ports, clerk, department=2, text="华兴工")
    memo = drafted(office, MEMO)
    issuing.sign(ports, office.session(HEAD), document=memo)
    assert waits(office, CLERK) == {"to_number": [memo]}
    issuing.number(ports, clerk, document=memo)
    assert waits(office, CLERK) == {"to_distribute": [memo]}
    distributing.distribute(ports, clerk, document=memo, to=[Receiver(department=1)])
    distributing.receive(ports, clerk, document=memo)
    assert waits(office, OFFICE_HEAD) == {"answer_due": [memo]}
    assert waits(office, RESPONSIBLE) == {}
    distributing.answer_memo(ports, office.session(OFFICE_HEAD), document=memo, text="可以")
    assert waits(office, OFFICE_HEAD) == {}
