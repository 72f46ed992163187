"""The life of a document, act by act: when, who, what, and the words; every line is a signed event of the journal."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from filedesk.domain import event_types_routes
from filedesk.domain.events import Event
from filedesk.services.reading import DocumentView
from filedesk.texts import mark, tr
from filedesk.texts.names import EVENTS, MEANS, MODES, PURPOSES, SIGNED_ON
from filedesk.ui.pages import draft_told
from filedesk.ui.pages.desk_facts import DeskFacts, shown_time
from filedesk.ui.retranslated import Retranslated

_TITLES = (mark("When"), mark("Who"), mark("What"), mark("Words"))
_STATES_IT = frozenset({"title", "text", "reason", "name", "what", "result", "report", "answer", "missing"})
"""Words shown as they stand; the others repeat what the entry shows."""
_WAY = frozenset(event_types_routes.TYPES)


def told_of(event: Event, words: dict[str, str], view: DocumentView, facts: DeskFacts) -> str:
    """What an event says beyond its name: words, who from and to, readers, departments, deadline, folder."""
    if event.type in draft_told.TYPES:
        return draft_told.told_of_draft(event, words, view)
    data, parts = event.data, [text for field, text in words.items() if field in _STATES_IT and text]
    if event.type == "handed_over":
        giver, taker = view.names.get(data["from"], "–"), view.names.get(data["to"], "–")
        purpose = tr(PURPOSES[data["purpose"]])
        parts.append(tr("{giver} → {taker}, {purpose}", giver=giver, taker=taker, purpose=purpose))
    if data.get("readers"):
        readers = tr(", ").join(view.names.get(reader, "?") for reader in data["readers"])
        parts.append(tr("Readers: {names}", names=readers))
    if data.get("departments") and event.type != "deadline_extended":
        ordered = sorted(data["departments"], key=lambda told: -told["lead"])
        named = tr(", ").join(view.departments.get(told["department"], "?") for told in ordered)
        parts.append(tr("Departments: {names}", names=named))
    if data.get("deadline") and event.type == "deadline_extended":
        parts.append(tr("By {day} instead of {before}", day=data["deadline"], before=data["before"]))
    elif data.get("deadline") and event.type != "document_registered":
        parts.append(tr("By {day}", day=data["deadline"]))
    parts += _on_its_way(event, view)
    if event.type == "put_into_folder":
        parts.append(next((folder["name"] for folder in facts.folders if folder["id"] == data["folder"]), "?"))
    if event.type == "file_taken_in" and data.get("supplement"):
        parts.append(tr("Supplement"))
    if event.type == "entry_corrected" and data.get("slip"):
        parts.append(tr("Slip of typing"))
    if event.type == "opened_outside":
        parts += [row["name"] for row in view.files if row["file"] == data["file"]]
    return "\n".join(parts)


def _on_its_way(event: Event, view: DocumentView) -> list[str]:
    """What an act between instruction and filing says of whom, as whose deputy, how recorded, and what came back."""
    data, parts = event.data, []
    if event.type not in _WAY:
        return [f"{tr(SIGNED_ON[data['signed_on']])} · {data['given']}"] if "given" in data else []
    if "mode" in data:
        parts.append(tr(MODES[data["mode"]]))
    if "reader" in data and data["reader"] != event.actor:
        parts.append(tr("Reader: {name}", name=view.names.get(data["reader"], "–")))
    if "department" in data:
        parts.append(view.departments.get(data["department"], "–"))
    if event.type in {"responsible_named", "urged", "result_recorded"} and "person" in data:
        parts.append(view.names.get(data["person"], "–"))
    if data.get("deputy"):
        parts.append(tr("As deputy"))
    if "means" in data:
        parts.append(tr(MEANS[data["means"]]))
    if "signed_on" in data:
        parts.append(f"{tr(SIGNED_ON[data['signed_on']])} · {data['given']}")
    if event.type == "query_answered":
        parts += [row["text"] for row in view.route.questions if row["seq"] == data["query"]]
    if event.type == "original_returned":
        counted = {name: data[name] for name in ("copies", "pages", "attachments")}
        parts.append(tr("{copies} copies, {pages} pages, {attachments} attachments", **counted))
    return parts


class Timeline(Retranslated, QTableWidget):
    """The newest act first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(_TITLES), parent)
        self.setObjectName("timeline")
        self._view: DocumentView | None = None
        self._facts: DeskFacts | None = None
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        for column in range(3):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.verticalHeader().setMinimumSectionSize(self.fontMetrics().height() + 8)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.retranslate()

    def tell(self, view: DocumentView, facts: DeskFacts) -> None:
        """Show the life of this document."""
        self._view, self._facts = view, facts
        self.retranslate()

    def retranslate(self) -> None:
        self.setHorizontalHeaderLabels([tr(title) for title in _TITLES])
        self.setAccessibleName(tr("Life of the document"))
        if self._view is None or self._facts is None:
            return
        view, facts = self._view, self._facts
        self.setRowCount(len(view.timeline))
        for row, (event, words) in enumerate(reversed(view.timeline)):
            signed = tr("Signed; no. {seq} of the journal", seq=event.seq)
            cells = (
                shown_time(event.at, facts.zone),
                view.names.get(event.actor, "–"),
                tr(EVENTS.get(event.type, event.type)),
                told_of(event, words, view, facts),
            )
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(signed)
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                self.setItem(row, column, item)
