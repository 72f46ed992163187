"""Founding an office (design section 4, "Keys"): its root, role keys, departments and people, in one transaction.

The root lives only as long as the set-up does: its three sheets are handed to the caller, who shows or prints them
and then calls `forget`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from filedesk.clock import is_zone
from filedesk.domain.documents import tidy
from filedesk.domain.people import RECOVERY, Role, check_name, check_roles, reads_content
from filedesk.domain.receiving import has_clerk, usual_office
from filedesk.errors import RuleRefused
from filedesk.services.acts import Act, act_of_key
from filedesk.services.checkpoints import write_checkpoint
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import OfficeRoot, RoleKey
from filedesk.services.ledger import Writing
from filedesk.services.ports import Progress

LONGEST_CODE = 20


@dataclass(frozen=True)
class NewPerson:
    """A person of the new office. With a password his keys are made at once, without one by a one-time code."""

    name: str
    roles: frozenset[str]
    department: str | None = None
    password: str | None = None


@dataclass(frozen=True)
class NewOffice:
    """What the set-up assistant, or office.toml, tells of the office. `code` is its 代字."""

    name: str
    code: str
    departments: tuple[str, ...]
    people: tuple[NewPerson, ...]
    zone: str = "Asia/Shanghai"
    receives: str | None = None
    """The department that alone receives incoming papers (I1); None where any clerk does."""

    def with_usual_office(self) -> NewOffice:
        """The same, receiving where it is usual."""
        told = ((person.roles, person.department) for person in self.people)
        return replace(self, receives=usual_office(self.departments, told))


@dataclass(frozen=True)
class Founded:
    """A founded office: its root, still alive, and the one-time codes by person's name."""

    root: OfficeRoot
    codes: dict[str, str] = field(default_factory=dict)


def check_office(new: NewOffice) -> NewOffice:
    """The office's data, tidied. Raises RuleRefused naming what is missing or twice there."""
    name, code = check_name(new.name), tidy(new.code)
    if not code:
        raise RuleRefused("office_code_missing")
    if len(code) > LONGEST_CODE:
        raise RuleRefused("name_too_long", most=LONGEST_CODE)
    if not is_zone(new.zone):
        raise RuleRefused("zone_unknown", zone=new.zone)
    departments = tuple(check_name(d) for d in new.departments)
    people = tuple(
        NewPerson(
            check_name(p.name),
            frozenset(check_roles(p.roles)),
            check_name(p.department) if p.department else None,
            p.password,
        )
        for p in new.people
    )
    for what in (departments, tuple(p.name for p in people)):
        for twice, times in Counter(what).items():
            if times > 1:
                raise RuleRefused("name_twice", name=twice)
    for person in people:
        if person.department is not None and person.department not in departments:
            raise RuleRefused("department_unknown", department=person.department)
    heads = [p for p in people if Role.GENERAL_MANAGER in p.roles]
    if len(heads) != 1:
        raise RuleRefused("one_general_manager")
    if heads[0].password is None:
        raise RuleRefused("general_manager_present")
    if not any(Role.CLERK in p.roles for p in people):
        raise RuleRefused("no_clerk", rule="F1")
    receives = check_name(new.receives) if new.receives else None
    if receives is not None:
        if receives not in departments:
            raise RuleRefused("department_unknown", department=receives)
        if not has_clerk(receives, [(p.roles, p.department) for p in people]):
            raise RuleRefused("no_receiving_clerk", rule="I1", department=receives)
    return NewOffice(name, code, departments, people, new.zone, receives)


def found_office(
    ports: Ports, new: NewOffice, *, root: OfficeRoot, provisional: bool = False, demo: bool = False,
    progress: Progress | None = None,
) -> Founded:  # fmt: skip
    """Found the office in an empty desk.

    `provisional` marks keys made from a password file; `demo` makes a demo office, whose weak passwords are honoured
    only because the signed first event says so. Raises RuleRefused, leaving the desk empty.
    """
    new = check_office(new)
    progress = progress or Progress()
    device_secret = ports.vault.new_device_secret()
    workstation = ports.vault.new_workstation_key()
    ordered = sorted(new.people, key=lambda p: Role.GENERAL_MANAGER not in p.roles)
    made = []
    for number, person in enumerate(ordered, start=1):
        progress.report(number - 1, len(ordered))
        progress.raise_if_cancelled()
        made.append(_prepare(ports, person, number, device_secret, demo=demo))
    codes = {}
    with ports.ledger.writing() as writing:
        if writing.size():
            raise RuleRefused("founded_already")
        root_act = act_of_key(writing, root.signer)
        root_act.append(
            "office_founded",
            {
                "root": root.signer.public.hex(),
                "recovery": root.recovery_public.hex(),
                "zone": new.zone,
                "demo": int(demo),
            },
            {"name": new.name, "code": new.code},
        )
        for number, name in enumerate(new.departments, start=1):
            root_act.append("department_added", {"department": number}, {"name": name})
        head = made[0]
        _add(root_act, head, new)
        head_act = Act(writing, signer=head.keys.signer, actor=head.number)
        _keys_made(writing, head_act, head, provisional=provisional)
        public = head.keys.public
        root_act.append(
            "general_manager_certified",
            {"person": head.number, "signing": public.signing.hex(), "opening": public.opening.hex()},
        )
        office_key = _make_role_keys(ports, writing, root_act, root, head)
        head_act.append("workstation_certified", {"workstation": 1, "public": workstation.public.hex()}, {"name": "1"})
        for other in made[1:]:
            _add(head_act, other, new)
            if other.keys is None:
                codes[other.told.name] = invite_in(ports, head_act, other.number)
                continue
            own = Act(writing, signer=other.keys.signer, actor=other.number)
            _keys_made(writing, own, other, provisional=provisional)
            wraps = []
            if reads_content(other.told.roles):
                opening = other.keys.public.opening
                wraps.append(wrap_for(ports, writing, office_key, "office", person=other.number, opening=opening))
            signing = other.keys.public.signing.hex()
            head_act.append("person_confirmed", {"person": other.number, "signing": signing, "wraps": wraps})
        if new.receives is not None:
            head_act.append("receiving_office_set", {"department": new.departments.index(new.receives) + 1})
        note = write_checkpoint(ports, writing, workstation)
        ports.secrets.keep_device_secret(device_secret)
        ports.secrets.keep_workstation_key(ports.vault.workstation_to_bytes(workstation))
    ports.secrets.keep_pin(root.signer.public.hex())
    ports.secrets.keep_checkpoint(*note)
    return Founded(root, codes)


@dataclass
class _Made:
    number: int
    told: NewPerson
    keys: Any = None
    bundle: bytes = b""


def _prepare(ports: Ports, person: NewPerson, number: int, device_secret: bytes, *, demo: bool) -> _Made:
    if person.password is None:
        return _Made(number, person)
    keys = ports.vault.new_person_keys()
    bundle = ports.vault.lock(
        keys, password=person.password, device_secret=device_secret, office=ports.office, person=number, demo=demo
    )
    return _Made(number, person, keys, bundle)


def _add(act: Act, person: _Made, new: NewOffice) -> None:
    told = person.told
    department = new.departments.index(told.department) + 1 if told.department else None
    act.append(
        "person_added",
        {"person": person.number, "roles": sorted(told.roles), "department": department},
        {"name": told.name},
    )


def _keys_made(writing: Writing, act: Act, person: _Made, *, provisional: bool) -> None:
    public = person.keys.public
    act.append(
        "keys_made",
        {
            "person": person.number,
            "signing": public.signing.hex(),
            "opening": public.opening.hex(),
            "bundle": writing.keep("bundle", person.bundle),
            "provisional": int(provisional),
        },
    )


def _make_role_keys(ports: Ports, writing: Writing, act: Act, root: OfficeRoot, head: _Made) -> RoleKey:
    opening = head.keys.public.opening
    made = {}
    for name in ("office", "secret", "personnel"):
        key = made[name] = ports.vault.new_role_key(name, 1)
        wraps = [
            wrap_for(ports, writing, key, name, person=head.number, opening=opening),
            wrap_for(ports, writing, key, name, person=RECOVERY, opening=root.recovery_public),
        ]
        act.append("role_key_made", {"name": name, "generation": 1, "public": key.public.hex(), "wraps": wraps})
    return made["office"]


def wrap_for(
    ports: Ports, writing: Writing, key: RoleKey, name: str, *, person: int, opening: bytes
) -> dict[str, object]:
    """Wrap a role key to somebody's opening key and keep the wrap; returns its record for an event."""
    digest = writing.keep("wrap", ports.vault.wrap_role_key(key, to=opening, office=ports.office))
    return {"name": name, "generation": key.generation, "person": person, "digest": digest}


def invite_in(ports: Ports, act: Act, person: int) -> str:
    """Give a person a one-time code, inside an act; returns the code, which is nowhere kept."""
    code, salt = ports.vault.new_code(), ports.vault.new_share()[:16]
    digest = ports.vault.code_digest(code, salt)
    act.append("person_invited", {"person": person, "salt": salt.hex(), "code": digest})
    return code
