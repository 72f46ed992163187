"""The paper of a post handed over 移交清册: what passes and what stays, line for line, and cells for three signatures.

It goes about the house like the other forms: the signatures that were given on screen bear their codes, and cells
that nobody has signed yet are left to be signed by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from filedesk.domain.people import Role
from filedesk.domain.posts import Part
from filedesk.services.acts import require
from filedesk.services.desk_ports import Ports, office_row
from filedesk.services.keys import Session
from filedesk.services.ledger import Row
from filedesk.services.ports import HeadField
from filedesk.services.posts import Post, party, post_in
from filedesk.services.printing import facts_now
from filedesk.services.signed import Signatures
from filedesk.texts import Catalogue, catalogue
from filedesk.texts.names import OPEN_PARTS, POST_PARTS, POST_SORTS, POST_STATES, THINGS

_CHECKED = "–"
"""In the cell of a line that nobody signs."""


def print_post(ports: Ports, session: Session, *, post: int, out: BinaryIO, language: str) -> int:
    """Print the list as it stands; returns its pages. May run in any thread.

    Raises RuleRefused: "post_unknown", "character_has_no_glyph", "heading_has_no_glyph"; EnvironmentFailed.
    """
    if not session.is_a(Role.AUDITOR):
        require(session, "post_signed")
    words = catalogue(language)
    with ports.ledger.snapshot() as reading:
        told = post_in(reading, session, post)
        signed = Signatures(reading, words, office_row(reading))
        facts = replace(facts_now(ports, session, reading, language), head=_head(told, signed))
        rows = [*_lines(told, words), *_signature_rows(told, signed)]
    drawn = ports.printer.draw_register(definition="post", facts=facts, rows=rows)
    drawn.write(facts=facts, out=out)
    return drawn.pages


def _head(told: Post, signed: Signatures) -> tuple[HeadField, ...]:
    row, words = told.row, signed.words
    state = POST_STATES[row["state"]]
    people = (HeadField(words.tr(POST_PARTS[part.value]), told.names[party(row, part)]) for part in Part)
    return (
        *people,
        HeadField(words.tr("State"), words.tr(state)),
        HeadField(words.tr("Listed at"), signed.time(row["listed_at"])),
        HeadField(words.tr("Version"), str(row["version"])),
    )


def what_it_is(one: Row, words: Catalogue) -> str:
    """What a line is, as the list calls it."""
    if one["sort"] == "line":
        return words.tr(THINGS[one["kind"]])
    if one["sort"] == "paper":
        copy = words.tr("copy {n}", n=one["copy"]) if one["copy"] > 1 else words.tr("original")
        return words.tr("{field}: {value}", field=words.tr(POST_SORTS["paper"]), value=copy)
    kind = words.tr(OPEN_PARTS[one["kind"]]) if one["kind"] else ""
    sort = words.tr(POST_SORTS[one["sort"]])
    return words.tr("{field}: {value}", field=sort, value=kind) if kind else sort


def name_of_line(one: Row) -> str:
    """The title of the paper, the folder, or what was typed."""
    return str(one["text"] or one["folder_name"] or one["title"])


def _lines(told: Post, words: Catalogue) -> Iterator[tuple[str, ...]]:
    for place, one in enumerate(told.items, start=1):
        count = str(one["count"] or (1 if one["sort"] == "paper" else ""))
        yield (str(place), what_it_is(one, words), one["number"], name_of_line(one), count, _CHECKED)


def _signature_rows(told: Post, signed: Signatures) -> Iterator[tuple[str, ...]]:
    """A row for each of the three, in their order; the cell is empty until he has signed."""
    given = {one["part"]: one for one in told.signatures}
    for part in Part:
        one = given.get(part.value)
        marks = signed.of_act(one["seq"], one["signed_on"], one["given"], one["person"]) if one else []
        cell = "\n".join(line for mark in marks for line in (mark.told, mark.code))
        yield ("", signed.words.tr(POST_PARTS[part.value]), "", told.names[party(told.row, part)], "", cell)
