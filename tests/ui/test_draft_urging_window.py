"""Urging those who must carry an issued document out (F8), by the key on its page."""

from __future__ import annotations

from datetime import timedelta

from filedesk.domain.documents import Series
from filedesk.domain.drafts import Wording
from filedesk.services import distributing, draft_reading, drafting, issuing, reading
from filedesk.services.distributing import Order, Receiver
from filedesk.ui.pages.draft_acts import allowed_draft_acts, orders_open
from tests.ui.at_document import CLERK, FIRST, HEAD, TODAY, Desk

RULE = Wording("车辆管理制度", "各部门", kind="regulation", department=1)


def ordered(at: Desk) -> int:
    """A regulation that 工程部 must carry out."""
    by = at.office.by
    document = int(by(CLERK, drafting.make, series=Series.INTERNAL, said=RULE).document)
    by(CLERK, drafting.submit, document=document)
    by(HEAD, issuing.approve, document=document)
    by(CLERK, issuing.set_code, department=1, text="华兴办发")
    by(CLERK, issuing.number, document=document)
    by(CLERK, distributing.distribute, document=document, to=[Receiver(department=2)])
    order = Order(TODAY + timedelta(days=3), department=2)
    by(HEAD, distributing.order, document=document, orders=[order])
    return document


def test_f8_the_clerk_urges_the_department_with_its_answer(at: Desk) -> None:
    document = ordered(at)
    shown = at.open(at.page(document), "draft_urge", "urge_dialog")
    assert at.offered(shown, "department") == ["–", "工程部"]
    assert at.offered(shown, "person") == ["–", FIRST]
    assert shown.department.currentText() == "工程部", "the order that is due first"
    at.write(shown, "answer", "本周完成")
    at.agree(shown)
    (row,) = at.rows("urging")
    assert (row["document"], row["department"], row["answer"]) == (document, 2, "本周完成")


def test_f8_who_must_carry_it_out_urges_nobody(at: Desk) -> None:
    document = ordered(at)
    view = at.office.by(FIRST, draft_reading.view, document=document)
    row = at.office.row(document)
    assert orders_open(row, view)
    allowed = at.office.by(FIRST, reading.document, wanted=document)
    assert "draft_urge" not in allowed_draft_acts(allowed, view, at.office.session(FIRST))
