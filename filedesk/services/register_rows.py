"""What stands on printed registers: a document's row as the columns of conventions.md show it, in either language,
and below the title which part of the register it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from filedesk.domain.documents import Series
from filedesk.domain.routing import State
from filedesk.services.ledger import Query, Reading, Row
from filedesk.texts import Catalogue, mark
from filedesk.texts.names import BY_DEPUTY, FIELDS, KINDS, LEVELS, STATES, URGENCIES

BATCH = 500
AFTERWARDS = mark("entered afterwards")
"""What took its number out of a block 手工号段 after an outage: 补录."""
LATE_MARKED = 2
"""The version of the register definitions from which on a late entry 补登 is marked beside its title."""
APART = "\x1f"
"""Between the parts of a list, as `Reading.issued` gives it."""
_NAMED = {"department": "department", "holder": "person", "folder": "folder"}
_MARKS = {"to_confirm": mark("instruction to be confirmed"), "late": mark("entered late")}

_NEVER_ISSUED: Row = {
    **dict.fromkeys(
        ("sent_to", "receivers", "recipients", "received_by", "receipts", "signed_name", "signed_by_deputy"), ""
    ),
    "given": 0,
    "recalled": 0,
}
"""For a number that no document ever had."""


def cells(row: Row, words: Catalogue, issued: Row | None = None, version: int = LATE_MARKED) -> tuple[str, ...]:
    """One printed row; `issued` is what is told of one that the office wrote itself.

    Prints before the `version` LATE_MARKED did not show which entries were late.

    A void number shows in place of the title that it is void, and why.
    """
    void = row["state"] == State.VOID
    title = row["title"]
    if void:
        title = (words.tr("VOID: {reason}", reason=row["void_reason"]) + " " + title).strip()
    elif row["block"] is not None:
        title += words.tr(" [{note}]", note=words.tr(AFTERWARDS))
    elif row["late"] and version >= LATE_MARKED:
        title += words.tr(" [{note}]", note=words.tr(_MARKS["late"]))
    level, state = LEVELS[row["level"]], STATES[row["state"]]
    attachments = str(row["attachments"] or "")
    folder = row["folder_name"] or ""
    if issued is None and row["code"]:
        issued = _NEVER_ISSUED
    if issued is not None:
        return _issued(row, issued, words, title)
    match Series(row["series"]):
        case Series.INCOMING:
            return (
                row["number"], row["received"], row["sender"], row["sender_number"], title, attachments,
                str(row["copies"]), words.tr(level), row["department_name"] or "", row["signed_for_by"],
                row["reply"], row["filed_on"] or "", folder,
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


def _issued(row: Row, issued: Row, words: Catalogue, title: str) -> tuple[str, ...]:
    """The row of a document that was drafted here: where it went and who received it."""

    def listed(told: str) -> str:
        return words.tr(", ").join(part for part in told.split(APART) if part)

    went_on = row["received"] if issued["sent_to"] or issued["receivers"] else ""
    if row["series"] == Series.OUTGOING:
        return (
            str(row["serial"]), went_on, row["number"], title, str(row["attachments"] or ""),
            words.tr(LEVELS[row["level"]]), str(row["copies"]), listed(issued["sent_to"]) or issued["recipients"],
            listed(issued["received_by"]), row["filed_on"] or "", row["folder_name"] or "",
        )  # fmt: skip
    given, recalled = issued["given"] or 0, issued["recalled"] or 0
    return (
        str(row["serial"]), went_on, row["number"], title, row["sender"], _signer(issued, words),
        listed(issued["receivers"]) or issued["recipients"], str(row["copies"]), listed(issued["receipts"]),
        f"{recalled}/{given}" if given else str(recalled or ""),
        words.tr(STATES[row["state"]]) if row["state"] == State.VOID else row["notes"],
    )  # fmt: skip


def _signer(issued: Row, words: Catalogue) -> str:
    """Who signed it; where his deputy did, that is said (rules, "People")."""
    name, deputy = issued["signed_name"] or "", issued["signed_by_deputy"]
    return words.tr(BY_DEPUTY, name=name, deputy=deputy) if deputy else str(name)


def rows_by_id(
    reading: Reading, ids: Sequence[int], words: Catalogue, version: int = LATE_MARKED
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Document id and cells of these documents, in this order, as this version of the registers shows them."""
    for start in range(0, len(ids), BATCH):
        part = list(ids[start : start + BATCH])
        found = reading.rows(part)
        drafted = [document for document in part if found[document]["code"]]
        issued = reading.issued(drafted) if drafted else {}
        for document in part:
            yield document, cells(found[document], words, issued.get(document), version)


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
