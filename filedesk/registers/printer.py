"""The printer that `services` asks for: registers and handling slips as PDF.

A register is drawn once and written as often as it is wanted: first as a preview, then, when the journal has noted
the print, with the code that proves it. The rows' pages are the same ones; only what stands around them is drawn
anew. A refusal (a character that no font has), a stop or a bug in the rows comes before anything is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import BinaryIO

from filedesk.errors import RuleRefused
from filedesk.registers.body import Body
from filedesk.registers.definitions import BINDING_EDGE, RIGHT_MARGIN, RegisterDefinition
from filedesk.registers.definitions import definition as definition_of
from filedesk.registers.document import A4, A4_LANDSCAPE, Document
from filedesk.registers.faces import Faces, GlyphMissing, all_faces, visible
from filedesk.registers.furniture import MM, Furniture, checked, told_of
from filedesk.registers.head import draw_head
from filedesk.registers.separator import TITLE, draw_separator
from filedesk.registers.sheet import Sheet
from filedesk.registers.slip import draw_slip
from filedesk.registers.slip_layouts import layout
from filedesk.services.ports import HandlingSlip, PrintFacts, Progress
from filedesk.texts import Catalogue, catalogue

ROWS_BETWEEN_REPORTS = 100


class DrawnPages:
    """The drawn pages of a register; implements `services.ports.DrawnRegister`."""

    def __init__(self, document: Document, body: Body, definition: RegisterDefinition, words: Catalogue) -> None:
        self._document = document
        self._body = body
        self._definition = definition
        self._words = words

    @property
    def pages(self) -> int:
        """How many there are."""
        return self._document.pages

    def write(self, *, facts: PrintFacts, out: BinaryIO, most: int | None = None) -> None:
        """Write the register with what `facts` tell around its rows; the heading must be the one it was drawn for.

        With `most` only that many of its first pages are written, as they stand in the whole.
        Raises RuleRefused for a character that no font has, EnvironmentFailed when `out` fails.
        """
        facts = checked(facts, self._document)
        self.frame(facts).total()
        self._document.write(out, made_at=facts.printed_at, most=most)

    def frame(self, facts: PrintFacts) -> Furniture:
        """Draw what every page shows, the header row among it; rows begin below it."""
        document = self._document
        left, right = BINDING_EDGE * MM, document.width - RIGHT_MARGIN * MM
        furniture = Furniture(document, facts, self._words, left, right)
        frame = Sheet(document.fonts)
        furniture.marks(frame)
        title = facts.titled or self._words.tr(self._definition.title)
        top = furniture.heading(frame, title, self._definition.title_size)
        self._body.frame(frame, draw_head(frame, facts.head, left, right, top))
        furniture.footer(frame)
        document.set_form("Frame", (0, 0, document.width, document.height), frame.operators)
        return furniture


class PdfPrinter:
    """Draws registers and slips; implements `services.ports.RegisterPrinter`. May be used from any thread."""

    def __init__(self, faces: Faces | None = None) -> None:
        self._faces = faces

    def draw_register(
        self,
        *,
        definition: str,
        facts: PrintFacts,
        rows: Iterable[tuple[str, ...]],
        total: int | None = None,
        progress: Progress | None = None,
    ) -> DrawnPages:
        """Draw the rows of the register named `definition` below the heading that `facts` tell.

        `rows` is read once, a row at a time; each holds a text for every column of the definition. Raises
        RuleRefused for a character that no font has, naming it and its row, Cancelled when the person stops it,
        ValueError for an unknown register or a row of another length.
        """
        progress = progress or Progress()
        chosen = definition_of(definition)
        words = catalogue(facts.language)
        document = self._document(
            facts.language,
            size=A4_LANDSCAPE if chosen.orientation == "landscape" else A4,
            title=" ".join((facts.titled or words.tr(chosen.title), facts.told)).strip(),
        )
        facts = checked(facts, document)
        left, right = BINDING_EDGE * MM, document.width - RIGHT_MARGIN * MM
        body = Body(document, Furniture(document, facts, words, left, right), chosen, words, left)
        drawn = DrawnPages(document, body, chosen, words)
        drawn.frame(facts)
        number = 0
        for number, row in enumerate(rows, start=1):
            try:
                body.add(row)
            except GlyphMissing as missing:
                raise _refused(missing, number) from None
            if number % ROWS_BETWEEN_REPORTS == 0:
                progress.report(number, total)
                progress.raise_if_cancelled()
        body.finish()
        progress.report(number, number if total is None else total)
        progress.raise_if_cancelled()
        return drawn

    def print_slip(self, *, slip: HandlingSlip, out: BinaryIO) -> int:
        """Draw a handling slip 文件处理单 or draft sheet 发文稿纸 on one page; what is too long goes on overleaf.

        The QR in its corner is the slip's number; the one in the footer is `facts.code`, if that is another text.
        Returns the number of pages. Raises RuleRefused for a character that no font has, EnvironmentFailed when
        `out` fails, ValueError for an unknown form or a cell that it does not have.
        """
        words = catalogue(slip.facts.language)
        title = slip.facts.titled or words.tr(layout(slip.form).title)
        document = self._document(slip.facts.language, size=A4, title=visible(f"{title} {slip.number}"))
        facts = checked(slip.facts, document)
        if facts.code == slip.number:
            facts = replace(facts, code="")
        furniture = Furniture(document, facts, words, BINDING_EDGE * MM, document.width - RIGHT_MARGIN * MM)
        draw_slip(document, furniture, slip, words, title)
        furniture.total()
        document.write(out, made_at=facts.printed_at)
        return document.pages

    def print_separator(self, *, office: str, code: str, language: str, out: BinaryIO) -> int:
        """Draw the sheet that divides a scanned stack where `code` is read; returns its pages.

        Raises RuleRefused for a character that no font has, EnvironmentFailed when `out` fails.
        """
        words = catalogue(language)
        document = self._document(language, size=A4, title=words.tr(TITLE))
        draw_separator(document, office, code, words)
        document.write(out, made_at="")
        return document.pages

    def _document(self, language: str, *, size: tuple[float, float], title: str) -> Document:
        return Document(
            size=size,
            language=language,
            title=visible(title),
            faces=self._faces or all_faces(),
        )


def _refused(missing: GlyphMissing, row: int) -> RuleRefused:
    told = told_of(missing)
    return RuleRefused("character_has_no_glyph", character=told["character"], code_point=told["code_point"], row=row)
