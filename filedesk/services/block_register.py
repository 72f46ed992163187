"""The paper register of a block of numbers 手工号段: the register's own columns, its numbers printed, the rest empty.

It is a form that is written on while the program cannot be used: nothing is noted in the journal when it is printed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import BinaryIO

from filedesk.domain.documents import Series
from filedesk.domain.numbering import PLAIN
from filedesk.services.acts import require
from filedesk.services.blocks import Block, block_of
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from filedesk.services.printing import facts_now
from filedesk.texts import Catalogue, catalogue, mark
from filedesk.texts.names import REGISTERS

_COLUMNS = {Series.INCOMING: 13, Series.OUTGOING: 11, Series.INTERNAL: 11}
_TITLE = mark("{register}, block of numbers")
_TOLD = mark("{numbers}; reserved on {day} by {name}: {reason}")


def print_block(ports: Ports, session: Session, *, block: int, out: BinaryIO, language: str) -> int:
    """Print the paper register of a block; returns its pages. May run in any thread.

    Raises RuleRefused: "block_unknown", "character_has_no_glyph", "heading_has_no_glyph"; EnvironmentFailed.
    """
    require(session, "numbers_reserved")
    words = catalogue(language)
    with ports.ledger.snapshot() as reading:
        found = block_of(reading, block)
        facts = replace(
            facts_now(ports, session, reading, language),
            titled=words.tr(_TITLE, register=words.tr(REGISTERS[found.series])),
            told=told(found, words),
        )
    rows = [_row(found, serial) for serial in range(found.first, found.last + 1)]
    drawn = ports.printer.draw_register(definition=found.series.value, facts=facts, rows=rows)
    drawn.write(facts=facts, out=out)
    return drawn.pages


def told(block: Block, words: Catalogue) -> str:
    """Which numbers, since when, by whom and why."""
    return words.tr(_TOLD, numbers=block.told, day=block.since, name=block.by, reason=block.reason)


def _row(block: Block, serial: int) -> tuple[str, ...]:
    number = block.number(serial)
    empty = [""] * _COLUMNS[block.series]
    if block.series is Series.INTERNAL or block.code != PLAIN:
        empty[0], empty[2] = str(serial), number
    else:
        empty[0] = number
    return tuple(empty)
