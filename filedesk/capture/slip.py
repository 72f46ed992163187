"""Reading a handling slip 文件处理单 that another office's system made: each label has its value right of it.

Such a slip often lies before the paper it belongs to. A value may be broken into lines within its cell, so a
cell reaches half way to the labels above and below, and to the next label at the right.
"""

from __future__ import annotations

from collections.abc import Iterator

from filedesk.capture import wording
from filedesk.capture.lines import Line, TextPage
from filedesk.capture.marks import read_marks

FIELDS = {
    "来文单位": "sender",
    "来文机关": "sender",
    "来文文号": "sender_number",
    "来文字号": "sender_number",
    "公文标题": "title",
    "文件标题": "title",
    "来文标题": "title",
    "标题": "title",
    "来文日期": "dated",
    "成文日期": "dated",
    "紧急程度": "urgency",
    "份号": "copy_number",
}
_OTHERS = (
    "收文日期 收文编号 单位收文编号 收文号 收文机关 收文登记人 阅文时限 办理时限 公开方式 公文处理类型 办理类型 "
    "密级 份数 附件 拟办意见 批示 总经理批示 领导批示 处理意见 承办结果 传阅签名 来文单位附 通知内容 备注 归档"
)
OTHER_LABELS = frozenset(_OTHERS.split())
LABELS_OF_A_SLIP = 4


def is_slip(first: TextPage) -> bool:
    """Whether the page is a handling slip: several of its labels stand alone, one for what is to be done among them."""
    labels = {line.close.rstrip("：:") for line in first.lines}
    known = labels & (FIELDS.keys() | OTHER_LABELS)
    return len(known) >= LABELS_OF_A_SLIP and any("意见" in label or "批示" in label for label in known)


def read_slip(first: TextPage) -> Iterator[tuple[str, str]]:
    """Field and value of each label that has one."""
    labels = [line for line in first.lines if line.close.rstrip("：:") in FIELDS.keys() | OTHER_LABELS]
    for label in labels:
        field = FIELDS.get(label.close.rstrip("：:"))
        value = _clean(field, "".join(line.close for line in _cell(first, label, labels))) if field else None
        if field and value:
            yield field, value


def _cell(first: TextPage, label: Line, labels: list[Line]) -> list[Line]:
    column = [other for other in labels if other.left < label.right and other.right > label.left]
    above = max((other.bottom for other in column if other.bottom <= label.top), default=label.top - 0.03)
    below = min((other.top for other in column if other.top >= label.bottom), default=label.bottom + 0.03)
    top, bottom = (above + label.top) / 2, (below + label.bottom) / 2
    right = min((other.left for other in labels if other.beside(label) and other.left > label.right), default=1.0)
    return [
        line
        for line in first.lines
        if label.right <= line.left < right and top <= (line.top + line.bottom) / 2 <= bottom and line not in labels
    ]


def _clean(field: str, text: str) -> str | None:
    if field == "sender_number":
        return wording.number(text)
    if field == "dated":
        told = wording.day_within(text)
        return told.isoformat() if told else None
    if field in ("urgency", "copy_number"):
        marks = read_marks(text)
        return (marks.urgency if field == "urgency" else marks.copy_number) if marks else None
    return text
