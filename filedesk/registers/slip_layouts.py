"""The forms about one document, as data: handling slip 文件处理单 and draft sheet 发文稿纸 (conventions.md).

A form has rows of small cells, areas to write and sign in, and among these one that is a grid, a cell for each person
who reads or countersigns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from filedesk.texts import mark

SIGN_HERE = mark("Signature:                                        y        m        d")
RESPONSIBLE_SIGNS = mark("Responsible person:                                        y        m        d")


@dataclass(frozen=True)
class Row:
    """One line of a form: the cells in it, and its least and greatest height in mm."""

    cells: tuple[str, ...]
    least: float
    most: float


@dataclass(frozen=True)
class Layout:
    """One form. `writing` are its areas to write in, each with its share of what is left of the page; `grid` is the one
    with a cell for each person; `signed` says for the others what stands where they are signed, nothing for none.
    """

    title: str
    labels: Mapping[str, str]
    head: tuple[Row, ...]
    writing: Mapping[str, float]
    grid: str
    foot: tuple[Row, ...]
    signed: Mapping[str, str] = field(default_factory=dict)

    @property
    def cells(self) -> frozenset[str]:
        """The names of its cells but for the grid."""
        return frozenset(self.labels) - {self.grid}


HANDLING_SLIP = Layout(
    title=mark("Document handling slip"),
    labels={
        "source_number": mark("Number on the paper"),
        "sender": mark("Sending unit"),
        "dated": mark("Date of the paper"),
        "received": mark("Received on"),
        "number": mark("Receipt number"),
        "urgency": mark("Urgency"),
        "level": mark("Secrecy"),
        "handling": mark("Handling\n(read / act)"),
        "title": mark("Title"),
        "proposal": mark("Proposal"),
        "instruction": mark("General manager's instruction"),
        "circulation": mark("Signatures of readers"),
        "result": mark("Result of handling"),
        "filing": mark("Filed under"),
        "notes": mark("Notes"),
    },
    head=(
        Row(("source_number", "sender"), 11, 18),
        Row(("dated", "received", "number"), 10, 14),
        Row(("urgency", "level", "handling"), 10, 14),
        Row(("title",), 15, 45),
    ),
    writing={"proposal": 1.0, "instruction": 1.35, "circulation": 1.0, "result": 1.15},
    grid="circulation",
    foot=(Row(("filing", "notes"), 15, 18),),
    signed={"proposal": SIGN_HERE, "instruction": SIGN_HERE, "result": RESPONSIBLE_SIGNS},
)

DRAFT_SHEET = Layout(
    title=mark("Draft sheet"),
    labels={
        "approval": mark("Issued"),
        "countersigned": mark("Countersignatures"),
        "recipients": mark("To (main)"),
        "copied": mark("Copy to"),
        "title": mark("Title"),
        "number": mark("Document number"),
        "checked": mark("Checked by"),
        "unit": mark("Drafting unit"),
        "drafted": mark("Drafter"),
        "copies": mark("Copies"),
        "enclosures": mark("Encl."),
        "level": mark("Secrecy"),
        "urgency": mark("Urgency"),
        "text": mark("Text and enclosures"),
        "notes": mark("Notes"),
    },
    head=(),
    writing={"approval": 1.0, "countersigned": 1.0, "text": 1.1},
    grid="countersigned",
    foot=(
        Row(("title",), 14, 40),
        Row(("recipients",), 11, 24),
        Row(("copied",), 11, 24),
        Row(("number", "checked"), 14, 20),
        Row(("unit", "drafted"), 12, 18),
        Row(("copies", "enclosures"), 9, 12),
        Row(("level", "urgency"), 9, 12),
        Row(("notes",), 11, 20),
    ),
    signed={"approval": SIGN_HERE},
)

LAYOUTS: Mapping[str, Layout] = {"handling-slip": HANDLING_SLIP, "draft-sheet": DRAFT_SHEET}


def layout(form: str) -> Layout:
    """The layout of that form. Raises ValueError for another."""
    if form not in LAYOUTS:
        raise ValueError(f"no such form: {form}")
    return LAYOUTS[form]
