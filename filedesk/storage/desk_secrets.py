"""What a workstation keeps for a desk outside it (design section 4): implements `services.keys.DeskSecrets`.

The device secret goes into the system keyring where one answers in time, else into a file with mode 0600 in the
person's state folder. Pin and checkpoint are no secrets and are files there. A demo office keeps all of it inside
the desk, so that a copied folder opens anywhere: it protects nothing, and every print of it says so.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from filedesk.errors import KeyOrSealWrong
from filedesk.storage.durable import System, write_durably

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
    import keyring

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
    """Secrets, pin and checkpoint of one desk in one JSON file, the secrets in a keyring where there is one."""

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
            raise KeyOrSealWrong("state_unreadable", file=str(self._path)) from error
        return told if isinstance(told, dict) else {}

    def _keep(self, name: str, value: object) -> None:
        with self._guard:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            text = json.dumps({**self._kept(), name: value}, indent=1)
            write_durably(self._path, [text.encode()], system=System())

    def _secret(self, name: str) -> bytes | None:
        told = self._kept().get(name)
        if told is None:
            told = self._keyring.get(self._desk, name)
        return bytes.fromhex(told) if told else None

    def _keep_secret(self, name: str, value: bytes) -> None:
        if not self._keyring.set(self._desk, name, value.hex()):
            self._keep(name, value.hex())

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
        pin = self._kept().get("pin")
        return str(pin) if pin else None

    def keep_pin(self, root: str) -> None:
        self._keep("pin", root)

    def checkpoint(self) -> str | None:
        told = self._kept().get("checkpoint")
        return str(told["note"]) if told else None

    def keep_checkpoint(self, note: str, size: int) -> None:
        told = self._kept().get("checkpoint")
        if told is None or told["size"] < size:
            self._keep("checkpoint", {"note": note, "size": size})
