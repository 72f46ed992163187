"""Encrypting files, each under a key of its own, halved between a wrapped share and a slot.

The key is HKDF-SHA512(share A ‖ slot value B): A is wrapped to a role, B lies in the slots file, and losing
either loses the file. The stream is Cobblestone-256 (`cryptography.cobblestone`, after C2SP chunked-encryption)
behind one format byte. docs/encrypted-file-format.md is enough to write an independent reader.
"""

from __future__ import annotations

import os
from typing import Final, NoReturn

from cryptography.cobblestone import Cobblestone256Decryptor, Cobblestone256Encryptor
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from filedesk.errors import KeyOrSealWrong
from filedesk.services.ports import FileContext
from filedesk.vault.binding import bound, identifier, number
from filedesk.vault.opening import seal
from filedesk.vault.roles import RoleKey

FORMAT: Final = 1
SHARE_BYTES: Final = 32
OVERHEAD_BYTES: Final = 1 + 24 + 32
"""What an encrypted file is longer than its plain bytes, before 16 bytes for each begun 16 KiB (see `size`)."""

_CHUNK: Final = 16 * 1024
_TAG: Final = 16
# The library lets other threads run during a call, and a call this short keeps nobody waiting long. The 64 KiB
# beyond 1 MiB are for what encryption adds to a piece of 1 MiB, so that it need not be cut to be decrypted.
_PIECE: Final = (1024 + 64) * 1024


def new_share() -> bytes:
    """A fresh share A of a file's key: 32 random bytes."""
    return os.urandom(SHARE_BYTES)


def new_slot_value() -> bytes:
    """A fresh value B for a file's slot: 32 random bytes."""
    return os.urandom(SHARE_BYTES)


def wrap_share(share: bytes, *, to: bytes, context: FileContext) -> bytes:
    """Share A for the holders of the role key whose public half is `to` (32 bytes): an 81-byte wrap."""
    return seal(share, to=to, info=_wrap_info(context, to))


def unwrap_share(blob: bytes, *, role_key: RoleKey, context: FileContext) -> bytes:
    """Share A of this file and version.

    Raises KeyOrSealWrong ("wrap_wrong", "format_unknown") for another role key, office, file, version or format.
    """
    return role_key.opening.open(blob, _wrap_info(context, role_key.public))


def size(plain: int) -> int:
    """The encrypted size of a file of `plain` bytes, both in bytes."""
    return OVERHEAD_BYTES + plain + _TAG * (plain // _CHUNK + 1)


def file_key(share: bytes, slot_value: bytes, context: FileContext) -> bytes:
    """The 32-byte key of one version of one file. Raises ValueError unless both halves are 32 bytes."""
    if len(share) != SHARE_BYTES or len(slot_value) != SHARE_BYTES:
        raise ValueError("both halves of a file key are 32 bytes")
    info = bound("filedesk/file-key/v1", identifier(context.office), identifier(context.file), number(context.version))
    return HKDF(SHA512(), 32, salt=None, info=info).derive(share + slot_value)


class FileEncryptor:
    """Encrypts one file as a stream; the `Cipher` of services.ports. Each encryptor draws a fresh salt."""

    def __init__(self, share: bytes, slot_value: bytes, context: FileContext) -> None:
        _check_format(context)
        key = file_key(share, slot_value, context)
        self._engine = Cobblestone256Encryptor(key, _context_bytes(context))
        self._head = bytes([FORMAT])

    def update(self, data: bytes) -> bytes:
        """The next encrypted bytes; less or more than `data`, as whole chunks of 16 KiB are filled."""
        head, self._head = self._head, b""
        if len(data) <= _PIECE:
            return head + self._engine.update(data)
        return head + b"".join(self._engine.update(piece) for piece in _pieces(memoryview(data)))

    def finish(self) -> bytes:
        """The last encrypted bytes. Nothing may follow."""
        head, self._head = self._head, b""
        return head + self._engine.finalize()


class FileDecryptor:
    """Decrypts one file as a stream; the `Cipher` of services.ports.

    Every byte that `update` returns has been authenticated at its place in this file, but only `finish` tells
    that the file is whole: until then what was returned may be a true beginning of a truncated file, and must
    not be acted on as the file.
    """

    def __init__(self, share: bytes, slot_value: bytes, context: FileContext) -> None:
        _check_format(context)
        key = file_key(share, slot_value, context)
        self._engine = Cobblestone256Decryptor(key, _context_bytes(context))
        self._file = context.file
        self._begun = self._failed = False

    def update(self, data: bytes) -> bytes:
        """The next plain bytes. Raises KeyOrSealWrong("ciphertext_damaged") at the first chunk that does not hold."""
        if self._failed:
            self._fail()
        if not self._begun and data:
            if data[0] != FORMAT:
                self._fail()
            self._begun = True
            return self._decrypt(memoryview(data)[1:])
        return self._decrypt(memoryview(data))

    def finish(self) -> bytes:
        """The last plain bytes. Raises KeyOrSealWrong("ciphertext_damaged") unless the file is whole and this one."""
        if self._failed or not self._begun:
            self._fail()
        try:
            return self._engine.finalize()
        except InvalidTag:
            self._fail()

    def _decrypt(self, data: memoryview) -> bytes:
        try:
            if len(data) <= _PIECE:
                return self._engine.update(data)
            return b"".join(self._engine.update(piece) for piece in _pieces(data))
        except InvalidTag:
            self._fail()

    def _fail(self) -> NoReturn:
        self._failed = True
        raise KeyOrSealWrong("ciphertext_damaged", file=self._file) from None


def _check_format(context: FileContext) -> None:
    if context.format != FORMAT:
        raise KeyOrSealWrong("format_unknown")


def _context_bytes(context: FileContext) -> bytes:
    return identifier(context.office) + identifier(context.file) + number(context.version) + number(context.format)


def _wrap_info(context: FileContext, recipient: bytes) -> bytes:
    return bound("filedesk/file-share/v1", _context_bytes(context), recipient)


def _pieces(data: memoryview) -> list[memoryview]:
    return [data[start : start + _PIECE] for start in range(0, len(data), _PIECE)]
