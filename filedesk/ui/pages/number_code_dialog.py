"""The code 代字 of a department's numbers: asked for when its first document is to be numbered."""

from __future__ import annotations

from typing import ClassVar

from filedesk.services import issuing
from filedesk.services.changes import Changes
from filedesk.texts import mark
from filedesk.ui.pages.act_dialog import Work
from filedesk.ui.pages.draft_fields import DraftAt, DraftDialog


class NumberCodeDialog(DraftDialog):
    """Sets the code of the department that drafted the document, and gives it its number in the same go."""

    PLACES: ClassVar = {
        "code_empty": "code", "code_not_clear": "code", "code_taken": "code", "name_too_long": "code",
    }  # fmt: skip

    def __init__(self, at: DraftAt) -> None:
        super().__init__(at, "number_code_dialog", mark("Set the code and give the number"))
        hint = mark("The department's numbers will begin with it: 代字〔2026〕1号.")
        self.code = self.line("code", mark("Code"), at.draft.code, required=True, hint=hint)
        self.code.setFocus()
        self.code.selectAll()

    def begin(self) -> Work | None:
        ports, session, document, seen = self.context.ports, self.context.session, self.at.document, self.seen
        department, text = self.at.view.row["department"], self.code.text()

        def work(_progress: object) -> Changes:
            changes = issuing.set_code(ports, session, department=department, text=text)
            return changes | issuing.number(ports, session, document=document, seen=seen).changes

        return work
