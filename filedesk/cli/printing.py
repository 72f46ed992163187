"""`print`: registers with the code that proves them, and the forms about one document, as PDF from scripts."""

from __future__ import annotations

import io
from pathlib import Path

import click

from filedesk.cli.blocks import found_block
from filedesk.cli.documents import SERIES
from filedesk.cli.paper import check_target, write_paper, write_pdf
from filedesk.cli.running import Access, TerminalProgress, access_options, signed_in, told_as_sentence
from filedesk.cli.speaking import MONTH, WORDS, YEAR
from filedesk.desk import Desk
from filedesk.domain.documents import Series
from filedesk.domain.entry_forms import number_brackets
from filedesk.errors import RuleRefused
from filedesk.services import printing
from filedesk.services.block_register import print_block
from filedesk.services.keys import Session
from filedesk.services.ledger import Query
from filedesk.services.office_books import OF_A_SERIES, BookKind, OfficeBook, under_code
from filedesk.services.papers import Paper, PaperKind, papers_of, print_paper
from filedesk.services.post_paper import print_post
from filedesk.services.posts import latest_post
from filedesk.services.printed_content import Content
from filedesk.services.separator_sheet import print_separator
from filedesk.texts import LANGUAGES, language, mark, tr, trn

BOOKS = {
    "urgings": BookKind.URGINGS,
    "chops": BookKind.CHOPS,
    "completeness": BookKind.COMPLETENESS,
    "carried-over": BookKind.CARRIED_OVER,
}
BLOCK = "block"
FORMS = tuple(kind.value for kind in PaperKind)
POST, SEPARATOR = "post", "separator"
WHAT = click.Choice([*SERIES.choices, *BOOKS, BLOCK, *FORMS, POST, SEPARATOR])


@click.command(
    "print",
    help=mark(
        "Print as PDF: a register of documents or, of a year, the urgings, the uses of chops, the completeness of the"
        " numbers or the papers carried over, with the code that `verify --printed` reads; the paper register of a"
        " block of numbers; a form about one document; the list of a post handed over; or the separator sheet of"
        " scanned stacks."
    ),
)
@click.argument("what", type=WHAT)
@access_options(person=True)
@click.option("--year", type=YEAR, help=mark("Only the numbers of one year."))
@click.option("--month", type=MONTH, help=mark("Only what was received in one month."))
@click.option("--number", type=WORDS, help=mark("The number of the form's document, or any of a block."))
@click.option("--series", type=SERIES, help=mark("Whose numbers: the completeness, or what is carried over."))
@click.option("--code", type=WORDS, help=mark("Under which code these numbers were given, like 华兴办."))
@click.option("--to", type=WORDS, help=mark("Whom an urging sheet goes to: a department, a person, or part of it."))
@click.option("--leaver", type=WORDS, help=mark("Who hands the post over that a list is about."))
@click.option("--language", "printed_in", type=click.Choice(LANGUAGES), help=mark("The language of the paper."))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help=mark("The PDF to write.")
)
@told_as_sentence
def print_out(
    *,
    what: str,
    access: Access,
    year: int | None,
    month: int | None,
    number: str | None,
    series: str | None,
    code: str | None,
    to: str | None,
    leaver: str | None,
    printed_in: str | None,
    output: Path,
) -> None:
    """Print into a file, and a register's code to the terminal."""
    words = printed_in or language()
    if what in FORMS and not number:
        raise click.UsageError(tr("Say which document: --number 收〔2026〕0001."))
    if what in BOOKS and year is None:
        raise click.UsageError(tr("Say which year: --year 2026."))
    if what in BOOKS and BOOKS[what] in OF_A_SERIES and series is None:
        raise click.UsageError(tr("Say whose numbers: --series incoming."))
    if what == POST and not leaver:
        raise click.UsageError(tr("Say who hands over: --leaver NAME."))
    check_target(output)
    with signed_in(access, recording=True) as (desk, session):
        if what in SERIES.choices:
            query = Query(Series(what), year=year, month=month, descending=False)
            _register(desk, session, query, output, words)
            return
        if what in BOOKS:
            of = Series(series) if series and BOOKS[what] in OF_A_SERIES else None
            book = OfficeBook(BOOKS[what], year or 0, None if of else month, of)
            if book.kind is BookKind.COMPLETENESS:
                book = under_code(desk.ports, book, code)
            _register(desk, session, book, output, words)
            return
        drawn = io.BytesIO()
        if what == BLOCK:
            block = found_block(desk.ports, number or "").id
            pages = print_block(desk.ports, session, block=block, out=drawn, language=words)
        elif what == POST:
            post = latest_post(desk.ports, session, leaver or "")
            pages = print_post(desk.ports, session, post=post, out=drawn, language=words)
        elif what == SEPARATOR:
            pages = print_separator(desk.ports, session, out=drawn, language=words)
        else:
            document, paper = _found(desk, what, number or "", to)
            pages = print_paper(desk.ports, session, document=document, paper=paper, out=drawn, language=words)
        write_pdf(output, drawn.getvalue())
    click.echo(trn("{n} page: {file}", "{n} pages: {file}", pages, file=output))


def _register(desk: Desk, session: Session, query: Content, output: Path, words: str) -> None:
    drawn, told = io.BytesIO(), TerminalProgress(tr("Printing"))
    printed = printing.print_register(desk.ports, session, query=query, out=drawn, language=words, progress=told)
    write_paper(output, drawn.getvalue(), desk.ports, session, printed)
    rows = trn("{n} row", "{n} rows", printed.rows)
    click.echo(trn("{rows} on {n} page: {file}", "{rows} on {n} pages: {file}", printed.pages, rows=rows, file=output))
    click.echo(printed.code)


def _found(desk: Desk, what: str, number: str, to: str | None) -> tuple[int, Paper]:
    """The document of this number and the form asked for; an urging sheet to the first who can be urged by this name.

    Raises RuleRefused: "document_unknown", "nothing_to_urge", "no_such_form".
    """
    with desk.ports.ledger.reading() as reading:
        of_series = [reading.get("document", series=one.value, number=number_brackets(number)) for one in Series]
    row = next((one for one in of_series if one is not None), None)
    if row is None:
        raise RuleRefused("document_unknown")
    offered = [paper for paper in papers_of(desk.ports, row["id"]) if paper.kind == what]
    chosen = [paper for paper in offered if paper.to is None or (to or "") in paper.to.name]
    if not chosen and what == PaperKind.URGING:
        raise RuleRefused("nothing_to_urge", rule="I5", number=row["number"])
    if not chosen:
        raise RuleRefused("no_such_form", number=row["number"])
    return int(row["id"]), chosen[0]
