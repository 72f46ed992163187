"""A desk on a medium that cannot be written: told in a sentence with the way out, since SQLite could not read it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from filedesk.desk import open_desk
from filedesk.errors import EnvironmentFailed


def test_a_write_protected_desk_is_told_as_such(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The operating system's answer stands in for the medium, which a test that runs as root cannot have."""
    before = sorted(path.name for path in folder.iterdir())
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    with pytest.raises(EnvironmentFailed, match="desk_write_protected"):
        open_desk(folder, sweeping=False)
    assert sorted(path.name for path in folder.iterdir()) == before
