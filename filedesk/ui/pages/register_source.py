"""A register as the table model wants it: rows from the reading services, and the columns of conventions.md."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from filedesk import config
from filedesk.clock import from_text, office_day
from filedesk.domain.documents import Series
from filedesk.domain.routing import State
from filedesk.services import reading
from filedesk.services.desk_ports import office_row
from filedesk.services.ledger import Query, Row
from filedesk.services.register_rows import AFTERWARDS
from filedesk.services.registration import kinds
from filedesk.texts import mark, tr
from filedesk.texts.names import DRAFT, FIELDS, KINDS, LEVELS, STATES, URGENCIES
from filedesk.ui.context import Context
from filedesk.ui.models.source import Column, TableQuery

_WHOLE_NUMBERS = frozenset({"department"})
_TONES = {"extra_urgent": "error", "urgent": "warning"}

SENDER_TITLES = {
    Series.INCOMING: FIELDS["sender"],
    Series.OUTGOING: mark("Sent to"),
    Series.INTERNAL: mark("Drafted by"),
}
NUMBER_TITLES = {
    Series.INCOMING: FIELDS["sender_number"],
    Series.OUTGOING: mark("Document no."),
    Series.INTERNAL: mark("Document no."),
}
_OUT = frozenset({State.SENT, State.DISTRIBUTED, State.CARRIED_OUT, State.FILED})
_OWN_NUMBERS = {Series.INCOMING: FIELDS["number"], Series.OUTGOING: mark("Serial"), Series.INTERNAL: mark("Serial")}
DATED_TITLES = {
    Series.INCOMING: FIELDS["dated"],
    Series.OUTGOING: mark("Written on"),
    Series.INTERNAL: mark("Written on"),
}
DEPARTMENT_TITLES = {
    Series.INCOMING: mark("Handling unit"),
    Series.OUTGOING: mark("Drafted by"),
    Series.INTERNAL: FIELDS["department"],
}
SIGNED_FOR_TITLES = {
    Series.INCOMING: FIELDS["signed_for_by"],
    Series.OUTGOING: FIELDS["signed_for_by"],
    Series.INTERNAL: mark("Issued by"),
}
RECEIVED_TITLES = {Series.INCOMING: FIELDS["received"], Series.OUTGOING: mark("Sent on"), Series.INTERNAL: mark("Date")}


@dataclass(frozen=True)
class DocumentRow:
    """One document as a table shows it; `kind` is its kind's own name where the office added it."""

    id: int
    row: Row
    kind: str = ""
    zone: str = config.DEFAULT_ZONE

    @property
    def is_void(self) -> bool:
        """Whether its number was voided."""
        return bool(self.row["state"] == State.VOID)


def ledger_query(series: Series, wanted: TableQuery) -> Query:
    """The ledger's question for what the table shows: by number, newest first, unless a column was chosen."""
    filters = dict(wanted.filters)
    year, month = filters.pop("year", None), filters.pop("month", None)
    return Query(
        series,
        wanted.search,
        tuple((name, int(value) if name in _WHOLE_NUMBERS else value) for name, value in filters.items()),
        int(year) if year else None,
        int(month) if month else None,
        wanted.sort or "number",
        wanted.descending if wanted.sort else True,
    )


class DocumentSource:
    """Answers the table's questions in the desk's worker. Other lists of documents ask the same for other queries."""

    def __init__(self, context: Context, series: Series | None) -> None:
        self._ports, self._session = context.ports, context.session
        self._series = series
        self._kinds: dict[str, str] = {}
        self._zone = config.DEFAULT_ZONE

    def first_page(self, query: TableQuery) -> Sequence[DocumentRow]:
        """The first sixty rows."""
        self._learn_kinds()
        return [self._row(row) for row in self._first_page(query)]

    def ids(self, query: TableQuery) -> array[int]:
        """Every id, in order."""
        self._learn_kinds()
        return self._ids(query)

    def rows(self, ids: Sequence[int]) -> Mapping[int, DocumentRow]:
        """Rows by id."""
        found = reading.rows(self._ports, self._session, list(ids))
        return {number: self._row(row) for number, row in found.items()}

    def _first_page(self, query: TableQuery) -> list[Row]:
        return reading.first_page(self._ports, self._session, self._asked(query))

    def _ids(self, query: TableQuery) -> array[int]:
        return reading.ids(self._ports, self._session, self._asked(query))

    def _asked(self, query: TableQuery) -> Query:
        assert self._series is not None
        return ledger_query(self._series, query)

    def _learn_kinds(self) -> None:
        with self._ports.ledger.reading() as read:
            self._kinds, self._zone = kinds(read), office_row(read)["zone"]

    def _row(self, row: Row) -> DocumentRow:
        return DocumentRow(row["id"], row, self._kinds.get(row["kind"], ""), self._zone)


def _plain(name: str) -> Callable[[DocumentRow], str]:
    def text(row: DocumentRow) -> str:
        value = row.row[name]
        return "" if value is None else str(value)

    return text


def number_text(row: Row) -> str:
    """The number, or that the document is a draft which has none yet."""
    return row["number"] or tr(DRAFT)


def _since(row: DocumentRow) -> str:
    """Since which day of the office its holder has it."""
    held = row.row["held_since"]
    return office_day(from_text(held), row.zone).isoformat() if held and row.row["holder"] else ""


def own_number(row: Row) -> str:
    """What stands first in a register: the number, of a numbered draft its serial, whose code stands in the number."""
    return str(row["serial"]) if row["code"] else number_text(row)


def document_number(row: Row) -> str:
    """The number of the document itself: the sender's, or ours where it was drafted here."""
    return str(row["number"] if row["code"] else row["sender_number"])


def went_on(row: Row) -> str:
    """The day of receipt, or on which it went out; of a draft that is still in the office none."""
    drafted = row["code"] or not row["serial"]
    return "" if drafted and row["state"] not in _OUT else str(row["received"])


def state_text(row: Row) -> str:
    """The state in words; of a void number why it was voided; whether the entry came late into its book 补登,
    or took the number of a block 补录.
    """
    state = tr(STATES[row["state"]])
    if row["state"] == State.VOID:
        return tr("{state}: {reason}", state=state, reason=row["void_reason"])
    if row["block"] is not None:
        return tr("{state}, {note}", state=state, note=tr(AFTERWARDS))
    return tr("{state}, {note}", state=state, note=tr("entered late")) if row["late"] else state


def _tone(row: DocumentRow) -> str | None:
    return "muted" if row.is_void else _TONES.get(row.row["urgency"])


def _muted(row: DocumentRow) -> str | None:
    return "muted" if row.is_void else None


def column(key: str, title: str, width: int, *, shown: bool = True, sortable: bool = False, **more: object) -> Column:
    """A column that shows what the row holds under `of`, else under its key; void numbers are muted."""
    text = more.get("text") or _plain(str(more.get("of", key)))
    return Column(
        key,
        title,
        width,
        align="right" if more.get("right") else "left",
        text=text,  # type: ignore[arg-type]
        tone=more.get("tone", _muted),  # type: ignore[arg-type]
        sortable=sortable,
        optional=not shown,
    )


def columns(series: Series) -> tuple[Column, ...]:
    """The columns of one register in the order of conventions.md; the rest can be chosen."""
    incoming = series is Series.INCOMING
    return (
        column("number", _OWN_NUMBERS[series], 13, sortable=True, text=lambda r: own_number(r.row)),
        column("received", RECEIVED_TITLES[series], 9, sortable=True, text=lambda r: went_on(r.row)),
        column("sender", SENDER_TITLES[series], 14, sortable=True),
        column("sender_number", NUMBER_TITLES[series], 15, sortable=True, text=lambda r: document_number(r.row)),
        column("title", FIELDS["title"], 23, sortable=True),
        column(
            "urgency", FIELDS["urgency"], 6, sortable=True, text=lambda r: tr(URGENCIES[r.row["urgency"]]), tone=_tone
        ),
        column("state", FIELDS["state"], 12, sortable=True, text=lambda r: state_text(r.row)),
        column("holder", FIELDS["holder"], 12, sortable=True, of="holder_name"),
        column("held_since", mark("Since"), 9, text=_since),
        column("deadline", FIELDS["deadline"], 12, sortable=True, shown=incoming),
        column("department", DEPARTMENT_TITLES[series], 14, of="department_name", shown=incoming),
        column("attachments", FIELDS["attachments"], 8, shown=False, right=True),
        column("copies", FIELDS["copies"], 7, shown=False, right=True),
        column("level", FIELDS["level"], 10, shown=False, text=lambda r: tr(LEVELS[r.row["level"]])),
        column("signed_for_by", SIGNED_FOR_TITLES[series], 12, shown=False),
        column("filed_on", mark("Filed on"), 12, shown=False),
        column("folder", FIELDS["folder"], 16, shown=False, of="folder_name"),
        column(
            "kind", FIELDS["kind"], 12, shown=False, sortable=True, text=lambda r: r.kind or tr(KINDS[r.row["kind"]])
        ),
        column("dated", DATED_TITLES[series], 12, shown=False, sortable=True),
        column("pages", FIELDS["pages"], 7, shown=False, right=True),
        column("instruction", FIELDS["instruction"], 30, shown=False),
        column("registered_by", mark("Registered by"), 12, shown=False, of="registered_by_name"),
        column("notes", FIELDS["notes"], 24, shown=False),
    )
