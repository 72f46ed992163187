"""The project's every check, by one command: style, types, layers, tests. CI runs the same."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping

from installer.environment import Checkout

WORKERS = 2
"""Test processes. More would wait for one another's disks and Argon2id's memory."""


def static_checks(checkout: Checkout) -> list[tuple[str, list[str]]]:
    """The checks that run no code of the project: their names and commands."""
    python = str(checkout.python)
    imports = checkout.scripts / ("lint-imports.exe" if checkout.windows else "lint-imports")
    return [
        ("ruff check", [python, "-m", "ruff", "check", "."]),
        ("ruff format", [python, "-m", "ruff", "format", "--check", "."]),
        ("mypy", [python, "-m", "mypy"]),
        ("lint-imports", [str(imports)]),
    ]


def pytest_command(checkout: Checkout, arguments: list[str]) -> list[str]:
    """The pytest command: spread over processes for the whole gate, plain for what a person picked."""
    spread = [] if arguments else ["-n", str(WORKERS), "--dist", "worksteal", "-q"]
    return [str(checkout.python), "-m", "pytest", *spread, *arguments]


def surroundings(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment of the tests: no window on a person's screen, text in UTF-8."""
    return {"QT_QPA_PLATFORM": "offscreen", **environ, "PYTHONUTF8": "1"}


def run(checkout: Checkout, arguments: list[str], environ: Mapping[str, str]) -> int:
    """Run every check and the tests (or, given pytest arguments, the tests alone). Returns 0 when all are clean.

    All run even if one fails, and pytest runs last, so that its closing line ends the output.
    """
    failed = []
    environment = surroundings(environ)
    for name, command in [] if arguments else static_checks(checkout):
        print(f"== {name}", flush=True)
        if subprocess.call(command, cwd=checkout.root, env=environment, stdin=subprocess.DEVNULL):
            failed.append(name)
    if failed:
        print(f"== failed: {', '.join(failed)}", flush=True)
    tests = subprocess.call(
        pytest_command(checkout, arguments), cwd=checkout.root, env=environment, stdin=subprocess.DEVNULL
    )
    return tests or int(bool(failed))
