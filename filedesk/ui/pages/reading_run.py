"""Papers read and signed one after the other (I4): the paper, earlier opinions, his own, Enter, and the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from filedesk.errors import FiledeskError
from filedesk.services import circulation, reading
from filedesk.services.changes import Changes
from filedesk.services.ledger import Reading, Row
from filedesk.services.ports import Progress
from filedesk.services.reading import DocumentView
from filedesk.texts import mark, tr
from filedesk.ui.context import Context
from filedesk.ui.messages import MessageBar, show_error
from filedesk.ui.pages.document_paper import DocumentPaper
from filedesk.ui.pages.paper_told import told_of
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.tasks import Generation
from filedesk.ui.widgets.typed_line import TypedLine


class ReadingRun(Retranslated, QDialog):
    """`rows` are those of the to-do's group "to_read". Enter signs, Alt+Down leaves one for later, Esc ends."""

    def __init__(self, context: Context, rows: Sequence[Row], parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setObjectName("reading_run")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._context = context
        self._rows = list(rows)
        self._place = -1
        self._view: DocumentView | None = None
        self._opinions: list[tuple[str, str]] = []
        self._turn = Generation()
        self._signing = False
        self.message_bar = MessageBar(self)
        self.papers = DocumentPaper(context)
        self.heading, self.told, self.said = QLabel(), QLabel(), QLabel()
        for label, name in ((self.heading, "dialog_title"), (self.told, "reading_about"), (self.said, "opinions")):
            label.setObjectName(name)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.opinion = TypedLine("opinion")
        self.sign, self.later = QPushButton(), QPushButton()
        for button, name in ((self.sign, "sign_reading"), (self.later, "read_later")):
            button.setObjectName(name)
            button.setAutoDefault(False)
        self.sign.setProperty("primary", True)
        self._lay_out()
        self.opinion.returnPressed.connect(self.sign_this)
        self.sign.clicked.connect(self.sign_this)
        self.later.clicked.connect(self._next)
        self.later.setShortcut("Alt+Down")
        self.retranslate()
        self._next()

    def _lay_out(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(10)
        for part in (self.heading, self.told, self.said):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(self.opinion)
        buttons = QHBoxLayout()
        buttons.addWidget(self.later)
        buttons.addWidget(self.sign, 1)
        column.addLayout(buttons)
        split = QSplitter()
        split.addWidget(self.papers)
        split.addWidget(side)
        split.setSizes([620, 380])
        split.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.addWidget(self.message_bar)
        whole.addWidget(split, 1)
        self.resize(1080, 700)

    @Slot()
    def _next(self) -> None:
        """Go to the next paper; after the last one the dialog closes."""
        if self._signing:
            return
        self._place += 1
        if self._place >= len(self._rows):
            self.accept()
            return
        self.message_bar.hide()
        self.opinion.clear()
        self.opinion.setFocus()
        self._load()

    def _load(self) -> None:
        number, document = self._turn.next(), self._rows[self._place]["id"]
        ports, session = self._context.ports, self._context.session
        self._view, self._opinions = None, []
        self.sign.setEnabled(False)

        def work(_progress: Progress) -> tuple[DocumentView, list[tuple[str, str]]]:
            view = reading.document(ports, session, document)
            return view, reading.read(ports, session, lambda rows: _said(rows, view))

        def came(found: tuple[DocumentView, list[tuple[str, str]]]) -> None:
            if self._turn.is_current(number):
                self._view, self._opinions = found
                self.papers.show_files(self._view.files)
                self.sign.setEnabled(True)
                self.retranslate()

        self._context.tasks.run(work, done=came, failed=self._failed, owner=self)
        self.retranslate()

    @Slot()
    def sign_this(self) -> None:
        """Sign this reading with what stands in the line, 阅 where nothing does, and go on."""
        if self._view is None or self._signing:
            return
        row, text, seen = self._rows[self._place], self.opinion.text(), self._view.row["last_seq"]
        ports, session = self._context.ports, self._context.session

        def work(_progress: Progress) -> Changes:
            return circulation.sign_reading(
                ports, session, document=row["id"], reader=row["whose"], text=text, seen=seen
            )

        self._signing = True
        self._context.operations.operation(
            self, tr("Signing"), work, self._signed, failed=self._failed, hold=[self.sign]
        )

    def _signed(self, _changes: Changes) -> None:
        self._signing = False
        self._next()

    def _failed(self, error: BaseException) -> None:
        self._signing = False
        if isinstance(error, FiledeskError):
            show_error(self, error)
            if self._view is not None:
                self._load()

    def retranslate(self) -> None:
        self.setWindowTitle(tr("Read and sign"))
        place = min(self._place, len(self._rows) - 1)
        row = self._rows[place]
        for_whom = "" if row["whose"] == self._context.session.person else tr("for {name}", name=row["whose_name"])
        self.heading.setText(tr("Paper {n} of {count}", n=place + 1, count=len(self._rows)) + f"  {for_whom}")
        instructed = [f"{one.signer}: {one.wording.text}" for one in self._view.instructions] if self._view else []
        self.told.setText("\n".join([told_of(self._view)[0], *instructed]))
        self.said.setText("\n".join(f"{name}: {text}" for name, text in self._opinions))
        self.said.setVisible(bool(self._opinions))
        self.opinion.setPlaceholderText(tr("Opinion; left empty, “Read” is written"))
        self.opinion.setAccessibleName(tr(mark("Opinion")))
        self.sign.setText(tr("Sign, and the next (Enter)"))
        self.later.setText(tr("Later (Alt+Down)"))


def _said(rows: Reading, view: DocumentView) -> list[tuple[str, str]]:
    """Who read it before him, and what he wrote."""
    turns = circulation.turns(rows, view.row["id"])
    return [(view.names.get(turn["reader"], "–"), turn["opinion"]) for turn in turns if turn["read_at"]]
