"""Handing over a post 移交 in the window: the lists that concern a person, and what he may do with each.

Keys: Ctrl+N prepares a list, Ctrl+E brings it up to date, F7 signs, Ctrl+I records a signature from paper, Ctrl+P
prints, Ctrl+Shift+D withdraws.
"""

from __future__ import annotations

from typing import Final

import shiboken6
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from filedesk.domain.posts import Part
from filedesk.errors import FiledeskError
from filedesk.services import posts
from filedesk.services.changes import Changes
from filedesk.services.ports import Progress
from filedesk.services.post_paper import print_post
from filedesk.services.post_signing import sign_post
from filedesk.services.posts import Post, Posts, party
from filedesk.texts import language, mark, tr
from filedesk.texts.names import POST_PARTS, POST_STATES
from filedesk.ui.context import Context
from filedesk.ui.messages import MessageBar, show_error
from filedesk.ui.pages.act_dialog import ReasonDialog
from filedesk.ui.pages.desk_facts import shown_time
from filedesk.ui.pages.papers_dialog import PapersDialog, Printable
from filedesk.ui.pages.post_list_dialog import PostListDialog
from filedesk.ui.pages.post_record_dialog import PostRecordDialog
from filedesk.ui.pages.post_table import PostTable
from filedesk.ui.retranslated import Retranslated
from filedesk.ui.widgets.plain_table import PlainTable

_COLUMNS: Final = (
    (mark("Hands over"), 12),
    (mark("Takes over"), 12),
    (mark("Supervises"), 12),
    (mark("Listed at"), 17),
    (mark("State"), 22),
)
_ACTS: Final = (
    ("post_new", mark("New list… (Ctrl+N)"), "Ctrl+N"),
    ("post_change", mark("Bring up to date… (Ctrl+E)"), "Ctrl+E"),
    ("post_sign", mark("Sign (F7)"), "F7"),
    ("post_record", mark("Record from paper… (Ctrl+I)"), "Ctrl+I"),
    ("post_print", mark("Print… (Ctrl+P)"), "Ctrl+P"),
    ("post_withdraw", mark("Withdraw… (Ctrl+Shift+D)"), "Ctrl+Shift+D"),
)


class PostsDialog(Retranslated, QDialog):
    """Each list above, what it tells below. `wanted` is one to go to at once."""

    def __init__(self, context: Context, parent: QWidget, wanted: int | None = None) -> None:
        super().__init__(parent.window())
        self.setObjectName("posts_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.context, self._wanted = context, wanted
        self._known: Posts | None = None
        self._heading, self._signed = QLabel(), QLabel()
        self._heading.setObjectName("dialog_title")
        self._signed.setObjectName("post_signatures")
        self._signed.setWordWrap(True)
        self._signed.setTextFormat(Qt.TextFormat.PlainText)
        self.message_bar = MessageBar(self)
        self.table = PlainTable("posts", _COLUMNS)
        self.table.setMinimumHeight(120)
        self.table.itemSelectionChanged.connect(self._show)
        self.items = PostTable("post_items")
        self.buttons: dict[str, QPushButton] = {}
        acts = QHBoxLayout()
        begin = {
            "post_new": self._prepare, "post_change": self._change, "post_sign": self._sign,
            "post_record": self._record, "post_print": self._print, "post_withdraw": self._withdraw,
        }  # fmt: skip
        for name, _title, key in _ACTS:
            button = QPushButton()
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(begin[name])
            QShortcut(QKeySequence(key), self, button.click)
            acts.addWidget(button)
            self.buttons[name] = button
        self.buttons["post_sign"].setProperty("primary", True)
        acts.addStretch(1)
        self.close_button = QPushButton()
        self.close_button.setObjectName("refuse")
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.reject)
        acts.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(10)
        for widget in (self._heading, self.message_bar, self.table, self._signed, self.items):
            column.addWidget(widget, 1 if widget is self.items else 0)
        column.addLayout(acts)
        self.resize(960, 620)
        context.hub.changed.connect(self._changed)
        self.retranslate()
        self._load()
        self.table.setFocus()

    def post(self) -> Post | None:
        """The list of the selected row."""
        chosen = self.table.chosen()
        found = self._known.posts if self._known is not None else []
        return next((one for one in found if one.row["id"] == chosen), None)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes:
            self._load()

    def _load(self) -> None:
        ports, session = self.context.ports, self.context.session

        def work(_progress: Progress) -> Posts:
            return posts.posts(ports, session)

        self.context.tasks.run(work, done=self._came, on="desk", owner=self)

    def _came(self, known: Posts) -> None:
        self._known = known
        self.retranslate()
        chosen = self.table.chosen()
        mine = next((one.row["id"] for one in known.posts if one.mine), None)
        for wanted in (self._wanted, chosen, mine, known.posts[0].row["id"] if known.posts else None):
            if wanted is not None and self.table.choose(wanted):
                break
        self._wanted = None

    @Slot()
    def _show(self) -> None:
        post = self.post()
        self.items.tell(post.items if post is not None else [])
        self._signed.setText(self._told(post) if post is not None else tr("No list has been prepared."))
        may = {
            "post_new": bool(self._known and self._known.leavers),
            "post_change": post is not None and post.may_change,
            "post_sign": post is not None and post.mine,
            "post_record": post is not None and post.may_record,
            "post_print": post is not None,
            "post_withdraw": post is not None and post.may_change,
        }
        for name, button in self.buttons.items():
            button.setEnabled(may[name])

    def _told(self, post: Post) -> str:
        """Who has signed, and whose turn it is."""
        zone = self._known.zone if self._known is not None else "UTC"
        given = {one["part"]: one for one in post.signatures}
        parts = []
        for part in Part:
            name, one = post.names[party(post.row, part)], given.get(part.value)
            how = "–" if one is None else shown_time(one["at"], zone)
            if part is post.next_to_sign:
                how = tr("next to sign")
            parts.append(tr("{part}: {name} ({how})", part=tr(POST_PARTS[part.value]), name=name, how=how))
        if post.row["reason"]:
            parts.append(tr("Withdrawn: {reason}", reason=post.row["reason"]))
        return "   ·   ".join(parts)

    @Slot()
    def _prepare(self) -> None:
        if self._known is not None:
            PostListDialog(self.context, self._known, self).open()

    @Slot()
    def _change(self) -> None:
        post = self.post()
        if post is not None and self._known is not None:
            PostListDialog(self.context, self._known, self, post).open()

    @Slot()
    def _sign(self) -> None:
        post = self.post()
        if post is None:
            return
        ports, session, row = self.context.ports, self.context.session, post.row

        def work(_progress: Progress) -> Changes:
            return sign_post(ports, session, post=row["id"], version=row["version"])

        self.context.operations.operation(self, tr("Sign the list"), work, hold=[self.buttons["post_sign"]])

    @Slot()
    def _record(self) -> None:
        post = self.post()
        if post is not None and self._known is not None:
            PostRecordDialog(self.context, self._known, post, self).open()

    @Slot()
    def _withdraw(self) -> None:
        post = self.post()
        if post is None:
            return
        ports, session, number = self.context.ports, self.context.session, post.row["id"]

        def act(reason: str, _seen: int | None) -> Changes:
            return posts.withdraw(ports, session, post=number, reason=reason)

        ReasonDialog(self.context, "post_withdraw_dialog", mark("Withdraw the list"), act, self, seen=0).open()

    @Slot()
    def _print(self) -> None:
        post = self.post()
        if post is not None:
            print_list(self.context, post, self)

    def retranslate(self) -> None:
        self.setWindowTitle(tr("Hand over a post"))
        self._heading.setText(tr("Hand over a post"))
        self.table.setAccessibleName(tr("Posts handed over"))
        self.close_button.setText(tr("Close"))
        for name, title, _key in _ACTS:
            self.buttons[name].setText(tr(title))
        known = self._known
        rows = []
        for one in known.posts if known is not None else ():
            people = [one.names[party(one.row, part)] for part in Part]
            zone = known.zone if known is not None else "UTC"
            state = tr(POST_STATES[one.row["state"]])
            rows.append((one.row["id"], (*people, shown_time(one.row["listed_at"], zone), state)))
        self.table.put(rows)


def print_list(context: Context, post: Post, parent: QWidget) -> None:
    """Draw the list in the language in use, and show it ready to be printed."""
    ports, session, words, number = context.ports, context.session, language(), post.row["id"]
    name = post.names[post.row["leaver"]]

    def title() -> str:
        return tr("List of a post handed over: {name}", name=name)

    paper = Printable(
        title=title,
        file=lambda: f"{title()}.pdf".replace(":", " "),
        draw=lambda out, chosen: print_post(ports, session, post=number, out=out, language=chosen),
    )

    def came(data: bytes) -> None:
        if shiboken6.isValid(parent):
            dialog = PapersDialog(context, [paper], data, parent)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def failed(error: BaseException) -> None:
        if isinstance(error, FiledeskError) and shiboken6.isValid(parent):
            show_error(parent, error)

    context.tasks.run(lambda _progress: paper.drawn(words), done=came, failed=failed, on="pool", owner=parent)
