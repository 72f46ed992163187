"""The vault as the services see it does what services.keys.Vault asks, and holds the floor for real offices."""

from __future__ import annotations

import inspect

import pytest

from filedesk.errors import KeyOrSealWrong
from filedesk.services.keys import Vault
from filedesk.services.ports import FileContext
from filedesk.vault import port, roles

WHERE = {"password": "pw", "device_secret": bytes(16), "office": "0f" * 16, "person": 1}
ASKED = [name for name in vars(Vault) if not name.startswith("_")]


@pytest.mark.parametrize("name", ASKED)
def test_everything_the_services_ask_for_is_there(name: str) -> None:
    asked = list(inspect.signature(getattr(Vault, name)).parameters.values())[1:]
    given = inspect.signature(getattr(port, name)).parameters.values()
    assert [(p.name, p.kind) for p in given] == [(p.name, p.kind) for p in asked]


def test_demo_bundle_opens_in_a_demo_office_only() -> None:
    keys = port.new_person_keys()
    bundle = port.lock(keys, **WHERE, demo=True)
    assert port.unlock(bundle, **WHERE, demo=True).public == keys.public
    with pytest.raises(KeyOrSealWrong, match="strength_below_floor"):
        port.unlock(bundle, **WHERE, demo=False)


def test_file_goes_from_clerk_to_reader_through_the_port_alone() -> None:
    keys, role = port.new_person_keys(), port.new_role_key("office", 1)
    wrapped_role = port.wrap_role_key(role, to=keys.public.opening, office="0f" * 16)
    here, share, value = FileContext("0f" * 16, "a1" * 16, 1), port.new_share(), port.new_slot_value()
    wrapped = port.wrap_share(share, to=role.public, context=here)
    cipher = port.encryptor(share, value, here)
    stored = cipher.update(b"a paper") + cipher.finish()

    held = port.unwrap_role_key(wrapped_role, keys=keys, name="office", generation=1, office="0f" * 16)
    reader = port.decryptor(port.unwrap_share(wrapped, role_key=held, context=here), value, here)
    assert reader.update(stored) + reader.finish() == b"a paper"


def test_recovery_goes_through_sheets() -> None:
    root = port.new_root()
    role = port.new_role_key("secret", 2)
    wrap = port.wrap_role_key(role, to=root.recovery_public, office="0f" * 16)
    found = port.root_from_sheets(root.sheets()[:2])
    held = roles.unwrap_role_key(wrap, keys=found.recovery, name="secret", generation=2, office="0f" * 16)
    assert held.public == role.public
