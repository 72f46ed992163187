"""One drawn register on its way to paper: the journal notes it when it is first printed or saved, once.

What was noted and then reached neither printer nor file is told as abandoned when the window over it closes.
"""

from __future__ import annotations

import io
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from filedesk.services import printing
from filedesk.services.ports import Progress
from filedesk.services.printing import Drawing, Printed
from filedesk.texts import tr
from filedesk.ui.context import Context


class PrintOrder:
    """Keeps account of one drawing; `noted` is called with its pages to look at. Lives in the window's thread.

    `window` is what stays when the preview is closed: a print that was ordered goes on.
    """

    def __init__(self, context: Context, window: QWidget, drawing: Drawing, noted: Callable[[bytes], None]) -> None:
        self.drawing = drawing
        self.printed: Printed | None = None
        self._context = context
        self._window = window
        self._noted = noted
        self._final = b""
        self._under_way = 0
        self._reached = self._closed = False

    def fetch(self, then: Callable[[bytes], None], failed: Callable[[BaseException], None]) -> None:
        """The printed register with its code: noted and put together when it is first asked for."""
        if self._final:
            then(self._final)
            return
        ports, session, drawing = self._context.ports, self._context.session, self.drawing

        def write(printed: Printed) -> None:
            self.printed = printed

            def work(_progress: Progress) -> tuple[bytes, bytes]:
                final, shown = io.BytesIO(), io.BytesIO()
                printing.write_print(drawing, printed, final)
                printing.write_shown(drawing, shown, printed)
                return final.getvalue(), shown.getvalue()

            self._context.tasks.run(work, done=came, failed=lost, on="pool")

        def came(written: tuple[bytes, bytes]) -> None:
            self._final, shown = written
            if not self._closed:
                self._noted(shown)
            then(self._final)

        def lost(error: BaseException) -> None:
            self._settle()
            failed(error)

        if self.printed is not None:
            write(self.printed)
            return
        self._context.operations.operation(
            self._window,
            tr("Printing"),
            lambda _progress: printing.commit_print(ports, session, drawing),
            write,
            failed=failed,
        )

    def under_way(self) -> None:
        """It is on its way to the printer or to a file."""
        self._under_way += 1

    def over(self, *, reached: bool) -> None:
        """It reached the printer or the file, or did not."""
        self._under_way -= 1
        self._reached = self._reached or reached
        self._settle()

    def close(self) -> None:
        """Nobody will ask for it again."""
        self._closed = True
        self._settle()

    def _settle(self) -> None:
        if not self._closed or self._under_way or self._reached or self.printed is None:
            return
        ports, session, printed = self._context.ports, self._context.session, self.printed
        self.printed = None
        self._context.operations.operation(
            self._window, tr("Printing"), lambda _progress: printing.abandon_print(ports, session, printed)
        )
