"""Printing the separator sheet 分隔页 of scanned stacks: it says nothing of any document and leaves no trace."""

from __future__ import annotations

from typing import BinaryIO

from filedesk.domain.scan_parts import SEPARATOR
from filedesk.services.acts import require
from filedesk.services.desk_ports import Ports, office_row
from filedesk.services.keys import Session


def print_separator(ports: Ports, session: Session, *, out: BinaryIO, language: str) -> int:
    """Print the sheet; returns its pages. May run in any thread. Raises RuleRefused, EnvironmentFailed."""
    require(session, "document_registered", rule="I2")
    with ports.ledger.snapshot() as reading:
        office = office_row(reading)["name"]
    return ports.printer.print_separator(office=office, code=SEPARATOR, language=language, out=out)
