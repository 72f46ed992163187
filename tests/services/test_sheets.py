"""Circulation sheet 传阅单 and urging sheet 催办单, compared with what happened."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from typing import BinaryIO

import pytest

from filedesk.domain.circulation import Means
from filedesk.errors import RuleRefused
from filedesk.services import circulation, handling, instruction, sheets, urging
from filedesk.services.papers import PaperKind, papers_of, print_paper
from filedesk.services.urged import Addressee
from filedesk.services.verification import verify
from filedesk.services.wording import Wording
from tests.desk_template import AUDITOR, CLERK, HEAD, OFFICE_HEAD, RESPONSIBLE, SECOND_CLERK, Office
from tests.registers.pdf_text import page_texts

CODE = re.compile(r"FS1:[A-Z2-7]{6}:\d+:[A-Z2-7]{18}")


def text_of(draw: Callable[[BinaryIO], int]) -> str:
    out = io.BytesIO()
    pages = draw(out)
    texts = page_texts(out.getvalue())
    assert len(texts) == pages
    return "".join(texts)


def circulation_sheet(office: Office, document: int = 1, language: str = "zh_CN") -> str:
    return text_of(
        lambda out: sheets.print_circulation(
            office.ports, office.session(), document=document, out=out, language=language
        )
    )


def urging_sheet(office: Office, to: Addressee, document: int = 1, language: str = "zh_CN") -> str:
    return text_of(
        lambda out: sheets.print_urging(
            office.ports, office.session(), document=document, to=to, out=out, language=language
        )
    )


def on_its_way(office: Office, title: str = "关于消防检查的通知") -> int:
    """A paper that two people read and the works department acts on; nothing has been done yet."""
    document = office.register(title, sender_number="消〔2026〕3号", deadline=date(2026, 4, 1)).document
    office.submit(document)
    said = Wording("请阅办", readers=(4, 7), lead=2, deadline=date(2026, 4, 1))
    instruction.instruct(office.ports, office.session(HEAD), document=document, said=said)
    circulation.begin_circulation(office.ports, office.session(), document=document)
    handling.begin_handling(office.ports, office.session(), document=document)
    return document


def test_the_circulation_sheet_tells_every_reader_as_it_was(full_office: Office) -> None:
    """Conventions, "传阅单": reader, sent, opinion and signature, read, returned, clerk in charge; I4."""
    told = circulation_sheet(full_office)
    for part in ("收〔2026〕0001", "财〔2026〕5号", "关于加强合同管理的通知", "普通"):
        assert part in told
    assert f"已阅，请办。{RESPONSIBLE}（代）2026-03-0512:00" in told
    assert f"同意{SECOND_CLERK}2026-03-05电话·{CLERK}代录" in told
    assert f"不再送阅：出差{HEAD}" in told
    assert told.count("年月日") == 8, "twelve rows, four of them told"
    assert f"账册共{full_office.size()}条记录" in told
    codes = CODE.findall(told)
    assert len(codes) == 5, "four signatures, and the sheet's own code, by which its scan is found"
    answer = verify(full_office.ports, printed=codes[1]).signature
    assert answer is not None
    assert (answer.act, answer.person) == ("reading_signed", RESPONSIBLE)


def test_it_speaks_english_too_and_is_no_event(full_office: Office) -> None:
    before = full_office.size()
    told = circulation_sheet(full_office, language="en")
    assert "Circulationsheet" in told
    assert f"{RESPONSIBLE}asdeputy" in told
    assert full_office.size() == before


def test_before_circulation_it_names_those_it_will_go_to(office: Office) -> None:
    office.register("来文")
    assert circulation_sheet(office).count("年月日") == 12
    office.submit(1)
    said = Wording("请阅", readers=(4, 7))
    instruction.instruct(office.ports, office.session(HEAD), document=1, said=said)
    told = circulation_sheet(office)
    assert OFFICE_HEAD in told
    assert SECOND_CLERK in told
    assert told.count("年月日") == 12


def test_a_long_opinion_with_rare_characters_goes_on_to_the_next_page(office: Office) -> None:
    """Conventions, "Layout": rare characters print; nothing is cut off."""
    document = on_its_way(office)
    opinion = "𠮷喆堃：" + "".join(chr(0x4E00 + number) for number in range(3000))
    circulation.sign_reading(office.ports, office.session(OFFICE_HEAD), document=document, text=opinion)
    out = io.BytesIO()
    pages = sheets.print_circulation(office.ports, office.session(), document=document, out=out, language="zh_CN")
    texts = page_texts(out.getvalue())
    assert pages == len(texts) > 1
    assert all("关于消防检查的通知" in page for page in texts), "every page tells which paper it belongs to"
    assert "𠮷喆堃：" in texts[0]
    joined = "".join(texts)
    assert all(character in joined for character in opinion)


def test_an_urging_sheet_for_each_who_has_still_to_act(office: Office) -> None:
    """Rule I5; conventions, "催办": to whom, since when, until when, how often before; room to answer and sign."""
    document = on_its_way(office)
    urging.urge(
        office.ports, office.session(), document=document, means=Means.TELEPHONE, department=2,
        text="请报进度", answer="下周完成",
    )  # fmt: skip
    offered = papers_of(office.ports, document)
    assert [paper.kind for paper in offered] == ["handling-slip", "circulation", "urging-sheet", "urging-sheet"]
    assert [paper.to.name for paper in offered if paper.to] == ["工程部", OFFICE_HEAD]
    told = urging_sheet(office, offered[2].to or Addressee(""), document)
    for part in ("工程部", "2026-04-01", "请报进度", "下周完成", "电话", "催办事项", "演示"):
        assert part in told
    assert told.count("年月日") == 7
    other = text_of(
        lambda out: print_paper(
            office.ports, office.session(), document=document, paper=offered[3], out=out, language="en"
        )
    )
    assert OFFICE_HEAD in other
    assert "请报进度" not in other, "the department was urged, not he"


def test_only_the_office_prints_sheets(office: Office) -> None:
    office.register("来文")
    paper = papers_of(office.ports, 1)[1]
    assert paper.kind is PaperKind.CIRCULATION
    for name in (AUDITOR, RESPONSIBLE):
        with pytest.raises(RuleRefused, match="act_not_for_role"):
            sheets.print_circulation(office.ports, office.session(name), document=1, out=io.BytesIO(), language="en")
