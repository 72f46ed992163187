"""A document's entry for reading: the number large, where it stands and who has it, then every field that is filled."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from filedesk.domain.documents import Series
from filedesk.services.reading import DocumentView, Said
from filedesk.texts import tr
from filedesk.texts.names import FIELDS, LEVELS, MEDIA, SIGNED_ON, URGENCIES
from filedesk.ui.pages.desk_facts import DeskFacts, shown_time
from filedesk.ui.pages.register_source import (
    DATED_TITLES,
    DEPARTMENT_TITLES,
    NUMBER_TITLES,
    RECEIVED_TITLES,
    SENDER_TITLES,
    SIGNED_FOR_TITLES,
    number_text,
    state_text,
    went_on,
)
from filedesk.ui.retranslated import Retranslated


class DocumentData(Retranslated, QScrollArea):
    """Labels that can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("document_data")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view: DocumentView | None = None
        self._facts: DeskFacts | None = None
        self.retranslate()

    def tell(self, view: DocumentView, facts: DeskFacts) -> None:
        """Show this document's data."""
        self._view, self._facts = view, facts
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(tr("What the register says of it"))
        if self._view is None or self._facts is None:
            return
        view, facts = self._view, self._facts
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(8)
        column.addWidget(_label(number_text(view.row), "document_number"))
        column.addWidget(_label(view.row["title"], "document_title"))
        rows = QGridLayout()
        rows.setColumnStretch(1, 1)
        rows.setHorizontalSpacing(14)
        rows.setVerticalSpacing(6)
        for place, (name, title, text) in enumerate(_told(view, facts)):
            label = _label(title, f"{name}_title")
            label.setProperty("role", "field")
            label.setWordWrap(False)
            rows.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
            rows.addWidget(_label(text, f"data_{name}"), place, 1)
        column.addLayout(rows)
        column.addStretch(1)
        self.setWidget(inside)


def _label(text: str, name: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _told(view: DocumentView, facts: DeskFacts) -> list[tuple[str, str, str]]:
    row = view.row
    series = Series(row["series"])
    holder = row["holder_name"] or "–"
    since = shown_time(row["held_since"], facts.zone) if row["held_since"] else ""
    attachments = "\n".join(f"{a['what']} × {a['count']} · {tr(MEDIA[a['medium']])}" for a in view.attachments)
    found = [
        ("state", tr(FIELDS["state"]), state_text(row)),
        ("holder", tr(FIELDS["holder"]), tr("{name}, since {moment}", name=holder, moment=since) if since else holder),
        *(
            ("instruction", tr(FIELDS["instruction"]), f"{said.wording.text}\n{_signed(said, view)}")
            for said in view.instructions
        ),
    ]
    if view.proposal is not None:
        found.append(("proposal", tr("Proposal"), view.proposal.text or "–"))
    values = {
        "sender": (tr(SENDER_TITLES[series]), row["sender"]),
        "sender_number": (tr(NUMBER_TITLES[series]), row["sender_number"]),
        "kind": (tr(FIELDS["kind"]), facts.kind_title(row["kind"])),
        "urgency": (tr(FIELDS["urgency"]), tr(URGENCIES[row["urgency"]])),
        "level": (tr(FIELDS["level"]), tr(LEVELS[row["level"]])),
        "dated": (tr(DATED_TITLES[series]), row["dated"]),
        "received": (tr(RECEIVED_TITLES[series]), went_on(row)),
        "signed_for_by": (tr(SIGNED_FOR_TITLES[series]), row["signed_for_by"]),
        "reply": (tr("Reply"), row["reply"]),
        "department": (tr(DEPARTMENT_TITLES[series]), row["department_name"]),
        "deadline": (tr(FIELDS["deadline"]), row["deadline"]),
        "copies": (tr(FIELDS["copies"]), str(row["copies"])),
        "pages": (tr(FIELDS["pages"]), str(row["pages"] or "")),
        "medium": (tr(FIELDS["medium"]), tr(MEDIA[row["medium"]])),
        "attachments": (tr(FIELDS["attachments"]), attachments),
        "folder": (tr(FIELDS["folder"]), row["folder_name"]),
        "filed_on": (tr("Filed on"), row["filed_on"]),
        "registered_by": (tr("Registered by"), row["registered_by_name"]),
        "notes": (tr(FIELDS["notes"]), row["notes"]),
    }
    return [*found, *((name, title, text) for name, (title, text) in values.items() if text)]


def _signed(told: Said, view: DocumentView) -> str:
    how = tr(SIGNED_ON[told.row["signed_on"]])
    if told.row["signed_on"] != "screen":
        how += ", " + (tr("confirmed") if told.confirmed else tr("waits to be confirmed"))
    wording = told.wording
    parts = [f"{told.signer} · {how}"]
    if wording.readers:
        parts.append(tr("Readers: {names}", names=tr(", ").join(view.names.get(r, "?") for r in wording.readers)))
    departments = ([] if wording.lead is None else [wording.lead]) + list(wording.supporting)
    if departments:
        parts.append(tr("Departments: {names}", names=tr(", ").join(view.departments.get(d, "?") for d in departments)))
    if wording.deadline:
        parts.append(tr("By {day}", day=wording.deadline.isoformat()))
    return "\n".join(parts)
