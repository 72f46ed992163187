"""The handling slip tells what is known of a paper so far: who proposed and signed, how, and whom it goes to."""

from __future__ import annotations

import io
from datetime import date

import pypdfium2
import pytest

from filedesk.domain.documents import Series
from filedesk.domain.routing import SignedOn
from filedesk.errors import RuleRefused
from filedesk.services import instruction, printing, registration, slip
from filedesk.services.ledger import Query
from filedesk.services.wording import Wording
from tests.desk_template import AUDITOR, HEAD, NOON, RESPONSIBLE, Office


def drawn(office: Office, document: int = 1, language: str = "zh_CN") -> str:
    out = io.BytesIO()
    slip.print_slip(office.ports, office.session(), document=document, out=out, language=language)
    pdf = pypdfium2.PdfDocument(out.getvalue())
    try:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in pdf)
    finally:
        pdf.close()


def person(office: Office, name: str) -> int:
    return int(str(office.row("person", name=name)["id"]))


def test_a_new_paper_has_room_for_everybody(office: Office) -> None:
    office.register("关于消防检查的通知")
    told = drawn(office)
    assert "关于消防检查的通知" in told
    assert "收〔2026〕0001" in told
    assert "本人电子签批" not in told


def test_a_proposal_and_an_instruction_bear_their_signatures(office: Office) -> None:
    """Conventions, "handling slip": opinions with name and date; rules I4 and I5: readers, and who acts."""
    office.register("来文")
    said = Wording("拟请工程部承办", readers=(person(office, RESPONSIBLE),), lead=2)
    office.submit(1, said=said)
    assert "拟请工程部承办王芳2026-03-05" in drawn(office)
    instruction.instruct(office.ports, office.session(HEAD), document=1, said=Wording(""), as_proposed=True)
    told = drawn(office)
    assert f"本人电子签批{HEAD}2026-03-05" in told
    assert RESPONSIBLE in told
    assert "（阅/办）办" in told


def test_an_instruction_from_the_telephone_says_so_until_and_after_it_is_confirmed(office: Office) -> None:
    """Rules, "Signing on paper": it is shown as such, and counts as the clerk's until he confirms."""
    office.register("来文")
    office.submit(1)
    instruction.record_instruction(
        office.ports,
        office.session(),
        document=1,
        said=Wording("同意", readers=(person(office, RESPONSIBLE),)),
        signed_on=SignedOn.TELEPHONE,
        given=date(2026, 3, 5),
    )
    told = drawn(office)
    assert "电话批示·文员代录王芳2026-03-05" in told
    assert "总经理已补签" not in told
    assert "（阅/办）阅" in told
    instruction.confirm_instructions(office.ports, office.session(HEAD), documents=[1])
    assert "总经理已补签" in drawn(office)


def test_the_slip_says_when_it_was_printed_and_not_when_somebody_last_acted(office: Office) -> None:
    office.register("来文")
    office.clock.moment = NOON.replace(day=9, hour=1)
    assert "打印时间：2026-03-0909:00" in drawn(office)


def test_only_who_registers_prints_slips(office: Office) -> None:
    office.register("来文")
    with pytest.raises(RuleRefused, match="act_not_for_role"):
        slip.print_slip(office.ports, office.session(AUDITOR), document=1, out=io.BytesIO(), language="en")
    with pytest.raises(RuleRefused, match="document_unknown"):
        slip.print_slip(office.ports, office.session(), document=99, out=io.BytesIO(), language="en")


def test_a_void_number_stands_in_the_register_with_its_reason(office: Office) -> None:
    """Conventions, "发文字号": a void number stays in the register with its reason."""
    office.register("来文甲")
    office.register("来文乙")
    registration.void_number(office.ports, office.session(), document=1, reason="重复登记")
    drawing = printing.draw_register(
        office.ports, office.session(), query=Query(Series.INCOMING, descending=False), language="zh_CN"
    )
    out = io.BytesIO()
    printing.write_shown(drawing, out)
    pdf = pypdfium2.PdfDocument(out.getvalue())
    text = "".join(pdf[0].get_textpage().get_text_range().split())
    pdf.close()
    assert drawing.rows == 2
    assert "作废：重复登记来文甲" in text
