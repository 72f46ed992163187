"""A print witnesses the journal: its event, its code, and what is told when the drawing was stopped."""

from __future__ import annotations

import io

import pytest

from filedesk.domain import merkle
from filedesk.domain.documents import Series
from filedesk.domain.printed import read_code
from filedesk.errors import Cancelled, RuleRefused
from filedesk.services import checkpoints, instruction, printing, registration
from filedesk.services.ledger import Query
from filedesk.services.verification import verify
from tests.desk_template import AUDITOR, INVITED, Office, StopDrawing, entry

QUERY = Query(Series.INCOMING, year=2026, descending=False)


def printed(office: Office, query: Query = QUERY, language: str = "zh_CN") -> tuple[printing.Printed, bytes]:
    out = io.BytesIO()
    told = printing.print_register(office.ports, office.session(), query=query, out=out, language=language)
    return told, out.getvalue()


def test_the_code_names_the_journal_and_the_rows(office: Office) -> None:
    for number in range(3):
        office.register(f"来文{number}")
    size = office.size()
    told, pdf = printed(office)
    assert pdf.startswith(b"%PDF")
    assert (told.rows, told.event) == (3, size + 1)
    code = read_code(told.code)
    assert code is not None
    row = office.row("printing", seq=told.event)
    with office.ports.ledger.reading() as reading:
        assert (code.size, code.root) == (size, reading.root(size))
        hashes = reading.body(str(row["hashes"]))
    assert merkle.subtree_root([hashes[i : i + 32] for i in range(0, len(hashes), 32)]) == code.rows_root
    assert (row["snapshot"], row["rows"], row["language"], row["abandoned"]) == (size, 3, "zh_CN", 0)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_what_was_printed_is_found_again_whatever_happened_since(office: Office, language: str) -> None:
    for number in range(5):
        office.register(f"来文{number}", sender_number=f"财〔2026〕{number}号")
    told, _pdf = printed(office, Query(Series.INCOMING, "来文", year=2026, month=3, sort="title"), language)
    registration.correct(office.ports, office.session(), document=2, entry=entry("改了"))
    registration.void_number(office.ports, office.session(), document=3, reason="误")
    office.submit(1)
    report = verify(office.ports, printed=told.code)
    assert report.good, report.findings
    assert report.printed is not None
    assert report.printed.contained == 5


def test_a_stopped_print_is_told_as_abandoned(office: Office) -> None:
    office.register()
    with pytest.raises(Cancelled):
        printing.print_register(
            office.ports, office.session(), query=QUERY, out=io.BytesIO(), language="en", progress=StopDrawing()
        )
    assert office.events()[-2:] == ["register_printed", "print_abandoned"]
    assert office.rows("printing")[0]["abandoned"] == 1
    assert verify(office.ports).good


def test_an_empty_register_is_not_printed(office: Office) -> None:
    size = office.size()
    with pytest.raises(RuleRefused, match="nothing_to_print"):
        printed(office)
    assert office.size() == size


def test_an_auditor_prints_a_register(office: Office) -> None:
    office.register()
    out = io.BytesIO()
    told = printing.print_register(office.ports, office.session(AUDITOR), query=QUERY, out=out, language="zh_CN")
    assert office.row("printing", seq=told.event)["person"] == office.row("person", name=AUDITOR)["id"]
    assert office.row("person", name=INVITED)["state"] == "invited"


def test_a_code_that_is_none_is_refused(office: Office) -> None:
    with pytest.raises(RuleRefused, match="printed_code_unreadable"):
        verify(office.ports, printed="FD1:what")


def test_a_handling_slip_is_drawn_in_both_languages(office: Office) -> None:
    office.register()
    office.submit(1, said=instruction.Wording("拟存查"))
    for language in ("zh_CN", "en"):
        out = io.BytesIO()
        assert printing.print_slip(office.ports, office.session(), document=1, out=out, language=language) >= 1
        assert out.getvalue().startswith(b"%PDF")


def test_a_checkpoint_is_written_only_when_the_journal_grew(office: Office) -> None:
    size = office.size()
    checkpoints.take_checkpoint(office.ports)
    assert office.size() == size
    office.register()
    checkpoints.take_checkpoint(office.ports)
    checkpoints.take_checkpoint(office.ports)
    assert office.events()[-2:] == ["document_registered", "checkpoint"]
    assert verify(office.ports).good
