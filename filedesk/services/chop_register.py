"""The chop register 用印登记 of a period: who used which chop on what, who had signed it, who witnessed it (O3)."""

from __future__ import annotations

from collections.abc import Iterator

from filedesk.services.ledger import Row
from filedesk.services.signed import Signatures
from filedesk.texts.names import BY_DEPUTY


def chop_rows(uses: list[Row], signed: Signatures) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Document id and cells of each of these uses, numbered from 1, as the columns of conventions.md show them."""
    reading = signed.reading
    departments = {row["id"]: row["name"] for row in reading.find("department")}
    for number, one in enumerate(uses, start=1):
        row = reading.get("document", id=one["document"])
        user = reading.get("person", id=one["user"])
        assert row is not None
        assert user is not None
        yield (
            one["document"],
            (
                str(number),
                one["day"],
                user["name"],
                departments.get(user["department"], ""),
                one["chop"],
                f"{row['title']}\n{row['number']}",
                one["purpose"],
                str(one["copies"]),
                _approved_by(one, signed),
                signed.name(one["witness"]),
            ),
        )


def _approved_by(use: Row, signed: Signatures) -> str:
    """Who signed the version that the chop was put on: the last of those who did."""
    signatures = signed.reading.find("draft_approval", order="seq", document=use["document"], version=use["version"])
    if not signatures:
        return ""
    name, deputy = signed.name(signatures[-1]["person"]), signatures[-1]["deputy"]
    return signed.words.tr(BY_DEPUTY, name=name, deputy=signed.name(deputy)) if deputy else name
