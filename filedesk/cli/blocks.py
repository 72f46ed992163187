"""`reserve` and `close-block`: blocks of numbers 手工号段 from scripts; `register --block-number` takes from them."""

from __future__ import annotations

import click

from filedesk.cli.running import Access, access_options, signed_in, told_as_sentence
from filedesk.cli.speaking import WORDS
from filedesk.domain.documents import Series
from filedesk.domain.entry_forms import number_brackets
from filedesk.domain.numbering import MOST_RESERVED, PLAIN
from filedesk.errors import RuleRefused
from filedesk.services import blocks
from filedesk.services.blocks import Block, FromBlock
from filedesk.services.desk_ports import Ports
from filedesk.services.ledger import Reading
from filedesk.texts import mark, trn

NEXT = "next"


@click.command(
    "reserve",
    help=mark(
        "Reserve the next numbers of a register for an outage; the last line printed is the first and the last of them."
    ),
)
@click.argument("series", type=click.Choice([series.value for series in Series]))
@access_options(person=True)
@click.option("--count", type=click.IntRange(1, MOST_RESERVED), required=True, help=mark("How many numbers."))
@click.option("--reason", type=WORDS, required=True, help=mark("Why they are reserved."))
@click.option(
    "--code", type=WORDS, default="", help=mark("The code whose numbers they are; without it the plain ones.")
)
@told_as_sentence
def reserve(*, series: str, access: Access, count: int, reason: str, code: str) -> None:
    """Reserve a block."""
    of = Series(series)
    with signed_in(access, recording=True) as (desk, session):
        with desk.ports.ledger.reading() as reading:
            found = {text: number for number, text in blocks.codes(reading, of).items()}
        if code not in found:
            raise RuleRefused("code_not_of_series")
        made = blocks.reserve(desk.ports, session, series=of, count=count, reason=reason, code=found[code])
    click.echo(made.block.told)


@click.command("close-block", help=mark("Make every number of a block void that is still unused."))
@access_options(person=True)
@click.option("--number", type=WORDS, required=True, help=mark("Any number of the block."))
@click.option("--reason", type=WORDS, required=True, help=mark("Why they were not used."))
@told_as_sentence
def close_block(*, access: Access, number: str, reason: str) -> None:
    """Close a block."""
    with signed_in(access, recording=True) as (desk, session):
        found = found_block(desk.ports, number)
        blocks.close_block(desk.ports, session, block=found.id, reason=reason)
    told = trn("{n} number of {block} is void.", "{n} numbers of {block} are void.", len(found.free), block=found.told)
    click.echo(told)


def found_block(ports: Ports, number: str) -> Block:
    """The block of this number; without one the block reserved last. Raises RuleRefused("block_unknown")."""
    with ports.ledger.reading() as reading:
        found = blocks.block_with(reading, number_brackets(number))
    if found is None:
        raise RuleRefused("block_unknown")
    return found


def wanted(reading: Reading, series: Series, told: str | None) -> FromBlock | None:
    """What `--block-number` asks for: NEXT for the next unused number of the oldest open block, or a number of one.

    Raises RuleRefused: "block_unknown".
    """
    if told is None:
        return None
    if told == NEXT:
        opened = blocks.open_blocks(reading, series, PLAIN)
        if not opened:
            raise RuleRefused("block_unknown")
        return FromBlock(opened[0].id)
    number = number_brackets(told)
    found = blocks.block_with(reading, number)
    if found is None:
        raise RuleRefused("block_unknown")
    return FromBlock(found.id, next(s for s in range(found.first, found.last + 1) if found.number(s) == number))
