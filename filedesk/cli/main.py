"""The command line put together. The window is opened by a callable that `__main__` hands in, so no Qt is needed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from filedesk import __version__
from filedesk.cli.blocks import close_block, reserve
from filedesk.cli.documents import attach_scans, list_documents, register
from filedesk.cli.office import correct_office_clock, init
from filedesk.cli.printing import print_out
from filedesk.cli.running import choose_language, desk_option, told_as_sentence
from filedesk.cli.speaking import speak, translated
from filedesk.cli.verifying import verify
from filedesk.config import is_desk
from filedesk.demo import DEMO_PASSWORD
from filedesk.desk import opened
from filedesk.errors import KeyOrSealWrong, RuleRefused
from filedesk.services.desk_ports import office_row
from filedesk.texts import mark, tr

OpenWindow = Callable[[Path | None], int]


def _holds_demo(folder: Path) -> bool:
    """Whether the demo office lies there; False too for what a killed set-up left. Raises RuleRefused for another."""
    if not is_desk(folder):
        return False
    try:
        with opened(folder, sweeping=False) as desk, desk.ports.ledger.reading() as reading:
            if not office_row(reading)["demo"]:
                raise RuleRefused("no_demo_office", folder=str(folder))
    except KeyOrSealWrong as error:
        if error.code != "office_missing":
            raise
        return False
    return True


def command_line(open_window: OpenWindow) -> click.Group:
    """The group of all commands; without one the window opens."""
    choose_language()
    speak()

    @click.group(
        invoke_without_command=True,
        context_settings={"help_option_names": ["-h", "--help"]},
        help=mark("An office's filing. Without a command the window opens."),
    )
    @click.version_option(__version__, prog_name="filedesk")
    @desk_option
    @click.pass_context
    def filedesk(context: click.Context, folder: Path | None) -> None:
        if context.invoked_subcommand is None:
            sys.exit(open_window(folder))
        if folder is not None:
            context.default_map = {name: {"folder": str(folder)} for name in with_desk}

    @click.command("demo", help=mark("Make the demo office in FOLDER, with drawn papers in every state, and open it."))
    @click.argument("folder", type=click.Path(path_type=Path), default=Path("filedesk-demo"))
    @click.option("--no-window", is_flag=True, help=mark("Only build it."))
    @told_as_sentence
    def demo(folder: Path, no_window: bool) -> None:
        if not _holds_demo(folder):
            # draws papers with reportlab: only when a demo office is made
            from filedesk.demo.building import build_demo

            build_demo(folder)
        click.echo(
            tr(
                "The demo office lies in {folder}. Everybody's password: {password}",
                folder=folder,
                password=DEMO_PASSWORD,
            )
        )
        if not no_window:
            sys.exit(open_window(folder))

    with_desk: list[str] = []
    for command in (
        init, register, attach_scans, reserve, close_block, list_documents, print_out, verify, correct_office_clock,
        demo,
    ):  # fmt: skip
        filedesk.add_command(translated(command))
        if any(isinstance(param, click.Option) and param.name == "folder" for param in command.params):
            with_desk.append(str(command.name))
    translated(filedesk)
    return filedesk
