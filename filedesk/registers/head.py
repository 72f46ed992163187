"""The fields above the rows of a form about one document: number, title, secrecy; two in a line, or a wide one."""

from __future__ import annotations

from collections.abc import Sequence

from filedesk.registers.furniture import MM
from filedesk.registers.sheet import LEADING, Sheet
from filedesk.services.ports import HeadField

_LABEL_WIDTH = 24 * MM
_LARGEST, _SMALLEST = 10.5, 8.0
_PADDING = 1.3 * MM
_LEAST, _MOST = 8 * MM, 60 * MM


def draw_head(sheet: Sheet, head: Sequence[HeadField], left: float, right: float, top: float) -> float:
    """Draw the fields below `top`; returns the y below them. What is beyond all measure ends in an ellipsis."""
    y = top
    for line in _lines(head):
        wide = (right - left) / len(line)
        inner = wide - _LABEL_WIDTH - 2 * _PADDING
        texts = [sheet.fitted(field.value, _LARGEST, _SMALLEST, inner, 2 * _LARGEST * LEADING) for field in line]
        height = min(max(_LEAST, *(len(t) * size * LEADING + 2 * _PADDING for size, t in texts)), _MOST)
        for number, (field, (size, lines)) in enumerate(zip(line, texts, strict=True)):
            x = left + number * wide
            room = int((height - 2 * _PADDING) / (size * LEADING))
            shown = lines if len(lines) <= room else [*lines[: room - 1], lines[room - 1][:-1] + "…"]
            _cell(sheet, field.label, x + _LABEL_WIDTH / 2, y, height)
            sheet.block(x + _LABEL_WIDTH + _PADDING, y - (height - len(shown) * size * LEADING) / 2, shown, size)
            sheet.line(x + _LABEL_WIDTH, y, x + _LABEL_WIDTH, y - height)
            sheet.line(x, y, x, y - height)
        sheet.line(right, y, right, y - height)
        sheet.line(left, y, right, y)
        y -= height
    return y


def _cell(sheet: Sheet, label: str, middle: float, top: float, height: float) -> None:
    size, lines = sheet.fitted(label, _LARGEST, 7.5, _LABEL_WIDTH - _PADDING, height - _PADDING)
    sheet.block(middle, top - (height - len(lines) * size * LEADING) / 2, lines, size, "centre")


def _lines(head: Sequence[HeadField]) -> list[list[HeadField]]:
    lines: list[list[HeadField]] = []
    for field in head:
        if field.wide or not lines or len(lines[-1]) == 2 or lines[-1][0].wide:
            lines.append([field])
        else:
            lines[-1].append(field)
    return lines
