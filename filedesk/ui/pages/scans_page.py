"""The scans that wait in the scan folder 扫描收件夹: looked at, attached by their code or registered, then removed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from filedesk.errors import FiledeskError
from filedesk.services import attaching, scan_folder, taking_in
from filedesk.services.changes import Changes
from filedesk.services.ports import Progress
from filedesk.services.scan_folder import Seen, Waiting
from filedesk.services.separator_sheet import print_separator
from filedesk.texts import error_text, language, mark, tr, trn
from filedesk.ui.context import Context
from filedesk.ui.icons import put_icon
from filedesk.ui.messages import ask, pickers, show_error
from filedesk.ui.page import Page
from filedesk.ui.pages.papers_dialog import PapersDialog, Printable
from filedesk.ui.pages.staging_tray import MOST_SHOWN
from filedesk.ui.scan_folder import ScanFolder
from filedesk.ui.tasks import Generation
from filedesk.ui.widgets.paper_view import PaperView
from filedesk.ui.widgets.plain_table import PlainTable

REMOVAL = "scan_folder_removal"
"""Whether originals are removed once they are taken in: "yes", "no", or not asked yet."""

SCANS = mark("Scans")


class ScansPage(Page):
    """`register_wanted` carries paths for the incoming register; `scan_attached` a document and the file it got."""

    open_document = Signal(int)
    scan_attached = Signal(int, str)
    register_wanted = Signal(object)

    def __init__(self, context: Context, folder: ScanFolder, parent: QWidget | None = None) -> None:
        super().__init__("scans", SCANS, parent)
        self._context, self._folder = context, folder
        self._turn = Generation()
        self._kept: dict[Path, Seen] = {}
        self._asking = self._removing = False
        self.take_button = self._button("scan_take", "check", "Ctrl+Return", self.take)
        self.take_button.setProperty("primary", True)
        put_icon(self.take_button, "check", "on_accent")
        self.sheet_button = self._button("scan_separator", "print", "Ctrl+P", self.print_sheet)
        self.choose_button = self._button("scan_choose", "folder", "Ctrl+O", self.choose)
        self.told = QLabel()
        self.told.setObjectName("scans_told")
        self.told.setProperty("role", "muted")
        self.told.setWordWrap(True)
        self.removal = QCheckBox()
        self.removal.setObjectName("scan_removal")
        self.removal.setChecked(context.settings.text(REMOVAL) == "yes")
        self.removal.clicked.connect(self._removal_chosen)
        self.table = PlainTable("scans", [(mark("File"), 16), (mark("Pages"), 5), (mark("What it is"), 40)])
        self.table.setSelectionMode(PlainTable.SelectionMode.SingleSelection)
        self.table.cellActivated.connect(self.take)
        self.table.itemSelectionChanged.connect(self._show_paper)
        self.paper = PaperView(context.tasks, "scan_paper")
        self.paper.offer_opening(False)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.told, self.table, self.removal):
            column.addWidget(widget)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(self.paper)
        split.setSizes([560, 520])
        split.setChildrenCollapsible(False)
        self.body.addWidget(split, 1)
        folder.changed.connect(self._changed)
        self.retranslate()

    def _button(self, name: str, picture: str, key: str, act: object) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.setAutoDefault(False)
        put_icon(button, picture)
        button.clicked.connect(act)
        QShortcut(QKeySequence(key), self, act)  # type: ignore[call-overload]
        self.head.addWidget(button)
        return button

    # ---- what is shown ------------------------------------------------------------------------------------

    def shown(self) -> None:
        self._folder.look()
        self._changed()
        self.table.setFocus()

    @Slot()
    def _changed(self) -> None:
        waiting = self._folder.state.waiting
        self.table.put([(one.path, (one.path.name, _pages(one), _what(one))) for one in waiting])
        self.table.resizeRowsToContents()
        if self.table.chosen() is None and waiting:
            self.table.choose(next((one.path for one in waiting if not one.taken), waiting[0].path))
        self.take_button.setEnabled(self._chosen() is not None)
        self._tell()
        if self.isVisible():
            self._remove_taken()

    def _tell(self) -> None:
        path, trouble = self._folder.path, self._folder.trouble
        if trouble is not None:
            self.told.setText(error_text(trouble))
        elif path is None:
            self.told.setText(tr("Choose the folder that your scanner writes to: its scans then appear here."))
        else:
            count = self._folder.state.count
            told = trn("{n} scan waits in {folder}", "{n} scans wait in {folder}", count, folder=str(path))
            self.told.setText(told)

    def _chosen(self) -> Waiting | None:
        path = self.table.chosen()
        return next((one for one in self._folder.state.waiting if one.path == path), None)

    @Slot()
    def _show_paper(self) -> None:
        one, turn = self._chosen(), self._turn.next()
        self.take_button.setEnabled(one is not None)
        if one is None or one.seen.size > MOST_SHOWN:
            self.paper.say(mark("Choose a scan to see it."))
            return
        capture, path = self._context.ports.capture, one.path

        def work(_progress: Progress) -> tuple[bytes, str]:
            return path.read_bytes(), capture.examine(path, path.name).media_type

        def came(found: tuple[bytes, str]) -> None:
            if self._turn.is_current(turn):
                self.paper.show_paper(*found, path.name)

        self._context.tasks.run(work, done=came, failed=lambda _error: None, on="pool", owner=self)

    # ---- acts ---------------------------------------------------------------------------------------------

    @Slot()
    def choose(self) -> None:
        """Choose the folder that is watched on this workstation."""
        pickers().folder(self, tr("Scan folder"), self._choose)

    def _choose(self, folder: Path) -> None:
        self._folder.choose(folder)
        self._changed()

    @Slot()
    def take(self) -> None:
        """Attach the chosen scan to the document that its code names, or begin to register it, a stack split."""
        one = self._chosen()
        if one is None or one.taken:
            return
        row = one.read.belongs_to if one.read is not None and not one.read.is_stack else None
        if row is None:
            self.register_wanted.emit([one.path])
            return
        ports, session, document, path = self._context.ports, self._context.session, row["id"], one.path
        what = tr("Scan with the slip")
        made: list[str] = []

        def work(progress: Progress) -> Changes:
            staged = taking_in.stage(ports, session, [path], progress)
            try:
                changes = attaching.attach(ports, session, document=document, staged=staged, what=what)
            except BaseException:
                taking_in.discard(ports, staged)
                raise
            made.append(staged[0].file)
            return changes

        def done(_changes: Changes) -> None:
            self._folder.look()
            self.scan_attached.emit(document, made[0])

        self._context.operations.operation(self, tr("Attach a scan"), work, done, hold=[self.take_button])

    @Slot()
    def print_sheet(self) -> None:
        """Show the separator sheet, ready to be printed."""
        ports, session, words = self._context.ports, self._context.session, language()
        sheet = Printable(
            title=lambda: tr("Separator sheet"),
            file=lambda: tr("Separator sheet") + ".pdf",
            draw=lambda out, chosen: print_separator(ports, session, out=out, language=chosen),
        )

        def came(drawn: bytes) -> None:
            PapersDialog(self._context, [sheet], drawn, self).open()

        self._context.tasks.run(lambda _progress: sheet.drawn(words), done=came, on="pool", owner=self)

    # ---- removing what is taken in ------------------------------------------------------------------------

    @Slot()
    def _removal_chosen(self) -> None:
        self._context.settings.put(REMOVAL, "yes" if self.removal.isChecked() else "no")
        self._kept.clear()
        self._remove_taken()

    def _answer(self, removed: bool) -> None:
        self._asking = False
        self.removal.setChecked(removed)
        self._removal_chosen()

    def _remove_taken(self) -> None:
        """Remove what is taken in, if she agreed to that once; what could not be removed is not tried again."""
        taken = [one for one in self._folder.state.waiting if one.taken and self._kept.get(one.path) != one.seen]
        told = self._context.settings.text(REMOVAL)
        if not taken or self._asking or self._removing or told == "no":
            return
        if told != "yes":
            self._asking = True
            ask(
                self,
                tr("Remove scans from the folder once they are taken in?"),
                yes=tr("Remove from the folder"),
                then=lambda: self._answer(True),
                otherwise=lambda: self._answer(False),
                detail=tr("Each is compared with the file in the desk first. You can change this on the page."),
            )
            return
        ports, session, one = self._context.ports, self._context.session, taken[0]
        self._removing = True

        def ended(error: BaseException | None) -> None:
            self._removing = False
            self._kept[one.path] = one.seen
            if isinstance(error, FiledeskError):
                show_error(self, error)
            self._folder.look()
            self._remove_taken()

        self._context.tasks.run(
            lambda _progress: scan_folder.remove_taken(ports, session, one),
            done=lambda _nothing: ended(None),
            failed=ended,
            on="pool",
            owner=self,
        )

    def retranslate(self) -> None:
        super().retranslate()
        self.take_button.setText(tr("Take in (Enter)"))
        self.sheet_button.setText(tr("Separator sheet… (Ctrl+P)"))
        self.choose_button.setText(tr("Scan folder… (Ctrl+O)"))
        self.removal.setText(tr("Remove scans from the folder once they are taken in"))
        self.table.setAccessibleName(tr(SCANS))
        self._changed()


def _pages(one: Waiting) -> str:
    return str(one.read.pages) if one.read is not None and one.read.pages else ""


def _what(one: Waiting) -> str:
    """What stands in the list about a file: where it is, whose it is, what it falls into, or what is wrong."""
    if one.taken:
        return tr("Taken in: {numbers}", numbers=tr(", ").join(one.taken))
    if one.trouble is not None:
        return error_text(one.trouble)
    read = one.read
    if read is None:
        return ""
    if read.is_stack:
        return trn("A stack of {n} document", "A stack of {n} documents", len(read.parts))
    if read.belongs_to is not None:
        row = read.belongs_to
        return tr("Belongs to {number}: {title}", number=row["number"], title=row["title"])
    return " ".join(error_text(doubt) for doubt in read.doubts) or tr("To be registered")
