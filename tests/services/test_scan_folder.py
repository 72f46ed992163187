"""The scan folder 扫描收件夹: real files in a real folder, half-written, taken in, locked, changed, removed (I2)."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from filedesk.domain.scan_parts import SEPARATOR
from filedesk.errors import EnvironmentFailed, FileUnreadable, RuleRefused
from filedesk.services import scan_folder
from filedesk.services.attaching import attach, split_scan
from filedesk.services.scan_folder import Folder, Waiting, poll, remove_taken
from filedesk.services.taking_in import stage
from tests.desk_template import Office
from tests.scans import as_pdf, drawn_code
from tests.services.test_scan_codes import blank, printed_slip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "扫描"
    made.mkdir()
    return made


def polled(office: Office, folder: Path, before: Folder | None = None, times: int = 2) -> Folder:
    found = before or Folder()
    for _time in range(times):
        found = poll(office.ports, office.session(), folder, found)
    return found


def taken_in(office: Office, folder: Path) -> Waiting:
    """A slip's scan, attached and seen as such."""
    office.register("来文")
    path = folder / "处理单.pdf"
    path.write_bytes(as_pdf([*printed_slip(office, 1), blank()]))
    attach(office.ports, office.session(), document=1, staged=office.stage(path), what="扫描件")
    (one,) = polled(office, folder).waiting
    assert one.taken == ("收〔2026〕0001",)
    return one


def test_a_file_is_taken_only_when_it_has_stopped_growing(office: Office, folder: Path) -> None:
    """No half-written scan is looked into; what hides, is empty or unfinished is none."""
    whole = as_pdf([blank()])
    path = folder / "一.pdf"
    path.write_bytes(whole[: len(whole) // 2])
    for name in (".hidden.pdf", "~锁.pdf", "二.pdf.part", "空.pdf"):
        (folder / name).write_bytes(b"" if name == "空.pdf" else whole)
    (folder / "夹").mkdir()
    seen = polled(office, folder, times=1)
    assert seen.waiting == ()
    path.write_bytes(whole)
    seen = polled(office, folder, seen, times=1)
    assert seen.waiting == (), "it has grown since"
    seen = polled(office, folder, seen, times=1)
    assert [(one.path.name, one.read.pages if one.read else 0) for one in seen.waiting] == [("一.pdf", 1)]
    assert seen.count == 1


def test_a_killed_scan_is_told_and_a_locked_one_waits(
    office: Office, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file cut short for good is there with the reason; one that another program holds comes when it lets go."""
    (folder / "半.pdf").write_bytes(as_pdf([blank()])[:400])
    (one,) = polled(office, folder).waiting
    assert one.read is None
    assert one.trouble is not None
    assert one.trouble.code == "scan_damaged"
    held = folder / "锁.pdf"
    held.write_bytes(as_pdf([blank()]))
    real = scan_folder.read_scan

    def locked(ports: object, session: object, source: object, name: str, progress: object = None) -> object:
        if source == held:
            raise FileUnreadable("file_locked", name=name)
        return real(ports, session, source, name, progress)  # type: ignore[arg-type]

    def no_digest(path: Path) -> bytes:
        raise FileUnreadable("file_locked", name=path.name)

    with monkeypatch.context() as patched:
        patched.setattr(scan_folder, "read_scan", locked)
        patched.setattr(scan_folder, "_digest", no_digest)
        seen = polled(office, folder)
        assert "锁.pdf" not in [found.path.name for found in seen.waiting]
    assert "锁.pdf" in [found.path.name for found in polled(office, folder, seen, times=1).waiting]


def test_a_slip_is_assigned_and_what_a_document_has_is_known_by_its_content(office: Office, folder: Path) -> None:
    one = taken_in(office, folder)
    assert one.read is not None
    assert one.read.belongs_to is not None
    assert one.read.belongs_to["id"] == 1
    (folder / "又一份.pdf").write_bytes(one.path.read_bytes())
    seen = polled(office, folder)
    assert [found.taken for found in seen.waiting] == [("收〔2026〕0001",)] * 2
    assert seen.count == 0


def test_an_original_is_removed_only_when_it_lies_whole_in_the_desk(office: Office, folder: Path) -> None:
    """Never before the event is committed and the file read back and compared."""
    path = folder / "未登记.pdf"
    path.write_bytes(as_pdf([blank()]))
    (waiting,) = polled(office, folder).waiting
    with pytest.raises(RuleRefused) as caught:
        remove_taken(office.ports, office.session(), waiting)
    assert caught.value.code == "original_not_taken_in"
    path.unlink()
    one = taken_in(office, folder)
    one.path.write_bytes(one.path.read_bytes() + b"\n")
    with pytest.raises(RuleRefused) as caught:
        remove_taken(office.ports, office.session(), one)
    assert caught.value.code == "original_changed"
    assert one.path.exists()
    one.path.write_bytes(one.path.read_bytes()[:-1])
    (again,) = polled(office, folder).waiting
    remove_taken(office.ports, office.session(), again)
    assert not one.path.exists()
    assert polled(office, folder).waiting == ()


def test_a_damaged_encrypted_file_keeps_its_original(office: Office, folder: Path) -> None:
    one = taken_in(office, folder)
    (stored,) = [path for path in (office.folder / "files").rglob("*") if path.is_file()]
    stored.chmod(0o600)
    data = bytearray(stored.read_bytes())
    data[-20] ^= 1
    stored.write_bytes(bytes(data))
    with pytest.raises(Exception, match="ciphertext_damaged"):
        remove_taken(office.ports, office.session(), one)
    assert one.path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a refusal to delete is made otherwise there")
def test_what_cannot_be_removed_is_told_and_not_taken_twice(
    office: Office, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = taken_in(office, folder)

    def refused(self: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, os.strerror(13))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", refused)
        with pytest.raises(EnvironmentFailed) as caught:
            remove_taken(office.ports, office.session(), one)
    assert caught.value.code == "original_not_removed"
    (again,) = polled(office, folder).waiting
    assert again.taken
    assert polled(office, folder).count == 0


def test_a_stack_counts_as_taken_in_when_each_of_its_parts_is(office: Office, folder: Path) -> None:
    for number in (1, 2):
        office.register(f"第{number}件")
    path = folder / "一叠.pdf"
    path.write_bytes(as_pdf([*printed_slip(office, 1), drawn_code(SEPARATOR), *printed_slip(office, 2)]))
    (one,) = polled(office, folder).waiting
    assert one.read is not None
    assert one.read.is_stack
    assert one.taken == ()
    for part, source in zip(one.read.parts, split_scan(office.ports, path, one.read), strict=True):
        (staged,) = stage(office.ports, office.session(), [source])
        assert part.document is not None
        attach(office.ports, office.session(), document=part.document, staged=[staged], what="")
    (one,) = polled(office, folder).waiting
    assert one.taken == ("收〔2026〕0001", "收〔2026〕0002")
    remove_taken(office.ports, office.session(), one)
    assert not path.exists()


def test_a_folder_that_is_gone_is_told(office: Office, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFailed) as caught:
        polled(office, tmp_path / "没有")
    assert caught.value.code == "scan_folder_gone"
