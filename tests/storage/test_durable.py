"""The durable write: in the order that survives a power failure, and leaving nothing when it fails."""

import errno
import os

import pytest

from filedesk.errors import Cancelled, EnvironmentFailed
from filedesk.storage.durable import System, is_temporary, make_folder_durably, write_durably


class Recorded(System):
    """Does what the system does and notes in which order."""

    def __init__(self):
        self.calls = []

    def create(self, path):
        handle = super().create(path)
        self.calls.append("create")
        return handle

    def write(self, handle, data):
        self.calls.append("write")
        return super().write(handle, data)

    def fsync(self, handle):
        self.calls.append("fsync")
        super().fsync(handle)

    def close(self, handle):
        self.calls.append("close")
        super().close(handle)

    def replace(self, source, target):
        self.calls.append("replace")
        super().replace(source, target)

    def fsync_folder(self, path):
        self.calls.append(f"fsync_folder {path.name}")
        super().fsync_folder(path)


class Failing(System):
    """Takes only so many bytes, as a full disk does; or fails one call by name."""

    def __init__(self, *, room=None, call=None, number=errno.ENOSPC):
        self.room, self.call, self.number = room, call, number

    def _fail(self):
        raise OSError(self.number, os.strerror(self.number))

    def write(self, handle, data):
        if self.call == "write" or self.room == 0:
            self._fail()
        if self.room is not None:
            data = data[: self.room]
            self.room -= len(data)
        return super().write(handle, data)

    def create(self, path):
        return self._fail() if self.call == "create" else super().create(path)

    def fsync(self, handle):
        return self._fail() if self.call == "fsync" else super().fsync(handle)

    def close(self, handle):
        super().close(handle)
        if self.call == "close":
            self._fail()

    def replace(self, source, target):
        return self._fail() if self.call == "replace" else super().replace(source, target)

    def fsync_folder(self, path):
        return self._fail() if self.call == "fsync_folder" else super().fsync_folder(path)


def test_the_file_is_flushed_before_it_gets_its_name_and_the_name_before_it_is_acknowledged(tmp_path):
    system = Recorded()
    assert write_durably(tmp_path / "paper", [b"one", b"two"], system=system) == 6
    assert system.calls == ["create", "write", "write", "fsync", "close", "replace", f"fsync_folder {tmp_path.name}"]
    assert (tmp_path / "paper").read_bytes() == b"onetwo"


def test_a_write_that_takes_only_part_is_carried_on(tmp_path):
    class Slow(System):
        def write(self, handle, data):
            return super().write(handle, data[:7])

    content = bytes(range(256)) * 3
    write_durably(tmp_path / "paper", [content], system=Slow())
    assert (tmp_path / "paper").read_bytes() == content


@pytest.mark.parametrize("room", [0, 1, 99, 100, 101, 199])
def test_a_full_disk_after_any_number_of_bytes_leaves_the_old_file_and_no_other(tmp_path, room):
    (tmp_path / "paper").write_bytes(b"old")
    with pytest.raises(EnvironmentFailed) as raised:
        write_durably(tmp_path / "paper", [b"x" * 100, b"y" * 100], system=Failing(room=room))
    assert raised.value.code == "disk_full"
    assert raised.value.params == {"folder": str(tmp_path)}
    assert [path.name for path in tmp_path.iterdir()] == ["paper"]
    assert (tmp_path / "paper").read_bytes() == b"old"


@pytest.mark.parametrize("call", ["create", "write", "fsync", "close", "replace"])
@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EACCES, "folder_not_writable"),
        (errno.EROFS, "folder_not_writable"),
        (errno.EIO, "write_failed"),
    ],
)
def test_every_call_that_fails_is_told_by_its_cause_and_leaves_nothing(tmp_path, call, number, code):
    with pytest.raises(EnvironmentFailed) as raised:
        write_durably(tmp_path / "paper", [b"content"], system=Failing(call=call, number=number))
    assert raised.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_shorter_on_disk_than_what_was_written_is_not_accepted(tmp_path):
    class Losing(System):
        def fsync(self, handle):
            os.ftruncate(handle, 3)

    with pytest.raises(EnvironmentFailed) as raised:
        write_durably(tmp_path / "paper", [b"content"], system=Losing())
    assert raised.value.code == "write_failed"
    assert list(tmp_path.iterdir()) == []


def test_what_the_source_raises_goes_through_and_leaves_nothing(tmp_path):
    def cancelled():
        yield b"first"
        raise Cancelled

    with pytest.raises(Cancelled):
        write_durably(tmp_path / "paper", cancelled(), system=System())
    assert list(tmp_path.iterdir()) == []


def test_an_error_of_reading_the_source_is_not_taken_for_one_of_the_disk(tmp_path):
    def vanishing():
        yield b"first"
        raise FileNotFoundError(errno.ENOENT, "gone")

    with pytest.raises(FileNotFoundError):
        write_durably(tmp_path / "paper", vanishing(), system=System())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="folders cannot be flushed on Windows")
def test_a_file_system_that_cannot_flush_folders_is_put_up_with(tmp_path, monkeypatch):
    asked = []

    def failing(number):
        def fsync(handle):
            asked.append(number)
            raise OSError(number, os.strerror(number))

        return fsync

    monkeypatch.setattr(os, "fsync", failing(errno.EINVAL))
    System().fsync_folder(tmp_path)
    assert asked == [errno.EINVAL]
    monkeypatch.setattr(os, "fsync", failing(errno.EIO))
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        System().fsync_folder(tmp_path)


def test_a_new_folder_is_flushed_in_the_one_above_it(tmp_path):
    system = Recorded()
    make_folder_durably(tmp_path / "files", system=system)
    make_folder_durably(tmp_path / "files", system=system)
    assert system.calls == [f"fsync_folder {tmp_path.name}"]


def test_only_the_names_of_unfinished_writes_count_as_temporary(tmp_path):
    names = []

    class Watching(System):
        def replace(self, source, target):
            names.append(source.name)
            super().replace(source, target)

    write_durably(tmp_path / "paper", [b""], system=Watching())
    assert is_temporary(names[0])
    assert not any(map(is_temporary, ["paper", "paper.tmp", "ab" * 16, f".{'0' * 16}.tmp.bak"]))
