"""The SQL of what registers print of a document that the office wrote: who signed it, where it went, what came back."""

from __future__ import annotations

import json
from collections.abc import Iterable

APART = "\x1f"
"""Between the parts of a list that SQL joins; no name holds it."""
_NAME = "coalesce(p.name, g.name, '')"
_OF = "LEFT JOIN person p ON t.person > 0 AND p.id = t.person LEFT JOIN department g ON g.id = t.department"


def statement(documents: Iterable[int]) -> tuple[str, str]:
    """The statement for one row a draft among these documents, and its value.

    A row tells `recipients`, `signed_name`, `signed_by_deputy`, and, each joined by APART: `sent_to`, `received_by`,
    `receivers` and `receipts` of a distribution; `given` and `recalled` count copies that are to come back.
    """
    sql = (
        "SELECT r.document, r.recipients, s.name AS signed_name,"  # noqa: S608 - our own names
        f" {_DEPUTY} AS signed_by_deputy,"
        f" {_joined('t.name', 'sending_recipient t WHERE t.document = r.document')} AS sent_to,"
        f" {_joined('t.received_by', _WITH_RECEIPT)} AS received_by,"
        f" {_joined(_NAME, _given(_OF))} AS receivers,"
        f" {_joined(_RECEIVER, _given(_BY, 't.received_on IS NOT NULL'))} AS receipts,"
        f" (SELECT sum(t.copies) FROM {_given('', 't.recall = 1')}) AS given,"
        f" (SELECT sum(t.recalled) FROM {_given('')}) AS recalled"
        " FROM draft r LEFT JOIN person s ON s.id = r.signed_by"
        " WHERE r.document IN (SELECT value FROM json_each(?))"
    )
    return sql, json.dumps(list(documents))


_DEPUTY = (
    "(SELECT p.name FROM draft_approval a JOIN person p ON p.id = a.deputy WHERE a.document = r.document"
    " AND a.version = r.version AND a.deputy > 0 ORDER BY a.seq DESC LIMIT 1)"
)
"""Who signed in place of whoever is told as the signer."""
_WITH_RECEIPT = "sending_recipient t WHERE t.document = r.document AND t.received_on IS NOT NULL AND t.none = 0"
_BY = "LEFT JOIN person b ON b.id = t.received_by"
_RECEIVER = "CASE t.received_name WHEN '' THEN coalesce(b.name, '') ELSE t.received_name END"


def _given(joins: str, also: str = "1") -> str:
    return f"distribution t {joins} WHERE t.document = r.document AND t.version = r.version AND {also}"


def _joined(told: str, source: str) -> str:
    """What `told` says of each row, in order, joined."""
    ordered = f"SELECT {told} AS told FROM {source} ORDER BY t.seq, t.position"  # noqa: S608 - our own names
    return f"coalesce((SELECT group_concat(told, char(31)) FROM ({ordered})), '')"  # noqa: S608
