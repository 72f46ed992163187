"""The composition root: opens a desk and plugs storage, vault, registers and capture into the services. No Qt here.

A desk is one folder: desk.sqlite3, files/, shred.slots, desk.lock, quarantine/. Demo desks hold secrets.json too.
"""

from __future__ import annotations

import os
import secrets as random
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from sqlite3 import DatabaseError
from typing import BinaryIO

from filedesk import config
from filedesk.clock import Clock, SystemClock, office_day
from filedesk.domain.events import MalformedEventError
from filedesk.errors import EnvironmentFailed, KeyOrSealWrong
from filedesk.services.desk_ports import Ports
from filedesk.services.ports import (
    Capture,
    DrawnRegister,
    Examination,
    HandlingSlip,
    PrintFacts,
    Progress,
    RegisterPrinter,
    ScannedCodes,
    Suggestion,
)
from filedesk.storage.database import Database
from filedesk.storage.desk_lock import DeskLock, network_share
from filedesk.storage.desk_secrets import FileSecrets, Keyring, NoKeyring, SystemKeyring
from filedesk.storage.durable import System, make_folder_durably
from filedesk.storage.files import EncryptedFiles
from filedesk.storage.inspecting import DeskInspection
from filedesk.storage.journal import read_event
from filedesk.storage.ledger import SqlLedger, read_only
from filedesk.storage.migrating import bring_along
from filedesk.storage.quarantine import sweep
from filedesk.storage.slots import SlotsFile
from filedesk.storage.unfounded import DEMO_SECRETS, FILES, SLOTS, clear_unfounded, remove_empty_desk
from filedesk.vault import port as vault

DATABASE = config.DATABASE


class _LateReader:
    """The reader of papers, made when the first file is taken in: opening a desk need not wait for its loading."""

    @cached_property
    def _reader(self) -> Capture:
        from filedesk.capture.reader import PaperReader

        return PaperReader()

    def examine(self, source: Path | BinaryIO, name: str) -> Examination:
        return self._reader.examine(source, name)

    def suggest(self, source: Path | BinaryIO, name: str) -> tuple[Suggestion, ...]:
        return self._reader.suggest(source, name)

    def codes(self, source: Path | BinaryIO, name: str, progress: Progress | None = None) -> ScannedCodes:
        return self._reader.codes(source, name, progress)

    def split(self, source: Path | BinaryIO, name: str, parts: Sequence[Sequence[int]]) -> list[bytes]:
        return self._reader.split(source, name, parts)


class _LatePrinter:
    """The printer of registers, made when something is first printed: reportlab is slow to import."""

    @cached_property
    def _printer(self) -> RegisterPrinter:
        from filedesk.registers.printer import PdfPrinter

        return PdfPrinter()

    def draw_register(
        self,
        *,
        definition: str,
        facts: PrintFacts,
        rows: Iterable[tuple[str, ...]],
        total: int | None = None,
        progress: Progress | None = None,
    ) -> DrawnRegister:
        return self._printer.draw_register(
            definition=definition, facts=facts, rows=rows, total=total, progress=progress
        )

    def print_slip(self, *, slip: HandlingSlip, out: BinaryIO) -> int:
        return self._printer.print_slip(slip=slip, out=out)

    def print_separator(self, *, office: str, code: str, language: str, out: BinaryIO) -> int:
        return self._printer.print_separator(office=office, code=code, language=language, out=out)


def draw_official_paper(
    out: BinaryIO,
    *,
    issuer: str,
    number: str,
    title: str,
    addressee: str,
    dated: str,
    body: tuple[str, ...],
    urgency: str = "",
) -> int:
    """Draw an official paper by the layout of GB/T 9704-2012 for the demo office; returns its pages."""
    from filedesk.registers import official_paper

    paper = official_paper.OfficialPaper(issuer, number, title, addressee, dated, body, urgency)
    return official_paper.draw_official_paper(paper, out)


@dataclass
class Desk:
    """An open desk."""

    folder: Path
    ports: Ports
    database: Database
    lock: DeskLock
    swept: tuple[str, ...] = ()

    def close(self) -> None:
        """Close this thread's connection and let go of the lock."""
        self.database.close()
        self.lock.release()


def _plug(folder: Path, office: str, *, demo: bool, clock: Clock, keyring: Keyring, system: System) -> Desk:
    database = Database(folder / DATABASE)
    files = EncryptedFiles(folder / FILES, system)
    slots = SlotsFile(folder / SLOTS, office, system)
    if demo:
        kept = FileSecrets(folder / DEMO_SECRETS, office, NoKeyring())
    else:
        kept = FileSecrets(config.state_folder() / "desks" / f"{office}.json", office, keyring)
    ports = Ports(
        office=office,
        ledger=SqlLedger(database, clock, office),
        vault=vault,
        files=files,
        slots=slots,
        secrets=kept,
        capture=_LateReader(),
        printer=_LatePrinter(),
        inspection=DeskInspection(database, files, slots),
        clock=clock,
    )
    return Desk(folder, ports, database, DeskLock(folder))


def create_desk(
    folder: Path, *, demo: bool = False, clock: Clock | None = None, keyring: Keyring | None = None
) -> Desk:
    """An empty desk in a new or empty folder, ready to be founded. What an interrupted set-up left there goes first.

    Raises EnvironmentFailed ("folder_not_empty", "desk_on_network_share", "folder_not_writable").
    """
    folder = folder.absolute()
    if folder.exists() and not _is_empty(folder):
        raise EnvironmentFailed("folder_not_empty", folder=str(folder))
    system = System()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFailed("folder_not_writable", folder=str(folder)) from error
    if network_share(folder):
        raise EnvironmentFailed("desk_on_network_share", folder=str(folder))
    make_folder_durably(folder / FILES, system=system)
    office = random.token_hex(16)
    desk = _plug(
        folder, office, demo=demo, clock=clock or SystemClock(), keyring=keyring or SystemKeyring(), system=system
    )
    desk.database.create()
    SlotsFile(folder / SLOTS, office, system).create()
    desk.lock.share()
    return desk


def _is_empty(folder: Path) -> bool:
    try:
        return folder.is_dir() and (not any(folder.iterdir()) or clear_unfounded(folder))
    except OSError as error:
        raise EnvironmentFailed("folder_not_writable", folder=str(folder)) from error


def remove_unfounded(desk: Desk) -> bool:
    """Take an empty desk away again after its founding failed or was given up; whether it was one. A founded desk is
    left alone.
    """
    with desk.ports.ledger.reading() as reading:
        if reading.size():
            return False
    desk.close()
    remove_empty_desk(desk.folder)
    with suppress(OSError):
        desk.folder.rmdir()
    return True


def open_desk(
    folder: Path,
    *,
    clock: Clock | None = None,
    keyring: Keyring | None = None,
    system: System | None = None,
    sweeping: bool = True,
) -> Desk:
    """Open a founded desk. When nobody else has it open, leftovers of crashes are swept into quarantine.

    One of an earlier schema is brought along first, which wants to be alone.

    Raises EnvironmentFailed ("not_a_desk", "desk_unreadable", "desk_is_newer", "desk_in_use_by_earlier",
    "desk_on_network_share"; "desk_write_protected", since SQLite cannot read a database with a WAL where it may not
    write beside it) and KeyOrSealWrong("office_missing").
    """
    folder = folder.absolute()
    if not (folder / DATABASE).is_file():
        raise EnvironmentFailed("not_a_desk", folder=str(folder))
    if network_share(folder):
        raise EnvironmentFailed("desk_on_network_share", folder=str(folder))
    if not (os.access(folder, os.W_OK) and os.access(folder / DATABASE, os.W_OK)):
        raise EnvironmentFailed("desk_write_protected", folder=str(folder))
    database = Database(folder / DATABASE)
    earlier = database.is_earlier()
    office, demo, zone = _identity(database)
    clock = clock or SystemClock()
    keyring = keyring or SystemKeyring()
    desk = _plug(folder, office, demo=demo, clock=clock, keyring=keyring, system=system or System())
    if earlier:
        _bring_along(desk)
    if sweeping:
        desk.swept = tuple(_sweep(desk, day=office_day(clock.now(), zone).isoformat()))
    desk.lock.share()
    return desk


def _identity(database: Database) -> tuple[str, bool, str]:
    """Office id, demo mark and zone, as the first event tells them; signing in and verifying check its signature."""
    try:
        event = read_event(database.connection(), 1)[0]
        return event.office, bool(event.data["demo"]), str(event.data["zone"])
    except (KeyOrSealWrong, MalformedEventError, KeyError, TypeError, DatabaseError) as error:
        raise KeyOrSealWrong("office_missing") from error
    finally:
        database.close()


def _bring_along(desk: Desk) -> None:
    with desk.lock.alone() as alone:
        if not alone:
            raise EnvironmentFailed("desk_in_use_by_earlier", folder=str(desk.folder))
        try:
            bring_along(desk.database)
        finally:
            desk.database.close()


def _sweep(desk: Desk, *, day: str) -> list[str]:
    with desk.lock.alone() as alone:
        if not alone:
            return []
        with read_only(desk.database.path) as connection:
            known = {row[0] for row in connection.execute("SELECT file FROM document_file")}
        return sweep(desk.folder / FILES, known, desk.folder / "quarantine", lock=desk.lock, day=day)


@contextmanager
def opened(folder: Path, *, clock: Clock | None = None, sweeping: bool = True) -> Iterator[Desk]:
    """An open desk for the length of a block."""
    desk = open_desk(folder, clock=clock, sweeping=sweeping)
    try:
        yield desk
    finally:
        desk.close()


__all__ = [
    "Desk",
    "create_desk",
    "draw_official_paper",
    "open_desk",
    "opened",
    "remove_unfounded",
]
