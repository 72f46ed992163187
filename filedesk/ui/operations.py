"""A named act of the window: it runs one service on the desk's worker and tells every view what it changed.

Views never write and never refresh one another: they subscribe to the one `ChangeHub`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from filedesk.errors import ClockDoubtful, FiledeskError
from filedesk.services.progress import Progress
from filedesk.ui.messages import show_error
from filedesk.ui.tasks import Tasks

if TYPE_CHECKING:
    from filedesk.services.changes import Changes
    from filedesk.ui.clock_question import ClockQuestion


class Told(Protocol):
    """A service's result that says what was changed besides what was made."""

    @property
    def changes(self) -> Changes: ...


R = TypeVar("R", bound="Changes | Told")


class ChangeHub(QObject):
    """Where changes are announced, this window's and other processes' alike. `changed` carries `Changes`."""

    changed = Signal(object)

    def announce(self, changes: Changes) -> None:
        """Tell the views, unless nothing changed."""
        if changes:
            self.changed.emit(changes)

    @Slot()
    def announce_everything(self) -> None:
        """Let every view read anew."""
        from filedesk.services.changes import Changes

        self.announce(Changes(registers=frozenset({"incoming", "outgoing", "internal"}), office=True))


class Operations:
    """Starts operations on the desk and announces what they changed."""

    def __init__(self, tasks: Tasks, hub: ChangeHub, clock: ClockQuestion | None = None) -> None:
        self.tasks = tasks
        self.hub = hub
        self.clock = clock

    def operation(
        self,
        parent: QWidget,
        title: str,
        work: Callable[[Progress], R],
        success: Callable[[R], None] | None = None,
        *,
        failed: Callable[[BaseException], None] | None = None,
        hold: Sequence[QWidget] = (),
    ) -> None:
        """Run `work` as the operation named `title`; then announce its changes and call `success(result)`.

        An error goes to `failed` (a bug also to the crash dialog, as with `Tasks.run`); without it a foreseen one is
        shown in the message bar nearest to `parent`. A doubtful clock is asked about first; a yes tries again, a no is
        the error. The widgets of `hold` are disabled meanwhile, so that a second
        Enter does not act twice; the focus comes back.
        """
        focus = QApplication.focusWidget()
        for widget in hold:
            widget.setEnabled(False)

        def release() -> None:
            for widget in hold:
                if shiboken6.isValid(widget):
                    widget.setEnabled(True)
            if hold and focus is not None and shiboken6.isValid(focus) and QApplication.focusWidget() is None:
                focus.setFocus()

        def done(result: R) -> None:
            release()
            self.hub.announce(cast("Changes", getattr(result, "changes", None) or result))
            if success is not None and shiboken6.isValid(parent):
                success(result)

        def not_done(error: BaseException) -> None:
            release()
            if not shiboken6.isValid(parent):
                return
            if (
                isinstance(error, ClockDoubtful)
                and self.clock is not None
                and self.clock.ask(parent, error, again=again, otherwise=lambda: tell(error))
            ):
                return
            tell(error)

        def tell(error: BaseException) -> None:
            if failed is not None:
                failed(error)
            elif isinstance(error, FiledeskError):
                show_error(parent, error)

        def again(before: Callable[[], object]) -> None:
            def answered(progress: Progress) -> R:
                before()
                return work(progress)

            self.operation(parent, title, answered, success, failed=failed, hold=hold)

        self.tasks.run(work, done=done, failed=not_done, on="desk", title=title)
