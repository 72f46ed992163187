"""The reader that `desk` plugs into the services as their `Capture`: one door to all formats.

Reading is bounded everywhere: a file larger than `LARGEST_LOOKED_INTO` is only recognised, whatever it is, and
taken in as it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from filedesk.capture.archives import look_into
from filedesk.capture.codes_in_scans import codes_in_scan
from filedesk.capture.fields import suggestions
from filedesk.capture.images import look_at_image
from filedesk.capture.lines import TextPage
from filedesk.capture.marks import bears_state_mark, has_state_mark
from filedesk.capture.media_type import HEAD, OFD, OLE, PDF, TEXT, UNKNOWN, ZIP, by_signature, text_of
from filedesk.capture.ofd import read_ofd
from filedesk.capture.ole import look_into_ole
from filedesk.capture.pdf import read_pdf
from filedesk.capture.source import Watched, opened
from filedesk.capture.splitting import split_pages
from filedesk.capture.usability import is_usable
from filedesk.services.ports import Examination, Progress, ScannedCodes, Suggestion

LARGEST_LOOKED_INTO = 256 * 2**20
"""Bytes. A paper of this size is no paper; a parser let loose on it could take minutes."""

LINES_THAT_MAY_BEAR_MARKS = 12


@dataclass(frozen=True)
class _Read:
    """What one reading found: the examination, and the pages' text where it can be believed."""

    examination: Examination
    text: tuple[TextPage, ...] = ()


class PaperReader:
    """Recognises files that are taken in and reads the papers among them. May be used from any thread."""

    def examine(self, source: Path | BinaryIO, name: str) -> Examination:
        """Media type by content, pages, notices, and whether there is text that can be believed.

        A stream must be seekable and is read from its beginning, then put back where it stood. Raises
        FileUnreadable when the file vanished, is locked or cannot be read; never for what is in it.
        """
        return _read(source, name).examination

    def text_pages(self, source: Path | BinaryIO, name: str) -> tuple[TextPage, ...]:
        """Placed text of a PDF's or an OFD's first and last pages; empty where it cannot be believed.

        Raises as `examine` does.
        """
        return _read(source, name).text

    def suggest(self, source: Path | BinaryIO, name: str) -> tuple[Suggestion, ...]:
        """What an official paper says of itself; see `fields.suggestions` for the names of the fields.

        A paper that bears a state secret's mark gives nothing: it may not be held. Raises as `examine` does.
        """
        read = _read(source, name)
        if "state_secret_mark" in read.examination.notices:
            return ()
        return suggestions(read.text)

    def codes(self, source: Path | BinaryIO, name: str, progress: Progress | None = None) -> ScannedCodes:
        """The QR codes on the pages of a scan; see `codes_in_scan`."""
        return codes_in_scan(source, name, progress)

    def split(self, source: Path | BinaryIO, name: str, parts: Sequence[Sequence[int]]) -> list[bytes]:
        """A file for each part of a stack; see `split_pages`."""
        return split_pages(source, name, parts)


def _read(source: Path | BinaryIO, name: str) -> _Read:
    with opened(source, name) as file:
        if file.size == 0:
            return _Read(Examination(UNKNOWN, None, ("file_empty",)))
        head = file.head(HEAD)
        told = by_signature(head)
        if told in (TEXT, UNKNOWN):
            return _text(head) if told == TEXT else _Read(Examination(UNKNOWN, None))
        if file.size > LARGEST_LOOKED_INTO:
            return _Read(Examination(told, None, ("file_too_large",)))
        if told == PDF:
            return _pdf(file)
        if told == ZIP:
            return _archive(file)
        if told == OLE:
            told, notices = look_into_ole(file)
            return _Read(Examination(told, None, notices))
        pages, notices = look_at_image(file)
        return _Read(Examination(told, pages, notices))


def _text(head: bytes) -> _Read:
    beginning = text_of(head) or ""
    notices = ("state_secret_mark",) if _begins_with_state_mark(beginning) else ()
    return _Read(Examination(TEXT, None, notices, text_usable=is_usable(beginning)))


def _pdf(file: Watched) -> _Read:
    content = read_pdf(file)
    read = _placed(PDF, content.pages, tuple(content.notices), content.text, scanned=content.scanned)
    if content.guessed and read.examination.text_usable:
        notices = (*read.examination.notices, "text_layer_unusable")
        return _Read(replace(read.examination, notices=notices, text_usable=False))
    return read


def _archive(file: Watched) -> _Read:
    archive = look_into(file)
    if archive.media_type == OFD and not archive.notices:
        ofd = read_ofd(file)
        return _placed(OFD, ofd.pages, tuple(ofd.notices), ofd.text, scanned=not any(page.lines for page in ofd.text))
    notices = archive.notices
    if _begins_with_state_mark(archive.beginning):
        notices = (*notices, "state_secret_mark")
    usable = bool(archive.beginning) and is_usable(archive.beginning)
    return _Read(Examination(archive.media_type, archive.pages, notices, text_usable=usable))


def _placed(
    media_type: str, pages: int | None, notices: tuple[str, ...], text: Sequence[TextPage], *, scanned: bool
) -> _Read:
    """An examination of a paper with placed text; the text is passed on only where it can be believed."""
    usable = is_usable("\n".join(page.text for page in text))
    if has_state_mark(text):
        notices = (*notices, "state_secret_mark")
    if not text or not pages:
        return _Read(Examination(media_type, pages, notices))
    if scanned:
        return _Read(Examination(media_type, pages, (*notices, "no_text_layer")))
    if not usable:
        return _Read(Examination(media_type, pages, (*notices, "text_layer_unusable")))
    return _Read(Examination(media_type, pages, notices, text_usable=True), tuple(text))


def _begins_with_state_mark(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()]
    return any(map(bears_state_mark, lines[:LINES_THAT_MAY_BEAR_MARKS]))
