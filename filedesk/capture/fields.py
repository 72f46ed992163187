"""From a paper's parts to the values of its register entry: sender, number, title, date and the rest.

Pure: works on lines with places, whatever format they were read from. Every value is only a suggestion that a
clerk sees marked as such, so nothing is said where the paper does not say it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from filedesk.capture import wording
from filedesk.capture.layout import Head, Signature, find_head, find_signature, printing_body, text_size
from filedesk.capture.lines import Line, TextPage
from filedesk.capture.marks import read_marks
from filedesk.capture.slip import is_slip, read_slip
from filedesk.services.ports import Suggestion

FIELDS = ("sender", "sender_number", "title", "dated", "urgency", "copy_number", "addressee", "kind")
LONGEST_TITLE = 300
LONGEST_ADDRESSEE = 500
_TITLE_BEGINS = ("关于", "转发", "印发", "批转", "对")
_KIND_OF_MARK = re.compile(r"(?:会议)?(?:纪要|公报|公告|通告|命令|令|简报|通报|函)$")


def suggestions(pages: Sequence[TextPage]) -> tuple[Suggestion, ...]:
    """What the paper says of itself, at most one value a field. `pages` are in order, the first page among them."""
    if not pages or pages[0].number != 1 or not pages[0].lines:
        return ()
    if is_slip(pages[0]):
        told = dict(read_slip(pages[0]))
        if kind := wording.kind(told.get("title", "")):
            told["kind"] = kind
        return tuple(Suggestion(field, told[field], 1) for field in FIELDS if field in told)
    found: dict[str, Suggestion] = {}
    for suggestion in _of_paper(pages):
        if suggestion.value:
            found.setdefault(suggestion.field, suggestion)
    return tuple(found[field] for field in FIELDS if field in found)


def _of_paper(pages: Sequence[TextPage]) -> Iterator[Suggestion]:
    head = find_head(pages[0], text_size(pages))
    if not (head.title or head.number):
        return
    signature = find_signature(pages, head)
    marked = mark_bodies(head.mark)
    title = _title(head, marked, signature)
    if marked:
        yield Suggestion("sender", "、".join(marked), 1)
    if signature and signature.bodies:
        yield Suggestion("sender", "、".join(signature.bodies), signature.page)
    if printed := printing_body(pages):
        yield Suggestion("sender", *printed)
    if (named := _KIND_OF_MARK.sub("", title)) != title and wording.is_body(named):
        yield Suggestion("sender", named, 1)
    if head.number:
        yield Suggestion("sender_number", wording.number(head.number.text) or "", 1)
    if signature:
        yield Suggestion("dated", signature.dated.isoformat(), signature.page)
    yield Suggestion("title", title, 1)
    yield Suggestion("kind", wording.kind(title) or _kind_of_mark(head.mark) or "", 1)
    for line in head.marks:
        if marks := read_marks(line.text):
            yield Suggestion("urgency", marks.urgency, 1)
            yield Suggestion("copy_number", marks.copy_number, 1)
    addressee = "".join(line.close for line in head.addressee).rstrip("：:")
    if len(addressee) <= LONGEST_ADDRESSEE:
        yield Suggestion("addressee", addressee, 1)


def mark_bodies(mark: Sequence[Line]) -> list[str]:
    """The bodies of a 发文机关标志 in order: a joint one has a line each, with 文件 beside them.

    A line that cannot be a name by itself (办公厅, or a name broken in two) belongs to its neighbour.
    """
    names: list[str] = []
    whole = True
    for line in mark:
        close = re.sub(r"[（(][^（(]*[）)]$", "", line.close).removesuffix("文件")
        for name in close.split("、"):
            if not name or not any("\u4e00" <= sign <= "\u9fff" for sign in name):
                continue
            if names and (not whole or name in wording.BARE_OFFICES):
                names[-1] += name
            else:
                names.append(name)
            whole = wording.is_body(names[-1]) or _KIND_OF_MARK.search(names[-1]) is not None
    bodies = [name if wording.is_body(name) else _KIND_OF_MARK.sub("", name) for name in names]
    said_file = any(line.close.endswith("文件") for line in mark)
    return [name for name in bodies if len(name) > 1 and (wording.is_body(name) or said_file)]


def _kind_of_mark(mark: Sequence[Line]) -> str | None:
    return wording.kind(mark[-1].close) if mark else None


def _title(head: Head, marked: Sequence[str], signature: Signature | None) -> str:
    """The title in one line, without the issuing bodies where it begins with them."""
    title = "".join(line.text for line in head.title)
    bodies = sorted({*marked, *(signature.bodies if signature else ())}, key=len, reverse=True)
    rest = title
    while True:
        rest = rest.lstrip(" 、")
        body = next((name for name in bodies if rest.startswith(name)), None)
        if body is None:
            break
        rest = rest.removeprefix(body)
    title = rest if rest.startswith(_TITLE_BEGINS) else title
    return title if len(title) <= LONGEST_TITLE else ""
