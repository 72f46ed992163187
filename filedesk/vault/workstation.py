"""A workstation's own Ed25519 key, which the general manager certifies for a closed list of events.

It is kept in user state, never in the desk; whoever holds the bytes signs as that workstation.
"""

from __future__ import annotations

from typing import Final

from filedesk.errors import KeyOrSealWrong
from filedesk.vault.signing import KeySigner

SUITE: Final = 0x01


def new_workstation_key() -> KeySigner:
    """A fresh workstation key."""
    return KeySigner.new()


def workstation_to_bytes(signer: KeySigner) -> bytes:
    """The key as it is kept: the suite byte and the 32 secret bytes."""
    return bytes([SUITE]) + signer.private_bytes()


def workstation_from_bytes(blob: bytes) -> KeySigner:
    """The key that `workstation_to_bytes` wrote.

    Raises KeyOrSealWrong: "format_unknown" for another suite, "workstation_key_damaged" for another length.
    """
    if blob[:1] != bytes([SUITE]):
        raise KeyOrSealWrong("format_unknown")
    if len(blob) != 33:
        raise KeyOrSealWrong("workstation_key_damaged")
    return KeySigner.from_private_bytes(blob[1:])
