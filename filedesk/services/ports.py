"""What the services need from the adapters around them; `desk.py` plugs the real ones in, tests subclass these.

Long work takes a `Progress`: the caller decides how to show it and whether to stop it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol

from filedesk.services.progress import Progress as Progress  # noqa: PLC0414 - handed on: it is a port like the others

# ---- vault -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PublicKeys:
    """What everybody may know of somebody's keys: Ed25519 for signing, X25519 for opening (32 bytes each)."""

    signing: bytes
    opening: bytes


class Signer(Protocol):
    """Signs events as one key. `key_id` names the key: the first 16 bytes of SHA-256 of it, in hex."""

    @property
    def key_id(self) -> str: ...

    @property
    def public(self) -> bytes: ...

    def sign(self, payload: bytes) -> bytes:
        """The 64-byte Ed25519 signature over the DSSE pre-authentication encoding of `payload`."""
        ...


@dataclass(frozen=True)
class FileContext:
    """What an encrypted file is bound to: office id and file id (32 hex digits each), version, format number."""

    office: str
    file: str
    version: int
    format: int = 1


class Cipher(Protocol):
    """Encrypts or decrypts one stream. `finish` raises KeyOrSealWrong when a decrypted stream is not whole."""

    def update(self, data: bytes) -> bytes: ...

    def finish(self) -> bytes: ...


# ---- capture -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Examination:
    """What kind of file this is. `notices` are codes of things a clerk should know (texts has their sentences)."""

    media_type: str
    pages: int | None
    notices: tuple[str, ...] = ()
    text_usable: bool = False


@dataclass(frozen=True)
class Suggestion:
    """A value recognised on a paper for one field of its entry, and the place it was read from."""

    field: str
    value: str
    page: int


@dataclass(frozen=True)
class FoundCode:
    """A QR code on a scanned page (counted from 1): its text, and its place in parts of the page's width and height."""

    text: str
    page: int
    left: float
    top: float


@dataclass(frozen=True)
class ScannedCodes:
    """How many pages of a scan were looked at, and the codes found on them, in order."""

    pages: int
    codes: tuple[FoundCode, ...]


class Capture(Protocol):
    """Reads a file that is to be taken in. Never raises for a strange file: it says so in `notices`."""

    def examine(self, source: Path | BinaryIO, name: str) -> Examination: ...

    def suggest(self, source: Path | BinaryIO, name: str) -> tuple[Suggestion, ...]: ...

    def codes(self, source: Path | BinaryIO, name: str, progress: Progress | None = None) -> ScannedCodes:
        """The QR codes on the pages of a PDF or an image. Raises FileUnreadable where a page cannot be drawn."""
        ...

    def split(self, source: Path | BinaryIO, name: str, parts: Sequence[Sequence[int]]) -> list[bytes]:
        """A file for each part of a stack, which names its pages from 1; what is on the pages stays as it is.

        Raises FileUnreadable, RuleRefused("stack_not_split").
        """
        ...


# ---- registers ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class HeadField:
    """One field above the rows of a form; a `wide` one has a line of its own."""

    label: str
    value: str
    wide: bool = False


@dataclass(frozen=True)
class PrintFacts:
    """What stands around the rows of a printed register.

    `code` is the text of the QR code; `root` the journal's root hash in hex; `titled` the register's name and
    `told` the period or filter it shows. `demo` prints the demo mark on every page, `preview` says across every
    page that this is no print; it has no code. `head` stands above the rows of a form about one document.
    """

    office: str
    titled: str
    told: str
    printed_by: str
    printed_at: str
    journal_size: int
    root: str
    code: str
    language: str
    demo: bool = False
    preview: bool = False
    head: tuple[HeadField, ...] = ()


@dataclass(frozen=True)
class SignedMark:
    """A signature as it stands on paper: how, by whom and when in one line, and the code that `verify` reads."""

    told: str
    code: str


@dataclass(frozen=True)
class SlipReader:
    """A reader on the slip: his name, and what he wrote and signed, if he has."""

    name: str
    opinion: str = ""
    marks: tuple[SignedMark, ...] = ()


@dataclass(frozen=True)
class HandlingSlip:
    """One form about a document, 文件处理单 or 发文稿纸: the value of each cell, empty ones left to be written.

    `marks` are the signatures in a cell; where there are none, or the cell is among `awaited`, there is a line to sign.
    """

    facts: PrintFacts
    number: str
    cells: dict[str, str] = field(default_factory=dict)
    marks: dict[str, tuple[SignedMark, ...]] = field(default_factory=dict)
    readers: tuple[SlipReader, ...] = ()
    awaited: frozenset[str] = frozenset()
    form: str = "handling-slip"


class DrawnRegister(Protocol):
    """The pages of a register, drawn once and written as often as wanted, as a preview or as the print."""

    @property
    def pages(self) -> int: ...

    def write(self, *, facts: PrintFacts, out: BinaryIO, most: int | None = None) -> None:
        """Write the PDF (or its first `most` pages) with what `facts` tell around the rows, under the same heading."""
        ...


class RegisterPrinter(Protocol):
    """Draws registers and slips as PDF."""

    def draw_register(
        self,
        *,
        definition: str,
        facts: PrintFacts,
        rows: Iterable[tuple[str, ...]],
        total: int | None = None,
        progress: Progress | None = None,
    ) -> DrawnRegister:
        """Draw the rows of the register named `definition` below the heading that `facts` tell."""
        ...

    def print_slip(self, *, slip: HandlingSlip, out: BinaryIO) -> int: ...

    def print_separator(self, *, office: str, code: str, language: str, out: BinaryIO) -> int:
        """Draw the sheet that divides a scanned stack where `code` is read; returns its pages."""
        ...


# ---- encrypted files and slots -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Written:
    """An encrypted file as it lies on disk: its size in bytes and the SHA-256 of its bytes, in hex."""

    size: int
    digest: str


class FileStore(Protocol):
    """Encrypted files of a desk, each under its random id; never a plain byte among them."""

    def write(self, file: str, chunks: Iterable[bytes]) -> Written:
        """Write durably (temp, fsync, rename, fsync folder). Raises EnvironmentFailed, leaving nothing."""
        ...

    def read(self, file: str) -> Iterator[bytes]: ...

    def exists(self, file: str) -> bool: ...

    def discard(self, file: str) -> None:
        """Remove a file that no entry ever named (its registration was cancelled or failed)."""
        ...

    def all_ids(self) -> Iterator[str]: ...


class Slots(Protocol):
    """The file of slots: half of every file key, where destroying can overwrite it in place."""

    def append(self, values: list[bytes]) -> list[str]:
        """Append durably; returns the slots' ids (32 hex digits) in the order of `values` (32 bytes each)."""
        ...

    def value(self, slot: str) -> bytes: ...
