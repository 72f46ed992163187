"""The command line in the reader's language: click's own sentences, help texts, and what goes to standard output.

click looks its sentences up by the gettext module's default domain, so that domain is pointed at our catalogue. Help
texts are marked where the commands are defined and translated when the commands are put together.
"""

from __future__ import annotations

import gettext
import io
import json
import os
import sys
from typing import Any

import click

from filedesk.config import resources
from filedesk.texts import language, mark, tr
from filedesk.texts.catalogue import DOMAIN, mark_plural

CLICK = (
    mark("Usage:"),
    mark("Options"),
    mark("Commands"),
    mark("Positional arguments"),
    mark("Show this message and exit."),
    mark("Show the version and exit."),
    mark("Try '{command} {option}' for help."),
    mark("Error: {message}"),
    mark("Aborted!"),
    mark("Missing command."),
    mark("Missing argument"),
    mark("Missing option"),
    mark("Missing parameter"),
    mark("Choose from:\n\t{choices}"),
    mark("Invalid value: {message}"),
    mark("Invalid value for {param_hint}: {message}"),
    mark("No such command {name!r}."),
    mark("No such option {name!r}."),
    mark("Option {name!r} does not take a value."),
    mark("{name} {filename!r} does not exist."),
    mark("{name} {filename!r} is a file."),
    mark("{name} {filename!r} is a directory."),
    mark("{name} {filename!r} is not readable."),
    mark("{value!r} is not a valid {number_type}."),
    mark("{value} is not in the range {range}."),
    mark("file"),
    mark("directory"),
    mark("path"),
    mark("required"),
)
"""click's sentences that a person can meet here, as click 8 looks them up."""
CLICK_PLURALS = (
    mark_plural("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    mark_plural("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    mark_plural("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    mark_plural("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
)


def speak() -> None:
    """Have click speak the language in use, and standard output take every character, escaped where it must be.

    A number that was given must be told even where the output's encoding knows no Chinese.
    """
    gettext.bindtextdomain(DOMAIN, str(resources() / "locale"))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language()
    for kind in (YEAR, MONTH):
        kind.name = tr("whole number")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def translated(command: click.Command) -> click.Command:
    """The command with its help texts in the language in use."""
    command.help = command.short_help = tr(command.help or "")
    for option in command.params:
        if isinstance(option, click.Option) and option.help:
            option.help = tr(option.help)
    return command


def echo_json(value: object) -> None:
    """Print a value for machines: in UTF-8 as it is, in any other encoding with JSON's own escapes."""
    escaped = not sys.stdout.encoding.lower().startswith("utf")
    click.echo(json.dumps(value, ensure_ascii=escaped, indent=1))


class _Words(click.ParamType[str]):
    """Text of the command line that is text: bytes which this system's encoding does not know are refused."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        told = str(value)
        if any("\ud800" <= letter <= "\udfff" for letter in told):
            self.fail(tr("it holds bytes that are no text on this system"), param, ctx)
        return told


WORDS = _Words()
YEAR = click.IntRange(1, 9999)
MONTH = click.IntRange(1, 12)
