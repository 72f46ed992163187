"""The draft sheet 发文稿纸, compared with what happened to the draft (conventions; O1, F9)."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest

from filedesk.errors import RuleRefused
from filedesk.services import drafting, issuing
from filedesk.services.draft_sheet import print_draft_sheet
from filedesk.services.papers import PaperKind, papers_of
from filedesk.services.verification import verify
from tests.desk_template import AUDITOR, HEAD, OFFICE_HEAD, RESPONSIBLE, Office
from tests.drafts_at_work import LETTER, MANAGER, approved, drafted, make_manager, make_second_manager, numbered
from tests.registers.pdf_text import page_texts

CODE = re.compile(r"FS1:[A-Z2-7]{6}:\d+:[A-Z2-7]{18}")


def sheet(office: Office, document: int, language: str = "zh_CN", by: str | None = None) -> str:
    out = io.BytesIO()
    session = office.session(by) if by else office.session()
    pages = print_draft_sheet(office.ports, session, document=document, out=out, language=language)
    texts = page_texts(out.getvalue())
    assert len(texts) == pages
    return "".join(texts)


def signed_way(office: Office, paper: Path) -> int:
    """A letter that was checked, countersigned by one and refused by nobody, put up and issued."""
    make_manager(office)
    make_second_manager(office)
    letter = drafted(office, by=MANAGER, staged=office.stage(paper))
    drafting.check(office.ports, office.session(OFFICE_HEAD), document=letter, text="格式已核")
    drafting.ask_countersign(office.ports, office.session(MANAGER), document=letter, persons=[4])
    drafting.countersign(office.ports, office.session(OFFICE_HEAD), document=letter, text="同意发出")
    drafting.submit(office.ports, office.session(MANAGER), document=letter)
    issuing.approve(office.ports, office.session(HEAD), document=letter, text="发")
    issuing.number(office.ports, office.session(), document=letter)
    return letter


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "函.txt"
    path.write_text("正文", encoding="utf-8")
    return path


def test_the_sheet_tells_who_did_what_to_the_draft(office: Office, paper: Path) -> None:
    """Conventions, "发文稿纸": issued, countersigned, main and copy, number, checked, unit, drafter, copies."""
    letter = signed_way(office, paper)
    told = sheet(office, letter)
    for part in (
        "发文稿纸", LETTER.title, LETTER.recipients, LETTER.copied, "华兴办〔2026〕1号", "普通", "常规", "函.txt",
        f"{OFFICE_HEAD}2026-03-05", f"{MANAGER}2026-03-05", f"{HEAD}2026-03-05", "同意发出", "工程部",
    ):  # fmt: skip
        assert part in told, part
    for code in CODE.findall(told):
        assert verify(office.ports, printed=code).good, code
    assert len(set(CODE.findall(told))) == 4, "the entry, check, countersignature, signature"


def test_before_anybody_signed_there_is_room_to_sign(office: Office) -> None:
    """O1: the draft goes to the general manager on paper too."""
    make_second_manager(office)
    letter = drafted(office)
    drafting.ask_countersign(office.ports, office.session(RESPONSIBLE), document=letter, persons=[4])
    told = sheet(office, letter, by=RESPONSIBLE)
    assert "签名：年月日" in told
    assert OFFICE_HEAD in told
    assert len(set(CODE.findall(told))) == 1, "only the entry's own, by which a scan finds home"


def test_the_sheet_is_that_of_the_version_which_stands(office: Office, paper: Path) -> None:
    """F9: a change of substance is a new version, and nobody has signed that."""
    letter = approved(office)
    drafting.revise(
        office.ports, office.session(RESPONSIBLE), document=letter, said=replace(LETTER, title="改过的函"),
        reason="数字有误",
    )  # fmt: skip
    told = sheet(office, letter, "en")
    assert "改过的函" in told
    assert LETTER.title not in told
    assert "Version2:数字有误" in told
    assert len(set(CODE.findall(told))) == 1, "only the entry's own, by which a scan finds home"


def test_it_is_the_form_of_drafts_alone(office: Office) -> None:
    incoming = office.register().document
    with pytest.raises(RuleRefused, match="not_a_draft"):
        sheet(office, incoming)
    assert PaperKind.DRAFT not in {one.kind for one in papers_of(office.ports, incoming)}
    assert [one.kind for one in papers_of(office.ports, numbered(office))] == [PaperKind.DRAFT]
    with pytest.raises(RuleRefused, match="act_not_for_role"):
        sheet(office, numbered(office), by=AUDITOR)
