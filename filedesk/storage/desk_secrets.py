"""What a workstation keeps for a desk outside it (design section 4): implements `services.keys.DeskSecrets`.

The device secret goes into the system keyring where one answers in time, else into a file with mode 0600 in the
person's state folder. Pin and checkpoint are no secrets and are files there. A demo office keeps all of it inside
the desk, so that a copied folder opens anywhere: it protects nothing, and every print of it says so.
"""

from __future__ import annotations

import json
import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

from filedesk.errors import EnvironmentFailed, KeyOrSealWrong
from filedesk.storage.durable import System, told_as_environment, write_durably
from filedesk.storage.file_lock import LockTimeout, locked

KEYRING_SECONDS = 3.0


class Keyring(Protocol):
    """A system keyring: text by desk and name."""

    def get(self, desk: str, name: str) -> str | None: ...

    def set(self, desk: str, name: str, text: str) -> bool: ...


class NoKeyring:
    """Where no keyring is to be used."""

    def get(self, desk: str, name: str) -> str | None:
        """Nothing is there."""
        del desk, name
        return None

    def set(self, desk: str, name: str, text: str) -> bool:
        """Nothing is kept."""
        del desk, name, text
        return False


class SystemKeyring:
    """The keyring of Windows or the desktop; one that is missing, locked or slow is as if it were not there."""

    def get(self, desk: str, name: str) -> str | None:
        found = _in_time(lambda: _keyring().get_password(f"filedesk {desk}", name))
        return found if isinstance(found, str) else None

    def set(self, desk: str, name: str, text: str) -> bool:
        return _in_time(lambda: (_keyring().set_password(f"filedesk {desk}", name, text), True)[1]) is True


def _keyring() -> Any:
    import keyring  # cold path: it looks for every backend there is

    return keyring


def _in_time(work: Callable[[], object]) -> object:
    found: list[object] = []

    def run() -> None:
        with suppress(Exception):
            found.append(work())

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(KEYRING_SECONDS)
    return found[0] if found else None


class FileSecrets:
    """Secrets, pin and checkpoint of one desk in one JSON file, the secrets in a keyring where there is one.

    Every change is made under a lock between processes, so that none undoes another's.
    """

    def __init__(self, path: Path, desk: str, keyring: Keyring) -> None:
        self._path = path
        self._desk = desk
        self._keyring = keyring
        self._guard = threading.Lock()

    def _kept(self) -> dict[str, Any]:
        try:
            told = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise self._unreadable() from error
        if not isinstance(told, dict) or not all(_FORMS.get(name, _any)(value) for name, value in told.items()):
            raise self._unreadable()
        return told

    def _unreadable(self) -> KeyOrSealWrong:
        return KeyOrSealWrong("state_unreadable", file=str(self._path))

    def _change(self, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
        with self._guard, self._alone():
            before = self._kept()
            after = change(dict(before))
            if after != before:
                write_durably(self._path, [json.dumps(after, indent=1).encode()], system=System())

    @contextmanager
    def _alone(self) -> Iterator[None]:
        path = self._path.with_name(f"{self._path.name}.lock")
        with told_as_environment(path):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            with locked(handle):
                yield
        except LockTimeout as error:
            raise EnvironmentFailed("lock_failed", file=str(path), reason=type(error).__name__) from error
        finally:
            os.close(handle)

    def _secret(self, name: str) -> bytes | None:
        told = self._kept().get(name)
        if told is None:
            told = self._keyring.get(self._desk, name)
        return bytes.fromhex(told) if isinstance(told, str) and _hexadecimal(told) else None

    def _keep_secret(self, name: str, value: bytes) -> None:
        in_keyring = self._keyring.set(self._desk, name, value.hex())

        def change(kept: dict[str, Any]) -> dict[str, Any]:
            kept.pop(name, None)  # what an earlier time without a keyring left here would hide the new one
            return kept if in_keyring else {**kept, name: value.hex()}

        self._change(change)

    def device_secret(self) -> bytes:
        secret = self._secret("device_secret")
        if secret is None:
            raise KeyOrSealWrong("device_secret_missing")
        return secret

    def keep_device_secret(self, secret: bytes) -> None:
        self._keep_secret("device_secret", secret)

    def workstation_key(self) -> bytes | None:
        return self._secret("workstation_key")

    def keep_workstation_key(self, key: bytes) -> None:
        self._keep_secret("workstation_key", key)

    def pin(self) -> str | None:
        pin: str | None = self._kept().get("pin")
        return pin

    def keep_pin(self, root: str) -> None:
        self._change(lambda kept: {**kept, "pin": root})

    def checkpoint(self) -> str | None:
        told = self._kept().get("checkpoint")
        return str(told["note"]) if told else None

    def keep_checkpoint(self, note: str, size: int) -> None:
        """Keep a checkpoint; one of a journal that is not longer than the kept one's changes nothing."""

        def change(kept: dict[str, Any]) -> dict[str, Any]:
            told = kept.get("checkpoint")
            newer = told is None or told["size"] < size
            return {**kept, "checkpoint": {"note": note, "size": size}} if newer else kept

        self._change(change)


def _hexadecimal(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch("([0-9a-f]{2})+", value) is not None


def _checkpoint(value: object) -> bool:
    return isinstance(value, dict) and isinstance(value.get("note"), str) and type(value.get("size")) is int


def _any(_value: object) -> bool:
    return True


_FORMS: dict[str, Callable[[object], bool]] = {
    "device_secret": _hexadecimal, "workstation_key": _hexadecimal, "pin": _hexadecimal, "checkpoint": _checkpoint,
}  # fmt: skip
"""What stands under each name of the file."""
