"""What the window's tests share: the application prepared with settings of its own."""

from __future__ import annotations

import shutil
import threading
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from filedesk.desk import Desk, create_desk, open_desk
from filedesk.domain.documents import Entry, Series
from filedesk.domain.people import Role
from filedesk.services import reading
from filedesk.services.founding import NewOffice, NewPerson, found_office
from filedesk.services.keys import Session
from filedesk.services.people import sign_in
from filedesk.services.reading import DocumentView
from filedesk.services.registration import Registered, register
from filedesk.services.taking_in import stage
from filedesk.texts import language, use_language
from filedesk.ui.application import Setting, prepare
from filedesk.ui.context import Context
from filedesk.ui.languages import switch_language
from filedesk.ui.messages import Pickers, use_pickers
from filedesk.ui.models.source import Row, TableQuery
from filedesk.ui.pages.document_page import DocumentPage
from filedesk.ui.settings import Settings
from tests.ui.at_document import Desk as AtDesk


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


PASSWORD = "demo-filedesk"
CLERK, MANAGER = "王文员", "赵总"


@dataclass
class Office:
    """A desk of this test's own, with the window's workers; what is done outside the window is done by `by`."""

    desk: Desk
    setting: Setting
    sessions: dict[str, Session] = field(default_factory=dict)
    kept: list[QWidget] = field(default_factory=list)

    def keep(self, widget: QWidget) -> QWidget:
        """Hold `widget` until Qt has destroyed it: collected before, it would get Qt's last events without its data."""
        self.kept.append(widget)
        return widget

    def session(self, name: str) -> Session:
        if name not in self.sessions:
            self.sessions[name] = sign_in(self.desk.ports, name=name, password=PASSWORD)
            self.desk.database.close()
        return self.sessions[name]

    def context(self, name: str) -> Context:
        setting = self.setting
        return Context(self.desk, self.session(name), setting.tasks, setting.hub, setting.settings)

    def by(self, name: str, act: Callable[..., Any], /, **told: Any) -> Any:
        """What `act` returns, called with the ports and this person's session in the test's own thread."""
        try:
            return act(self.desk.ports, self.session(name), **told)
        finally:
            self.desk.database.close()

    def register(self, title: str, sender: str = "市住房和城乡建设局", *files: Path, **entry: Any) -> Registered:
        staged = self.by(CLERK, stage, sources=files) if files else []
        made = Entry(entry.pop("series", Series.INCOMING), title, sender, **entry)
        registered = self.by(CLERK, register, entry=made, staged=staged)
        assert isinstance(registered, Registered)
        return registered

    def row(self, document: int) -> dict[str, Any]:
        found: DocumentView = self.by(CLERK, reading.document, wanted=document)
        return found.row


@pytest.fixture(scope="session")
def founded_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A founded demo desk without documents, copied by each test that wants one."""
    folder = tmp_path_factory.mktemp("founded") / "desk"
    desk = create_desk(folder, demo=True)
    people = (
        NewPerson(MANAGER, frozenset({Role.GENERAL_MANAGER}), None, PASSWORD),
        NewPerson(CLERK, frozenset({Role.CLERK}), "办公室", PASSWORD),
        NewPerson("李工", frozenset({Role.DEPARTMENT_MANAGER}), "工程部", PASSWORD),
        NewPerson("陈会计", frozenset({Role.DEPARTMENT_MANAGER}), "财务部", PASSWORD),
    )
    root = desk.ports.vault.new_root()
    office = NewOffice("华兴物业服务有限公司", "华兴", ("办公室", "工程部", "财务部"), people)
    found_office(desk.ports, office, root=root, demo=True).root.forget()
    desk.close()
    return folder


@pytest.fixture
def office(founded_desk: Path, tmp_path: Path, setting: Setting, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An open copy of the founded desk."""
    monkeypatch.setenv("FILEDESK_STATE", str(tmp_path / "state"))
    shutil.copytree(founded_desk, tmp_path / "desk")
    made = Office(open_desk(tmp_path / "desk"), setting)
    made.desk.database.close()
    yield made
    for widget in made.kept:
        if isValid(widget):
            widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    setting.tasks.run(lambda _progress: made.desk.database.close(), done=lambda _nothing: None)
    setting.tasks.shutdown()
    made.desk.close()


@pytest.fixture
def paper(tmp_path: Path) -> Callable[..., Path]:
    """Draws a PDF of so many pages; each has other bytes."""

    def draw(name: str = "通知.pdf", pages: int = 2) -> Path:
        folder = tmp_path / "papers"
        folder.mkdir(exist_ok=True)
        sheets = [Image.new("RGB", (300, 420), (255, 255, 250 - len(name) % 40)) for _ in range(pages)]
        file = folder / name
        sheets[0].save(file, "PDF", save_all=True, append_images=sheets[1:], title=name)
        return file

    return draw


@pytest.fixture
def show(qtbot: QtBot, office: Office) -> Callable[..., DocumentPage]:
    """Shows a document to somebody, with the keyboard in it."""

    def make(document: int, name: str = CLERK) -> DocumentPage:
        page = DocumentPage(office.context(name))
        qtbot.addWidget(office.keep(page))
        page.resize(1150, 820)
        page.show()
        qtbot.waitExposed(page)
        page.activateWindow()
        page.show_document(document)
        qtbot.waitUntil(office.setting.tasks.idle)
        page.shown()
        return page

    return make


@pytest.fixture
def at(qtbot: QtBot, office: Any, show: Any) -> AtDesk:
    """The hands that work at the test's desk, on the page of a document."""
    return AtDesk(qtbot, office, show)
