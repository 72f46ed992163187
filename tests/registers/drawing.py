"""Draws and writes a register at once, as the tests of its pages want it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from filedesk.registers.printer import PdfPrinter
from filedesk.services.ports import PrintFacts, Progress


def print_register(
    printer: PdfPrinter,
    *,
    facts: PrintFacts,
    rows: Iterable[tuple[str, ...]],
    out: BinaryIO,
    definition: str = "incoming",
    total: int | None = None,
    progress: Progress | None = None,
) -> int:
    """The number of pages written to `out`."""
    drawn = printer.draw_register(definition=definition, facts=facts, rows=rows, total=total, progress=progress)
    drawn.write(facts=facts, out=out)
    return drawn.pages
