"""What the window's tests share: the application prepared with settings of its own."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from filedesk.texts import language, use_language
from filedesk.ui.application import Setting, prepare
from filedesk.ui.languages import switch_language
from filedesk.ui.messages import Pickers, use_pickers
from filedesk.ui.models.source import Row, TableQuery
from filedesk.ui.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    found = Settings(tmp_path / "window.json")
    found.put("language", "en")
    found.put("theme", "light")
    return found


@pytest.fixture
def setting(qapp: QApplication, settings: Settings) -> Iterator[Setting]:
    """The application with our look in English; whatever a test leaves under way is waited for."""
    before = language()
    found = prepare(qapp, settings)
    yield found
    found.tasks.shutdown()
    switch_language(qapp, "en")
    use_language(before)
    for made in (found.appearance, found.tasks, found.hub):
        made.setParent(None)
        made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@dataclass(frozen=True)
class Record:
    id: int
    number: str
    title: str
    late: bool = False


@dataclass
class CountingSource:
    """`total` made-up records, newest first; it remembers in which threads it was asked, and can be held up."""

    total: int
    threads: set[int] = field(default_factory=set)
    asked_rows: list[list[int]] = field(default_factory=list)
    asked_queries: list[TableQuery] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    title: Callable[[int], str] = lambda record: f"title {record}"
    gate: threading.Event = field(default_factory=threading.Event)
    ids_gate: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.gate.set()
        self.ids_gate.set()

    def first_page(self, query: TableQuery) -> Sequence[Row]:
        self.threads.add(threading.get_ident())
        return [self._record(record) for record in self._order(query)[:60]]

    def ids(self, query: TableQuery) -> array[int]:
        self.threads.add(threading.get_ident())
        self.asked_queries.append(query)
        assert self.ids_gate.wait(20)
        return self._order(query)

    def rows(self, ids: Sequence[int]) -> Mapping[int, Row]:
        self.threads.add(threading.get_ident())
        self.asked_rows.append(list(ids))
        assert self.gate.wait(20)
        return {record: self._record(record) for record in ids if record not in self.gone}

    def _order(self, query: TableQuery) -> array[int]:
        if query.search:
            return array("q", [r for r in range(self.total, 0, -1) if str(r).endswith(query.search)])
        if query.sort and not query.descending:
            return array("q", range(1, self.total + 1))
        return array("q", range(self.total, 0, -1))

    def _record(self, record: int) -> Record:
        return Record(record, f"收〔2026〕{record:04d}", self.title(record), record % 7 == 0)


class AnsweredPickers(Pickers):
    """Answers every file dialog with what the test put in its list."""

    def __init__(self, chosen: list[Path]) -> None:
        self.chosen = chosen

    def files(self, parent: QWidget, title: str, then: Callable[[list[Path]], None]) -> None:
        if self.chosen:
            then(list(self.chosen))

    def folder(self, parent: QWidget, title: str, then: Callable[[Path], None]) -> None:
        if self.chosen:
            then(self.chosen[0])

    def save(self, parent: QWidget, title: str, name: str, kinds: str, then: Callable[[Path], None]) -> None:
        if self.chosen:
            then(self.chosen[0])


@pytest.fixture
def pick_files() -> Iterator[list[Path]]:
    """What the file dialogs answer; empty means that the person closes them."""
    chosen: list[Path] = []
    before = use_pickers(AnsweredPickers(chosen))
    yield chosen
    use_pickers(before)


@pytest.fixture
def source() -> type[CountingSource]:
    """Makes sources of so many records."""
    return CountingSource
