"""A file that cannot be read is told by name and reason; names and threads make no difference to reading."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from filedesk.capture import source
from filedesk.capture.reader import PaperReader
from filedesk.errors import FileUnreadable
from filedesk.services.ports import Examination
from tests.capture.drawn_papers import drawn_pdf, notice
from tests.capture.test_media_types import docx, examined, image, ole
from tests.capture.test_strange_files import placed_ofd

GOOD = drawn_pdf(notice())

NAMES = ["📄公文.pdf", "\u202egnp.fdp", "..", "CON", "a" * 255, "长" * 85, "line\nbreak", ""]


@pytest.mark.parametrize("name", NAMES)
def test_names_say_nothing(name: str) -> None:
    assert examined(GOOD, name).pages == 1


@pytest.mark.skipif(sys.platform == "win32", reason="these names cannot be on a Windows disk")
@pytest.mark.parametrize("name", ["📄公文.pdf", "\u202egnp.fdp", "a" * 255, "长" * 85])
def test_files_of_any_name_are_opened(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(GOOD)
    assert PaperReader().examine(tmp_path / name, name).pages == 1


def test_a_file_that_vanished_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="file_vanished") as caught:
        PaperReader().examine(tmp_path / "gone.pdf", "gone.pdf")
    assert caught.value.params == {"name": "gone.pdf"}


def test_a_folder_a_pipe_and_an_impossible_path_are_unreadable(tmp_path: Path) -> None:
    places = [tmp_path, Path("a\0b")]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        places.append(tmp_path / "pipe")
    for place in places:
        with pytest.raises(FileUnreadable, match="file_unreadable"):
            PaperReader().suggest(place, "x")


class Failing(io.BytesIO):
    """A file whose disk or lock gives way after some reads."""

    def __init__(self, data: bytes, number: int, after: int) -> None:
        super().__init__(data)
        self.number, self.left = number, after

    def readinto(self, buffer: bytearray, /) -> int:  # type: ignore[override]
        self.left -= 1
        if self.left < 0:
            raise OSError(self.number, os.strerror(self.number))
        return super().readinto(buffer)


@pytest.mark.parametrize("data", [GOOD, image("TIFF"), placed_ofd(notice()), docx("通知"), ole("WordDocument")])
@pytest.mark.parametrize(("number", "code"), [(errno.EIO, "file_unreadable"), (errno.EBUSY, "file_locked")])
@pytest.mark.parametrize("after", [0, 1, 2, 3])
def test_a_file_that_fails_while_it_is_read_is_unreadable_and_not_damaged(
    data: bytes, number: int, code: str, after: int
) -> None:
    failing = Failing(data, number, after)
    PaperReader().examine(counting := Failing(data, number, 10_000), "x")
    if 10_000 - counting.left <= after:
        return
    with pytest.raises(FileUnreadable, match=code):
        PaperReader().examine(failing, "x")


def test_a_closed_stream_is_unreadable() -> None:
    stream = io.BytesIO(GOOD)
    stream.close()
    with pytest.raises(FileUnreadable, match="file_unreadable"):
        PaperReader().examine(stream, "x")


def test_a_stream_is_put_back_where_it_stood() -> None:
    stream = io.BytesIO(GOOD)
    stream.seek(17)
    PaperReader().examine(stream, "x")
    assert stream.tell() == 17
    assert not stream.closed


def test_many_threads_read_at_once() -> None:
    """PDFium is not thread-safe; the package guards it."""
    together = threading.Barrier(4)
    damaged = GOOD[: len(GOOD) // 2]

    def read(number: int) -> tuple[Examination, int]:
        together.wait()
        for _round in range(3):
            PaperReader().examine(io.BytesIO(damaged), "x")
        data = GOOD if number % 2 else placed_ofd(notice())
        return PaperReader().examine(io.BytesIO(data), "x"), len(PaperReader().suggest(io.BytesIO(data), "x"))

    with ThreadPoolExecutor(4) as pool:
        assert {(told.pages, told.text_usable, found) for told, found in pool.map(read, range(4))} == {(1, True, 6)}


def test_reading_without_a_paper_loads_no_heavy_library() -> None:
    """Start-up time is a goal: PDFium, ofdkit and Pillow come with the first file that needs them."""
    heavy = {"pypdfium2", "ofdkit", "PIL", "pikepdf"}
    code = f"import sys, filedesk.capture.reader; print(sorted({heavy} & sys.modules.keys()))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    assert done.stdout.strip() == "[]"


def test_a_library_that_seeks_byte_by_byte_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MOST_READS", 1000)
    endless = Failing(b"\xff\xd8\xff\xe0" + bytes(100_000), errno.EIO, 10_000)
    assert PaperReader().examine(endless, "x").notices == ("file_damaged",)
