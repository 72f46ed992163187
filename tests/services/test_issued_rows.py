"""What the printed registers tell of documents that the office wrote itself (O3, N2, conventions "Columns")."""

from __future__ import annotations

import io

from filedesk.domain.documents import Series
from filedesk.services import distributing, instruction, issuing, printing, registration, sending
from filedesk.services.ledger import Query
from filedesk.services.register_rows import rows_by_id
from filedesk.services.verification import verify
from filedesk.texts import catalogue
from tests.desk_template import OFFICE_HEAD, Office
from tests.drafts_at_work import approved, distributed, drafted, numbered, sent


def printed(office: Office, series: Series) -> list[tuple[str, ...]]:
    query = Query(series, descending=False, numbered=True)
    with office.ports.ledger.reading() as reading:
        return [cells for _document, cells in rows_by_id(reading, reading.ids(query), catalogue("zh_CN"))]


def test_a_sent_document_tells_where_it_went_and_who_signed_for_it(office: Office) -> None:
    letter = sent(office)
    (mail,) = office.rows("sending")
    sending.note_receipt(
        office.ports, office.session(), document=letter, sending=int(str(mail["seq"])), position=0, received_by="收发室"
    )
    sending.file_originals(office.ports, office.session(), document=letter, folder="发文", year=2026)
    assert printed(office, Series.OUTGOING) == [
        ("1", "2026-03-05", "华兴办〔2026〕1号", "关于供水管道检修的函", "", "普通", "3", "市水务局、市住建局",
         "收发室", "2026-03-05", "发文"),
    ]  # fmt: skip


def test_one_that_waits_to_be_sent_tells_for_whom_it_is_and_drafts_stand_in_no_register(office: Office) -> None:
    void = numbered(office)
    numbered(office)
    approved(office)
    drafted(office)
    registration.void_number(office.ports, office.session(), document=void, reason="撤销")
    first, second = printed(office, Series.OUTGOING)
    assert first[3].startswith("作废：撤销")
    assert (second[1], second[7]) == ("", "市水务局")


def test_an_internal_document_tells_who_has_it_and_what_came_back(office: Office) -> None:
    document = distributed(office)
    distributing.receive(office.ports, office.session(OFFICE_HEAD), document=document)
    (row,) = office.rows("distribution", department=2)
    place = {"distribution": int(str(row["seq"])), "position": int(str(row["position"]))}
    distributing.recall(office.ports, office.session(), document=document, **place, count=2)
    assert printed(office, Series.INTERNAL) == [
        ("1", "2026-03-05", "华兴1部〔2026〕1号", "车辆管理制度", "办公室", "李总", "周明、工程部", "2",
         "周明", "2/3", ""),
    ]  # fmt: skip


def test_the_incoming_register_tells_the_number_of_the_reply(office: Office) -> None:
    incoming = office.register()
    letter = approved(office, replies_to=incoming.document)
    issuing.number(office.ports, office.session(), document=letter)
    (row,) = printed(office, Series.INCOMING)
    assert row[10] == "华兴办〔2026〕1号"


def test_a_print_is_proven_after_the_document_moved_on(office: Office) -> None:
    letter = sent(office)
    made = printing.print_register(
        office.ports, office.session(), query=Query(Series.OUTGOING, year=2026), out=io.BytesIO(), language="zh_CN"
    )
    assert made.rows == 1
    (mail,) = office.rows("sending")
    sending.note_receipt(
        office.ports, office.session(), document=letter, sending=int(str(mail["seq"])), position=0, received_by="收"
    )
    instruction.add_folder(office.ports, office.session(), name="发文", year=2026)
    report = verify(office.ports, printed=made.code)
    assert report.good
    assert report.printed is not None
    assert (report.printed.contained, report.printed.contradicted) == (1, 0)
