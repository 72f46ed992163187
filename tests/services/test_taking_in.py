"""Taking files in: streamed, encrypted on the way, all or none; strange names; and no plain byte left anywhere."""

from __future__ import annotations

import dataclasses
import errno
import io
import os
import sys
import tracemalloc
from pathlib import Path

import pytest

from filedesk.domain.documents import Series
from filedesk.errors import Cancelled, FileUnreadable, RuleRefused
from filedesk.services import printing, reading, taking_in
from filedesk.services.ledger import Query
from filedesk.services.ports import Cipher, Examination, Progress
from filedesk.services.verification import verify
from tests.desk_template import AUDITOR, HEAD, RESPONSIBLE, Office

CANARY = "CANARY-7f3a 金丝雀秘密段落"
BIG = 256 << 20


def encrypted(office: Office) -> list[Path]:
    return [path for path in (office.folder / "files").rglob("*") if path.is_file()]


class CancelAt(Progress):
    """Stops at the n-th question."""

    def __init__(self, n: int) -> None:
        self.left = n

    def raise_if_cancelled(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


def test_what_is_taken_in_comes_out_the_same(office: Office, tmp_path: Path) -> None:
    contents = {
        "empty.txt": b"",
        "small.txt": b"x",
        "piece.bin": os.urandom(1 << 20),
        "more.bin": os.urandom(3_000_001),
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    staged = office.stage(*(tmp_path / name for name in contents))
    office.register(staged=staged)
    reader = office.session(RESPONSIBLE)
    for one in staged:
        _row, content = reading.open_file(office.ports, office.session(HEAD), one.file)
        assert content == contents[one.name]
    assert verify(office.ports, session=office.session()).opened == 4
    assert reader.role_keys


def test_auditors_cannot_open_a_file_nor_take_one_in(office: Office, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    staged = office.stage(tmp_path / "a.txt")
    office.register(staged=staged)
    auditor = office.session(AUDITOR)
    assert auditor.role_keys == {}
    with pytest.raises(Exception, match=r"no_office_key|not_for|content"):
        reading.open_file(office.ports, auditor, staged[0].file)
    with pytest.raises(RuleRefused, match="act_not_for_role"):
        taking_in.stage(office.ports, auditor, [tmp_path / "a.txt"])


class CountingCipher:
    """Encrypts nothing, so that a very large file costs little; counts what goes through."""

    def __init__(self) -> None:
        self.seen = 0
        self.largest = 0

    def update(self, data: bytes) -> bytes:
        self.seen += len(data)
        self.largest = max(self.largest, len(data))
        return b""

    def finish(self) -> bytes:
        return b"end"


def test_a_file_of_any_size_is_streamed_in_flat_memory(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "drawing.dwg"
    with path.open("wb") as sparse:
        sparse.truncate(BIG)
    cipher = CountingCipher()

    def counting(share: bytes, slot_value: bytes, context: object) -> Cipher:
        return cipher

    monkeypatch.setattr(office.ports.vault, "encryptor", counting)
    office.session()
    tracemalloc.start()
    (staged,) = office.stage(path)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert staged.size == cipher.seen == BIG
    assert cipher.largest <= taking_in.PIECE
    assert peak < 32 << 20


class TestWhatCannotBeRead:
    def test_a_vanished_file_is_named_and_nothing_is_taken_in(self, office: Office, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("a")
        with pytest.raises(FileUnreadable) as caught:
            office.stage(tmp_path / "a.txt", tmp_path / "没有了.txt")
        assert (caught.value.code, caught.value.params["name"]) == ("file_vanished", "没有了.txt")
        assert encrypted(office) == []

    def test_a_file_that_vanishes_after_the_first_was_taken_in(
        self, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first, second = tmp_path / "a.txt", tmp_path / "b.txt"
        first.write_text("a")
        second.write_text("b")

        class Removing(Progress):
            def report(self, done: int, total: int | None = None) -> None:
                second.unlink(missing_ok=True)

        with pytest.raises(FileUnreadable, match="file_vanished"):
            taking_in.stage(office.ports, office.session(), [first, second], Removing())
        assert encrypted(office) == []

    def test_a_folder_is_not_a_file(self, office: Office, tmp_path: Path) -> None:
        with pytest.raises(FileUnreadable, match="not_a_file"):
            office.stage(tmp_path)

    @pytest.mark.parametrize(
        ("number", "code"),
        [(errno.EBUSY, "file_locked"), (errno.EACCES, "file_unreadable"), (errno.EPERM, "file_unreadable")],
    )
    def test_a_file_that_cannot_be_opened_is_told_the_same_whoever_tries(
        self, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
    ) -> None:
        """Looked into first, or only when it is encrypted: a lock is a lock, and a missing right is none."""
        path = tmp_path / "锁.txt"
        path.write_text("a")
        real = Path.open

        def locked(self: Path, *args: object, **kwargs: object) -> object:
            if self == path:
                raise OSError(number, os.strerror(number))
            return real(self, *args, **kwargs)  # type: ignore[call-overload]

        class NoLook:
            def examine(self, source: object, name: str) -> Examination:
                return Examination("text/plain", None)

            def suggest(self, source: object, name: str) -> tuple[()]:
                return ()

        monkeypatch.setattr(Path, "open", locked)
        for ports in (office.ports, dataclasses.replace(office.ports, capture=NoLook())):
            with pytest.raises(FileUnreadable) as caught:
                taking_in.stage(ports, office.session(), [path])
            assert (caught.value.code, caught.value.params["name"]) == (code, "锁.txt")
        assert encrypted(office) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows itself refuses most of these names")
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("长" * 83 + ".pdf", "长" * 83 + ".pdf"),
        ("a" * 255, "a" * 255),
        ("📎通知😀.txt", "📎通知😀.txt"),
        ("\u202egnp.exe", "gnp.exe"),
        ("通\u200b知\u2066.txt", "通知.txt"),
        ("...", "..."),
        (".. ", ".."),
        ("CON.txt", "CON.txt"),
        ("NUL", "NUL"),
        ("a\nb\tc.txt", "a b c.txt"),
        ("\x07", "?"),
        (b"\xff\xfe.txt".decode("utf-8", "surrogateescape"), "\ufffd\ufffd.txt"),
        ("e\u0301t\u00e9.txt", "\u00e9t\u00e9.txt"),
    ],
)
def test_strange_names_are_kept_as_they_can_be_shown(office: Office, tmp_path: Path, name: str, shown: str) -> None:
    path = tmp_path / name
    path.write_text("内容")
    (staged,) = office.stage(path)
    assert staged.name == shown
    office.register(staged=[staged])
    row, content = reading.open_file(office.ports, office.session(), staged.file)
    assert (row["name"], content.decode()) == (shown, "内容")
    assert {path.name for path in encrypted(office)} == {staged.file}
    assert verify(office.ports).good


def test_two_files_of_one_name_do_not_meet(office: Office, tmp_path: Path) -> None:
    for folder in ("甲", "乙"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "通知.txt").write_text(folder)
    staged = office.stage(tmp_path / "甲" / "通知.txt", tmp_path / "乙" / "通知.txt")
    office.register(staged=staged)
    opened = [reading.open_file(office.ports, office.session(), one.file)[1].decode() for one in staged]
    assert opened == ["甲", "乙"]


@pytest.mark.parametrize("n", range(7))
def test_stopped_at_any_moment_nothing_is_taken_in(office: Office, tmp_path: Path, n: int) -> None:
    sources = []
    for index in range(3):
        sources.append(tmp_path / f"{index}.bin")
        sources[-1].write_bytes(os.urandom((2 << 20) + 7))
    with pytest.raises(Cancelled):
        taking_in.stage(office.ports, office.session(), sources, CancelAt(n))
    assert encrypted(office) == []
    assert office.rows("document_file") == []
    assert verify(office.ports).leftovers == 0


def test_discarded_files_leave_nothing_but_slots_of_random_bytes(office: Office, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    taking_in.discard(office.ports, office.stage(tmp_path / "a.txt"))
    assert encrypted(office) == []
    assert verify(office.ports).good


@pytest.fixture
def temp_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    return folder


def test_no_plain_content_lies_anywhere(office: Office, tmp_path: Path, temp_folder: Path) -> None:
    """Design, "Encryption": what is in a file is nowhere in the plain, neither in the desk nor in a temporary file."""
    sources = []
    for name, encoding in (("a.txt", "utf-8"), ("b.txt", "utf-16-le"), ("c.txt", "gb18030")):
        sources.append(tmp_path / name)
        sources[-1].write_bytes((CANARY * 50_000).encode(encoding))
    staged = office.stage(*sources)
    office.register("题", staged=staged)
    reading.open_file(office.ports, office.session(), staged[0].file)
    printing.print_register(
        office.ports,
        office.session(),
        query=Query(Series.INCOMING),
        out=io.BytesIO(),
        language="zh_CN",
    )
    verify(office.ports, session=office.session())
    wanted = [
        text.encode(encoding)
        for encoding in ("utf-8", "utf-16-le", "gb18030")
        for text in ("CANARY-7f3a", "金丝雀秘密")
    ]
    looked = 0
    for folder in (office.folder, temp_folder, Path(os.environ["FILEDESK_STATE"])):
        for path in folder.rglob("*"):
            if path.is_file():
                raw, looked = path.read_bytes(), looked + 1
                assert not any(canary in raw for canary in wanted), path
    assert looked > 5
    assert any(canary in sources[0].read_bytes() for canary in wanted)
