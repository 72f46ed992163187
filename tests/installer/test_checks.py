from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from installer import checks
from installer.environment import Checkout


class Calls:
    """Stands for `subprocess.call`: remembers the tools that ran and answers by their name."""

    def __init__(self, **codes: int) -> None:
        self.codes = codes
        self.ran: list[list[str]] = []

    def __call__(self, command: list[str], **_: object) -> int:
        self.ran.append(command)
        return next((code for name, code in self.codes.items() if name in command), 0)


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path, windows=False)


def run(checkout: Checkout, calls: Calls, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(subprocess, "call", calls)
    return checks.run(checkout, list(arguments), {})


def test_every_check_runs_and_pytest_last(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = Calls()
    assert run(checkout, calls, monkeypatch) == 0
    said = [" ".join(command) for command in calls.ran]
    assert len(said) == 5
    for tool, line in zip(("ruff check", "ruff format --check", "mypy", "lint-imports", "pytest"), said, strict=True):
        assert tool in line


@pytest.mark.parametrize("tool", ["check", "mypy"])
def test_a_failing_check_fails_the_whole_but_the_tests_still_run(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch, tool: str
) -> None:
    calls = Calls(**{tool: 1})
    assert run(checkout, calls, monkeypatch) == 1
    assert "pytest" in calls.ran[-1]


@pytest.mark.parametrize("code", [1, 2, 5])
def test_failing_or_missing_tests_fail_the_whole(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    assert run(checkout, Calls(pytest=code), monkeypatch) == code


def test_picked_tests_run_alone(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = Calls()
    run(checkout, calls, monkeypatch, "tests/vault", "-x")
    assert calls.ran == [[str(checkout.python), "-m", "pytest", "tests/vault", "-x"]]


def test_no_window_opens_unless_it_is_asked_for() -> None:
    assert checks.surroundings({})["QT_QPA_PLATFORM"] == "offscreen"
    assert checks.surroundings({"QT_QPA_PLATFORM": "xcb"})["QT_QPA_PLATFORM"] == "xcb"
