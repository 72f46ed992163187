"""A draft before the general manager: for whom it is, who countersigned, and room for words with his signature."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from filedesk.domain.documents import Series
from filedesk.services import draft_reading, reading
from filedesk.services.desk_ports import Ports
from filedesk.services.draft_reading import DraftView
from filedesk.services.keys import Session
from filedesk.services.ledger import Row
from filedesk.services.reading import DocumentView
from filedesk.texts import mark, tr
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.widgets.form_grid import FormGrid


class DraftBeforeHim(Retranslated, QWidget):
    """`tell` shows a draft; what is typed stays while it is the same version."""

    def __init__(self) -> None:
        super().__init__()
        self._draft: DraftView | None = None
        self._about = QLabel()
        self._about.setObjectName("draft_about")
        self._about.setWordWrap(True)
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self.text = QPlainTextEdit()
        self.text.setObjectName("draft_words")
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(110)
        self.grid = FormGrid("draft_words_form")
        self.grid.add("draft_words", mark("Words with the signature"), self.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._about)
        column.addWidget(self.grid)

    def tell(self, draft: DraftView | None) -> None:
        """Show this draft."""
        if _version(draft) != _version(self._draft):
            self.text.clear()
        self._draft = draft
        self.retranslate()

    def retranslate(self) -> None:
        self._about.setText("\n".join(_lines(self._draft)) if self._draft is not None else "")


def _version(draft: DraftView | None) -> tuple[int, int] | None:
    return (draft.draft["document"], draft.draft["version"]) if draft is not None else None


def _lines(draft: DraftView) -> list[str]:
    told, version = draft.versions[0].row, draft.versions[0]
    outgoing = draft.series == Series.OUTGOING
    names = told["recipients"]
    lines = [tr("To: {names}", names=names) if outgoing else tr("Given to: {names}", names=names)]
    if told["copied"]:
        lines.append(tr("Copied to: {names}", names=told["copied"]))
    by = draft.names.get(told["made_by"], "–")
    lines.append(tr("Drafted by {name}, {unit}, version {n}", name=by, unit=told["unit"], n=told["version"]))
    for one in version.countersigners:
        if one["agreed"]:
            lines.append(tr("Countersigned: {name}", name=f"{one['name']}  {one['text']}".rstrip()))
    if told["notes"]:
        lines.append(told["notes"])
    return lines


def files_of(view: DocumentView, draft: DraftView | None) -> list[Row]:
    """The files to be looked at: of a draft those of the version that he signs, then what came beside it."""
    if draft is None:
        return view.files
    own = draft.versions[0].files
    return [row for row in view.files if row["file"] in own] + [row for row in view.files if row["supplement"]]


def read_paper(ports: Ports, session: Session, document: int) -> tuple[DocumentView, DraftView | None]:
    """A paper with all that is known of it, and the draft where the office wrote it."""
    view = reading.document(ports, session, document)
    incoming = view.row["series"] == Series.INCOMING
    return view, None if incoming else draft_reading.view(ports, session, document)
