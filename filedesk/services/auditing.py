"""What the auditor keeps and looks up (rules, "auditor"): notes, the list of printings, the last checkpoint."""

from __future__ import annotations

from dataclasses import dataclass

from filedesk.domain.documents import tidy_lines
from filedesk.domain.printed import PrintedCode
from filedesk.domain.projected_office import key_id
from filedesk.errors import RuleRefused
from filedesk.services.acts import act_of, document_row, require
from filedesk.services.changes import Changes
from filedesk.services.desk_ports import Ports, office_row
from filedesk.services.keys import Session
from filedesk.services.ledger import Row

LONGEST_NOTE = 4000


@dataclass(frozen=True)
class AuditView:
    """What the audit page shows besides a verification. `printings` carry `name` and `code`, newest first."""

    fingerprint: str
    zone: str
    size: int
    printings: list[Row]
    notes: list[Row]
    checkpoint: str


def audit_view(ports: Ports) -> AuditView:
    """Printings, audit notes and the last checkpoint's note; no password is needed."""
    with ports.ledger.reading() as reading:
        office = office_row(reading)
        names = {row["id"]: row["name"] for row in reading.find("person")}
        begin = key_id(office["root"])[:20]
        printings = [
            {
                **row,
                "name": names.get(row["person"], ""),
                "code": _code(begin, row),
            }
            for row in reading.find("printing", order="seq DESC")
        ]
        notes = [{**row, "name": names.get(row["person"], "")} for row in reading.find("audit_note", order="seq DESC")]
        checkpoints = reading.find("checkpoint", order="seq DESC")
        note = reading.body(checkpoints[0]["note"]).decode() if checkpoints else ""
        fingerprint = ports.vault.fingerprint(bytes.fromhex(office["root"]))
        return AuditView(fingerprint, office["zone"], reading.size(), printings, notes, note)


def _code(office: str, row: Row) -> str:
    """The code on a printing's pages; empty where the row was altered so that it gives none."""
    try:
        roots = bytes.fromhex(row["snapshot_root"]), bytes.fromhex(row["rows_root"])
    except ValueError:
        return ""
    return str(PrintedCode(office, row["snapshot"], *roots))


def add_audit_note(ports: Ports, session: Session, *, text: str, document: int | None = None) -> Changes:
    """The auditor notes something, about one document or the ledger as a whole.

    Raises RuleRefused("audit_note_empty"), ("text_too_long") and ("document_unknown").
    """
    require(session, "audit_noted")
    told = tidy_lines(text)
    if not told:
        raise RuleRefused("audit_note_empty")
    if len(told) > LONGEST_NOTE:
        raise RuleRefused("text_too_long", field="text", most=LONGEST_NOTE)
    with ports.ledger.writing() as writing:
        if document is not None:
            document_row(writing, document)
        act_of(writing, session).append("audit_noted", {"document": document}, {"text": told})
    return Changes(documents=frozenset({document} if document is not None else ()), office=True)
