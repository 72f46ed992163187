"""The marks at the head of an official paper: 份号, 密级★期限, 紧急程度 (GB/T 9704-2012, 7.2.1 to 7.2.3).

They stand top left on lines of their own (older papers: top right, or together on one line). A level with a star
is the mark of a state secret; a company's own level has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from filedesk.capture.lines import TextPage

HEAD = 0.45
"""Marks stand above this fraction of the first page; in the head, not in the text."""

_PERIOD = r"(?:[\d一二两三四五六七八九十]{1,3}(?:年|个月|月|天|日)|长期|启用前|[解脱]密前)?"
_TOKEN = re.compile(
    r"(?:份号|编号)?[:：]?(?P<copy>(?<!\d)\d{6}(?!\d))"
    r"|(?:密级)?[:：]?(?P<level>绝密|机密|秘密)(?:(?P<star>[★☆✩✭✮⭐*＊\ue000-\uf8ff])" + _PERIOD + r")?"
    r"|(?:紧急程度|缓急)?[:：]?(?P<urgency>特急|加急)"
)
_URGENCY = {"特急": "extra_urgent", "加急": "urgent"}


@dataclass(frozen=True)
class HeadMarks:
    """What one line of marks says; empty where it says nothing of it. `state` is a state secret's mark."""

    copy_number: str = ""
    urgency: str = ""
    state: bool = False


def read_marks(text: str) -> HeadMarks | None:
    """The marks a line consists of, or None when there is anything else on it (then it is no line of marks)."""
    close = "".join(text.split())
    at, copy_number, urgency, state = 0, "", "", False
    while at < len(close):
        token = _TOKEN.match(close, at)
        if token is None:
            return None
        copy_number = token["copy"] or copy_number
        urgency = _URGENCY.get(token["urgency"] or "", urgency)
        state = state or bool(token["star"])
        at = token.end()
    return HeadMarks(copy_number, urgency, state) if close else None


def has_state_mark(pages: Iterable[TextPage]) -> bool:
    """Whether the first page bears the mark of a state secret at its place: such a paper may not be held."""
    return any(
        line.top < HEAD and bears_state_mark(line.text) for page in pages if page.number == 1 for line in page.lines
    )


def bears_state_mark(text: str) -> bool:
    """Whether a line is nothing but marks, a state secret's among them."""
    marks = read_marks(text)
    return marks is not None and marks.state
