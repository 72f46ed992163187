from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NAMES = ("requirements.lock", "requirements-dev.lock")


def locked(name: str) -> dict[str, Requirement]:
    """The pinned requirements of a lock file by their names."""
    text = (ROOT / "installer" / name).read_text(encoding="utf-8")
    pins = [Requirement(line.rstrip("\\ ")) for line in text.splitlines() if re.match(r"[a-z0-9]", line, re.I)]
    return {canonicalize_name(pin.name): pin for pin in pins}


@pytest.mark.parametrize("name", NAMES)
def test_every_entry_is_pinned_and_hashed(name: str) -> None:
    text = (ROOT / "installer" / name).read_text(encoding="utf-8")
    entries = re.findall(
        r"^[a-z0-9][^\n]*==[^\n]* \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", text, re.M | re.I
    )
    assert len(entries) == len(locked(name)) > 20


@pytest.mark.parametrize("name", NAMES)
def test_a_lock_names_no_host_and_no_folder(name: str) -> None:
    text = (ROOT / "installer" / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    assert "--extra-index" not in text
    assert "--find-links" not in text


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("requirements.lock", PROJECT["dependencies"]),
        ("requirements-dev.lock", PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]),
    ],
)
def test_a_lock_holds_what_the_project_depends_on(name: str, wanted: list[str]) -> None:
    pins = locked(name)
    for text in wanted:
        need = Requirement(text)
        (pin,) = pins[canonicalize_name(need.name)].specifier
        assert need.specifier.contains(pin.version), f"{name} holds {need.name} {pin.version}, which is not {text}"


def test_the_development_lock_contains_the_runtime_lock() -> None:
    """So that one .venv serves both, and the tests run what the users run."""
    development = {str(pin) for pin in locked("requirements-dev.lock").values()}
    assert {str(pin) for pin in locked("requirements.lock").values()} <= development
