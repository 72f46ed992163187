"""Drawing on one page or form: text, rules and QR codes as raw content stream operators.

Lengths are points, y grows upward from the bottom edge of the paper, as PDF has it. All text is set in the
document's main font; characters of other faces are put in run by run.
"""

from __future__ import annotations

from typing import Literal

import segno

from filedesk.registers.composite import FontSet
from filedesk.registers.faces import visible
from filedesk.registers.wrapping import measure, wrap

Side = Literal["left", "centre", "right"]

LEADING = 1.35
ASCENT = 0.88
QUIET_ZONE = 4


class Sheet:
    """Collects the operators of one page or form."""

    def __init__(self, fonts: FontSet) -> None:
        self.fonts = fonts
        self.operators: list[str] = []

    def text(self, x: float, y: float, text: str, size: float, side: Side = "left", *, grey: float = 0) -> float:
        """Show one line with its baseline at `y`; `x` is its left end, middle or right end. Returns its width."""
        width = measure(text, self.fonts.widths) * size / 1000
        x -= {"left": 0.0, "centre": width / 2, "right": width}[side]
        shown = self.fonts.show(text, size)
        colour = f"{grey:g} g " if grey else ""
        reset = " 0 g" if grey else ""
        main = self.fonts.main.resource
        self.operators.append(f"BT {colour}/{main} {size:g} Tf {x:.2f} {y:.2f} Td {shown}{reset} ET")
        return width

    def lines(self, text: str, size: float, width: float) -> list[str]:
        """`text` in lines no wider than `width` at this size, without what cannot be seen."""
        return [line.rstrip() for line in wrap(visible(text), int(width * 1000 / size), self.fonts.widths)]

    def block(
        self, x: float, top: float, lines: list[str], size: float, side: Side = "left", *, leading: float = LEADING
    ) -> float:
        """Show lines downward from `top`, each in the middle of its leading; returns where the next would begin."""
        y = top - size * (ASCENT + (leading - 1) / 2)
        for line in lines:
            if line:
                self.text(x, y, line, size, side)
            y -= size * leading
        return top - size * leading * len(lines)

    def fitted(
        self, text: str, largest: float, smallest: float, width: float, height: float
    ) -> tuple[float, list[str]]:
        """The largest type size, by half points, at which `text` fits the box, and its lines there.

        At the smallest size the lines may need more than the height: the caller sees that by their number.
        """
        size = largest
        lines = self.lines(text, size, width)
        while size > smallest and len(lines) * size * LEADING > height:
            size = max(smallest, size - 0.5)
            lines = self.lines(text, size, width)
        return size, lines

    def rectangle(self, x: float, y: float, width: float, height: float, *, fill: float | None = None) -> None:
        """The outline of a rectangle, or the rectangle filled with a grey from 0 (black) to 1 (white)."""
        shape = f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re"
        self.operators.append(f"{shape} S" if fill is None else f"{fill:g} g {shape} f 0 g")

    def line(self, x: float, y: float, to_x: float, to_y: float, *, width: float = 0.5) -> None:
        """A straight rule."""
        self.operators.append(f"{width:g} w {x:.2f} {y:.2f} m {to_x:.2f} {to_y:.2f} l S")

    def watermark(self, text: str, size: float, centre: tuple[float, float]) -> None:
        """`text` in light grey, rising at 30 degrees across `centre`."""
        width = measure(text, self.fonts.widths) * size / 1000
        x, y = centre
        shown = self.fonts.show(text, size)
        self.operators.append(
            f"q 0.91 g 0.866 0.5 -0.5 0.866 {x:.2f} {y:.2f} cm BT /{self.fonts.main.resource} {size:g} Tf"
            f" {-width / 2:.2f} {-size / 3:.2f} Td {shown} ET Q"
        )

    def qr(self, x: float, y: float, side: float, text: str) -> None:
        """The QR code (ISO/IEC 18004) of `text` in a square, its quiet zone of four modules included.

        Error correction M where the modules stay at least 0.4 mm (so that a scan at 150 dots an inch reads
        them), else L. Each run of dark modules in a row is one rectangle.
        """
        code = segno.make_qr(text, error="m", boost_error=False)
        if side / (len(code.matrix) + 2 * QUIET_ZONE) < 0.4 * 72 / 25.4:
            code = segno.make_qr(text, error="l", boost_error=False)
        module = side / (len(code.matrix) + 2 * QUIET_ZONE)
        parts = [f"1 g {x:.2f} {y:.2f} {side:.2f} {side:.2f} re f 0 g"]
        for number, row in enumerate(code.matrix, start=1):
            bottom = y + side - (QUIET_ZONE + number) * module
            start = None
            for column, dark in enumerate((*row, 0)):
                if dark and start is None:
                    start = column
                elif not dark and start is not None:
                    left = x + (QUIET_ZONE + start) * module
                    parts.append(f"{left:.3f} {bottom:.3f} {(column - start) * module:.3f} {module:.3f} re")
                    start = None
        self.operators.append("\n".join(parts) + " f")
