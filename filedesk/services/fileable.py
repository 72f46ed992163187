"""Whether a document that the office wrote may be put into a folder: nothing is outstanding (O2, N2, F8)."""

from __future__ import annotations

from filedesk.domain.documents import Series
from filedesk.errors import RuleRefused
from filedesk.services.ledger import Reading, Row


def check_fileable(reading: Reading, row: Row) -> None:
    """Raise RuleRefused naming what is outstanding of a draft that went out; other documents pass.

    "originals_missing" (O2), "receipts_open" (O3, F10), "orders_open" (F8), "answer_open" (N1).
    """
    draft = reading.get("draft", document=row["id"])
    if draft is None:
        return
    outgoing = row["series"] == Series.OUTGOING
    if outgoing and draft["deposited_seq"] is None:
        raise RuleRefused("originals_missing", rule="O2")
    document, version = row["id"], draft["version"]
    receipts = [
        one["name"]
        for one in reading.find(
            "sending_recipient", order="seq, position", document=document, receipt=1, received_on=None
        )
    ]
    parts = reading.find("distribution", order="seq, position", document=document, version=version, received_on=None)
    missing = [*receipts, *(receiver_name(reading, one) for one in parts)]
    if missing:
        raise RuleRefused("receipts_open", rule="O3" if outgoing else "F10", names=", ".join(missing))
    orders = reading.find("carrying_out", order="seq, position", document=document, version=version, reported_on=None)
    if orders:
        names = ", ".join(receiver_name(reading, one) for one in orders)
        raise RuleRefused("orders_open", rule="F8", names=names)
    if draft["answer_due"] is not None and draft["answered_seq"] is None:
        raise RuleRefused("answer_open", rule="N1")


def receiver_name(reading: Reading, one: Row) -> str:
    """The name of the person or department that a distribution or an order names."""
    table, key = ("person", one["person"]) if one["person"] else ("department", one["department"])
    row = reading.get(table, id=key)
    return str(row["name"]) if row else "–"
