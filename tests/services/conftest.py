"""Desks to work on, from `tests.desk_fixtures`, and one whose departments are all manned."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk_fixtures import filled, full_office, office, templates
from tests.services.route_office import Ways, ways

__all__ = ["filled", "full_office", "office", "templates"]


@pytest.fixture
def manned(templates: Path, tmp_path: Path) -> Iterator[Ways]:
    """An office with three departments, each with a manager and somebody who does the work."""
    opened = ways(templates, tmp_path / "desk")
    yield opened
    opened.desk.close()
