"""What every test stands on: no window on the screen, no state of this computer's user, no real keyring.

The environment is set when this file is imported, before any test's module, so that sessions' fixtures and child
processes have it too.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from filedesk.texts import language, use_language

for told in ("FILEDESK_DESK", "FILEDESK_LANGUAGE"):
    os.environ.pop(told, None)
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Qt complains on standard error about a locale that is not UTF-8, as on a bare server.
os.environ["LC_ALL"] = "C.UTF-8"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

SHARED_STATE = Path(tempfile.mkdtemp(prefix="filedesk-tests-"))
"""For what is built once a run, outside any test."""
os.environ["FILEDESK_STATE"] = str(SHARED_STATE)

hypothesis.settings.register_profile("local", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True, database=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "local")


def pytest_unconfigure() -> None:
    """Leave nothing in the temp folder."""
    shutil.rmtree(SHARED_STATE, ignore_errors=True)


@pytest.fixture(autouse=True)
def _state_of_its_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FILEDESK_STATE", str(tmp_path_factory.mktemp("state")))


@pytest.fixture(autouse=True)
def _language_as_before() -> Iterator[None]:
    before = language()
    yield
    use_language(before)
