"""The office root: one seed, made at set-up, split into three recovery sheets of which any two suffice.

HKDF derives the root's signing key and the recovery key. The sheets are SLIP-39 mnemonics (SatoshiLabs' SLIP-0039,
through `shamir-mnemonic`): 22 English words that carry a checksum, so that a slip of the pen is found.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from filedesk.vault import sheets
from filedesk.vault.binding import bound
from filedesk.vault.opening import OpeningKey
from filedesk.vault.signing import KeySigner

SUITE: Final = 0x01
SEED_BYTES: Final = 17


class OfficeRoot:
    """The seed and its two keys, alive only between set-up (or recovery) and `forget`."""

    def __init__(self, seed: bytes) -> None:
        if len(seed) != SEED_BYTES:
            raise ValueError("an office root's seed is 17 bytes")
        self._seed = bytearray(seed)
        self._sheets: tuple[str, str, str] | None = None
        self._signer: KeySigner | None = KeySigner.from_private_bytes(_derive(seed, "filedesk/root-signing/v1"))
        self._recovery: OpeningKey | None = OpeningKey.from_private_bytes(_derive(seed, "filedesk/root-recovery/v1"))
        self.root_public = self._signer.public
        self.recovery_public = self._recovery.public

    @classmethod
    def new(cls) -> OfficeRoot:
        """A fresh root, for a new office."""
        return cls(os.urandom(SEED_BYTES))

    @classmethod
    def from_sheets(cls, typed: Iterable[str]) -> OfficeRoot:
        """The root of two or three of its sheets, in any order, as people type them.

        Raises KeyOrSealWrong with the codes of `sheets.combine`, and "sheet_foreign" for sheets of another use.
        """
        secret = sheets.combine(typed)
        if len(secret) != 1 + SEED_BYTES or secret[0] != SUITE:
            raise sheets.foreign()
        return cls(secret[1:])

    @property
    def signer(self) -> KeySigner:
        """Signs as the office root. Raises RuntimeError once forgotten."""
        if self._signer is None:
            raise RuntimeError("the office root was forgotten")
        return self._signer

    @property
    def recovery(self) -> OpeningKey:
        """Opens what was wrapped to recovery. Raises RuntimeError once forgotten."""
        if self._recovery is None:
            raise RuntimeError("the office root was forgotten")
        return self._recovery

    def sheets(self) -> tuple[str, str, str]:
        """The three sheets; the same each time. A root that came from sheets draws a new set beside the old one.

        Raises RuntimeError once forgotten.
        """
        if self._signer is None:
            raise RuntimeError("the office root was forgotten")
        if self._sheets is None:
            self._sheets = sheets.split(bytes([SUITE]) + self._seed)
        return self._sheets

    def sheet_number(self, typed: str) -> int:
        """Which of `sheets()` (1 to 3) the person has typed back, to be sure that it was written down rightly.

        Raises KeyOrSealWrong: "sheet_word_misspelt", "sheet_word_unknown", "sheet_length", "sheet_checksum",
        "sheet_foreign", or "sheet_of_another_set".
        """
        return sheets.number_in(typed, self.sheets())

    def forget(self) -> None:
        """Drop the seed, the keys and the sheets. What Python cannot wipe is said in docs/key-formats.md."""
        self._seed[:] = bytes(SEED_BYTES)
        self._signer = self._recovery = self._sheets = None


def _derive(seed: bytes, label: str) -> bytes:
    return HKDF(SHA512(), 32, salt=None, info=bound(label)).derive(seed)
