"""The clerk records the next signature on a post's list from the signed paper: the day, and the scan."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from filedesk.errors import FiledeskError, RuleRefused
from filedesk.services.post_signing import record_post
from filedesk.services.posts import Post, Posts, party
from filedesk.texts import error_text, mark, tr
from filedesk.texts.names import POST_PARTS
from filedesk.ui.context import Context
from filedesk.ui.pages.act_dialog import ActDialog, Work
from filedesk.ui.pages.staging_tray import StagingTray
from filedesk.ui.widgets.form_grid import FormGrid
from filedesk.ui.widgets.form_lines import DateLine
from filedesk.ui.widgets.told_label import ToldLabel


class PostRecordDialog(ActDialog):
    """Whose turn it is stands above; the scan becomes a document of the internal register with the first signature."""

    def __init__(self, context: Context, known: Posts, post: Post, parent: QWidget) -> None:
        super().__init__(context, "post_record_dialog", mark("Record a signature from paper"), parent)
        self._post, self._kept = post, False
        self.given = DateLine("post_given", lambda: known.today)
        self.given.set_day(known.today)
        self.tray = StagingTray(context)
        self.tray.picked.connect(self.tray.take)
        self.grid = FormGrid("post_record_form", columns=2)
        self.whose = ToldLabel("")
        self.grid.add("given", mark("Signed on"), self.given, required=True)
        self.body.addWidget(self.whose)
        self.body.addWidget(self.grid)
        self.body.addWidget(self.tray)
        self.accepted.connect(self._keep)
        self.finished.connect(self._close_down)
        self.given.setFocus()
        self.retranslate()

    def begin(self) -> Work | None:
        self.grid.clear_errors()
        given = self.given.day()
        if given is None:
            self.grid.set_error("given", lambda: tr("This is no date."))
            return None
        if self.tray.busy:
            return None
        if not self.tray.staged:
            self.tell(RuleRefused("scan_missing", rule="I3"))
            return None
        ports, session, staged, row = self.context.ports, self.context.session, self.tray.staged, self._post.row
        called = tr("List of a post handed over: {name}", name=self._post.names[row["leaver"]])
        return lambda _progress: record_post(
            ports, session, post=row["id"], version=row["version"], given=given, staged=staged, called=called
        )

    def tell(self, error: FiledeskError) -> None:
        if error.code in {"date_in_future", "scan_missing"}:
            self.grid.set_error("given", lambda: error_text(error))
        else:
            super().tell(error)

    def _keep(self) -> None:
        self._kept = True

    def _close_down(self) -> None:
        """What was staged and not kept is discarded."""
        if not self._kept:
            self.tray.give_up()

    def retranslate(self) -> None:
        super().retranslate()
        part = self._post.next_to_sign
        if part is not None:
            name = self._post.names[party(self._post.row, part)]
            self.whose.setText(tr("{part}: {name}", part=tr(POST_PARTS[part.value]), name=name))
