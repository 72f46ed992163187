"""Finding the parts of an official paper by where they stand (GB/T 9704-2012), not by what words are about.

From top to bottom of the first page: marks, 发文机关标志 (large), 发文字号, red rule, 标题 (larger than the text,
centred), 主送机关 (flush left, ending with a colon), text. In the letter form the name stands at the very top and
the number flush right below it. Near the end, signature and 成文日期; at the very end the 版记 with the date of
printing. Body text cites other papers' numbers and dates, so only whole lines at their place count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from filedesk.capture import wording
from filedesk.capture.lines import Line, TextPage
from filedesk.capture.marks import read_marks

TITLE_OVER_TEXT = 1.12
MARK_OVER_TEXT = 1.3
SAME_SIZE = 0.12
OFF_CENTRE = 0.12
TITLE_GAP = 1.8
SIGNATURE_GAP = 4.0
NUMBER_ABOVE = 0.6
ADDRESSEE_LINES = 10
SIGNATURE_LINES = 8


@dataclass(frozen=True)
class Head:
    """The parts found on the first page; empty where there is none."""

    marks: tuple[Line, ...] = ()
    mark: tuple[Line, ...] = ()
    number: Line | None = None
    title: tuple[Line, ...] = ()
    note: Line | None = None
    addressee: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Signature:
    """Date and signing bodies, and the page (from 1) where they stand."""

    dated: date
    bodies: tuple[str, ...]
    page: int


def text_size(pages: Iterable[TextPage]) -> float:
    """The font size, in points, in which most characters of the paper stand."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size * 2) / 2] += len(line.close)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def find_head(first: TextPage, body: float) -> Head:
    """Find the parts of the first page; `body` is the size of the text in points."""
    numbers = [line for line in first.lines if line.top < NUMBER_ABOVE and wording.number(line.text)]
    for number in numbers:
        above = [line for line in first.lines if line.bottom <= number.bottom and line is not number]
        if any("关于" in line.close for line in above):
            break
        title = _title([line for line in first.lines if line.top >= number.top and line is not number], body)
        if title:
            return _head(first, body, title, number, _mark(above, number, body))
    title = _title(first.lines, body)
    if not title:
        number_alone = numbers[0] if numbers else None
        mark = _mark([x for x in first.lines if x.top < numbers[0].top], numbers[0], body) if numbers else ()
        return Head(marks=_marks(first, number_alone), mark=mark, number=number_alone if mark else None)
    above = [line for line in first.lines if line.bottom <= title[0].top + 0.3 * _height(title[0])]
    below = next((line for line in first.lines if line.top >= title[-1].bottom - 0.2 * _height(line)), None)
    under = below if below and below in numbers and abs(below.middle - 0.5) < OFF_CENTRE else None
    return _head(first, body, title, under, tuple(line for line in above if _is_mark(line, title[0])))


def _head(first: TextPage, body: float, title: tuple[Line, ...], number: Line | None, mark: tuple[Line, ...]) -> Head:
    bottom = max(title[-1].bottom, number.bottom if number else 0.0)
    rest = [line for line in first.lines if line.top >= bottom - 0.2 * _height(line)]
    note = None
    if rest and rest[0].close[:1] in ("（", "(") and abs(rest[0].middle - 0.5) < OFF_CENTRE:
        note, rest = rest[0], rest[1:]
    return Head(
        marks=_marks(first, number or title[0]),
        mark=mark,
        number=number,
        title=title,
        note=note,
        addressee=_addressee(first, rest, body),
    )


def _marks(first: TextPage, below: Line | None) -> tuple[Line, ...]:
    bottom = below.top if below else 0.25
    return tuple(line for line in first.lines if line.top < bottom and read_marks(line.text))


def _mark(above: Sequence[Line], number: Line, body: float) -> tuple[Line, ...]:
    """The 发文机关标志: what stands large above the number, or else what names a body there."""
    named = [line for line in above if not read_marks(line.text) and line is not number]
    large = tuple(line for line in named if line.size >= MARK_OVER_TEXT * body and _has_han(line))
    return large or tuple(line for line in named if wording.is_body(line.close.removesuffix("文件")))


def _is_mark(line: Line, title: Line) -> bool:
    """Whether a line above the title of a paper without number is its 发文机关标志."""
    close = line.close
    if close.endswith("文件") and abs(line.middle - 0.5) < 2 * OFF_CENTRE:
        return True
    return line.size >= 0.95 * title.size and wording.is_body(close) and abs(line.middle - 0.5) < OFF_CENTRE


def _title(lines: Sequence[Line], body: float) -> tuple[Line, ...]:
    """The title: the first centred block larger than the text, or as large with the words of a title."""
    usable = [line for line in lines if _has_han(line) and not read_marks(line.text) and not _beside_title(line)]
    large = [line for line in usable if line.size >= TITLE_OVER_TEXT * body and abs(line.middle - 0.5) < OFF_CENTRE]
    for start in large:
        block = _block(start, usable)
        if not _heads(block, usable):
            return block
    for start in usable:
        narrow = start.right - start.left < 0.7 and abs(start.middle - 0.5) < OFF_CENTRE / 2
        if narrow and start.size >= 0.95 * body and ("关于" in start.close or wording.kind(start.close)):
            block = _block(start, [line for line in usable if line.right - line.left < 0.72])
            if wording.kind("".join(line.close for line in block)):
                return block
    return ()


def _beside_title(line: Line) -> bool:
    return wording.number(line.text) is not None or "签发人" in line.close or line.close == "文件"


def _block(start: Line, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines that go on from `start`: as large, centred, close below one another."""
    block = [start]
    for line in lines:
        last = block[-1]
        if line.top < last.bottom - 0.3 * _height(last):
            continue
        alike = abs(line.size - start.size) <= SAME_SIZE * start.size and abs(line.middle - 0.5) < OFF_CENTRE
        if line.top - last.bottom > TITLE_GAP * _height(last) or not alike or line.close[:1] in ("（", "("):
            break
        if line.close.endswith(("：", ":")) and wording.kind("".join(x.close for x in block)):
            break
        block.append(line)
    return tuple(block)


def _heads(block: tuple[Line, ...], lines: Sequence[Line]) -> bool:
    """Whether a block is the 发文机关标志 and not the title: it names a body, says 文件, or has a title below."""
    text = "".join(line.close for line in block)
    if "关于" in text:
        return False
    if text.endswith("文件") or all(wording.is_body(line.text) for line in block):
        return True
    below = [line for line in lines if line.top > block[-1].bottom]
    return any(
        "关于" in line.close and line.size >= 0.5 * block[0].size and line.size < block[0].size for line in below[:2]
    )


def _addressee(first: TextPage, rest: Sequence[Line], body: float) -> tuple[Line, ...]:
    """The 主送机关: from the first line below the title, flush left, to the line that ends with a colon."""
    edge = min((line.left for line in first.lines if len(line.close) > 5 and line.size <= 1.1 * body), default=0.0)
    indent = 1.2 * body / first.width
    found: list[Line] = []
    for line in rest[:ADDRESSEE_LINES]:
        if line.left > edge + indent or "。" in line.close:
            return ()
        found.append(line)
        if line.close.endswith(("：", ":")):
            wrong = line.close[:-1].endswith(("如下", "下列", "以下", "为", "是"))
            return () if wrong else tuple(found)
    return ()


def find_signature(pages: Sequence[TextPage], head: Head) -> Signature | None:
    """The 成文日期 and who signed above it: the first date under a body's name, else at the right, else any.

    The date of printing (印发) in the 版记 is not it.
    """
    best: tuple[int, Signature] | None = None
    for page, lines in _after_title(pages, head):
        for index, line in enumerate(lines):
            if any("印发" in other.close for other in lines if other.beside(line)):
                continue
            joined = wording.day_at_end(line.text)
            if joined and wording.is_body(joined[0]):
                told = joined[1]
                bodies: tuple[str, ...] = (joined[0],)
            else:
                plain = wording.day(line.text)
                if plain is None:
                    continue
                told, bodies = plain, _signers(lines, index)
            rank = 2 if bodies else int(line.middle > 0.5)
            if best is None or rank > best[0]:
                best = rank, Signature(told, bodies, page.number)
    noted = wording.day_within(head.note.text) if head.note else None
    if noted and (best is None or best[0] < 2):
        return Signature(noted, (), pages[0].number)
    return best[1] if best else None


def printing_body(pages: Sequence[TextPage]) -> tuple[str, int] | None:
    """The 印发机关 of the 版记 and its page: what stands left of the date of printing."""
    for page in reversed(pages):
        for line in page.lines:
            if not line.close.endswith("印发"):
                continue
            joined = wording.day_at_end(line.close.removesuffix("印发"))
            names = [joined[0]] if joined else []
            names += [other.close for other in page.lines if other.beside(line) and other.left < line.left]
            for name in names:
                if wording.is_body(name):
                    return name, page.number
    return None


def _after_title(pages: Sequence[TextPage], head: Head) -> Iterator[tuple[TextPage, list[Line]]]:
    for page in pages:
        bottom = head.title[-1].bottom if head.title and page.number == 1 else 0.0
        yield page, [line for line in page.lines if line.top >= bottom]


def _signers(lines: Sequence[Line], at: int) -> tuple[str, ...]:
    """The bodies named on the lines right above the date, in reading order."""
    found: list[str] = []
    below = lines[at]
    for line in reversed(lines[max(0, at - SIGNATURE_LINES) : at]):
        names = line.text.split() if all(map(wording.is_body, line.text.split())) else [line.close]
        if below.top - line.bottom > SIGNATURE_GAP * _height(below) or not all(map(wording.is_body, names)):
            break
        found[:0] = names
        below = line
    return tuple(found)


def _has_han(line: Line) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in line.text)


def _height(line: Line) -> float:
    return line.bottom - line.top
