"""The office: its people and how far their keys have come, departments, one's own password, and about the desk."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from filedesk.domain.event_types import TYPES
from filedesk.domain.people import PersonState
from filedesk.services.acts import receiving_office
from filedesk.services.blocks import open_blocks
from filedesk.services.changes import Changes
from filedesk.services.desk_ports import Ports, office_row
from filedesk.services.exceptions import released_kinds
from filedesk.services.issuing import departments_with_codes
from filedesk.services.keys import Session
from filedesk.services.leaving import leave
from filedesk.services.ledger import Row
from filedesk.services.people import new_code, people
from filedesk.services.ports import Progress
from filedesk.services.registration import books
from filedesk.texts import mark, tr
from filedesk.texts.names import PERSON_STATES, ROLES
from filedesk.ui.context import Context
from filedesk.ui.messages import ask
from filedesk.ui.page import Page
from filedesk.ui.pages.deputy_dialog import DeputyDialog
from filedesk.ui.pages.desk_facts import load_facts
from filedesk.ui.pages.office_calendar import OfficeCalendar
from filedesk.ui.pages.office_dialogs import (
    AddPersonDialog,
    CodeDialog,
    ConfirmDialog,
    GivenCode,
    PasswordDialog,
)
from filedesk.ui.pages.office_lists import Lists, OfficeLists
from filedesk.ui.pages.office_urging import OfficeUrging
from filedesk.ui.pages.posts_dialog import PostsDialog
from filedesk.ui.pages.window_choices import WindowChoices
from filedesk.ui.paper_slips import PrintSlips, print_slips
from filedesk.ui.widgets.plain_table import PlainTable

_COLUMNS = (
    (mark("Name"), 14),
    (mark("Department"), 16),
    (mark("Roles"), 24),
    (mark("State"), 22),
)


@dataclass(frozen=True)
class OfficeFacts:
    """What the page shows."""

    name: str
    code: str
    people: list[Row]
    departments: list[Row]
    fingerprint: str = ""
    lists: Lists | None = None


def load_office(ports: Ports, session: Session) -> OfficeFacts:
    """All of it; runs on the desk's worker."""
    everybody, facts = people(ports), load_facts(ports, session)
    with ports.ledger.reading() as reading:
        office, departments = office_row(reading), departments_with_codes(reading)
        return OfficeFacts(
            office["name"],
            office["code"],
            everybody,
            departments,
            ports.vault.fingerprint(bytes.fromhex(office["root"])),
            Lists(
                facts,
                departments,
                books(reading),
                open_blocks(reading),
                released_kinds(reading),
                receiving_office(reading),
            ),
        )


class OfficePage(Page):
    """Who may not manage people sees the list, his own password and the settings of this computer."""

    def __init__(self, context: Context, parent: QWidget | None = None, print_them: PrintSlips = print_slips) -> None:
        super().__init__("office", mark("Office"), parent)
        self.context = context
        self._print_them = print_them
        self._facts = OfficeFacts("", "", [], [])
        self._wanted = 0
        self.add_person = self._button("add_person", self._add_person, "person_added")
        self.change_password = self._button("change_password", self._change_password, None)
        self.deputies = self._button("deputies", lambda: DeputyDialog(context, self).open(), "deputy_named")
        self.hand_over = self._button("hand_over_post", self.show_posts, "post_listed")
        self.head.addWidget(self.hand_over)
        self.head.addWidget(self.deputies)
        self.head.addWidget(self.change_password)
        self.head.addWidget(self.add_person)
        self.table = PlainTable("people", _COLUMNS)
        self.table.itemSelectionChanged.connect(self._selected)
        self.table.cellActivated.connect(self._activated)
        self.confirm = self._button("confirm_person", self._confirm, "person_confirmed")
        self.new_code = self._button("new_code", self._ask_new_code, "person_invited")
        self.leaves = self._button("person_leaves", self._ask_leave, "person_confirmed")
        self.confirm.setProperty("primary", True)
        self.lists = OfficeLists(context)
        self.choices = WindowChoices(context.settings)
        self.calendar, self.urging = OfficeCalendar(context), OfficeUrging(context)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("office_tabs")
        self._about: dict[str, tuple[QLabel, QLabel]] = {}
        self._lay_out()
        context.hub.changed.connect(self._changed)
        self.retranslate()
        self.refresh()

    def _button(self, name: str, act: object, event: str | None) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        session = self.context.session
        if event is not None and TYPES[event].signers.isdisjoint(session.roles):
            button.hide()
        return button

    def _lay_out(self) -> None:
        acts = QHBoxLayout()
        acts.addWidget(self.confirm)
        acts.addWidget(self.new_code)
        acts.addWidget(self.leaves)
        acts.addStretch(1)
        card = QFrame()
        card.setObjectName("card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(18, 14, 18, 14)
        self._about_title = QLabel()
        self._about_title.setObjectName("section_title")
        inner.addWidget(self._about_title)
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(18)
        for place, key in enumerate(("office", "folder", "fingerprint")):
            label, value = QLabel(), QLabel()
            label.setProperty("role", "field")
            value.setObjectName(f"about_{key}")
            value.setWordWrap(True)
            value.setTextFormat(Qt.TextFormat.PlainText)
            value.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, place, 1)
            self._about[key] = (label, value)
        inner.addLayout(grid)
        inner.addWidget(self.choices)
        self.table.setMinimumHeight(190)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 12, 8, 0)
        column.setSpacing(10)
        column.addWidget(self.table, 1)
        column.addLayout(acts)
        column.addWidget(self.lists)
        column.addWidget(card)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        for widget in (area, self.calendar, self.urging):
            self.tabs.addTab(widget, "")
        self.body.addWidget(self.tabs, 1)

    def shown(self) -> None:
        if self.table.isVisible():
            self.table.setFocus()

    # ---- showing ------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the office anew."""
        ports, session = self.context.ports, self.context.session
        self.context.tasks.run(lambda _progress: load_office(ports, session), done=self._loaded, on="desk", owner=self)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes.office:
            self.refresh()

    def _loaded(self, facts: OfficeFacts) -> None:
        self._facts = facts
        if facts.lists is not None:
            self.lists.tell(facts.lists)
        self.retranslate()
        self._go_to_wanted()

    def person(self) -> Row | None:
        """The person of the selected row."""
        chosen = self.table.chosen()
        return next((row for row in self._facts.people if row["id"] == chosen), None)

    @Slot()
    def _selected(self) -> None:
        row = self.person()
        state = row["state"] if row is not None else None
        self.confirm.setEnabled(state == PersonState.UNCONFIRMED)
        own = row is not None and row["id"] == self.context.session.person
        for button in (self.new_code, self.leaves):
            button.setEnabled(row is not None and not own and state != PersonState.LEFT)

    def retranslate(self) -> None:
        super().retranslate()
        if not self._about:
            return
        between = tr(", ")
        rows = [
            (
                row["id"],
                (
                    row["name"],
                    row["department"],
                    between.join(tr(ROLES[role]) for role in row["roles"]),
                    tr(PERSON_STATES[row["state"]]),
                ),
            )
            for row in self._facts.people
        ]
        self.table.put(rows)
        self.table.setAccessibleName(tr("The people"))
        for place, title in enumerate((tr("People and desk"), tr("Working days"), tr("Urging"))):
            self.tabs.setTabText(place, title)
        self._about_title.setText(tr("About this desk and this computer"))
        for key, title, value in (
            ("office", tr("Name of the office"), f"{self._facts.name}  ·  {self._facts.code}"),
            ("folder", tr("Folder of the desk"), str(self.context.desk.folder)),
            ("fingerprint", tr("Fingerprint of the office root"), self._facts.fingerprint),
        ):
            self._about[key][0].setText(title)
            self._about[key][1].setText(value)
        self.choices.retranslate()
        self.add_person.setText(tr("Add person…"))
        self.change_password.setText(tr("Change my password…"))
        self.deputies.setText(tr("Deputies…"))
        self.hand_over.setText(tr("Hand over a post…"))
        self.confirm.setText(tr("Confirm keys…"))
        self.new_code.setText(tr("New one-time code…"))
        self.leaves.setText(tr("Has left…"))

    def show_person(self, person: int | None) -> None:
        """Go to this person, or to the first who waits to be confirmed, as soon as the people are read."""
        self._wanted = person or -1
        self.tabs.setCurrentIndex(0)
        self.refresh()
        self.table.setFocus()

    def _go_to_wanted(self) -> None:
        waiting = [row["id"] for row in self._facts.people if row["state"] == PersonState.UNCONFIRMED]
        if self._wanted and waiting:
            self.table.choose(self._wanted if self._wanted in waiting else waiting[0])
        self._wanted = 0

    # ---- acts ---------------------------------------------------------------------------------------------

    @Slot()
    def _add_person(self) -> None:
        dialog = AddPersonDialog(self.context, self._facts.departments, self)
        dialog.given.connect(self._show_code)
        dialog.open()

    @Slot()
    def _change_password(self) -> None:
        dialog = PasswordDialog(self.context, self)
        dialog.accepted.connect(self._password_changed)
        dialog.open()

    @Slot()
    def show_posts(self, _checked: bool = False, *, wanted: int | None = None) -> None:
        """The lists of posts handed over that concern the person; `wanted` is one to go to."""
        PostsDialog(self.context, self, wanted).open()

    @Slot()
    def _password_changed(self) -> None:
        self.message_bar.tell(lambda: tr("Your password is changed."), "good")

    @Slot(object)
    def _show_code(self, given: GivenCode) -> None:
        dialog = CodeDialog(self._facts.name, given, self, self._print_them)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.open()

    @Slot(int)
    def _activated(self, _place: int) -> None:
        if self.confirm.isVisible() and self.confirm.isEnabled():
            self._confirm()

    @Slot()
    def _confirm(self) -> None:
        row = self.person()
        if row is not None and row["state"] == PersonState.UNCONFIRMED:
            ConfirmDialog(self.context, row, self).open()

    @Slot()
    def _ask_new_code(self) -> None:
        row = self.person()
        if row is None:
            return
        if row["state"] in (PersonState.ADDED, PersonState.INVITED):
            self._give_code(row)
            return
        ask(
            self,
            tr("Give {name} a new one-time code?", name=row["name"]),
            yes=tr("Give a new code"),
            then=lambda: self._give_code(row),
            detail=tr("The present password no longer counts, and the general manager must confirm the new keys."),
            danger=True,
        )

    @Slot()
    def _ask_leave(self) -> None:
        row = self.person()
        if row is None:
            return
        ports, session, person = self.context.ports, self.context.session, row["id"]
        ask(
            self,
            tr("Has {name} left the office?", name=row["name"]),
            yes=tr("Has left"),
            then=lambda: self.context.operations.operation(
                self, tr("Has left"), lambda _progress: leave(ports, session, person=person), hold=[self.leaves]
            ),
            detail=tr(
                "Nobody signs in under this name any more, and files that come from now on are encrypted under a key"
                " that this person never held. What was read before cannot be taken back."
            ),
            danger=True,
        )

    def _give_code(self, row: Row) -> None:
        ports, session, name = self.context.ports, self.context.session, row["name"]

        def work(_progress: Progress) -> GivenCode:
            return GivenCode(name, new_code(ports, session, person=row["id"]))

        self.context.operations.operation(self, tr("New one-time code"), work, self._show_code, hold=[self.new_code])
