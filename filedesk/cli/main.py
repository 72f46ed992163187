"""The command line put together. The window is opened by a callable that `__main__` hands in, so no Qt is needed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from filedesk import __version__
from filedesk.cli.documents import list_documents, print_register, register
from filedesk.cli.office import correct_office_clock, init
from filedesk.cli.running import choose_language, desk_option, told_as_sentence
from filedesk.cli.verifying import verify
from filedesk.demo import DEMO_PASSWORD
from filedesk.texts import tr

OpenWindow = Callable[[Path | None], int]


def command_line(open_window: OpenWindow) -> click.Group:
    """The group of all commands; without one the window opens."""

    @click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
    @click.version_option(__version__, prog_name="filedesk")
    @desk_option
    @click.pass_context
    def filedesk(context: click.Context, folder: Path | None) -> None:
        """An office's filing. Without a command the window opens."""
        choose_language()
        if context.invoked_subcommand is None:
            sys.exit(open_window(folder))

    @click.command("demo")
    @click.argument("folder", type=click.Path(path_type=Path), default=Path("filedesk-demo"))
    @click.option("--no-window", is_flag=True, help="Only build it.")
    @told_as_sentence
    def demo(folder: Path, no_window: bool) -> None:
        """Make the demo office in FOLDER, with drawn papers in every state, and open it."""
        if not (folder / "desk.sqlite3").is_file():
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

    for command in (init, register, list_documents, print_register, verify, correct_office_clock, demo):
        filedesk.add_command(command)
    return filedesk
