"""The verifier's check of what lies beside the database: encrypted files, their slots, and with keys their content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from filedesk.errors import FiledeskError
from filedesk.services.desk_ports import Ports
from filedesk.services.inspection import Finding, Inspected
from filedesk.services.keys import Session
from filedesk.services.ports import Progress
from filedesk.services.reading import decrypt
from filedesk.services.verifying_journal import JournalChecked


@dataclass
class FilesCounted:
    """What was counted: files that events name, those opened with keys, files and slots that no event names."""

    files: int = 0
    opened: int = 0
    leftovers: int = 0
    spare_slots: int = 0


def check_files(ports: Ports, journal: JournalChecked, report: FilesCounted, progress: Progress) -> Iterator[Finding]:
    """Every encrypted file that an event names lies there as it was written; others are counted as leftovers."""
    for count, event in enumerate(journal.files):
        progress.raise_if_cancelled()
        progress.report(count, len(journal.files))
        data = event.data
        place = f"file {data['file']}"
        stored = ports.inspection.file_as_stored(data["file"])
        if stored is None:
            yield Finding("file_missing", place)
        elif (stored.size, stored.digest) != (data["stored"], data["digest"]):
            yield Finding("file_differs", place)
    report.files = len(journal.files)
    known = {event.data["file"] for event in journal.files}
    report.leftovers = sum(1 for file in ports.inspection.file_ids() if file not in known)


def check_slots(ports: Ports, journal: JournalChecked, report: FilesCounted) -> Iterator[Finding]:
    """Every file's slot stands there, once and whole; a slot that no event names was left behind, never destroyed."""
    named = {event.data["slot"]: event.data for event in journal.files}
    missing = dict(named)
    try:
        for slot, state, digest in ports.inspection.slots():
            data = named.get(slot)
            if data is None:
                report.spare_slots += state != "destroyed"
                if state == "destroyed":
                    yield Finding("slot_destroyed_unordered", f"slot {slot}")
                continue
            if missing.pop(slot, None) is None:
                yield Finding("slot_is_twice", f"slot {slot}", {"file": data["file"]})
            if state != "live" or digest != data["slot_digest"]:
                found = state if state != "live" else "damaged"
                yield Finding(f"slot_is_{found}", f"slot {slot}", {"file": data["file"]})
    except FiledeskError as error:
        yield Finding.of("slots_unreadable", "slots", error)
    for slot, data in missing.items():
        yield Finding("slot_is_missing", f"slot {slot}", {"file": data["file"]})


def check_contents(
    ports: Ports, inspected: Inspected, session: Session, report: FilesCounted, progress: Progress
) -> Iterator[Finding]:
    """Open every file that the person of `session` may open, and compare its content with what was taken in.

    Whoever holds no key for a file (an auditor holds none at all) proves nothing of it: that is no finding.
    """
    for row in inspected.reading.find("document_file"):
        progress.raise_if_cancelled()
        if ("office", row["generation"]) not in session.role_keys:
            continue
        hashed = hashlib.sha256()
        try:
            for piece in decrypt(ports, session, row):
                hashed.update(piece)
        except FiledeskError as error:
            yield Finding.of("file_not_opened", f"file {row['file']}", error)
            continue
        report.opened += 1
        if hashed.hexdigest() != row["content"]:
            yield Finding("file_content_differs", f"file {row['file']}")
