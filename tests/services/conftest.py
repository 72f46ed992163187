"""Desks to work on, from `tests.desk_fixtures`."""

from __future__ import annotations

from tests.desk_fixtures import filled, full_office, office, templates

__all__ = ["filled", "full_office", "office", "templates"]
