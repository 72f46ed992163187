"""Fixtures: desks to work on, copies of templates that are built once a run. A folder's conftest imports them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk_template import Office, Template, filled_template, founded_template


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.getbasetemp() / "desk_templates"
    base.mkdir(exist_ok=True)
    return base


@pytest.fixture(scope="session")
def filled(templates: Path) -> Template:
    return filled_template(templates)


@pytest.fixture
def office(templates: Path, tmp_path: Path) -> Iterator[Office]:
    """A founded office without any document yet."""
    opened = founded_template(templates).opened(tmp_path / "desk")
    yield opened
    opened.desk.close()


@pytest.fixture
def full_office(filled: Template, tmp_path: Path) -> Iterator[Office]:
    """An office with some of everything in its registers."""
    opened = filled.opened(tmp_path / "desk")
    yield opened
    opened.desk.close()
