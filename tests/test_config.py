"""Where the program keeps what belongs to the person: where the system wants it, unless told otherwise."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs
import pytest

from filedesk import config


def test_the_state_lies_where_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FILEDESK_STATE", str(tmp_path / "own"))
    assert config.state_folder() == tmp_path / "own"
    assert (tmp_path / "own").is_dir()


@pytest.mark.parametrize("told", ["absolute", "", "relative"])
def test_the_usual_place_is_the_one_the_system_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: str
) -> None:
    monkeypatch.delenv("FILEDESK_STATE", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "xdg") if told == "absolute" else told)
    if sys.platform == "win32":
        pytest.skip("Windows itself is asked there")
    assert config.state_folder() == Path(platformdirs.user_state_dir("filedesk", appauthor=False))


def test_a_desk_is_known_by_its_database(tmp_path: Path) -> None:
    assert not config.is_desk(tmp_path)
    (tmp_path / config.DATABASE).touch()
    assert config.is_desk(tmp_path)
