"""For the tests through the real window: the program on a desk of the test's own, in a state folder of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from filedesk.desk import open_desk
from filedesk.ui.application import Setting
from filedesk.ui.assembly import first_page, page_specs
from filedesk.ui.commands import Commands
from filedesk.ui.dropped_files import DroppedFiles
from filedesk.ui.program import Program
from tests.ui.conftest import pick_files, setting, settings
from tests.ui.founded_desk import founded
from tests.ui.real_window import RealWindow

__all__ = ["pick_files", "setting", "settings"]


@pytest.fixture(scope="session")
def founded_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A founded demo desk without documents, closed, to be copied."""
    folder = tmp_path_factory.mktemp("founded") / "desk"
    founded(folder)[0].close()
    return folder


@pytest.fixture
def own_desk(founded_folder: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(founded_folder, tmp_path / "desk"))


@pytest.fixture
def opened_with(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Has the program open its desk with a clock or with calls of the operating system that the test gives."""

    def use(**given: Any) -> None:
        monkeypatch.setattr("filedesk.ui.open_desks.open_desk", partial(open_desk, **given))

    return use


@pytest.fixture
def at_window(qtbot: QtBot, setting: Setting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RealWindow]:
    """The program, not started yet; its state lies where `Program(tmp_path)` of the command line looks for it."""
    monkeypatch.setenv("FILEDESK_STATE", str(tmp_path / "state"))
    program = Program(setting, page_specs, first=first_page)
    Commands(program)
    DroppedFiles(program)
    qtbot.addWidget(program.window)
    yield RealWindow(qtbot, setting, program)
    program.idle.stop()
    program.setParent(None)
