"""Breaking the text of a cell into lines, by the Chinese rules for line ends (避头尾, GB/T 15834 punctuation).

No line begins with a closing mark or ends with an opening one; runs of Latin letters and digits (numbers, dates,
file references) stay whole. Where a line has no lawful place to break, a run is split after its own hyphens and
dots first, then anywhere but at a forbidden mark, and only then anywhere, so that nothing is ever lost.

Widths are whole thousandths of the type size, as fonts give them, so that comparisons are exact.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

NEVER_FIRST = frozenset("、。，．・：；？！）〕］｝〉》」』】〗’”％‰℃°%,.:;?!)]}…—～·々ー〞﹐﹑﹒﹔﹕﹖﹗")
NEVER_LAST = frozenset("（〔［｛〈《「『【〖‘“〝([{￥＄$￡№#＃")
JOINERS = frozenset("-./'_@&+#:%·~=?,\\")
HANGING = " \u3000"
OF_A_NUMBER = "号"
"""Stays with its figure: 12号 is read as one."""


def wrap(text: str, capacity: int, widths: Mapping[str, int]) -> list[str]:
    """The lines of `text`, none wider than `capacity` but for spaces at its end; at least one line.

    `capacity` and `widths` (of each character) are in thousandths of the type size. A newline in the text ends
    a line. The lines joined are the text without its newlines. A single character wider than the capacity stands
    on a line of its own.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        total = 0
        for character in paragraph:
            total += widths[character]
        if total <= capacity:
            lines.append(paragraph)
        else:
            _wrap_paragraph(paragraph, capacity, widths, lines)
    return lines


def measure(text: str, widths: Mapping[str, int]) -> int:
    """The width of `text` in thousandths of the type size."""
    return sum(widths[character] for character in text)


def may_break(before: str, after: str) -> bool:
    """Whether a line may end with `before` and the next begin with `after` (one character each)."""
    if before.isdigit() and after == OF_A_NUMBER:
        return False
    return _keeps_marks(before, after) and not (_in_run(before) and _in_run(after))


def _keeps_marks(before: str, after: str) -> bool:
    if after in HANGING:
        return False
    return after not in NEVER_FIRST and before not in NEVER_LAST and not unicodedata.combining(after)


def _in_run(character: str) -> bool:
    return character in JOINERS or (character < "\u2e80" and character.isalnum())


def _wrap_paragraph(text: str, capacity: int, widths: Mapping[str, int], lines: list[str]) -> None:
    start, length = 0, len(text)
    while start < length:
        end = start
        used = 0
        while end < length:
            used += widths[text[end]]
            if used > capacity and end > start:
                break
            end += 1
        while end < length and text[end] in HANGING:
            end += 1
        if end < length:
            end = _break_at(text, start, end)
        lines.append(text[start:end])
        start = end


def _break_at(text: str, start: int, end: int) -> int:
    """The best place in (start, end] to end the line that begins at `start` and could hold up to `end`."""
    in_run = anywhere_lawful = 0
    for place in range(end, start, -1):
        before, after = text[place - 1], text[place]
        if may_break(before, after):
            return place
        if _keeps_marks(before, after):
            anywhere_lawful = anywhere_lawful or place
            if before in JOINERS:
                in_run = in_run or place
    return in_run or anywhere_lawful or end
