"""Work off the window's thread: one worker for the desk, a pool for files and readers, answers in the window.

SQLite connections belong to a thread, so everything that uses the desk's writing connection runs on one worker
(`on="desk"`); hashing, decoding and readers with a connection of their own run in the pool. Answers come back
through a slot of a QObject that lives in the window's thread: a plain function connected to a worker's signal
would run in the worker. Nothing waits in a nested event loop.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from filedesk.errors import Cancelled, FiledeskError
from filedesk.services.progress import Progress

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

Lane = Literal["desk", "pool"]
Failed = Callable[[BaseException], None]
T = TypeVar("T")


class TaskProgress(Progress):
    """Progress that the window watches, and that it can stop. Written by the worker, read by the window."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self.done = 0
        self.total: int | None = None

    def report(self, done: int, total: int | None = None) -> None:
        self.done, self.total = done, total

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether stopping was asked for."""
        return self._stop.is_set()

    def raise_if_cancelled(self) -> None:
        if self.cancelled:
            raise Cancelled


class Task:
    """One piece of work under way. `title` is the sentence shown while it lasts; untitled work is never shown."""

    def __init__(
        self,
        *,
        work: Callable[[Progress], object],
        done: Callable[[object], None],
        failed: Failed | None,
        title: str | None,
        owner: QObject | None,
        lane: Lane,
    ) -> None:
        self.work = work
        self.lane = lane
        self.owner = owner
        self.done = done
        self.failed = failed
        self.title = title
        self.progress = TaskProgress()
        self.since = time.monotonic()
        self.result: object = None
        self.error: BaseException | None = None

    def cancel(self) -> None:
        """Ask it to stop; it then fails with `errors.Cancelled`, unless it was already past stopping."""
        self.progress.cancel()

    def carry_out(self) -> None:
        """Do the work, in the thread of whoever calls, and keep what came of it."""
        try:
            self.progress.raise_if_cancelled()
            self.result = self.work(self.progress)
        except BaseException as error:  # noqa: BLE001 - handed to the window, which shows every one
            self.error = error

    def let_go(self) -> None:
        """Forget whom it was for, in the window's thread: a worker must not be the last to hold a widget."""
        self.work = self.done = _nothing
        self.failed = self.owner = None


def _nothing(_given: object) -> None:
    """Stands for what a finished task no longer needs."""
    del _given


class Tasks(QObject):
    """Runs work for the window. Make one, in the window's thread; `shutdown` it before the program ends.

    `refused` carries each foreseen error that nobody else took; `long_work` the titled tasks that last longer
    than `patience` seconds, again whenever they or their progress change, at last an empty tuple. A bug goes to
    `sys.excepthook`, in the window's thread.
    """

    refused = Signal(object)
    long_work = Signal(object)
    _arrived = Signal()

    def __init__(self, parent: QObject | None = None, *, readers: int = 3, patience: float = 1.0) -> None:
        super().__init__(parent)
        self._workers: dict[Lane, int] = {"desk": 1, "pool": readers}
        self._lanes: dict[Lane, ThreadPoolExecutor] = {}
        self._patience = patience
        self._under_way: set[Task] = set()
        self._finished: deque[Task] = deque()
        self._shown: tuple[Task, ...] = ()
        self._closed = False
        self._arrived.connect(self._deliver)  # queued, since workers emit it
        self._watch = QTimer(self)
        self._watch.setInterval(100)
        self._watch.timeout.connect(self._look)

    def run(
        self,
        work: Callable[[Progress], T],
        *,
        done: Callable[[T], None],
        failed: Failed | None = None,
        on: Lane = "desk",
        title: str | None = None,
        owner: QObject | None = None,
    ) -> Task:
        """Do `work(progress)` on a worker; then `done(result)` or `failed(error)` in the window's thread.

        Where `owner`, or the widget that `done` is a method of, is gone by then, the answer is dropped. A bug
        (an error outside the tree of `errors.py`) reaches `sys.excepthook` besides `failed`. Raises RuntimeError
        after `shutdown`.
        """
        if self._closed:
            raise RuntimeError("no work is taken after shutdown")
        task = Task(work=work, done=done, failed=failed, title=title, owner=owner, lane=on)  # type: ignore[arg-type]
        self._under_way.add(task)
        if title is not None:
            self._watch.start()
        self._lane(on).submit(self._work, task)
        return task

    def _lane(self, name: Lane) -> ThreadPoolExecutor:
        if name not in self._lanes:
            # The first window is painted before anything runs beside it.
            from concurrent.futures import ThreadPoolExecutor

            self._lanes[name] = ThreadPoolExecutor(max_workers=self._workers[name], thread_name_prefix=name)
        return self._lanes[name]

    def idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._under_way

    def refuse(self, error: BaseException) -> None:
        """Pass on an error that nobody takes: a foreseen one through `refused`, a bug to `sys.excepthook`."""
        if isinstance(error, FiledeskError):
            self.refused.emit(error)
        else:
            sys.excepthook(type(error), error, error.__traceback__)

    def lasting(self) -> tuple[Task, ...]:
        """The titled tasks that have lasted longer than `patience`, the oldest first."""
        now = time.monotonic()
        found = [t for t in self._under_way if t.title is not None and now - t.since >= self._patience]
        return tuple(sorted(found, key=lambda task: task.since))

    def shutdown(self) -> None:
        """Take no more work, ask what runs in the pool to stop, wait for the desk, and deliver every answer.

        What was begun on the desk is finished: it was ordered by the person. Cancel it first to stop it.
        """
        self._closed = True
        for task in list(self._under_way):
            if task.lane == "pool":
                task.cancel()
        for lane in self._lanes.values():
            lane.shutdown(wait=True)
        self._deliver()
        self._watch.stop()

    def _work(self, task: Task) -> None:
        task.carry_out()
        self._finished.append(task)
        self._arrived.emit()

    @Slot()
    def _deliver(self) -> None:
        while self._finished:
            task = self._finished.popleft()
            self._under_way.discard(task)
            try:
                self._answer(task)
            except Exception:  # noqa: BLE001 - one bad answer must not swallow those after it
                sys.excepthook(*sys.exc_info())
            task.let_go()
        self._look()

    def _answer(self, task: Task) -> None:
        error = task.error
        if error is None:
            if _alive(task.owner, task.done):
                task.done(task.result)
            return
        if task.failed is None or not isinstance(error, FiledeskError):
            self.refuse(error)
        if task.failed is not None and _alive(task.owner, task.failed):
            task.failed(error)

    @Slot()
    def _look(self) -> None:
        lasting = self.lasting()
        if lasting or self._shown:
            self._shown = lasting
            self.long_work.emit(lasting)
        if all(task.title is None for task in self._under_way):
            self._watch.stop()


class Generation:
    """Tells the answer to the present question from answers to earlier ones, which are to be dropped."""

    def __init__(self) -> None:
        self._now = 0

    def next(self) -> int:
        """Start a new question: every earlier answer is stale from now on."""
        self._now += 1
        return self._now

    def is_current(self, number: int) -> bool:
        """Whether `number` is the present question's."""
        return number == self._now


def _alive(owner: QObject | None, called: Callable[..., object]) -> bool:
    """Whether `called` may still be called: neither `owner` nor the object it is a method of was destroyed."""
    bound_to = getattr(called, "__self__", None)
    return all(shiboken6.isValid(held) for held in (owner, bound_to) if isinstance(held, QObject))
