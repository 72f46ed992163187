"""The vault as the services' port `services.keys.Vault` wants it: the package's functions under one object."""

from __future__ import annotations

from filedesk.services.ports import Cipher, FileContext
from filedesk.vault import codes, files, notes, persons, roles, signing, workstation
from filedesk.vault.opening import OpeningKey
from filedesk.vault.persons import PersonKeys
from filedesk.vault.roles import RoleKey, RoleName
from filedesk.vault.root import OfficeRoot


class DeskVault:
    """Implements `services.keys.Vault`."""

    new_root = staticmethod(OfficeRoot.new)
    new_person_keys = staticmethod(persons.new_person_keys)
    new_device_secret = staticmethod(persons.new_device_secret)
    wrap_role_key = staticmethod(roles.wrap_role_key)
    duplicate_mark = staticmethod(roles.duplicate_mark)
    new_share = staticmethod(files.new_share)
    new_slot_value = staticmethod(files.new_slot_value)
    wrap_share = staticmethod(files.wrap_share)
    unwrap_share = staticmethod(files.unwrap_share)
    holds = staticmethod(signing.holds)
    fingerprint = staticmethod(signing.fingerprint)
    person_fingerprint = staticmethod(signing.person_fingerprint)
    sign_checkpoint = staticmethod(notes.sign_checkpoint)
    read_checkpoint = staticmethod(notes.read_checkpoint)
    new_code = staticmethod(codes.new_code)
    new_workstation_key = staticmethod(workstation.new_workstation_key)
    workstation_to_bytes = staticmethod(workstation.workstation_to_bytes)
    workstation_from_bytes = staticmethod(workstation.workstation_from_bytes)

    def lock(
        self, keys: PersonKeys, *, password: str, device_secret: bytes, office: str, person: int, demo: bool
    ) -> bytes:
        """Lock a person's keys; a demo office's with little work."""
        strength = persons.DEMO if demo else persons.FULL
        return persons.lock_keys(
            keys, password=password, device_secret=device_secret, office=office, person=person, strength=strength
        )

    def unlock(
        self, blob: bytes, *, password: str, device_secret: bytes, office: str, person: int, demo: bool
    ) -> PersonKeys:
        """Unlock a person's keys; the floor is lower only for a demo office."""
        floor = persons.DEMO if demo else persons.FULL
        return persons.unlock_keys(
            blob, password=password, device_secret=device_secret, office=office, person=person, floor=floor
        )

    def new_role_key(self, name: RoleName, generation: int) -> RoleKey:
        """A fresh role key."""
        return roles.new_role_key(name, generation=generation)

    def unwrap_role_key(
        self, blob: bytes, *, keys: PersonKeys | OfficeRoot, name: RoleName, generation: int, office: str
    ) -> RoleKey:
        """A role key wrapped to a person, or to recovery."""
        opening: OpeningKey = keys.recovery if isinstance(keys, OfficeRoot) else keys.opening
        return roles.unwrap_role_key(blob, keys=opening, name=name, generation=generation, office=office)

    def encryptor(self, share: bytes, slot_value: bytes, context: FileContext) -> Cipher:
        """A cipher for one file on its way in."""
        return files.FileEncryptor(share, slot_value, context)

    def decryptor(self, share: bytes, slot_value: bytes, context: FileContext) -> Cipher:
        """A cipher for one file on its way out."""
        return files.FileDecryptor(share, slot_value, context)

    def code_digest(self, code: str, salt: bytes) -> str:
        """The salted digest of a one-time code, in hex, whatever way it was typed."""
        return codes.code_digest(code, salt)

