"""Signatures on the handling slip: how, by whom and when, the short code, and the code as a small square to scan.

A square holds a code of at most 38 letters in 25 by 25 modules of 0.4 mm, so that an ordinary scan reads it.
"""

from __future__ import annotations

from collections.abc import Sequence

from filedesk.registers.faces import visible
from filedesk.registers.furniture import MM
from filedesk.registers.sheet import LEADING, Sheet
from filedesk.services.ports import SignedMark, SlipReader

MARK_HEIGHT = 14.5 * MM
MOST_MARKS = 4
"""So many signatures have room in one cell; the others stand on the continuation."""

READER_HEIGHT = 21 * MM
"""The least height of a cell in which a reader's opinion and signature are printed."""

_A_LINE = 2
_QR = 13.8 * MM
_READER_QR = 13.4 * MM
_PADDING = 1 * MM
_TOLD, _CODE = 8.5, 6.0
_NAME, _OPINION, _SMALL, _TINY = 8.5, 8.0, 6.5, 5.0


def marks_rows(marks: Sequence[SignedMark]) -> int:
    """How many rows the signatures of a cell take."""
    return -(-min(len(marks), MOST_MARKS) // _A_LINE)


def draw_marks(sheet: Sheet, marks: Sequence[SignedMark], left: float, right: float, bottom: float) -> None:
    """Draw up to MOST_MARKS signatures above `bottom`, two in a row, the last row to the right."""
    shown = list(marks[:MOST_MARKS])
    wide = (right - left) / _A_LINE
    rows = marks_rows(shown)
    for number, mark in enumerate(shown):
        row, place = divmod(number, _A_LINE)
        alone = number == len(shown) - 1 and place == 0
        end = right if alone or place else left + wide
        top = bottom + (rows - row) * MARK_HEIGHT
        sheet.qr(end - _QR, top - _QR, _QR, mark.code)
        edge, inner = end - _QR - 1 * MM, (2 * wide if alone else wide) - _QR - 2 * MM
        size, lines = sheet.fitted(mark.told, _TOLD, 6.0, inner, 2 * _TOLD * LEADING)
        code = sheet.lines(mark.code, _CODE, inner)
        high = len(lines) * size * LEADING + len(code) * _CODE * LEADING
        y = sheet.block(edge, top - (_QR - high) / 2, lines, size, "right")
        sheet.block(edge, y, code, _CODE, "right")


def draw_reader(sheet: Sheet, reader: SlipReader, box: tuple[float, float, float, float], goes_on: str) -> list[str]:
    """Draw the cell, (left, top, width, height), of a reader who has signed.

    What has no room in it is given back, a paragraph each; `goes_on` says in the cell that it goes on elsewhere.
    """
    x, top, width, height = box
    low = top - height + 0.8 * MM
    qr = _READER_QR
    inner = width - 2 * _PADDING - qr
    size, lines = sheet.fitted(reader.name, _NAME, 5, inner, 2 * _NAME * LEADING)
    y = sheet.block(x + _PADDING, top - 0.8 * MM, lines, size)
    sheet.qr(x + width - qr, top - (height + qr) / 2, qr, reader.marks[0].code)
    shown = [_lines(sheet, mark, inner) for mark in reader.marks]
    while len(shown) > 1 and sum(high for high, _told, _code in shown) > y - low:
        shown.pop()
    rest = [f"{mark.told}  {mark.code}" for mark in reader.marks[len(shown) :]]
    signed = low + sum(high for high, _told, _code in shown)
    rest = _opinion(sheet, visible(reader.opinion), (x + _PADDING, y, inner, y - signed), goes_on) + rest
    for _high, told, code in shown:
        signed = sheet.block(x + _PADDING, signed, told, _SMALL)
        signed = sheet.block(x + _PADDING, signed, code, _TINY)
    return rest


def reader_lines(reader: SlipReader) -> list[str]:
    """A reader who has no cell of his own on the slip, as text."""
    signed = [f"{mark.told}  {mark.code}" for mark in reader.marks]
    return [f"{reader.name}：{reader.opinion}" if reader.opinion else reader.name, *signed]


def after(text: str, shown: list[str]) -> str:
    """What of `text` follows the lines already shown (lines leave out the spaces and newlines at their ends)."""
    position = 0
    for line in shown:
        position = text.index(line, position) + len(line)
    return text[position:].lstrip(" \u3000\n")


def _lines(sheet: Sheet, mark: SignedMark, width: float) -> tuple[float, list[str], list[str]]:
    told, code = sheet.lines(mark.told, _SMALL, width), sheet.lines(mark.code, _TINY, width)
    return (len(told) * _SMALL + len(code) * _TINY) * LEADING, told, code


def _opinion(sheet: Sheet, text: str, box: tuple[float, float, float, float], goes_on: str) -> list[str]:
    x, top, width, height = box
    if not text:
        return []
    size, lines = sheet.fitted(text, _OPINION, _SMALL, width, height)
    room = max(int(height / (size * LEADING)), 0)
    rest: list[str] = []
    if len(lines) > room:
        kept = lines[: max(room - 1, 0)]
        rest = [after(text, kept)]
        lines = [*kept, goes_on] if room else []
    sheet.block(x, top, lines, size)
    return rest
