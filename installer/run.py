"""What `start.py` does once the Python is new enough: set up, see to system packages, start what was asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from installer import checks, debian, demo, environment
from installer.environment import DEVELOPMENT, RUNTIME, Checkout
from installer.words import SetupFailed, complain, say

ROOT = Path(__file__).resolve().parents[1]


def has_display(environ: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether a window can be shown: always on Windows and macOS, on Linux when X11 or Wayland says so."""
    if platform != "linux":
        return True
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def wants_window(arguments: list[str]) -> bool:
    """Whether `start.py ARGS` opens a window: without a command, or for the demo office unless it says otherwise."""
    if arguments[:1] == ["--desk"]:
        arguments = arguments[2:]
    elif arguments and arguments[0].startswith("--desk="):
        arguments = arguments[1:]
    return not arguments or (arguments[0] == "demo" and not {"--no-window", "--help", "-h"} & set(arguments))


def filedesk_command(checkout: Checkout, arguments: list[str]) -> list[str]:
    """The command that runs filedesk with `arguments`; -P keeps the present folder off Python's path."""
    return [str(checkout.python), "-P", "-m", "filedesk", *arguments]


def ensure_system(checkout: Checkout, *, display: bool, testing: bool = False) -> bool:
    """Install the system packages that are missing, or print how. Returns whether Qt can be loaded."""
    if not debian.is_debian():
        return True
    present = debian.installed()
    readers = debian.READERS if testing else ()
    lacking = debian.missing((*debian.needs_of_qt(display=display), *debian.FONTS, *readers), present)
    if not lacking or debian.install(lacking, log=checkout.venv / "apt.log"):
        return True
    command = debian.command_to_type(lacking)
    say(
        f"System packages are missing and cannot be installed without asking. Type this once:\n    {command}",
        f"缺少系统软件包，且无法自动安装。请执行一次：\n    {command}",
        to=sys.stderr,
    )
    return not debian.missing(debian.needs_of_qt(display=display), present)


def start(arguments: list[str], environ: Mapping[str, str]) -> int:
    """Set up and run. Returns the exit code of what ran. Raises SetupFailed."""
    checkout = Checkout(ROOT)
    display = has_display(environ)
    testing = arguments[:1] == ["test"]
    environment.ensure(checkout, DEVELOPMENT if testing else RUNTIME)
    window = wants_window(arguments)
    qt = True
    if testing or window:
        qt = ensure_system(checkout, display=display, testing=testing)
    if testing:
        if not qt:
            raise SetupFailed("The tests need Qt's system packages (above).", "测试需要上述 Qt 系统软件包。")
        return checks.run(checkout, arguments[1:], environ)
    if arguments[:1] == ["demo"]:
        arguments = ["demo", *demo.with_folder(arguments[1:], checkout)]
        if window and not (display and qt):
            return demo.without_window(checkout, arguments[1:], filedesk_command)
    if window and not display:
        raise SetupFailed(
            "There is no display here, so no window can be opened. Everything is set up; "
            "use the command line (.venv/bin/filedesk --help) or `start.py demo`.",
            "本机没有显示器，无法打开窗口。程序已装好，可使用命令行（.venv/bin/filedesk --help）或 start.py demo。",
        )
    if window and not qt:
        raise SetupFailed("The window needs Qt's system packages (above).", "窗口程序需要上述 Qt 系统软件包。")
    return subprocess.call(filedesk_command(checkout, arguments))


def main(arguments: list[str]) -> int:
    """Run `start` and turn its failures into sentences and exit codes."""
    try:
        return start(arguments, os.environ)
    except SetupFailed as failure:
        complain(failure)
        return 3
    except KeyboardInterrupt:
        return 130
