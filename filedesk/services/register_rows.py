"""The cells of printed registers: a document's row as the columns of conventions.md show it, in either language."""

from __future__ import annotations

from collections.abc import Iterator

from filedesk.domain.documents import Series
from filedesk.domain.routing import State
from filedesk.services.ledger import Query, Reading, Row
from filedesk.texts import Catalogue
from filedesk.texts.names import LEVELS, STATES

BATCH = 500


def cells(row: Row, words: Catalogue) -> tuple[str, ...]:
    """One printed row. A void number shows in place of the title that it is void, and why."""
    void = row["state"] == State.VOID
    title = row["title"]
    if void:
        title = words.tr("VOID: {reason}", reason=row["void_reason"]) + " " + title
    level, state = LEVELS[row["level"]], STATES[row["state"]]
    attachments = str(row["attachments"] or "")
    folder = row["folder_name"] or ""
    match Series(row["series"]):
        case Series.INCOMING:
            return (
                row["number"], row["received"], row["sender"], row["sender_number"], title, attachments,
                str(row["copies"]), words.tr(level), row["department_name"] or "", row["signed_for_by"], "",
                row["filed_on"] or "", folder,
            )  # fmt: skip
        case Series.OUTGOING:
            return (
                row["number"], row["received"], row["sender_number"], title, attachments, words.tr(level),
                str(row["copies"]), row["sender"], row["signed_for_by"], row["filed_on"] or "", folder,
            )  # fmt: skip
        case Series.INTERNAL:
            return (
                str(row["serial"]), row["received"], row["number"], title, row["sender"], row["signed_for_by"], "",
                str(row["copies"]), "", "", words.tr(state) if void else row["notes"],
            )  # fmt: skip


def rows_of(reading: Reading, query: Query, words: Catalogue) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Document id and cells of every row of the query, in its order, a few hundred read at a time."""
    ids = reading.ids(query)
    for start in range(0, len(ids), BATCH):
        part = list(ids[start : start + BATCH])
        found = reading.rows(part)
        for document in part:
            yield document, cells(found[document], words)
