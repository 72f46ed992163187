"""The vault as the services see it: this module is the `Vault` of services.keys, function for function.

`desk` hands it over as it is. What a demo office may do with its weaker passwords is decided here, in one place.
"""

from __future__ import annotations

from filedesk.services.ports import FileContext
from filedesk.vault import persons, roles
from filedesk.vault.codes import code_digest, device_secret_slip, new_code, read_device_secret
from filedesk.vault.files import (
    FileDecryptor,
    FileEncryptor,
    new_share,
    new_slot_value,
    unwrap_share,
    wrap_share,
)
from filedesk.vault.notes import read_checkpoint, sign_checkpoint
from filedesk.vault.persons import PersonKeys, new_device_secret, new_person_keys
from filedesk.vault.roles import RoleKey, duplicate_mark, wrap_role_key
from filedesk.vault.root import OfficeRoot
from filedesk.vault.signing import fingerprint, holds, person_fingerprint, verify
from filedesk.vault.workstation import new_workstation_key, workstation_from_bytes, workstation_to_bytes

__all__ = [
    "code_digest",
    "decryptor",
    "device_secret_slip",
    "duplicate_mark",
    "encryptor",
    "fingerprint",
    "holds",
    "lock",
    "new_code",
    "new_device_secret",
    "new_person_keys",
    "new_role_key",
    "new_root",
    "new_share",
    "new_slot_value",
    "new_workstation_key",
    "person_fingerprint",
    "read_checkpoint",
    "read_device_secret",
    "root_from_sheets",
    "sign_checkpoint",
    "unlock",
    "unwrap_role_key",
    "unwrap_share",
    "verify",
    "workstation_from_bytes",
    "workstation_to_bytes",
    "wrap_role_key",
    "wrap_share",
]

new_root = OfficeRoot.new
root_from_sheets = OfficeRoot.from_sheets


def lock(keys: PersonKeys, *, password: str, device_secret: bytes, office: str, person: int, demo: bool) -> bytes:
    """A person's bundle, at the demo strength only in a demo office. Raises as `persons.lock_keys` does."""
    return persons.lock_keys(
        keys,
        password=password,
        device_secret=device_secret,
        office=office,
        person=person,
        strength=persons.DEMO if demo else persons.FULL,
    )


def unlock(blob: bytes, *, password: str, device_secret: bytes, office: str, person: int, demo: bool) -> PersonKeys:
    """The keys in a bundle. `demo` must come from a genesis event whose signature, and the pin if any, held.

    Raises as `persons.unlock_keys` does.
    """
    return persons.unlock_keys(
        blob,
        password=password,
        device_secret=device_secret,
        office=office,
        person=person,
        floor=persons.DEMO if demo else persons.FULL,
    )


def new_role_key(name: str, generation: int) -> RoleKey:
    """A fresh key for a generation (from 1) of "office", "secret" or "personnel"."""
    return roles.new_role_key(name, generation=generation)


def unwrap_role_key(blob: bytes, *, keys: PersonKeys, name: str, generation: int, office: str) -> RoleKey:
    """The role key that was wrapped to this person. Raises as `roles.unwrap_role_key` does."""
    return roles.unwrap_role_key(blob, keys=keys.opening, name=name, generation=generation, office=office)


def encryptor(share: bytes, slot_value: bytes, context: FileContext) -> FileEncryptor:
    """Encrypts one file as a stream."""
    return FileEncryptor(share, slot_value, context)


def decryptor(share: bytes, slot_value: bytes, context: FileContext) -> FileDecryptor:
    """Decrypts one file as a stream; it is whole only once `finish` has returned."""
    return FileDecryptor(share, slot_value, context)
