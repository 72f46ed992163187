"""The command box (F2): the last digits of a number, words, or the scanned code of a printed page or signature."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from filedesk.domain.documents import Series
from filedesk.domain.printed import read_code
from filedesk.domain.signature_code import read_signature_code
from filedesk.services.finding import find_documents
from filedesk.services.ledger import Query
from filedesk.services.ports import Progress
from filedesk.services.reading import ids
from filedesk.texts import tr
from filedesk.ui.pages.audit_page import AuditPage
from filedesk.ui.pages.register_page import RegisterPage
from filedesk.ui.pages.with_document import WithDocument
from filedesk.ui.program import Program

Found = dict[Series, list[int]]
MOST_TOLD = 2
"""Whether one document or several were found is all that is asked."""


class Commands(QObject):
    """Answers the command box of a program's window. Last digits that several years have are searched as 0012."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        program.window.command_requested.connect(self.run)

    @Slot(str)
    def run(self, words: str) -> None:
        """Go to what `words` name: one document at once, several as a search, a printed page to its comparison."""
        offered = set(self._program.window.navigation.keys())
        printed = read_code(words) is not None or read_signature_code(words) is not None
        if printed and "audit" in offered:
            page = self._program.window.open_page("audit")
            if isinstance(page, AuditPage):
                page.code.setText(words)
                page.check_page()
            return
        series = [kind for kind in Series if kind.value in offered]
        if not series:
            return
        context = self._program.context()

        def work(progress: Progress) -> tuple[str, Found]:
            named = find_documents(context.ports, context.session, words)
            if len(named) == 1:
                return words, {Series(named[0]["series"]): [named[0]["id"]]}
            several = named and words.isascii() and words.isdigit()
            wanted = f"{int(words):04d}" if several else words
            found: Found = {}
            for kind in series:
                progress.raise_if_cancelled()
                hits = list(ids(context.ports, context.session, Query(kind, search=wanted))[:MOST_TOLD])
                if hits:
                    found[kind] = hits
            return wanted, found

        context.tasks.run(work, done=lambda answer: self._found(*answer), on="desk", owner=self)

    def _found(self, words: str, found: Found) -> None:
        window = self._program.window
        if not found:
            page = window.current_page()
            if page is not None:
                page.message_bar.tell(lambda: tr("Nothing was found for “{words}”.", words=words))
            return
        kind = next(iter(found))
        host = window.open_page(kind.value)
        if not isinstance(host, WithDocument) or not isinstance(host.lists, RegisterPage):
            return
        if len(found) == 1 and len(found[kind]) == 1:
            host.open(found[kind][0])
            return
        host.show_lists()
        host.lists.search_box.setText(words)
        host.lists.search_box.search_now()
        host.lists.search_box.setFocus()
