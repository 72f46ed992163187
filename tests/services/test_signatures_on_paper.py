"""A signature on paper bears a code by which the verifier finds the very act (issue 3, point 12)."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from filedesk.domain.signature_code import SignatureCode, read_signature_code
from filedesk.errors import RuleRefused
from filedesk.services import slip
from filedesk.services.verification import Report, verify
from filedesk.texts.findings import signature_text
from tests.desk_template import CLERK, HEAD, RESPONSIBLE, Office, Template
from tests.registers.pdf_text import page_texts

CODE = re.compile(r"FS1:[A-Z2-7]{6}:\d+:[A-Z2-7]{18}")


def codes(office: Office, document: int = 1) -> list[str]:
    """The codes on a document's handling slip, in the order of their events."""
    out = io.BytesIO()
    slip.print_slip(office.ports, office.session(), document=document, out=out, language="zh_CN")
    found = set(CODE.findall("".join(page_texts(out.getvalue()))))
    return sorted(found, key=lambda code: int(code.split(":")[2]))


def misread(code: str) -> str:
    """The code with one letter of the hash another one, and check letters that fit."""
    read = read_signature_code(code)
    assert read is not None
    other = "A" if read.begins[0] != "A" else "B"
    return str(SignatureCode(read.office, read.seq, other + read.begins[1:]))


def test_every_signature_on_the_slip_is_found_in_the_journal(full_office: Office) -> None:
    """By whom, when and what: as the paper says it."""
    answers = {}
    for code in codes(full_office):
        report = verify(full_office.ports, printed=code)
        assert report.good
        assert report.signature is not None
        answers[report.signature.act] = report.signature
    assert set(answers) == {
        "proposal_made", "instructed", "query_answered", "reading_signed", "reading_recorded", "reader_skipped",
        "result_reported", "result_recorded", "recorded_confirmed", "put_into_folder", "document_registered",
    }  # fmt: skip
    assert answers["instructed"].person == HEAD
    assert answers["result_reported"].person == RESPONSIBLE
    assert answers["reading_recorded"].person == CLERK
    assert answers["instructed"].moment == "2026-03-05 12:00"
    assert answers["instructed"].number == "收〔2026〕0001"
    assert HEAD in signature_text(answers["instructed"])


def test_a_code_typed_badly_is_sent_back_and_not_told_as_a_contradiction(full_office: Office) -> None:
    code = codes(full_office)[0]
    for wrong in (code[:-3] + ("A" if code[-3] != "A" else "B") + code[-2:], code[:-1], "FS1:what"):
        with pytest.raises(RuleRefused, match="signature_code_misread"):
            verify(full_office.ports, printed=wrong)


def test_another_act_under_the_same_number_is_contradicted(full_office: Office) -> None:
    code = codes(full_office)[0]
    report = verify(full_office.ports, printed=misread(code))
    assert [(one.code, one.place) for one in report.findings] == [
        ("signature_contradicted", f"event {code.split(':')[2]}")
    ]
    assert report.signature is None


def test_the_signature_of_another_office_is_told_apart(full_office: Office) -> None:
    read = read_signature_code(codes(full_office)[0])
    assert read is not None
    foreign = str(SignatureCode("AAAAAA", read.seq, read.begins))
    assert [one.code for one in verify(full_office.ports, printed=foreign).findings] == ["printed_by_another_office"]


def test_a_journal_that_ends_before_the_signature_is_told(office: Office, filled: Template, tmp_path: Path) -> None:
    full = filled.opened(tmp_path / "full")
    read = read_signature_code(codes(full)[-1])
    assert read is not None
    beyond = str(SignatureCode(read.office, full.size() + 1, read.begins))
    found = [one.code for one in verify(full.ports, printed=beyond).findings]
    full.desk.close()
    assert found == ["journal_shorter_than_signature"]


def test_a_signature_found_takes_the_place_of_what_is_remembered() -> None:
    assert "nothing_remembered" in Report().unproven
