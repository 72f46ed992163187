from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from installer import checks, debian, demo, environment, run
from installer.environment import DEVELOPMENT, RUNTIME, Checkout
from installer.words import SetupFailed

DISPLAY = {"DISPLAY": ":0"}
EVERYTHING = frozenset(need[0] for need in (*debian.QT, *debian.QT_WINDOW, *debian.FONTS, *debian.READERS))


class Computer:
    """What `start` would do to this computer: remembered instead of done."""

    def __init__(self) -> None:
        self.packages = EVERYTHING
        self.may_install = False
        self.set_up: list[str] = []
        self.installed: list[str] = []
        self.ran: list[list[str]] = []
        self.without_window: list[list[str]] = []
        self.tested: list[list[str]] = []

    def install(self, packages: list[str], *, log: Path) -> bool:
        if self.may_install:
            self.installed += packages
        return self.may_install


@pytest.fixture
def computer(monkeypatch: pytest.MonkeyPatch) -> Computer:
    found = Computer()

    def remember(into: list[list[str]]) -> Callable[..., int]:
        def note(_checkout: Checkout, arguments: list[str], *_: object) -> int:
            into.append(arguments)
            return 0

        return note

    def call(command: list[str]) -> int:
        found.ran.append(command[4:])
        return 0

    monkeypatch.setattr(run, "has_display", lambda environ: bool(environ))
    monkeypatch.setattr(environment, "ensure", lambda _checkout, lock: found.set_up.append(lock))
    monkeypatch.setattr(debian, "is_debian", lambda: True)
    monkeypatch.setattr(debian, "installed", lambda: found.packages)
    monkeypatch.setattr(debian, "install", found.install)
    monkeypatch.setattr(demo, "without_window", remember(found.without_window))
    monkeypatch.setattr(checks, "run", remember(found.tested))
    monkeypatch.setattr(run.subprocess, "call", call)
    return found


def test_alone_it_opens_the_window(computer: Computer) -> None:
    assert run.start([], DISPLAY) == 0
    assert computer.set_up == [RUNTIME]
    assert computer.ran == [[]]


def test_without_a_display_it_says_so_and_opens_none(computer: Computer) -> None:
    with pytest.raises(SetupFailed, match="no display"):
        run.start([], {})
    assert computer.ran == []


def test_the_demo_office_opens_in_the_checkout(computer: Computer) -> None:
    run.start(["demo"], DISPLAY)
    assert computer.ran == [["demo", str(run.ROOT / "demo")]]
    assert computer.without_window == []


def test_without_a_display_the_demo_office_is_printed(computer: Computer) -> None:
    run.start(["demo", "here"], {})
    assert computer.without_window == [["here"]]
    assert computer.ran == []


def test_without_what_the_window_needs_the_demo_office_is_printed(
    computer: Computer, capsys: pytest.CaptureFixture[str]
) -> None:
    computer.packages = EVERYTHING - {"libxcb-cursor0"}
    run.start(["demo", "here"], DISPLAY)
    assert computer.without_window == [["here"]]
    assert "--no-install-recommends libxcb-cursor0" in capsys.readouterr().err


def test_a_missing_font_does_not_stop_the_window(computer: Computer, capsys: pytest.CaptureFixture[str]) -> None:
    computer.packages = EVERYTHING - {"fonts-wqy-microhei"}
    assert run.start([], DISPLAY) == 0
    assert "fonts-wqy-microhei" in capsys.readouterr().err


def test_a_missing_library_does(computer: Computer) -> None:
    computer.packages = EVERYTHING - {"libegl1"}
    with pytest.raises(SetupFailed, match="The window needs"):
        run.start([], DISPLAY)


def test_what_is_missing_is_installed_where_that_is_allowed(computer: Computer) -> None:
    computer.packages = EVERYTHING - {"libegl1", "libxcb-cursor0"}
    computer.may_install = True
    run.start(["test"], {})
    assert computer.installed == ["libegl1"]
    assert computer.tested == [[]]


def test_tests_need_the_development_lock_and_qt(computer: Computer) -> None:
    run.start(["test", "-k", "merkle"], {})
    assert (computer.set_up, computer.tested) == ([DEVELOPMENT], [["-k", "merkle"]])
    computer.packages = frozenset()
    with pytest.raises(SetupFailed, match="The tests need"):
        run.start(["test"], {})


def test_only_the_tests_want_foreign_readers_of_our_prints(computer: Computer) -> None:
    readers = ["poppler-utils", "zbar-tools"]
    computer.packages = EVERYTHING - set(readers)
    computer.may_install = True
    run.start([], DISPLAY)
    assert computer.installed == []
    run.start(["test"], {})
    assert computer.installed == readers


def test_without_them_the_other_tests_run(computer: Computer) -> None:
    computer.packages = EVERYTHING - {"zbar-tools"}
    assert run.start(["test"], {}) == 0
    assert computer.tested == [[]]


def test_the_command_line_needs_no_qt(computer: Computer) -> None:
    computer.packages = frozenset()
    assert run.start(["verify", "--desk", "office"], {}) == 0
    assert computer.ran == [["verify", "--desk", "office"]]
    assert computer.installed == []
