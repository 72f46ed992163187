"""The desk lock between processes, and what may be swept under it."""

import subprocess
import sys
from pathlib import Path

import pytest

from filedesk.errors import EnvironmentFailed
from filedesk.storage.desk_lock import DeskLock
from filedesk.storage.network_share import network_share
from filedesk.storage.quarantine import sweep

ROOT = Path(__file__).resolve().parents[2]
DAY = "2026-03-05"
KNOWN = "aa" * 16
UNKNOWN = "ab" + "0" * 30

HOLDING = """
import sys
from pathlib import Path
from filedesk.storage.desk_lock import DeskLock
lock = DeskLock(Path(sys.argv[1]), wait=float(sys.argv[3]))
if sys.argv[2] == "shared":
    lock.share()
    print("held", flush=True)
    sys.stdin.readline()
else:
    with lock.alone() as alone:
        print("held" if alone else "refused", flush=True)
        sys.stdin.readline()
"""


class Holder:
    """Another process that holds the lock until told otherwise."""

    def __init__(self, folder, how):
        command = [sys.executable, "-c", HOLDING, str(folder), how, "0"]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT
        )
        self.told = self.process.stdout.readline().strip()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.communicate()


def alone(folder):
    with DeskLock(folder).alone() as got:
        return got


def test_many_processes_hold_it_shared_and_then_nobody_has_it_alone(tmp_path):
    assert alone(tmp_path)
    with Holder(tmp_path, "shared") as first, Holder(tmp_path, "shared") as second:
        assert (first.told, second.told) == ("held", "held")
        assert not alone(tmp_path)
    assert alone(tmp_path)


def test_a_killed_process_holds_it_no_longer(tmp_path):
    with Holder(tmp_path, "shared") as holder:
        holder.process.kill()
        holder.process.wait()
        assert alone(tmp_path)


def test_while_one_has_it_alone_no_other_can_open_or_sweep(tmp_path):
    with Holder(tmp_path, "alone") as holder:
        assert holder.told == "held"
        assert not alone(tmp_path)
        with pytest.raises(EnvironmentFailed) as raised:
            DeskLock(tmp_path, wait=0).share()
        assert raised.value.code == "lock_failed"


def test_opening_waits_for_a_sweep_to_end(tmp_path):
    sweeping = DeskLock(tmp_path)
    with sweeping.alone() as got:
        assert got
        opening = Holder(tmp_path, "alone")
        assert opening.told == "refused"
        opening.__exit__()
    lock = DeskLock(tmp_path, wait=5)
    lock.share()
    assert not alone(tmp_path)
    lock.release()
    assert alone(tmp_path)


def test_two_holds_in_one_process_are_two_holds(tmp_path):
    first, second = DeskLock(tmp_path), DeskLock(tmp_path)
    first.share()
    second.share()
    second.release()
    with Holder(tmp_path, "alone") as other:
        assert other.told == "refused", "closing one connection must not drop the other's lock"
    first.release()
    first.release()
    assert alone(tmp_path)


def test_who_has_it_shared_does_not_get_it_alone(tmp_path):
    lock = DeskLock(tmp_path)
    lock.share()
    lock.share()
    with lock.alone() as got:
        assert not got
        assert not lock.exclusive
    lock.release()
    with lock.alone() as got:
        assert got
        assert lock.exclusive
    assert not lock.exclusive


def test_it_is_given_back_when_the_sweep_fails(tmp_path):
    lock = DeskLock(tmp_path)
    with pytest.raises(ZeroDivisionError), lock.alone():
        _ = 1 / 0
    assert not lock.exclusive
    assert alone(tmp_path)


def test_a_reader_of_a_medium_without_lock_file_needs_none_and_makes_none(tmp_path):
    lock = DeskLock(tmp_path, read_only=True)
    lock.share()
    with lock.alone() as got:
        assert not got
    lock.release()
    assert list(tmp_path.iterdir()) == []


def test_a_reader_holds_the_lock_file_that_is_there(tmp_path):
    assert alone(tmp_path)
    lock = DeskLock(tmp_path, read_only=True)
    lock.share()
    assert not alone(tmp_path)
    lock.release()
    assert alone(tmp_path)


def test_a_lock_file_that_is_something_else_is_told(tmp_path):
    (tmp_path / "desk.lock").write_bytes(b"not a lock file at all, but a long enough text" * 40)
    for act in (DeskLock(tmp_path).share, lambda: alone(tmp_path)):
        with pytest.raises(EnvironmentFailed) as raised:
            act()
        assert raised.value.code == "lock_failed"


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(EnvironmentFailed):
        alone(tmp_path / "none")


@pytest.fixture
def desk(tmp_path):
    for name in (f"aa/{KNOWN}", f"ab/{UNKNOWN}", f"aa/{KNOWN}.{'0' * 16}.tmp", f"ac/{'ac' * 16}.{'1' * 16}.tmp"):
        path = tmp_path / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    (tmp_path / "shred.slots").write_bytes(b"slots")
    return tmp_path


def swept(desk, lock):
    return sweep(desk / "files", {KNOWN}, desk / "quarantine", lock=lock, day=DAY)


def everything(desk):
    return sorted(path.read_bytes() for path in desk.rglob("*") if path.is_file() and path.name != "desk.lock")


def test_the_sweep_moves_leftovers_and_deletes_nothing(desk):
    before, lock = everything(desk), DeskLock(desk)
    with lock.alone():
        moved = swept(desk, lock)
        assert swept(desk, lock) == []
    assert moved == [f"{KNOWN}.{'0' * 16}.tmp", UNKNOWN, f"{'ac' * 16}.{'1' * 16}.tmp"]
    assert sorted(path.name for path in (desk / "quarantine" / DAY).iterdir()) == sorted(moved)
    assert everything(desk) == before
    assert (desk / "files" / "aa" / KNOWN).exists()
    assert (desk / "shred.slots").exists()


def test_a_leftover_of_the_same_name_is_kept_beside_the_first(desk):
    lock, place = DeskLock(desk), desk / "files" / "ab" / UNKNOWN
    with lock.alone():
        swept(desk, lock)
        for content in (b"second", b"third"):
            place.write_bytes(content)
            assert swept(desk, lock) == [UNKNOWN]
    kept = desk / "quarantine" / DAY
    assert (kept / f"{UNKNOWN}.1").read_bytes() == b"second"
    assert (kept / f"{UNKNOWN}.2").read_bytes() == b"third"


def test_without_the_lock_alone_nothing_is_swept(desk):
    before, lock = sorted(desk.rglob("*")), DeskLock(desk)
    with pytest.raises(ValueError, match="desk lock"):
        swept(desk, lock)
    lock.share()
    with pytest.raises(ValueError, match="desk lock"), lock.alone():
        swept(desk, lock)
    lock.release()
    assert sorted(path for path in desk.rglob("*") if path.name != "desk.lock") == before


def test_a_second_process_that_is_taking_a_file_in_loses_nothing_to_the_sweep(desk):
    lock = DeskLock(desk)
    with Holder(desk, "shared"), lock.alone() as got:
        assert not got
        with pytest.raises(ValueError, match="desk lock"):
            swept(desk, lock)
    assert not (desk / "quarantine").exists()


def test_a_desk_without_leftovers_gets_no_quarantine(tmp_path):
    lock = DeskLock(tmp_path)
    with lock.alone():
        assert sweep(tmp_path / "files", set(), tmp_path / "quarantine", lock=lock, day=DAY) == []
    assert not (tmp_path / "quarantine").exists()


MOUNTS = r"""/dev/vda / ext4 rw 0 0
server:/share /mnt/office nfs4 rw 0 0
/dev/sdb1 /mnt/office/local ext4 rw 0 0
//server/x /mnt/two\040words cifs rw 0 0
me@host:/ /home/me/remote fuse.sshfs rw 0 0
proc /proc proc rw 0 0
"""


@pytest.mark.skipif(sys.platform == "win32", reason="asks Windows itself there")
@pytest.mark.parametrize(
    ("path", "network"),
    [
        ("/mnt/office/desk", True),
        ("/mnt/office", True),
        ("/mnt/office2/desk", False),
        ("/mnt/office/local/desk", False),
        ("/mnt/two words/desk", True),
        ("/home/me/remote/desk", True),
        ("/home/me/desk", False),
    ],
)
def test_sqlite_wal_a_desk_on_a_network_share_is_recognised(tmp_path, path, network):
    (tmp_path / "mounts").write_text(MOUNTS)
    assert network_share(Path(path), tmp_path / "mounts") is network


@pytest.mark.skipif(sys.platform == "win32", reason="asks Windows itself there")
def test_where_no_mounts_are_told_nothing_is_refused(tmp_path):
    assert network_share(tmp_path, tmp_path / "none") is False
