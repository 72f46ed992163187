"""`init` and `list people`: an office founded from a file, and who works in it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import click

from filedesk.cli.running import Access, TerminalProgress, access_options, desk_folder, signed_in, told_as_sentence
from filedesk.desk import create_desk, opened, remove_unfounded
from filedesk.errors import EnvironmentFailed, RuleRefused
from filedesk.services import people as people_service
from filedesk.services.founding import NewOffice, NewPerson, check_office, found_office
from filedesk.services.office_clock import correct_clock
from filedesk.texts import tr
from filedesk.texts.names import PERSON_STATES, ROLES


def read_office(file: Path, passwords: dict[str, str]) -> NewOffice:
    """The office that a TOML file describes: name, code, zone, departments, and [[people]].

    Each of the people has a name, roles and, perhaps, a department.
    Raises EnvironmentFailed("office_file_unreadable") and RuleRefused("office_file_wrong").
    """
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise EnvironmentFailed("office_file_unreadable", file=str(file), reason=error.strerror or "") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleRefused("office_file_wrong", file=str(file), reason=str(error)) from error
    try:
        staff = tuple(_person(one, passwords) for one in told["people"])
        return NewOffice(
            str(told["name"]),
            str(told["code"]),
            tuple(str(d) for d in told.get("departments", ())),
            staff,
            str(told.get("zone", "Asia/Shanghai")),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise RuleRefused("office_file_wrong", file=str(file), reason=str(error)) from error


def _person(told: dict[str, Any], passwords: dict[str, str]) -> NewPerson:
    name = str(told["name"])
    return NewPerson(name, frozenset(str(r) for r in told["roles"]), told.get("department"), passwords.get(name))


def read_passwords(file: Path) -> dict[str, str]:
    """Passwords by person: one line each, the name, an equals sign, the password. Raises as `read_office` does."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise EnvironmentFailed("office_file_unreadable", file=str(file), reason=error.strerror or "") from error
    except UnicodeDecodeError as error:
        raise RuleRefused("office_file_wrong", file=str(file), reason=str(error)) from error
    found: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, equals, secret = line.partition("=")
        if not equals:
            raise RuleRefused("office_file_wrong", file=str(file), reason=tr("line {number}", number=number))
        found[name.strip()] = secret.strip()
    return found


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--from", "office_file", required=True, type=click.Path(path_type=Path), help="office.toml")
@click.option("--passwords", required=True, type=click.Path(path_type=Path), help="One NAME=PASSWORD a line.")
@click.option("--sheets", type=click.Path(path_type=Path), help="A new file outside the desk for the recovery sheets.")
@told_as_sentence
def init(folder: Path, office_file: Path, passwords: Path, sheets: Path | None) -> None:
    """Found an office in FOLDER without a window. Its keys are provisional until their owners change the password."""
    new = check_office(read_office(office_file, read_passwords(passwords)))
    if sheets is not None and (sheets.exists() or folder.resolve() in sheets.resolve().parents):
        raise RuleRefused("sheets_path", file=str(sheets))
    desk = create_desk(folder)
    root = desk.ports.vault.new_root()
    written = False
    try:
        # Before the founding, so that no office is ever founded whose root nobody holds on paper.
        if sheets is not None:
            _write_sheets(sheets, root.sheets())
            written = True
        fingerprint = desk.ports.vault.fingerprint(root.signer.public)
        founded = found_office(
            desk.ports, new, root=root, provisional=True, progress=TerminalProgress(tr("Making keys"))
        )
    except BaseException:
        if remove_unfounded(desk) and sheets is not None and written:
            sheets.unlink(missing_ok=True)
        raise
    finally:
        root.forget()
        desk.close()
    for name, code in founded.codes.items():
        click.echo(tr("One-time code of {name}: {code}", name=name, code=code))
    if sheets is None:
        click.echo(tr("No recovery sheets were written: a lost general manager's key cannot be restored."), err=True)
    click.echo(tr("Founded: {folder}. Fingerprint of the office root: {root}", folder=folder, root=fingerprint))


def _write_sheets(file: Path, sheets: tuple[str, str, str]) -> None:
    text = "\n\n".join(f"{number}/3\n{words}" for number, words in enumerate(sheets, start=1))
    try:
        file.touch(mode=0o600, exist_ok=False)
        try:
            file.write_text(text + "\n", encoding="utf-8")
        except OSError:
            file.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise EnvironmentFailed("write_failed", file=str(file), reason=error.strerror or "") from error


def list_people(folder: Path | None, *, as_json: bool) -> None:
    """Everybody with department, roles and state."""
    with opened(desk_folder(folder), sweeping=False) as desk:
        found = people_service.people(desk.ports)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    for row in found:
        roles = ", ".join(tr(ROLES[role]) for role in row["roles"])
        click.echo(f"{row['name']}\t{row['department']}\t{roles}\t{tr(PERSON_STATES[row['state']])}")


@click.command("correct-clock")
@access_options(person=True)
@told_as_sentence
def correct_office_clock(*, access: Access) -> None:
    """The general manager signs that the clock is right and the times of the last entries are wrong."""
    with signed_in(access, recording=True) as (desk, session):
        correct_clock(desk.ports, session)
    click.echo(tr("Corrected. Entries take the clock's time again."))
