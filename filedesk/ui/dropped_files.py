"""Files dropped where the page in view does not take them begin an incoming document (I1), whatever page that is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from filedesk.domain.documents import Series
from filedesk.domain.people import Role
from filedesk.ui.pages.register_page import RegisterPage
from filedesk.ui.pages.with_document import WithDocument
from filedesk.ui.program import Program
from filedesk.ui.widgets.drop_area import FileDrops


class DroppedFiles(QObject):
    """Takes what is dropped on a program's window. Registers and documents take what is dropped on them themselves."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._drops = FileDrops(program.window)
        self._drops.dropped.connect(self.register)

    @Slot(object)
    def register(self, paths: list[Path]) -> None:
        """Open the incoming register's form with these files, where a clerk is at work and may register."""
        session, window = self._program.session, self._program.window
        if session is None or not session.is_a(Role.CLERK) or window.current_page() is None:
            return
        host = window.open_page(Series.INCOMING.value)
        if isinstance(host, WithDocument) and isinstance(host.lists, RegisterPage):
            host.show_lists()
            host.lists.register_files(paths)
