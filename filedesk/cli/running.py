"""What every command shares: language, desk, signing in, progress on a terminal, errors as sentences and exit codes."""

from __future__ import annotations

import functools
import getpass
import locale
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from filedesk.cli.speaking import WORDS
from filedesk.config import desk_from_environment
from filedesk.desk import Desk, opened
from filedesk.errors import EnvironmentFailed, FiledeskError
from filedesk.services import checkpoints, people
from filedesk.services.keys import Session
from filedesk.services.office_clock import clock_is_right
from filedesk.services.ports import Progress
from filedesk.texts import LANGUAGES, error_text, mark, tr, use_language

ANSWER_NO, WRONG_USE, ENVIRONMENT = 1, 2, 3
F = TypeVar("F", bound=Callable[..., Any])


def choose_language() -> None:
    """FILEDESK_LANGUAGE, else Chinese where the system speaks it, else English."""
    told = os.environ.get("FILEDESK_LANGUAGE", "")
    if told in LANGUAGES:
        use_language(told)
        return
    system = (os.environ.get("LC_ALL") or os.environ.get("LANG") or locale.getlocale()[0] or "").lower()
    use_language("zh_CN" if system.startswith(("zh", "chinese")) else "en")


def exit_code(error: FiledeskError) -> int:
    """1 for a rule or a seal that says no, 3 for the environment."""
    return ENVIRONMENT if isinstance(error, EnvironmentFailed) else ANSWER_NO


def tell(error: FiledeskError) -> int:
    """Say on stderr what is wrong; returns the exit code that goes with it."""
    click.echo(error_text(error), err=True)
    return exit_code(error)


def tell_no_display() -> int:
    """Say that no window can be opened here; returns the exit code. For a start that has loaded nothing yet."""
    choose_language()
    return tell(EnvironmentFailed("no_display"))


def told_as_sentence(function: F) -> F:
    """A command whose foreseen errors become a sentence on stderr and an exit code."""

    @functools.wraps(function)
    def command(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except FiledeskError as error:
            sys.exit(tell(error))

    return command  # type: ignore[return-value]


def desk_option(function: F) -> F:
    """--desk, or FILEDESK_DESK."""
    return click.option(
        "--desk",
        "folder",
        type=click.Path(path_type=Path, file_okay=False),
        help=mark("The desk's folder (or FILEDESK_DESK)."),
    )(function)


@dataclass(frozen=True)
class Access:
    """Which desk is meant, and who asks: the options --desk, --as and --password-file together.

    `clock_is_right` answers the question that a leap of the clock raises before something is recorded.
    """

    folder: Path | None
    name: str | None
    password_file: Path | None
    clock_is_right: bool = False


def access_options(*, person: bool) -> Callable[[F], F]:
    """--desk, --as and --password-file, handed to the command as `access`.

    `person` says that --as is needed; such a command records something and knows --clock-is-right as well.
    """

    def add(function: F) -> F:
        @functools.wraps(function)
        def command(
            *args: Any,
            folder: Path | None,
            name: str | None,
            password_file: Path | None,
            clock_is_right: bool = False,
            **kwargs: Any,
        ) -> Any:
            return function(*args, access=Access(folder, name, password_file, clock_is_right), **kwargs)

        with_name = click.option("--as", "name", type=WORDS, required=person, help=mark("The person who does this."))(
            command
        )
        with_password = click.option(
            "--password-file",
            type=click.Path(path_type=Path, dir_okay=False),
            help=mark("A file whose first line is the password."),
        )(with_name)
        if person:
            with_password = click.option(
                "--clock-is-right", is_flag=True, help=mark("Go on although the last entry is long ago.")
            )(with_password)
        return desk_option(with_password)  # type: ignore[return-value]

    return add


def desk_folder(folder: Path | None) -> Path:
    """The desk told by option or environment. Raises click.UsageError."""
    found = folder or desk_from_environment()
    if found is None:
        raise click.UsageError(tr("Say which desk: --desk FOLDER, or set FILEDESK_DESK."))
    return found


def password(file: Path | None) -> str:
    """The password from a file's first line, or asked for at the terminal; never from the command line.

    Raises EnvironmentFailed("password_file_unreadable"), and click.UsageError where no terminal can hide what is typed.
    """
    if file is None:
        return _asked_for()
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise EnvironmentFailed("password_file_unreadable", file=str(file)) from error
    return lines[0] if lines else ""


def _asked_for() -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return str(click.prompt(tr("Password"), hide_input=True))
        except getpass.GetPassWarning as warning:
            raise click.UsageError(tr("No terminal is here to type the password at: say --password-file.")) from warning


@contextmanager
def signed_in(access: Access, *, recording: bool = False) -> Iterator[tuple[Desk, Session]]:
    """An open desk and a signed-in person. Raises click.UsageError without a name.

    At the end this computer remembers the journal; a command that is `recording` leaves a checkpoint in it as well.
    """
    if access.name is None:
        raise click.UsageError(tr("Say who you are: --as NAME."))
    finish = checkpoints.take_checkpoint if recording else checkpoints.remember
    with opened(desk_folder(access.folder)) as desk:
        session = people.sign_in(desk.ports, name=access.name, password=password(access.password_file))
        if access.clock_is_right:
            clock_is_right(desk.ports)
        try:
            yield desk, session
        except BaseException:
            with suppress(FiledeskError):
                finish(desk.ports)
            raise
        finish(desk.ports)


class TerminalProgress(Progress):
    """Shows progress in one line of the terminal; silent where there is none."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._shown = -1
        self._terminal = sys.stderr.isatty()

    def report(self, done: int, total: int | None = None) -> None:
        if not self._terminal or not total:
            return
        percent = done * 100 // total
        if percent != self._shown:
            self._shown = percent
            click.echo(f"\r{self._what} {percent} %", err=True, nl=percent >= 100)


def no(sentence: str) -> None:
    """Say that the answer is no, and leave with 1."""
    click.echo(sentence, err=True)
    sys.exit(ANSWER_NO)
