"""The checkout's own .venv: what it must hold, whether it holds it, and making it so.

A stamp inside .venv says which lock files were installed completely, by which Python and which version of this
script. It is removed before anything is changed and written last, so an interrupted set-up is seen and redone
from nothing. The development lock contains the runtime lock, so one .venv serves both.

The checkout is put on the path by a .pth file that holds a *relative* path: an editable installation would write
the absolute one, which Python 3.11 and 3.12 read in the system's code page, and a folder with a Chinese name on
Windows would be lost.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from installer import debian
from installer.words import SetupFailed, say

SCRIPT_VERSION = 1
"""Raised whenever the set-up does something else, so that every .venv is made anew."""

RUNTIME = "requirements.lock"
DEVELOPMENT = "requirements-dev.lock"
CONTAINS = {RUNTIME: (RUNTIME,), DEVELOPMENT: (DEVELOPMENT, RUNTIME)}


@dataclass(frozen=True)
class Checkout:
    """Where things lie in a checkout at `root`."""

    root: Path
    windows: bool = sys.platform == "win32"

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def stamp(self) -> Path:
        return self.venv / "filedesk-setup.json"

    @property
    def scripts(self) -> Path:
        return self.venv / ("Scripts" if self.windows else "bin")

    @property
    def python(self) -> Path:
        return self.scripts / ("python.exe" if self.windows else "python")

    def lock(self, name: str) -> Path:
        """The lock file called `name`."""
        return self.root / "installer" / name


def fingerprint(lock: Path) -> str:
    """SHA-256 of a lock file's lines, the same whatever line ends the checkout has."""
    return hashlib.sha256(b"\n".join(lock.read_bytes().splitlines())).hexdigest()


def made_with() -> dict[str, object]:
    """What a .venv depends on besides its lock file: a difference means to make it anew."""
    return {
        "script": SCRIPT_VERSION,
        "python": f"{sys.version_info[0]}.{sys.version_info[1]}",
        "platform": sysconfig.get_platform(),
    }


def read_stamp(checkout: Checkout) -> dict[str, object]:
    """The stamp of a complete .venv made as this script would make it now; {} for any other .venv, or none."""
    try:
        stamp = json.loads(checkout.stamp.read_text(encoding="utf-8"))
        usable = checkout.python.exists() and made_with().items() <= stamp.items()
        usable = usable and isinstance(stamp["locks"], dict)
    except (OSError, ValueError, AttributeError, KeyError):
        return {}
    return stamp if usable else {}


def is_ready(checkout: Checkout, lock: str) -> bool:
    """Whether .venv holds exactly what the lock file called `lock` says."""
    locks = read_stamp(checkout).get("locks")
    return isinstance(locks, dict) and locks.get(lock) == fingerprint(checkout.lock(lock))


def write_stamp(checkout: Checkout, lock: str) -> None:
    """Note that everything of `lock` is installed."""
    locks = {name: fingerprint(checkout.lock(name)) for name in CONTAINS[lock]}
    fresh = checkout.stamp.with_suffix(".new")
    fresh.write_text(json.dumps({**made_with(), "locks": locks}, indent=1), encoding="utf-8")
    fresh.replace(checkout.stamp)


def install_command(checkout: Checkout, lock: str, *, talkative: bool) -> list[str]:
    """The pip command for a lock file: nothing without a hash, nothing that would have to be compiled."""
    quiet = [] if talkative else ["--quiet", "--progress-bar", "off"]
    options = ["--disable-pip-version-check", "--no-input", "--require-hashes", "--only-binary", ":all:"]
    return [str(checkout.python), "-I", "-m", "pip", "install", *quiet, *options, "-r", str(checkout.lock(lock))]


def site_packages(checkout: Checkout) -> Path:
    """The folder of .venv that Python reads .pth files from."""
    if checkout.windows:
        return checkout.venv / "Lib" / "site-packages"
    return checkout.venv / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"


def link_project(checkout: Checkout) -> None:
    """Put the checkout on .venv's path and write the command `filedesk`."""
    site = site_packages(checkout)
    (site / "filedesk-checkout.pth").write_text(
        Path(os.path.relpath(checkout.root, site)).as_posix() + "\n", encoding="ascii"
    )
    if checkout.windows:
        command = checkout.scripts / "filedesk.cmd"
        command.write_text('@"%~dp0python.exe" -P -m filedesk %*\n', encoding="ascii")
    else:
        command = checkout.scripts / "filedesk"
        command.write_text(f'#!/bin/sh\nexec {shlex.quote(str(checkout.python))} -P -m filedesk "$@"\n')
        command.chmod(0o755)


def ensure_venv_module(checkout: Checkout) -> None:
    """See to it that `python -m venv` works: Debian keeps a part of it in a package of its own.

    Raises SetupFailed with the command to type where the package may not be installed without asking.
    """
    if importlib.util.find_spec("ensurepip"):
        return
    package = debian.venv_package()
    if debian.is_debian():
        log = checkout.root / ".venv" / "apt.log"
        if debian.install([package], log=log):
            importlib.invalidate_caches()
            if importlib.util.find_spec("ensurepip"):
                return
        command = debian.command_to_type([package])
        raise SetupFailed(
            f"Python's venv is not complete here. Install it, then start again:\n    {command}",
            f"本机 Python 缺少 venv 组件，请先安装再重新启动：\n    {command}",
        )
    raise SetupFailed(
        "This Python has no ensurepip, so no virtual environment can be made. Install a complete Python.",
        "本机 Python 不含 ensurepip，无法建立虚拟环境。请安装完整的 Python。",
    )


def make(checkout: Checkout, lock: str) -> None:
    """Make .venv hold what the lock file called `lock` says. Raises SetupFailed."""
    complete = bool(read_stamp(checkout))
    locks = read_stamp(checkout).get("locks")
    grows = complete and isinstance(locks, dict) and locks.get(RUNTIME) == fingerprint(checkout.lock(RUNTIME))
    say(
        "Setting up filedesk in .venv (this once; about 120 MB are fetched) ...",
        "正在 .venv 中安装 filedesk（仅此一次，约下载 120 MB）……",
    )
    try:
        checkout.stamp.unlink(missing_ok=True)
        if not grows:
            ensure_venv_module(checkout)
            if checkout.venv.exists():
                shutil.rmtree(checkout.venv)
            # Of a Python that runs inside .venv itself, the one that it was made from.
            base = getattr(sys, "_base_executable", sys.executable)
            subprocess.run([base, "-m", "venv", str(checkout.venv)], stdin=subprocess.DEVNULL, check=True)
        pip = install_command(checkout, lock, talkative=sys.stdout.isatty())
        subprocess.run(pip, stdin=subprocess.DEVNULL, check=True)
        link_project(checkout)
        write_stamp(checkout, lock)
    except subprocess.CalledProcessError as failure:
        raise SetupFailed(
            "The set-up did not finish; what failed stands above. Check the network connection and start again.",
            "安装未完成，原因见上文。请检查网络连接后重新启动。",
        ) from failure
    except OSError as failure:
        raise SetupFailed(
            f"The set-up could not write {failure.filename or checkout.venv}: {failure.strerror}. "
            "Close filedesk if it is open, check the free space and the folder's permissions, and start again.",
            f"安装时无法写入 {failure.filename or checkout.venv}：{failure.strerror}。"
            "请关闭正在运行的 filedesk，检查磁盘空间和文件夹权限后重新启动。",
        ) from failure


def ensure(checkout: Checkout, lock: str) -> None:
    """Make .venv ready for `lock` unless it is. Raises SetupFailed."""
    if not is_ready(checkout, lock):
        make(checkout, lock)
