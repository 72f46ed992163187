"""Blocks of numbers 手工号段: reserved for an outage, used afterwards 补录, the rest made void.

A number is reserved, used, or void with a reason (design section 3): the program's own numbering goes on behind the
block, and nothing of the block is ever skipped or given twice.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from filedesk.clock import from_text, office_day
from filedesk.domain.documents import Series, needed_reason
from filedesk.domain.numbering import FIRST_CODE, MOST_RESERVED, PLAIN, number_text
from filedesk.errors import RuleRefused
from filedesk.services.acts import Act, act_of, require
from filedesk.services.changes import Changes
from filedesk.services.desk_ports import Ports, office_row
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row, Writing


@dataclass(frozen=True)
class Block:
    """Reserved numbers: from `first` to `last`, of which `free` are not used yet; `since` is the office's day."""

    id: int
    series: Series
    code: int
    code_text: str
    year: int
    first: int
    last: int
    reason: str
    by: str
    since: str
    free: tuple[int, ...] = ()

    def number(self, serial: int) -> str:
        """One of its numbers as it is written."""
        return number_text(self.series, self.code, self.code_text, self.year, serial)

    @property
    def size(self) -> int:
        """How many numbers it has."""
        return self.last - self.first + 1

    @property
    def told(self) -> str:
        """From its first number to its last one."""
        return self.number(self.first) if self.size == 1 else f"{self.number(self.first)} – {self.number(self.last)}"


@dataclass(frozen=True)
class FromBlock:
    """The number that an entry is to take: the next unused one of a block, or the one with this serial."""

    block: int
    serial: int | None = None


@dataclass(frozen=True)
class Reserved:
    """The block that was reserved, and what changed."""

    block: Block
    changes: Changes


def codes(reading: Reading, series: Series) -> dict[int, str]:
    """The codes of a series under which numbers can be reserved: PLAIN with an empty text, and those of drafts."""
    found = {PLAIN: ""}
    if series is Series.OUTGOING:
        found[FIRST_CODE] = str(office_row(reading)["code"])
    elif series is Series.INTERNAL:
        texts = {row["id"]: row["text"] for row in reading.find("number_code")}
        found |= {row["code"]: texts[row["code"]] for row in reading.find("department_code", order="department")}
    return found


def reserve(ports: Ports, session: Session, *, series: Series, count: int, reason: str, code: int = PLAIN) -> Reserved:
    """Reserve the next `count` numbers of this year's book of a series and code.

    Raises RuleRefused: "reason_missing", "block_out_of_range", "book_closed", "code_not_of_series".
    """
    require(session, "numbers_reserved")
    told = needed_reason(reason)
    if not 1 <= count <= MOST_RESERVED:
        raise RuleRefused("block_out_of_range", most=MOST_RESERVED)
    with ports.ledger.writing() as writing:
        text = codes(writing, series).get(code)
        if text is None:
            raise RuleRefused("code_not_of_series")
        year = int(ports.today(writing)[:4])
        if writing.get("book", series=series, secret=0, code=code, year=year, closed=1) is not None:
            raise RuleRefused("book_closed", year=year)
        first = writing.next_serial(series.value, 0, year, code)
        block = writing.next_id("number_block")
        data = {
            "block": block, "series": series.value, "code": code, "year": year, "first": first,
            "last": first + count - 1,
        }  # fmt: skip
        act_of(writing, session).append("numbers_reserved", data, {"reason": told, "code": text})
        made = block_of(writing, block)
    return Reserved(made, Changes(frozenset({series.value}), office=True))


def block_of(reading: Reading, block: int) -> Block:
    """A block as it stands. Raises RuleRefused("block_unknown")."""
    row = reading.get("number_block", id=block)
    if row is None:
        raise RuleRefused("block_unknown")
    return _block(reading, row)


def open_blocks(reading: Reading, series: Series | None = None, code: int | None = None) -> list[Block]:
    """The blocks that have unused numbers, the oldest first: all, or those of a series, and of a code in it."""
    wanted = {name: value for name, value in (("series", series), ("code", code)) if value is not None}
    with_free = {row["block"] for row in reading.find("reserved_number", document=0)}
    rows = reading.find("number_block", order="id", **wanted)
    return [_block(reading, row) for row in rows if row["id"] in with_free]


def block_with(reading: Reading, number: str) -> Block | None:
    """The block that a number belongs to, used or not; without a number the block reserved last."""
    found = [_block(reading, row) for row in reading.find("number_block", order="id DESC")]
    if not number:
        return found[0] if found else None
    return next((one for one in found if number in map(one.number, range(one.first, one.last + 1))), None)


def _block(reading: Reading, row: Row) -> Block:
    person = reading.get("person", id=row["reserved_by"])
    since = office_day(from_text(row["reserved_at"]), office_row(reading)["zone"]).isoformat()
    free = reading.find("reserved_number", order="serial", block=row["id"], document=0)
    return Block(
        row["id"], Series(row["series"]), row["code"], row["code_text"], row["year"], row["first"], row["last"],
        row["reason"], person["name"] if person else "–", since, tuple(one["serial"] for one in free),
    )  # fmt: skip


def taken(writing: Writing, wanted: FromBlock, series: Series, code: int) -> tuple[Block, int]:
    """The block and the serial that an entry takes, in the transaction of its act.

    Raises RuleRefused: "block_unknown", "block_of_other_book", "number_not_free" for one used, void, or never of it.
    """
    block = block_of(writing, wanted.block)
    if (block.series, block.code) != (series, code):
        raise RuleRefused("block_of_other_book")
    if not block.free:
        raise RuleRefused("number_not_free", number=block.number(wanted.serial or block.last))
    serial = block.free[0] if wanted.serial is None else wanted.serial
    if serial not in block.free:
        raise RuleRefused("number_not_free", number=block.number(serial))
    return block, serial


def void_reserved(ports: Ports, session: Session, *, block: int, serials: Collection[int], reason: str) -> Changes:
    """Make unused numbers of a block void: each gets an entry that says why, as any void number has.

    Raises RuleRefused: "reason_missing", "block_unknown", "number_not_free".
    """
    require(session, "reserved_number_voided")
    told = needed_reason(reason)
    with ports.ledger.writing() as writing:
        act = act_of(writing, session)
        return _void(writing, act, block_of(writing, block), sorted(serials), (told, ports.today(writing)))


def close_block(ports: Ports, session: Session, *, block: int, reason: str) -> Changes:
    """Make all that is left of a block void at once. Raises RuleRefused as above, "block_closed_already"."""
    require(session, "reserved_number_voided")
    told = needed_reason(reason)
    with ports.ledger.writing() as writing:
        found = block_of(writing, block)
        if not found.free:
            raise RuleRefused("block_closed_already")
        act = act_of(writing, session)
        return _void(writing, act, found, list(found.free), (told, ports.today(writing)))


def _void(writing: Writing, act: Act, block: Block, serials: list[int], told: tuple[str, str]) -> Changes:
    """`told` is the reason and the day."""
    made: set[int] = set()
    for serial in serials:
        if serial not in block.free or serials.count(serial) > 1:
            raise RuleRefused("number_not_free", number=block.number(serial))
        document = writing.next_id("document")
        data = {
            "document": document, "block": block.id, "series": block.series.value, "code": block.code,
            "year": block.year, "serial": serial, "on": told[1],
        }  # fmt: skip
        act.append("reserved_number_voided", data, {"reason": told[0], "code": block.code_text})
        made.add(document)
    return Changes(frozenset({block.series.value}), frozenset(made), office=True)
