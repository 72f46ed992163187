"""The demo office on a computer without a display: make it, print its registers, name them."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from installer.environment import Checkout
from installer.words import SetupFailed, say

REGISTERS = ("incoming", "outgoing", "internal")
PASSWORD = "demo-filedesk"
Command = Callable[[Checkout, list[str]], list[str]]


def with_folder(arguments: list[str], checkout: Checkout) -> list[str]:
    """The arguments after `demo`, its folder first: the one that is named, or `demo` in the checkout."""
    options = [argument for argument in arguments if argument.startswith("-")]
    named = [argument for argument in arguments if not argument.startswith("-")]
    return [*(named or [str(checkout.root / "demo")]), *options]


def clerk_among(people: list[dict[str, object]]) -> str:
    """The name of the first person who has the role "clerk". Raises SetupFailed when nobody has."""
    for person in people:
        roles = person.get("roles")
        if isinstance(roles, list) and "clerk" in roles:
            return str(person["name"])
    raise SetupFailed("The demo office has no clerk.", "演示单位中没有文员。")


def print_arguments(register: str, desk: Path, clerk: str, password_file: Path) -> list[str]:
    """What `filedesk` is told so that it prints `register` of `desk` into the desk's own folder."""
    target = desk / f"{register}.pdf"
    who = ["--as", clerk, "--password-file", str(password_file)]
    return ["print", register, "--desk", str(desk), *who, "-o", str(target)]


def without_window(checkout: Checkout, arguments: list[str], command: Command) -> int:
    """Make the demo office (`arguments`: its folder, then options) and print its registers. Returns an exit code."""
    say(
        "No window can be shown here: the demo office is made without it, and its registers are printed.",
        "本机无法显示窗口：将直接建立演示单位，并打印其登记簿。",
    )
    desk = Path(arguments[0])
    made = subprocess.call(command(checkout, ["demo", *arguments, "--no-window"]))
    if made:
        return made
    asked = subprocess.run(
        command(checkout, ["list", "people", "--desk", str(desk), "--json"]),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    if asked.returncode:
        return asked.returncode
    clerk = clerk_among(json.loads(asked.stdout))
    with tempfile.TemporaryDirectory() as folder:
        password_file = Path(folder) / "password"
        password_file.write_text(PASSWORD, encoding="utf-8")
        for register in REGISTERS:
            printed = subprocess.call(command(checkout, print_arguments(register, desk, clerk, password_file)))
            if printed:
                return printed
    say(f"The registers of the demo office, in {desk}:", f"演示单位的登记簿（位于 {desk}）：")
    for register in REGISTERS:
        print(f"    {desk / register}.pdf", flush=True)
    return 0
