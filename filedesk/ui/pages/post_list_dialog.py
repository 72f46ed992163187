"""Preparing a post's list 移交清册, or bringing it up to date: the three people, what he holds, and what is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from filedesk.domain.drafts import listed_names
from filedesk.domain.posts import Line, Thing
from filedesk.errors import FiledeskError
from filedesk.services import posts
from filedesk.services.ledger import Row
from filedesk.services.ports import Progress
from filedesk.services.posts import Post, Posts
from filedesk.texts import mark, tr
from filedesk.ui.context import Context
from filedesk.ui.messages import show_error
from filedesk.ui.pages.act_dialog import ActDialog, Work
from filedesk.ui.pages.post_table import PostTable
from filedesk.ui.tasks import Generation
from filedesk.ui.widgets.form_grid import FormGrid
from filedesk.ui.widgets.told_label import ToldLabel

_PLACES: Final = {
    "post_both_sides": "supervisor", "post_party_unfit": "supervisor", "person_gone": "successor",
    "post_already_open": "leaver", "post_not_yours": "leaver", "post_line_empty": "key", "post_count_wrong": "key",
    "post_too_many_lines": "key", "text_too_long": "thing",
}  # fmt: skip
_HINT: Final = mark("One a line; a number at its end is how many: “key of the archive 2”.")
_THINGS: Final = {
    Thing.KEY: mark("Keys"), Thing.BOX: mark("Boxes"), Thing.OTHER: mark("Other things in keeping"),
}  # fmt: skip


class PostListDialog(ActDialog):
    """`standing` is the list that is changed; without it a new one is prepared, for whoever is signed in if he may."""

    def __init__(self, context: Context, known: Posts, parent: QWidget, standing: Post | None = None) -> None:
        title = mark("Prepare the list") if standing is None else mark("Bring the list up to date")
        super().__init__(context, "post_list_dialog", title, parent, wide=880)
        self._standing = standing
        self._asked = Generation()
        self.leaver, self.successor, self.supervisor = QComboBox(), QComboBox(), QComboBox()
        self.grid = FormGrid("post_form", columns=3)
        for name, told, box, people in (
            ("leaver", mark("Hands over"), self.leaver, known.leavers),
            ("successor", mark("Takes over"), self.successor, known.parties),
            ("supervisor", mark("Supervises"), self.supervisor, known.parties),
        ):
            self._people(name, told, box, people)
        self.words: dict[Thing, QPlainTextEdit] = {}
        for thing, told in _THINGS.items():
            edit = QPlainTextEdit()
            edit.setObjectName(thing.value)
            edit.setTabChangesFocus(True)
            edit.setFixedHeight(62)
            self.grid.add(thing.value, told, edit)
            self.words[thing] = edit
        self.table = PostTable("post_preview")
        self.body.addWidget(self.grid)
        self.body.addWidget(ToldLabel(_HINT))
        self.body.addWidget(ToldLabel(mark("What he holds now and what waits for him:")))
        self.body.addWidget(self.table, 1)
        self._begin_with(context.session.person, standing)
        for box in (self.leaver, self.successor):
            box.currentIndexChanged.connect(self._look)
        self.successor.setFocus()
        self.retranslate()
        self._look()

    def _people(self, name: str, told: str, box: QComboBox, people: Mapping[int, str]) -> None:
        box.setObjectName(name)
        for number, called in people.items():
            box.addItem(called, number)
        self.grid.add(name, told, box, required=True)

    def _begin_with(self, person: int, standing: Post | None) -> None:
        row = standing.row if standing is not None else {"leaver": person, "successor": -1, "supervisor": -1}
        for name, box in (("leaver", self.leaver), ("successor", self.successor), ("supervisor", self.supervisor)):
            box.setCurrentIndex(box.findData(row[name]))
        self.leaver.setEnabled(standing is None)
        for line in standing.lines if standing is not None else ():
            self.words[line.kind].appendPlainText(f"{line.text} {line.count}")

    @Slot()
    def _look(self) -> None:
        """Ask what he holds now; an answer that comes too late is dropped."""
        ports, session, asked = self.context.ports, self.context.session, self._asked.next()
        leaver, successor = self.leaver.currentData(), self.successor.currentData()
        if leaver is None:
            return

        def work(_progress: Progress) -> list[Row]:
            return posts.preview(ports, session, leaver=leaver, successor=successor)

        def came(items: list[Row]) -> None:
            if self._asked.is_current(asked):
                self.table.tell(items)

        def failed(error: BaseException) -> None:
            if self._asked.is_current(asked) and isinstance(error, FiledeskError):
                show_error(self, error)

        self.context.tasks.run(work, done=came, failed=failed, on="desk", owner=self)

    def _lines(self) -> list[Line]:
        return [
            Line(thing, name, count)
            for thing, edit in self.words.items()
            for name, count in listed_names(edit.toPlainText())
        ]

    def begin(self) -> Work | None:
        self.grid.clear_errors()
        people = {
            "leaver": self.leaver.currentData(), "successor": self.successor.currentData(),
            "supervisor": self.supervisor.currentData(),
        }  # fmt: skip
        missing = [name for name, person in people.items() if person is None]
        for name in missing:
            self.grid.set_error(name, lambda: tr("Choose somebody."))
        if missing:
            self.grid.fields[missing[0]].editor.setFocus()
            return None
        ports, session, lines, standing = self.context.ports, self.context.session, self._lines(), self._standing
        of = {"post": standing.row["id"], "version": standing.row["version"]} if standing is not None else {}
        return lambda _progress: posts.prepare(ports, session, **people, **of, lines=lines)

    def tell(self, error: FiledeskError) -> None:
        if not self.grid.show_error(error, _PLACES):
            super().tell(error)
