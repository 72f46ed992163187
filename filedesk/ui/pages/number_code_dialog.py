"""What is asked when a document of the office is to be numbered: the code 代字 of a department that has none yet, and,
while a block of numbers 手工号段 is open, which number it is.
"""

from __future__ import annotations

from typing import ClassVar

from filedesk.services import issuing
from filedesk.services.changes import Changes
from filedesk.texts import mark
from filedesk.ui.pages.act_dialog import Work
from filedesk.ui.pages.block_choice import NumberBox
from filedesk.ui.pages.draft_fields import DraftAt, DraftDialog


class NumberCodeDialog(DraftDialog):
    """Sets the code of the department that drafted the document, and gives it its number in the same go."""

    PLACES: ClassVar = {
        "code_empty": "code", "code_not_clear": "code", "code_taken": "code", "name_too_long": "code",
    }  # fmt: skip

    def __init__(self, at: DraftAt) -> None:
        super().__init__(at, "number_code_dialog", mark("Set the code and give the number"))
        hint = mark("The department's numbers will begin with it: 代字〔2026〕1号.")
        self.code = self.line("code", mark("Code of its numbers"), at.draft.code, required=True, hint=hint)
        self.code.setFocus()
        self.code.selectAll()

    def begin(self) -> Work | None:
        ports, session, document, seen = self.context.ports, self.context.session, self.at.document, self.seen
        department, text = self.at.view.row["department"], self.code.text()

        def work(_progress: object) -> Changes:
            changes = issuing.set_code(ports, session, department=department, text=text)
            return changes | issuing.number(ports, session, document=document, seen=seen).changes

        return work


class NumberDialog(DraftDialog):
    """Gives the next number, or one of a block that was written by hand during an outage."""

    PLACES: ClassVar = {"number_not_free": "number"}

    def __init__(self, at: DraftAt) -> None:
        super().__init__(at, "number_dialog", mark("Give the number"))
        self.box = NumberBox(at.draft.blocks)
        self.grid.add("number", mark("Number"), self.box)
        self.box.setFocus()

    def begin(self) -> Work | None:
        ports, session, document, seen = self.context.ports, self.context.session, self.at.document, self.seen
        reserved = self.box.wanted()
        return lambda _progress: issuing.number(ports, session, document=document, reserved=reserved, seen=seen).changes

    def retranslate(self) -> None:
        super().retranslate()
        if hasattr(self, "box"):
            self.box.retranslate()
