"""Desks to work on, from `tests.desk_fixtures`, and a closed one to tamper with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk_fixtures import filled, full_office, office, templates
from tests.desk_template import Template

__all__ = ["filled", "folder", "full_office", "office", "templates"]


@pytest.fixture
def folder(filled: Template, tmp_path: Path) -> Path:
    """The folder of a closed desk with some of everything in it."""
    return filled.copy(tmp_path / "desk")
