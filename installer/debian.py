"""What filedesk needs from Debian (and its relatives) beyond Python wheels, and how to get it.

A PySide6 wheel brings Qt but not the C libraries below it, and a minimal Debian has no Chinese font: the window
would show boxes. A need is a tuple of packages any one of which serves; the first is the one to install. Packages
renamed by the 64-bit time change (libglib2.0-0t64) are recognised by what they provide.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from installer.words import say

Need = tuple[str, ...]
Runner = Callable[[list[str]], "subprocess.CompletedProcess[str]"]

QT: tuple[Need, ...] = (
    ("libgl1",),
    ("libegl1",),
    ("libxkbcommon0",),
    ("libdbus-1-3",),
    ("libfontconfig1",),
    ("libglib2.0-0",),
)
"""What `import PySide6.QtWidgets` loads, also for the offscreen platform."""

QT_WINDOW: tuple[Need, ...] = (
    ("libxcb-cursor0",),
    ("libxcb-icccm4",),
    ("libxcb-image0",),
    ("libxcb-keysyms1",),
    ("libxcb-randr0",),
    ("libxcb-render-util0",),
    ("libxcb-shape0",),
    ("libxcb-sync1",),
    ("libxcb-xfixes0",),
    ("libxcb-xkb1",),
    ("libxkbcommon-x11-0",),
    ("libx11-xcb1",),
    ("libwayland-client0",),
    ("libwayland-cursor0",),
    ("libwayland-egl1",),
)
"""What Qt's xcb and Wayland platforms load besides: needed where there is a display."""

FONTS: tuple[Need, ...] = (
    (
        "fonts-wqy-microhei",
        "fonts-noto-cjk",
        "fonts-wqy-zenhei",
        "fonts-droid-fallback",
        "fonts-arphic-uming",
        "fonts-arphic-ukai",
    ),
)

READERS: tuple[Need, ...] = (("poppler-utils",), ("zbar-tools",))
"""Foreign programs that tests read our prints with; where they are missing, those tests are left out."""


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run `command` without input and keep what it says."""
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


def is_debian() -> bool:
    """Whether this system has Debian's package tools."""
    return sys.platform == "linux" and bool(shutil.which("dpkg-query") and shutil.which("apt-get"))


def installed(runner: Runner = run) -> frozenset[str]:
    """The names of the packages installed now, and of what they provide (dpkg-query(1), --showformat)."""
    told = runner(["dpkg-query", "-W", "-f", "${db:Status-Status}\t${Package}\t${Provides}\n"])
    names: set[str] = set()
    for line in told.stdout.splitlines():
        status, package, provides = (*line.split("\t"), "", "")[:3]
        if status == "installed":
            names.add(package)
            names.update(re.sub(r"[\s(:].*", "", entry.strip()) for entry in provides.split(",") if entry.strip())
    return frozenset(names)


def missing(needs: Iterable[Need], present: frozenset[str]) -> list[str]:
    """The packages to install so that each of `needs` is met."""
    return [need[0] for need in needs if not present.intersection(need)]


def needs_of_qt(*, display: bool) -> tuple[Need, ...]:
    """What Qt needs with a display, or offscreen."""
    return QT + (QT_WINDOW if display else ())


def venv_package(version: tuple[int, int] | None = None) -> str:
    """The package that holds `ensurepip` for Python `version` (this one's, unless told)."""
    major, minor = version or sys.version_info[:2]
    return f"python{major}.{minor}-venv"


def prefix_as_administrator(runner: Runner = run) -> list[str] | None:
    """What to put before a command so that it runs as administrator without asking; None where that is impossible."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and runner(["sudo", "-n", "true"]).returncode == 0:
        return ["sudo", "-n"]
    return None


def install_commands(packages: list[str], prefix: list[str]) -> list[list[str]]:
    """The two commands that install `packages` without asking anything."""
    quiet = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    return [[*quiet, "update"], [*quiet, "install", "-y", "--no-install-recommends", *packages]]


def command_to_type(packages: list[str]) -> str:
    """The command that a person types to install `packages`: as root, with sudo, or where there is none, with su."""
    command = f"apt-get install -y --no-install-recommends {shlex.join(packages)}"
    if os.geteuid() == 0:
        return f"apt-get update && {command}"
    if shutil.which("sudo"):
        return f"sudo apt-get update && sudo {command}"
    return f"su -c {shlex.quote(f'apt-get update && {command}')}"


def install(packages: list[str], *, log: Path, runner: Runner = run) -> bool:
    """Install `packages` where that is allowed without asking. Returns whether it was done.

    What apt says goes to the file `log`; it is shown when the installation fails.
    """
    prefix = prefix_as_administrator(runner)
    if prefix is None:
        return False
    names = " ".join(packages)
    say(f"Installing system packages: {names}", f"正在安装系统软件包：{names}")
    told = ""
    for command in install_commands(packages, prefix):
        done = runner(command)
        told += done.stdout + done.stderr
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text(told, encoding="utf-8")
    if done.returncode != 0:
        sys.stderr.write(told[-2000:])
    return done.returncode == 0
