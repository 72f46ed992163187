"""The command box (F2): the last digits of a number, words, or the scanned code of a printed page or signature."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot

from filedesk.domain.documents import Series
from filedesk.domain.entry_forms import number_brackets
from filedesk.domain.numbering import parse
from filedesk.domain.printed import read_code
from filedesk.domain.signature_code import read_signature_code
from filedesk.services.desk_ports import office_row
from filedesk.services.finding import find_documents
from filedesk.services.ledger import Row
from filedesk.services.ports import Progress
from filedesk.texts import tr
from filedesk.ui.found_panel import FoundPanel
from filedesk.ui.pages.audit_page import AuditPage
from filedesk.ui.pages.register_page import RegisterPage
from filedesk.ui.pages.with_document import WithDocument
from filedesk.ui.program import Program


@dataclass(frozen=True)
class Found:
    """The papers that some words mean, the likeliest first, and the words by which a register finds them all."""

    rows: list[Row]
    wanted: str
    zone: str
    at_once: bool
    """Whether they name one paper outright: its whole number, or a scanned code."""


class Commands(QObject):
    """Answers the command box of a program's window.

    A paper that is named outright is opened at once; last digits and words are answered by a line for each paper, who
    has it since when, and Enter opens one. What is opened has its next lawful act first, so that Enter begins it.
    """

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._panel: FoundPanel | None = None
        self._found: Found | None = None
        program.window.command_requested.connect(self.run)

    @Slot(str)
    def run(self, words: str) -> None:
        """Go to what `words` name: a paper, several to choose from, a printed page to its comparison."""
        offered = set(self._program.window.navigation.keys())
        printed = read_code(words) is not None or read_signature_code(words) is not None
        if printed and "audit" in offered:
            page = self._program.window.open_page("audit")
            if isinstance(page, AuditPage):
                page.code.setText(words)
                page.check_page()
            return
        if not any(kind.value in offered for kind in Series):
            return
        context = self._program.context()

        def work(_progress: Progress) -> Found:
            rows = find_documents(context.ports, context.session, words)
            with context.ports.ledger.reading() as reading:
                zone = office_row(reading)["zone"]
            rows = [row for row in rows if row["series"] in offered]
            digits = words.isascii() and words.isdigit()
            outright = read_signature_code(words) is not None or parse(number_brackets(words)) is not None
            return Found(rows, f"{int(words):04d}" if digits and rows else words, zone, outright and len(rows) == 1)

        context.tasks.run(work, done=lambda found: self._answer(words, found), on="desk", owner=self)

    def _answer(self, words: str, found: Found) -> None:
        window = self._program.window
        self._found = found
        if not found.rows:
            page = window.current_page()
            if page is not None:
                page.message_bar.tell(lambda: tr("Nothing was found for “{words}”.", words=words))
        elif found.at_once:
            self._open(found.rows[0])
        else:
            self._shown().show_rows(found.rows, found.zone, window.header.tools.command_box)

    def _shown(self) -> FoundPanel:
        """The panel is made for the first answer."""
        if self._panel is None:
            self._panel = FoundPanel(self._program.window)
            self._panel.chosen.connect(self._open)
            self._panel.all_wanted.connect(self._open_all)
            self._panel.left.connect(self._program.window.header.enter_command_box)
        return self._panel

    @Slot(object)
    def _open(self, row: Row) -> None:
        host = self._program.window.open_page(row["series"])
        if isinstance(host, WithDocument):
            host.open_to_act(row["id"])

    @Slot()
    def _open_all(self) -> None:
        """The register of the first paper, searched for the words."""
        if self._found is None or not self._found.rows:
            return
        host = self._program.window.open_page(self._found.rows[0]["series"])
        if isinstance(host, WithDocument) and isinstance(host.lists, RegisterPage):
            host.show_lists()
            host.lists.search_box.setText(self._found.wanted)
            host.lists.search_box.search_now()
            host.lists.search_box.setFocus()
