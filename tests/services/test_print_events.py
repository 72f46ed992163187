"""A print witnesses the journal: its event, its code, and what is told when the drawing was stopped."""

from __future__ import annotations

import io
import threading
from concurrent.futures import ThreadPoolExecutor

import pypdfium2
import pytest

from filedesk.domain import merkle
from filedesk.domain.documents import Series
from filedesk.domain.printed import read_code
from filedesk.errors import Cancelled, EnvironmentFailed, RuleRefused
from filedesk.services import checkpoints, instruction, printing, register_rows, registration, slip
from filedesk.services.ledger import Query
from filedesk.services.ports import Progress
from filedesk.services.verification import verify
from filedesk.texts import catalogue
from tests.desk_template import AUDITOR, INVITED, JammedPrinter, Office, entry

QUERY = Query(Series.INCOMING, year=2026, descending=False)


def printed(office: Office, query: Query = QUERY, language: str = "zh_CN") -> tuple[printing.Printed, bytes]:
    out = io.BytesIO()
    told = printing.print_register(office.ports, office.session(), query=query, out=out, language=language)
    return told, out.getvalue()


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    finally:
        document.close()


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


class StopAt(Progress):
    """Stops when it is asked for the `count`-th time."""

    def __init__(self, count: int) -> None:
        self.left = count

    def raise_if_cancelled(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


def test_a_drawing_that_is_stopped_was_no_print(office: Office) -> None:
    office.register()
    size = office.size()
    with pytest.raises(Cancelled):
        printing.print_register(
            office.ports, office.session(), query=QUERY, out=io.BytesIO(), language="en", progress=StopAt(0)
        )
    assert office.size() == size


def test_a_print_stopped_after_it_was_noted_is_told_as_abandoned(office: Office) -> None:
    office.register()
    out = io.BytesIO()
    with pytest.raises(Cancelled):
        printing.print_register(office.ports, office.session(), query=QUERY, out=out, language="en", progress=StopAt(1))
    assert out.getvalue() == b""
    assert office.events()[-2:] == ["register_printed", "print_abandoned"]
    assert office.rows("printing")[0]["abandoned"] == 1
    assert verify(office.ports).good


def test_a_print_that_cannot_be_written_is_told_as_abandoned(office: Office) -> None:
    office.register()
    with pytest.raises(EnvironmentFailed, match="print_not_written"):
        printing.print_register(office.ports, office.session(), query=QUERY, out=JammedPrinter(), language="en")
    assert office.events()[-2:] == ["register_printed", "print_abandoned"]


def test_looking_at_a_register_is_no_print(office: Office) -> None:
    office.register("来文甲")
    size = office.size()
    drawing = printing.draw_register(office.ports, office.session(), query=QUERY, language="zh_CN")
    preview = io.BytesIO()
    printing.write_shown(drawing, preview)
    assert preview.getvalue().startswith(b"%PDF")
    assert (drawing.pages, drawing.rows, office.size()) == (1, 1, size)


def test_what_is_printed_is_what_was_looked_at(office: Office) -> None:
    """The print commits to the snapshot that was drawn, whatever was registered before it was ordered."""
    office.register("来文甲")
    size = office.size()
    drawing = printing.draw_register(office.ports, office.session(), query=QUERY, language="zh_CN")
    office.register("来文乙")
    told = printing.commit_print(office.ports, office.session(), drawing)
    out = io.BytesIO()
    printing.write_print(drawing, told, out)
    code = read_code(told.code)
    assert code is not None
    assert (told.rows, code.size, office.size()) == (1, size, told.event)
    text = text_of(out.getvalue())
    assert "来文甲" in text
    assert "来文乙" not in text
    assert told.code in text
    report = verify(office.ports, printed=told.code)
    assert report.good, report.findings
    assert report.printed is not None
    assert report.printed.contained == 1


def test_nobody_waits_for_a_long_print(office: Office) -> None:
    """Design, "Printing": the pages are drawn by a reader; acts are recorded meanwhile, and do not change them."""
    for number in range(150):
        office.register(f"来文{number}")
    session = office.session()
    halfway, go_on = threading.Event(), threading.Event()

    class Held(Progress):
        def report(self, done: int, total: int | None = None) -> None:
            halfway.set()
            assert go_on.wait(30)

    with ThreadPoolExecutor(1) as pool:
        drawn = pool.submit(
            printing.draw_register, office.ports, session, query=QUERY, language="zh_CN", progress=Held()
        )
        assert halfway.wait(30)
        assert not drawn.done()
        office.register("打印之中的来文")
        assert office.events()[-1] == "document_registered"
        go_on.set()
        assert drawn.result(30).rows == 150


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (Query(Series.INCOMING), "全部年度"),
        (Query(Series.INCOMING, year=2026), "2026年"),
        (Query(Series.INCOMING, year=2026, month=3), "2026年03月"),
        (Query(Series.INCOMING, month=3), "各年3月"),
        (
            Query(Series.INCOMING, " 来  文 ", filters=(("urgency", "routine"), ("late", 1), ("kind", "notice"))),
            "全部年度，筛选：紧急程度：常规、补登、文种：通知、“来 文”",
        ),
        (Query(Series.INCOMING, filters=(("holder", 2), ("state", "registered"))), None),
    ],
)
def test_the_page_says_what_it_shows(office: Office, query: Query, told: str | None) -> None:
    """Issue 2: for a year, a month or the present filter; the page says which."""
    with office.ports.ledger.reading() as reading:
        name = reading.get("person", id=2)
        assert name is not None
        found = register_rows.told(query, catalogue("zh_CN"), reading)
    assert found == (told or f"全部年度，筛选：现在何处：{name['name']}、状态：已登记")


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
        assert slip.print_slip(office.ports, office.session(), document=1, out=out, language=language) >= 1
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
