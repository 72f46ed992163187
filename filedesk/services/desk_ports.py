"""All ports of one open desk together, as `desk.py` plugs them in and every use case takes them."""

from __future__ import annotations

from dataclasses import dataclass

from filedesk.clock import Clock, office_day
from filedesk.domain.office_clock import present
from filedesk.errors import KeyOrSealWrong
from filedesk.services.inspection import Inspection
from filedesk.services.keys import DeskSecrets, Vault
from filedesk.services.ledger import Ledger, Reading, Row
from filedesk.services.ports import Capture, FileStore, RegisterPrinter, Slots


@dataclass(frozen=True)
class Ports:
    """The adapters of one desk. `office` is its random id, 32 hex digits."""

    office: str
    ledger: Ledger
    vault: Vault
    files: FileStore
    slots: Slots
    secrets: DeskSecrets
    capture: Capture
    printer: RegisterPrinter
    inspection: Inspection
    clock: Clock

    def today(self, reading: Reading) -> str:
        """The office's day now, as 2026-03-05, by the same clock as the events take their time from."""
        now = present(self.clock.now(), reading.last_moment())
        return office_day(now, office_row(reading)["zone"]).isoformat()


def office_row(reading: Reading) -> Row:
    """The office's own row. Raises KeyOrSealWrong("office_missing") for a desk that was never founded."""
    row = reading.get("office", id=1)
    if row is None:
        raise KeyOrSealWrong("office_missing")
    return row
