"""What `init` reads: office.toml, which describes the office, and the passwords file. Whatever is wrong is named."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

from filedesk.config import DEFAULT_ZONE
from filedesk.domain.people import name_kept
from filedesk.errors import EnvironmentFailed, RuleRefused
from filedesk.services.founding import NewOffice, NewPerson
from filedesk.texts import tr

OFFICE = frozenset({"name", "code", "zone", "departments", "receives", "people"})
PERSON = frozenset({"name", "roles", "department"})
"""The keys of office.toml and of each of its [[people]]."""


def read_office(file: Path, passwords: dict[str, str]) -> NewOffice:
    """The office that a TOML file describes: name, code, zone, departments, who receives, and [[people]].

    Each of the people has a name, roles and, perhaps, a department. Raises EnvironmentFailed("office_file_unreadable")
    and RuleRefused ("office_file_wrong", and "password_of_nobody" for a password that belongs to none of them).
    """
    try:
        told = tomllib.loads(_text(file))
    except tomllib.TOMLDecodeError as error:
        raise RuleRefused("office_file_wrong", file=str(file), reason=str(error)) from error
    described = _Described(file, told, OFFICE)
    people = told.get("people")
    if not isinstance(people, list) or not all(isinstance(one, dict) for one in people):
        raise described.wrong(tr("[[people]] is missing"))
    staff = tuple(_person(_Described(file, one, PERSON), passwords) for one in people)
    office = NewOffice(
        described.text("name"),
        described.text("code"),
        described.texts("departments", ()),
        staff,
        described.text("zone", DEFAULT_ZONE),
    )
    if described.has("receives"):
        office = replace(office, receives=described.text("receives") or None)
    else:
        office = office.with_usual_office()
    for name in sorted(passwords.keys() - {person.name for person in staff}):
        raise RuleRefused("password_of_nobody", name=name)
    return office


class _Described:
    """One table of office.toml, whose values are taken out with their types checked."""

    def __init__(self, file: Path, table: dict[str, Any], known: frozenset[str]) -> None:
        """Raises RuleRefused("office_file_wrong") for a key that is none of `known`: it would do nothing."""
        self._file = file
        self._table = table
        for key in table.keys() - known:
            raise self.wrong(tr("“{key}” means nothing here", key=key))

    def wrong(self, reason: str) -> RuleRefused:
        return RuleRefused("office_file_wrong", file=str(self._file), reason=reason)

    def text(self, key: str, usual: str | None = None) -> str:
        found = self._table.get(key, usual)
        if not isinstance(found, str):
            raise self.wrong(self._missing_or(tr("“{key}” must be a text in quotation marks", key=key), key))
        return found

    def texts(self, key: str, usual: tuple[str, ...] | None = None) -> tuple[str, ...]:
        found = self._table.get(key, usual)
        if not isinstance(found, list | tuple) or not all(isinstance(one, str) for one in found):
            raise self.wrong(self._missing_or(tr("“{key}” must be a list of texts in square brackets", key=key), key))
        return tuple(found)

    def has(self, key: str) -> bool:
        return key in self._table

    def _missing_or(self, other: str, key: str) -> str:
        return other if key in self._table else tr("“{key}” is missing", key=key)


def _person(told: _Described, passwords: dict[str, str]) -> NewPerson:
    name = name_kept(told.text("name"))
    department = told.text("department") if told.has("department") else None
    return NewPerson(name, frozenset(told.texts("roles")), department, passwords.get(name))


def read_passwords(file: Path) -> dict[str, str]:
    """Passwords by person: one line each, the name, an equals sign, the password. Raises as `read_office` does."""
    found: dict[str, str] = {}
    for number, line in enumerate(_text(file).splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, equals, secret = line.partition("=")
        if not equals:
            raise RuleRefused("passwords_file_wrong", file=str(file), line=number)
        found[name_kept(name)] = secret.strip()
    return found


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise EnvironmentFailed("office_file_unreadable", file=str(file), reason=error.strerror or "") from error
    except UnicodeDecodeError as error:
        raise RuleRefused("file_not_utf8", file=str(file)) from error
