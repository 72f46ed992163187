"""`register`, `attach` and `list`: the registers from scripts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from filedesk.cli.blocks import wanted
from filedesk.cli.office import list_people
from filedesk.cli.running import Access, TerminalProgress, access_options, signed_in, told_as_sentence
from filedesk.cli.speaking import WORDS, YEAR, echo_json
from filedesk.desk import Desk
from filedesk.domain.documents import KINDS, Entry, Series
from filedesk.domain.entry_forms import number_brackets
from filedesk.errors import RuleRefused
from filedesk.services import reading, registration, taking_in
from filedesk.services.attaching import attach_by_code
from filedesk.services.keys import Session
from filedesk.services.ledger import Query, Row
from filedesk.texts import mark, tr
from filedesk.texts.sentences import SENTENCES

SERIES = click.Choice([series.value for series in Series])


@click.command("register", help=mark("Register a document; the last line printed is the number it was given."))
@click.argument("series", type=SERIES)
@access_options(person=True)
@click.option("--title", type=WORDS, required=True, help=mark("The title on the paper."))
@click.option(
    "--from",
    "sender",
    type=WORDS,
    required=True,
    help=mark("The sender (or, for outgoing papers, the recipient)."),
)
@click.option("--number", "sender_number", type=WORDS, default="", help=mark("The paper's own number, 来文字号."))
@click.option("--date", "dated", type=WORDS, help=mark("The date of the paper, YYYY-MM-DD."))
@click.option("--received", type=WORDS, help=mark("The date of receipt, YYYY-MM-DD; today without it."))
@click.option(
    "--block-number",
    type=WORDS,
    help=mark("Take a reserved number: 收〔2026〕0001, or “next” for the next unused one of the open block."),
)
@click.option("--kind", type=click.Choice(KINDS), default="other", help=mark("The kind of document."))
@click.option("--twice", is_flag=True, help=mark("Register even if the same paper seems to be registered already."))
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@told_as_sentence
def register(
    *,
    series: str,
    access: Access,
    title: str,
    sender: str,
    sender_number: str,
    dated: str | None,
    received: str | None,
    block_number: str | None,
    kind: str,
    twice: bool,
    files: tuple[Path, ...],
) -> None:
    """Take the files in, register one document with them, and print its number."""
    entry = Entry(
        Series(series),
        title,
        sender,
        kind=kind,
        sender_number=number_brackets(sender_number),
        dated=_day(dated),
        received=_day(received),
    )
    with signed_in(access, recording=True) as (desk, session):
        with desk.ports.ledger.reading() as found:
            reserved = wanted(found, entry.series, block_number)
        staged = taking_in.stage(desk.ports, session, files, TerminalProgress(tr("Taking in")))
        try:
            for one in staged:
                for notice in one.notices:
                    click.echo(f"{one.name}: " + tr(SENTENCES[notice]).format(name=one.name), err=True)
            same = registration.look_for_twice(desk.ports, session, entry=entry, staged=staged)
            if same and not twice:
                numbers = ", ".join(sorted({row["number"] for row in (*same.same_number, *same.same_file)}))
                raise RuleRefused("registered_twice", rule="I2", numbers=numbers)
            made = registration.register(desk.ports, session, entry=entry, staged=staged, reserved=reserved)
        except BaseException:
            taking_in.discard(desk.ports, staged)
            raise
    click.echo(made.number)


def _day(told: str | None) -> date | None:
    if told is None:
        return None
    try:
        return date.fromisoformat(told)
    except ValueError as error:
        raise click.UsageError(tr("“{day}” is not a date. Write it as 2026-03-05.", day=told)) from error


@click.command(
    "attach",
    help=mark("Attach scans to the documents whose codes they carry; a stack is split at its separator sheets."),
)
@access_options(person=True)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@told_as_sentence
def attach_scans(*, access: Access, files: tuple[Path, ...]) -> None:
    """Read each scan's codes and add it to its document; one line for each file or part."""
    told = TerminalProgress(tr("Taking in"))
    with signed_in(access, recording=True) as (desk, session):
        for file in files:
            made = attach_by_code(desk.ports, session, file, what=tr("Scan with the slip"), progress=told)
            for one in made:
                click.echo("\t".join((one.row["number"], one.name, one.row["title"])))


@click.command("list", help=mark("List a register, or the people (which needs no password)."))
@click.argument("what", type=click.Choice([*(series.value for series in Series), "people"]))
@access_options(person=False)
@click.option("--search", type=WORDS, default="", help=mark("Words, or pinyin initials."))
@click.option("--year", type=YEAR, help=mark("Only the numbers of one year."))
@click.option("--json", "as_json", is_flag=True, help=mark("For machines."))
@told_as_sentence
def list_documents(*, what: str, access: Access, search: str, year: int | None, as_json: bool) -> None:
    """Print a register's rows, or the people."""
    if what == "people":
        list_people(access.folder, as_json=as_json)
        return
    query = Query(Series(what), search, year=year)
    with signed_in(access) as (desk, session):
        rows = _all(desk, session, query)
    if as_json:
        echo_json(rows)
        return
    for row in rows:
        click.echo("\t".join((row["number"], row["received"], row["sender"], row["sender_number"], row["title"])))


def _all(desk: Desk, session: Session, query: Query) -> list[Row]:
    ids = list(reading.ids(desk.ports, session, query))
    found: list[Row] = []
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        rows = reading.rows(desk.ports, session, part)
        found += [rows[document] for document in part]
    return found
