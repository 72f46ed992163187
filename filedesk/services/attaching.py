"""A scan goes to the document whose code it carries: as a supplement 补充材料 once a leader has it (F9), all of it or
nothing. A stack is split in memory, and each of its parts is a file of its document's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from filedesk.errors import RuleRefused
from filedesk.services.changes import Changes
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from filedesk.services.ledger import Row
from filedesk.services.ports import Progress
from filedesk.services.registration import add_files, marks_of
from filedesk.services.scan_codes import ScanRead, read_scan
from filedesk.services.taking_in import InMemory, Source, Staged, content_of, discard, shown_name, stage


@dataclass(frozen=True)
class Attached:
    """A file that went to a document: the document's row as it was before, and what changed."""

    row: Row
    name: str
    changes: Changes


def split_scan(ports: Ports, source: Source, read: ScanRead) -> list[Source]:
    """The parts of a stack as files, named after it; the scan itself where it is none.

    Raises as `Capture.split` does.
    """
    if not read.is_stack:
        return [source]
    name = PurePath(shown_name(source))
    cut = ports.capture.split(content_of(source), str(name), [part.pages for part in read.parts])
    return [InMemory(f"{name.stem}-{number}{name.suffix}", data) for number, data in enumerate(cut, start=1)]


def attach(
    ports: Ports, session: Session, *, document: int, staged: Sequence[Staged], what: str, seen: int | None = None
) -> Changes:
    """Add staged scans to a document, called `what`. Raises RuleRefused("scan_attached_already") for one it has."""
    _check_new(ports, session, document, staged)
    return add_files(ports, session, document=document, staged=staged, what=what, seen=seen)


def _check_new(ports: Ports, session: Session, document: int, staged: Sequence[Staged]) -> None:
    with ports.ledger.reading() as reading:
        has = {row["mark"] for row in reading.find("document_file", document=document)}
    for one in staged:
        if has.intersection(marks_of(ports, session, [one])):
            raise RuleRefused("scan_attached_already", rule="I2", name=one.name)


def attach_by_code(
    ports: Ports, session: Session, source: Source, *, what: str, progress: Progress | None = None
) -> list[Attached]:
    """Attach a scan, or each part of a stack, to the document whose code it carries.

    Raises RuleRefused: "scan_without_code" where a part carries none, what is doubtful about one's code,
    "scan_attached_already"; and as `read_scan` and `stage` do. Nothing of the scan is attached then.
    """
    name = shown_name(source)
    read = read_scan(ports, session, content_of(source), name, progress)
    for doubt in read.doubts:
        raise doubt
    for part in read.parts:
        if part.document is None:
            raise RuleRefused("scan_without_code", rule="I2", name=name, page=part.pages[0])
    if not read.parts:
        raise RuleRefused("scan_without_code", rule="I2", name=name, page=1)
    files = split_scan(ports, source, read)
    staged = stage(ports, session, files, progress)
    named = 0
    found: list[Attached] = []
    rows = [row for row in (read.row(part.document) for part in read.parts) if row is not None]
    try:
        for row, one in zip(rows, staged, strict=True):
            _check_new(ports, session, row["id"], [one])
        for row, one in zip(rows, staged, strict=True):
            found.append(
                Attached(row, one.name, add_files(ports, session, document=row["id"], staged=[one], what=what))
            )
            named += 1
    except BaseException:
        discard(ports, staged[named:])
        raise
    return found
