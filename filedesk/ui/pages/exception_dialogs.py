"""The dialogs of what does not wait for the general manager (I3): 直送 of a released kind, and 先办后阅 on his word."""

from __future__ import annotations

from typing import ClassVar

from filedesk.errors import FiledeskError, RuleRefused
from filedesk.services import exceptions
from filedesk.texts import mark
from filedesk.ui.pages.act_dialog import Work
from filedesk.ui.pages.circulation_dialogs import SlipDialog
from filedesk.ui.pages.fields_dialog import At
from filedesk.ui.pages.wording_form import WordingForm
from filedesk.ui.widgets.told_label import ToldLabel


class _WordingDialog(SlipDialog):
    """Base: what stands for his instruction, as a proposal fills it in, and below it the fields."""

    PLACES: ClassVar = {"reason_missing": "reason"}

    def __init__(self, at: At, name: str, title: str, told: str, *, words: str, required: bool) -> None:
        super().__init__(at, name, title, wide=660)
        self.form = WordingForm(at.context, name.removesuffix("_dialog"), words=words, required=required)
        self.form.set_facts(at.facts)
        self.form.fill(at.view.proposal)
        self.body.insertWidget(0, self.form)
        self.body.insertWidget(0, ToldLabel(told))

    def tell(self, error: FiledeskError) -> None:
        if not self.form.show_error(error):
            super().tell(error)


class SendDirectlyDialog(_WordingDialog):
    """Readers, departments and deadline of a paper whose kind he released; he finds it in his list."""

    def __init__(self, at: At) -> None:
        told = mark("The general manager released this kind in advance. The paper goes straight on, and he sees it.")
        words = mark("Words, if any")
        super().__init__(at, "direct_dialog", mark("Send directly"), told, words=words, required=False)
        self.reason = self.words("reason", mark("Reason"), hint=mark("He reads it beside the paper in his list."))
        self.form.readers.line.setFocus()

    def begin(self) -> Work | None:
        if not self.form.check():
            return None
        ports, session, document, seen = self.context.ports, self.context.session, self.at.document, self.seen
        said, reason = self.form.wording(), self.reason.toPlainText()
        return lambda _progress: exceptions.send_directly(
            ports, session, document=document, said=said, reason=reason, seen=seen
        )


class ActFirstDialog(_WordingDialog):
    """An urgent paper: what he said by telephone or on a slip, and why it could not wait; he confirms it 补签."""

    def __init__(self, at: At) -> None:
        told = mark("The paper is acted on before he reads it. He confirms his word, and sees the reason in his list.")
        super().__init__(
            at, "act_first_dialog", mark("Act first on his word"), told, words=mark("His words"), required=True
        )
        self.reason = self.words("reason", mark("Why it cannot wait"), required=True, high=56)
        self.add_slip()
        self.form.text.setFocus()

    def begin(self) -> Work | None:
        if not self.form.check():
            return None
        said, reason = self.form.wording(), self.reason.toPlainText()
        if not reason.strip():
            self.tell(RuleRefused("reason_missing"))
            return None
        slip = self.slip.slip() if self.slip is not None else None
        if slip is None:
            return None
        ports, session, document, seen = self.context.ports, self.context.session, self.at.document, self.seen
        return lambda _progress: exceptions.act_first(
            ports, session, document=document, said=said, reason=reason, slip=slip, seen=seen
        )
