"""`init` and `list people`: an office founded from a file, and who works in it."""

from __future__ import annotations

from pathlib import Path

import click

from filedesk.cli.office_file import read_office, read_passwords
from filedesk.cli.running import Access, TerminalProgress, access_options, desk_folder, signed_in, told_as_sentence
from filedesk.cli.speaking import echo_json
from filedesk.desk import create_desk, opened, remove_unfounded
from filedesk.errors import EnvironmentFailed, RuleRefused
from filedesk.services import people as people_service
from filedesk.services.founding import check_office, found_office
from filedesk.services.office_clock import correct_clock
from filedesk.texts import mark, tr
from filedesk.texts.names import PERSON_STATES, ROLES


@click.command(
    "init",
    help=mark(
        "Found an office in FOLDER without a window. Its keys are provisional until their owners change the password."
    ),
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "office_file",
    required=True,
    type=click.Path(path_type=Path),
    help=mark("The file that describes the office (office.toml)."),
)
@click.option("--passwords", required=True, type=click.Path(path_type=Path), help=mark("One NAME=PASSWORD a line."))
@click.option(
    "--sheets", type=click.Path(path_type=Path), help=mark("A new file outside the desk for the recovery sheets.")
)
@told_as_sentence
def init(folder: Path, office_file: Path, passwords: Path, sheets: Path | None) -> None:
    """Found an office from a file; nothing of it stays where that fails."""
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
        echo_json(found)
        return
    for row in found:
        roles = ", ".join(tr(ROLES[role]) for role in row["roles"])
        click.echo(f"{row['name']}\t{row['department']}\t{roles}\t{tr(PERSON_STATES[row['state']])}")


@click.command(
    "correct-clock",
    help=mark("The general manager signs that the clock is right and the times of the last entries are wrong."),
)
@access_options(person=True)
@told_as_sentence
def correct_office_clock(*, access: Access) -> None:
    """Have the general manager's correction of the clock signed."""
    with signed_in(access, recording=True) as (desk, session):
        correct_clock(desk.ports, session)
    click.echo(tr("Corrected. Entries take the clock's time again."))
