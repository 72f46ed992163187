"""What each printed register looks like, as data: its columns in the order of the office's paper forms.

Widths are in millimetres and fill the line between the binding edge and the right margin; English words are
longer, so a column may be of another width there. A changed definition gets a new version: a print names the
version it was drawn by.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from filedesk.texts import mark

Orientation = Literal["landscape", "portrait"]
Alignment = Literal["left", "centre"]

BINDING_EDGE = 25.0
RIGHT_MARGIN = 9.0
LINE_LENGTH = {"landscape": 297 - BINDING_EDGE - RIGHT_MARGIN, "portrait": 210 - BINDING_EDGE - RIGHT_MARGIN}


@dataclass(frozen=True)
class Column:
    """One column: the English title (looked up when printed), widths in mm, and whether people sign in it.

    A signature column is at least 20 mm wide, makes rows at least 8 mm high, and an empty cell shows 年 月 日.
    """

    title: str
    width: float
    english_width: float
    align: Alignment = "left"
    signature: bool = False


@dataclass(frozen=True)
class RegisterDefinition:
    """One register: `title` is its English name, `version` counts its changes, type sizes are in points."""

    name: str
    version: int
    title: str
    columns: tuple[Column, ...]
    orientation: Orientation = "landscape"
    title_size: float = 20.0
    header_size: float = 10.5
    cell_size: float = 9.0

    def widths(self, language: str) -> tuple[float, ...]:
        """The columns' widths in mm for a language of `texts`."""
        return tuple(c.width if language == "zh_CN" else c.english_width for c in self.columns)


_INCOMING = RegisterDefinition(
    name="incoming",
    version=1,
    title=mark("Incoming register"),
    columns=(
        Column(mark("Receipt no."), 26.5, 26.5, "centre"),
        Column(mark("Received on"), 19, 19, "centre"),
        Column(mark("Sending body"), 27, 23),
        Column(mark("Their number"), 25, 23.5),
        Column(mark("Document title"), 46.9, 37.5),
        Column(mark("Encl."), 10.5, 11, "centre"),
        Column(mark("Copies"), 10, 14.5, "centre"),
        Column(mark("Secrecy"), 10.5, 21, "centre"),
        Column(mark("Handling unit"), 17, 19),
        Column(mark("Signed for by"), 20, 20, "centre", signature=True),
        Column(mark("Reply no."), 15, 15.5, "left"),
        Column(mark("Filed on"), 19, 19, "centre"),
        Column(mark("Filed in"), 16.6, 13.5, "left"),
    ),
)

_OUTGOING = RegisterDefinition(
    name="outgoing",
    version=1,
    title=mark("Outgoing register"),
    columns=(
        Column(mark("Serial no."), 13, 14, "centre"),
        Column(mark("Sent on"), 19, 19, "centre"),
        Column(mark("Document number"), 32, 32),
        Column(mark("Title"), 62, 56.5),
        Column(mark("Encl."), 10.5, 11, "centre"),
        Column(mark("Secrecy"), 12, 21, "centre"),
        Column(mark("Copies"), 10, 14.5, "centre"),
        Column(mark("Sent to"), 46, 41),
        Column(mark("Signed for by"), 22, 20, "centre", signature=True),
        Column(mark("Filed on"), 19, 19, "centre"),
        Column(mark("Filed in"), 17.5, 15, "left"),
    ),
)

_INTERNAL = RegisterDefinition(
    name="internal",
    version=1,
    title=mark("Internal register"),
    columns=(
        Column(mark("No."), 13, 14, "centre"),
        Column(mark("Date"), 19, 19, "centre"),
        Column(mark("Number"), 30, 30),
        Column(mark("Title"), 65, 52.5),
        Column(mark("Drafted by"), 22, 24),
        Column(mark("Issued by"), 17, 18, "centre"),
        Column(mark("Distributed to"), 36, 34),
        Column(mark("Copies"), 10, 14.5, "centre"),
        Column(mark("Collected by"), 22, 22, "centre", signature=True),
        Column(mark("Returned"), 12, 18, "centre"),
        Column(mark("Notes"), 17, 17),
    ),
)

_CIRCULATION = RegisterDefinition(
    name="circulation",
    version=1,
    title=mark("Circulation sheet"),
    columns=(
        Column(mark("No."), 12, 12, "centre"),
        Column(mark("Reader"), 19, 19, "centre"),
        Column(mark("Sent at"), 20, 20, "centre"),
        Column(mark("Opinion / signature"), 65, 65, signature=True),
        Column(mark("Read at"), 20, 20, "centre"),
        Column(mark("Returned at"), 20, 20, "centre"),
        Column(mark("Clerk in charge"), 20, 20, "centre"),
    ),
    orientation="portrait",
)

_URGING_SHEET = RegisterDefinition(
    name="urging_sheet",
    version=1,
    title=mark("Urging sheet"),
    columns=(
        Column(mark("No."), 12, 12, "centre"),
        Column(mark("Urged on"), 20, 20, "centre"),
        Column(mark("Way of urging"), 20, 22, "centre"),
        Column(mark("Words of the urging"), 46, 44),
        Column(mark("Answer / signature"), 58, 58, signature=True),
        Column(mark("Urged by"), 20, 20, "centre"),
    ),
    orientation="portrait",
)

_URGING = RegisterDefinition(
    name="urging",
    version=1,
    title=mark("Urging register"),
    columns=(
        Column(mark("Receipt no."), 26.5, 26.5, "centre"),
        Column(mark("Title"), 51, 46),
        Column(mark("Department / person"), 26, 27),
        Column(mark("Assigned on"), 19, 20, "centre"),
        Column(mark("Due on"), 19, 19, "centre"),
        Column(mark("Urged: date, way, how it stands"), 58.5, 58.5),
        Column(mark("Urged by"), 20, 20, "centre", signature=True),
        Column(mark("Finished on"), 19, 20, "centre"),
        Column(mark("Outcome"), 24, 26),
    ),
)

_CHOP_USE = RegisterDefinition(
    name="chop_use",
    version=1,
    title=mark("Chop register"),
    columns=(
        Column(mark("No."), 12, 12, "centre"),
        Column(mark("Date"), 20, 20, "centre"),
        Column(mark("Used by"), 20, 20, "centre"),
        Column(mark("Department"), 25, 27),
        Column(mark("Type of chop"), 27, 27),
        Column(mark("Document title"), 70, 66),
        Column(mark("Purpose"), 34, 31),
        Column(mark("Copies"), 11, 15, "centre"),
        Column(mark("Approved by"), 22, 22, "centre"),
        Column(mark("Witnessed by"), 22, 23, "centre", signature=True),
    ),
)

_COMPLETENESS = RegisterDefinition(
    name="completeness",
    version=1,
    title=mark("Completeness of numbers"),
    columns=(
        Column(mark("Serial no."), 16, 16, "centre"),
        Column(mark("Number"), 42, 42),
        Column(mark("Title"), 100, 93),
        Column(mark("State"), 26, 33, "centre"),
        Column(mark("Filed in"), 30, 30),
        Column(mark("Explanation"), 49, 49),
    ),
)

_POST = RegisterDefinition(
    name="post",
    version=1,
    title=mark("List of a post handed over"),
    columns=(
        Column(mark("No."), 12, 12, "centre"),
        Column(mark("What is handed over"), 31, 31),
        Column(mark("Number"), 29, 29),
        Column(mark("Title or name"), 44, 37),
        Column(mark("Quantity"), 12, 19, "centre"),
        Column(mark("Checked / signature"), 48, 48, signature=True),
    ),
    orientation="portrait",
)

_CARRIED_OVER = RegisterDefinition(
    name="carried_over",
    version=1,
    title=mark("Papers carried over"),
    columns=(
        Column(mark("Number"), 34, 34),
        Column(mark("Date"), 20, 20, "centre"),
        Column(mark("Title"), 78, 72),
        Column(mark("State"), 26, 33, "centre"),
        Column(mark("With"), 22, 22, "centre"),
        Column(mark("Deadline"), 20, 20, "centre"),
        Column(mark("Still to be done"), 63, 62),
    ),
)

_ALL = (
    _INCOMING, _OUTGOING, _INTERNAL, _CIRCULATION, _URGING_SHEET, _URGING, _CHOP_USE, _COMPLETENESS, _POST,
    _CARRIED_OVER,
)  # fmt: skip

DEFINITIONS: dict[str, RegisterDefinition] = {each.name: each for each in _ALL}


def definition(name: str) -> RegisterDefinition:
    """The register definition of that name. Raises ValueError for another."""
    if name not in DEFINITIONS:
        raise ValueError(f"no such register: {name}")
    return DEFINITIONS[name]
