"""What a workstation keeps outside the desk: nothing is lost to another process, nothing stale wins, damage is told."""

from __future__ import annotations

import json
import os
import stat
import threading
from pathlib import Path

import pytest

from filedesk.errors import EnvironmentFailed, KeyOrSealWrong
from filedesk.storage import desk_secrets, file_lock
from filedesk.storage.desk_secrets import FileSecrets, NoKeyring


class Kept:
    """A keyring in memory; `answers` says whether it can be reached."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}
        self.answers = True

    def get(self, desk: str, name: str) -> str | None:
        return self.held.get((desk, name)) if self.answers else None

    def set(self, desk: str, name: str, text: str) -> bool:
        if self.answers:
            self.held[desk, name] = text
        return self.answers


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "desks" / "office.json"


def test_a_secret_goes_into_the_keyring_and_not_into_the_file(path: Path) -> None:
    keyring = Kept()
    kept = FileSecrets(path, "desk", keyring)
    kept.keep_device_secret(b"\x01" * 16)
    kept.keep_pin("ab" * 32)
    assert kept.device_secret() == b"\x01" * 16
    assert json.loads(path.read_text()) == {"pin": "ab" * 32}
    assert keyring.held == {("desk", "device_secret"): "01" * 16}


def test_without_a_keyring_the_file_is_for_this_person_only(path: Path) -> None:
    kept = FileSecrets(path, "desk", NoKeyring())
    kept.keep_device_secret(b"\x02" * 16)
    assert FileSecrets(path, "desk", NoKeyring()).device_secret() == b"\x02" * 16
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_secret_from_a_time_without_a_keyring_does_not_hide_the_new_one(path: Path) -> None:
    keyring = Kept()
    kept = FileSecrets(path, "desk", keyring)
    keyring.answers = False
    kept.keep_device_secret(b"old!" * 4)
    keyring.answers = True
    kept.keep_device_secret(b"new!" * 4)
    assert kept.device_secret() == b"new!" * 4
    assert b"old!".hex() not in path.read_text()


def test_what_is_not_there_is_told(path: Path) -> None:
    kept = FileSecrets(path, "desk", NoKeyring())
    assert (kept.pin(), kept.checkpoint(), kept.workstation_key()) == (None, None, None)
    with pytest.raises(KeyOrSealWrong, match="device_secret_missing"):
        kept.device_secret()


def test_a_kept_checkpoint_never_goes_back(path: Path) -> None:
    kept = FileSecrets(path, "desk", NoKeyring())
    for size in (5, 9, 7, 9):
        kept.keep_checkpoint(f"note {size}", size)
    assert kept.checkpoint() == "note 9"


def test_changes_of_several_at_once_lose_nothing(path: Path) -> None:
    """Design, "Anchor": the last checkpoint is kept under lock and only grows."""

    def keep(first: int) -> None:
        mine = FileSecrets(path, "desk", NoKeyring())  # its own object, as in another process
        for size in range(first, 60, 4):
            mine.keep_checkpoint(f"note {size}", size)

    threads = [threading.Thread(target=keep, args=(first,)) for first in (1, 2, 3, 4)]
    for thread in threads:
        thread.start()
    FileSecrets(path, "desk", NoKeyring()).keep_pin("cd" * 32)
    for thread in threads:
        thread.join()
    kept = FileSecrets(path, "desk", NoKeyring())
    assert (kept.checkpoint(), kept.pin()) == ("note 59", "cd" * 32)


def test_a_change_waits_for_another_process_and_then_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = FileSecrets(path, "desk", NoKeyring())
    kept.keep_pin("ab" * 32)
    monkeypatch.setattr(desk_secrets, "locked", lambda handle: file_lock.locked(handle, 0))
    handle = os.open(path.with_name("office.json.lock"), os.O_RDWR)
    with file_lock.locked(handle), pytest.raises(EnvironmentFailed) as caught:
        kept.keep_pin("cd" * 32)
    os.close(handle)
    assert caught.value.code == "lock_failed"
    assert kept.pin() == "ab" * 32


@pytest.mark.parametrize(
    "text",
    ["{", "[]", "\x00", '{"device_secret": "xyz"}', '{"pin": 7}', '{"checkpoint": {"note": 1, "size": 2}}',
     '{"checkpoint": {"note": "x"}}', '{"checkpoint": {"note": "x", "size": "2"}}'],
)  # fmt: skip
def test_a_damaged_file_is_told_and_not_overwritten(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(text)
    kept = FileSecrets(path, "desk", NoKeyring())
    for ask in (kept.pin, kept.checkpoint, kept.device_secret, lambda: kept.keep_checkpoint("note", 3)):
        with pytest.raises(KeyOrSealWrong, match="state_unreadable"):
            ask()
    assert path.read_text() == text


def test_a_keyring_that_does_not_answer_is_as_if_it_were_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_secrets, "KEYRING_SECONDS", 0.01)
    ended = threading.Event()

    class Stuck:
        def get_password(self, service: str, name: str) -> str:
            ended.wait()
            return f"{service} {name}"

        def set_password(self, service: str, name: str, text: str) -> None:
            raise RuntimeError((service, name, text))

    monkeypatch.setattr(desk_secrets, "_keyring", Stuck)
    assert desk_secrets.SystemKeyring().get("desk", "device_secret") is None
    assert not desk_secrets.SystemKeyring().set("desk", "device_secret", "00")
    ended.set()
