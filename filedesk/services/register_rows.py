"""What stands on printed registers: a document's row as the columns of conventions.md show it, in either language,
and below the title which part of the register it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from filedesk.domain.documents import Series
from filedesk.domain.routing import State
from filedesk.services.ledger import Query, Reading, Row
from filedesk.texts import Catalogue, mark
from filedesk.texts.names import FIELDS, KINDS, LEVELS, STATES, URGENCIES

BATCH = 500
_NAMED = {"department": "department", "holder": "person", "folder": "folder"}
_MARKS = {"to_confirm": mark("instruction to be confirmed"), "late": mark("entered late")}


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
    return rows_by_id(reading, reading.ids(query), words)


def rows_by_id(reading: Reading, ids: Sequence[int], words: Catalogue) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Document id and cells of these documents, in this order."""
    for start in range(0, len(ids), BATCH):
        part = list(ids[start : start + BATCH])
        found = reading.rows(part)
        for document in part:
            yield document, cells(found[document], words)


def told(query: Query, words: Catalogue, reading: Reading) -> str:
    """The period that a printed register covers and, where it shows a selection, what was selected."""
    if query.month is None:
        period = words.tr("All years") if query.year is None else words.tr("Year {year}", year=query.year)
    elif query.year is None:
        period = words.tr("Month {month} of all years", month=query.month)
    else:
        period = words.tr("{month}/{year}", month=f"{query.month:02d}", year=query.year)
    chosen = [_chosen(column, value, words, reading) for column, value in query.filters]
    if query.search.strip():
        chosen.append(f"“{' '.join(query.search.split())}”")
    what = words.tr(", ").join(chosen)
    return words.tr("{period}, selected: {what}", period=period, what=what) if what else period


def _chosen(column: str, value: str | int, words: Catalogue, reading: Reading) -> str:
    """One filter as the page tells it: the field, and what was chosen in it."""
    if column in _MARKS:
        return words.tr(_MARKS[column])
    if column in _NAMED:
        row = reading.get(_NAMED[column], id=int(value))
        shown = row["name"] if row else str(value)
    elif column == "kind" and value not in KINDS:
        row = reading.get("kind", code=value)
        shown = row["name"] if row else str(value)
    else:
        names = {"state": STATES, "urgency": URGENCIES, "kind": KINDS}.get(column, {})
        sentence = names.get(str(value))
        shown = words.tr(sentence) if sentence else str(value)
    return words.tr("{field}: {value}", field=words.tr(FIELDS[column]), value=shown)
