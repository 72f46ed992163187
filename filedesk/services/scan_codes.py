"""What a scan says of itself: to which documents of this desk its pages belong, and where it falls into parts.

Handling slip, circulation sheet and urging sheet carry the code of the event that entered their document; it can be
read in the journal, and made by nobody who has not seen that event (`domain.signature_code`). Signatures on them have
codes of the same kind. A code of another office, or one that the journal contradicts, is told and assigns nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from filedesk.domain.numbering import parse
from filedesk.domain.scan_parts import SEPARATOR, Part, parts_of
from filedesk.domain.signature_code import SignatureCode, read_signature_code, signature_code
from filedesk.errors import RuleRefused
from filedesk.services.acts import require
from filedesk.services.desk_ports import Ports, office_row
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row
from filedesk.services.ports import FoundCode, Progress
from filedesk.services.reading import check_named


@dataclass(frozen=True)
class ScanRead:
    """What was read of a scan: its pages, the parts it falls into, and the rows of their documents.

    `doubts` say of codes that assign nothing what is wrong with them; their `page` is where they stand.
    """

    pages: int
    parts: tuple[Part, ...] = ()
    documents: tuple[Row, ...] = ()
    doubts: tuple[RuleRefused, ...] = ()

    @property
    def is_stack(self) -> bool:
        """Whether it is to be split: it has several parts, or separator sheets to be left out."""
        kept = sum(len(part.pages) for part in self.parts)
        return len(self.parts) > 1 or 0 < kept < self.pages

    def row(self, document: int | None) -> Row | None:
        """The row of one of its documents."""
        return next((row for row in self.documents if row["id"] == document), None)

    @property
    def belongs_to(self) -> Row | None:
        """The one document that the whole scan belongs to, where it is one."""
        return self.row(self.parts[0].document) if len(self.parts) == 1 else None


def code_of_document(reading: Reading, office: Row, document: int) -> str:
    """The code of the event that entered the document: what papers about it carry."""
    first = reading.find("timeline", order="seq", document=document)[0]["seq"]
    row = reading.get("event", seq=first)
    return str(signature_code(office["root"], first, bytes(row["hash"]))) if row else ""


def document_of_code(reading: Reading, code: SignatureCode) -> int | None:
    """The document that the event of this code is about; None where this desk does not hold the very event."""
    row = reading.get("event", seq=code.seq)
    if row is None or not code.is_of_office(office_row(reading)["root"]) or not code.names(bytes(row["hash"])):
        return None
    event, _words = reading.event(code.seq)
    document = event.data.get("document")
    return int(document) if document is not None else None


def read_scan(
    ports: Ports, session: Session, source: Path | BinaryIO, name: str, progress: Progress | None = None
) -> ScanRead:
    """Read the codes on a scan and look their documents up. May run in any thread.

    Raises FileUnreadable where a page cannot be drawn, RuleRefused for who may not register, Cancelled.
    """
    require(session, "document_registered", rule="I2")
    found = ports.capture.codes(source, name, progress)
    separators = frozenset(one.page for one in found.codes if one.text == SEPARATOR)
    documents: dict[int, int] = {}
    doubts: list[RuleRefused] = []
    with ports.ledger.snapshot() as reading:
        for page in sorted({one.page for one in found.codes} - separators):
            try:
                document = _page(ports, session, reading, [one for one in found.codes if one.page == page], name)
            except RuleRefused as doubt:
                doubts.append(doubt)
                continue
            if document is not None:
                documents[page] = document
        rows = reading.rows(sorted(set(documents.values())))
    parts = parts_of(found.pages, separators, documents)
    return ScanRead(found.pages, parts, tuple(rows.values()), tuple(doubts))


def _page(ports: Ports, session: Session, reading: Reading, codes: list[FoundCode], name: str) -> int | None:
    """The document whose code stands on a page. Raises RuleRefused for a code that is doubtful."""
    page = codes[0].page
    root = office_row(reading)["root"]
    proven: set[int] = set()
    for code in filter(None, (read_signature_code(one.text) for one in codes)):
        if not code.is_of_office(root):
            raise RuleRefused("code_of_other_office", rule="I2", name=name, page=page)
        document = document_of_code(reading, code)
        if document is None:
            raise RuleRefused("code_contradicted", rule="I2", name=name, page=page)
        check_named(ports, reading, session, document)
        proven.add(document)
    numbers = {str(number) for number in map(parse, (one.text for one in codes)) if number is not None}
    if len(proven) > 1:
        raise RuleRefused("codes_of_several", rule="I2", name=name, page=page)
    if not proven:
        if numbers:
            raise RuleRefused("number_unproven", rule="I2", name=name, page=page, number=min(numbers))
        return None
    (document,) = proven
    row = reading.get("document", id=document)
    if row is not None and not numbers <= {row["number"]}:
        raise RuleRefused("number_differs", rule="I2", name=name, page=page, number=min(numbers))
    return document
