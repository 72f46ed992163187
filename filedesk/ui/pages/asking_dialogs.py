"""The dialogs of questions to the general manager 请示 and answers (I6), more time, and urging 催办 (I5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import Slot

from filedesk.domain.circulation import Handling, Means, Turn
from filedesk.services import asking, handling, urging
from filedesk.texts import mark, tr
from filedesk.texts.names import MEANS
from filedesk.ui.pages.act_dialog import Work
from filedesk.ui.pages.deadline_line import DeadlineLine
from filedesk.ui.pages.fields_dialog import At, FieldsDialog


class AskDialog(FieldsDialog):
    """Put a question to the general manager; it stands first in what waits for him."""

    PLACES: ClassVar = {"question_empty": "question", "text_too_long": "question"}

    def __init__(self, at: At) -> None:
        super().__init__(at, "ask_dialog", mark("Ask the general manager"))
        self.text = self.words("question", mark("Question"), required=True, high=110)
        self.text.setFocus()

    def begin(self) -> Work | None:
        ports, session, document, seen = self.context.ports, self.context.session, self.at.document, self.seen
        text = self.text.toPlainText()
        return lambda _progress: asking.ask(ports, session, document=document, text=text, seen=seen)


class AnswerDialog(FieldsDialog):
    """The general manager answers one of the open questions, and signs it."""

    PLACES: ClassVar = {"answer_empty": "answer", "text_too_long": "answer", "answered_already": "asked"}

    def __init__(self, at: At, *, question: int | None = None) -> None:
        super().__init__(at, "answer_dialog", mark("Answer"), wide=560)
        waiting = {
            row["seq"]: f"{at.name(row['person'])}: {' '.join(row['text'].split())}"
            for row in at.view.route.questions
            if row["answered_seq"] is None
        }
        self._texts = {row["seq"]: row["text"] for row in at.view.route.questions}
        self.asked = self.people("asked", mark("Question"), waiting, chosen=question)
        self.whole = self.words("whole_question", mark("In full"))
        self.whole.setReadOnly(True)
        self.text = self.words("answer", mark("Answer"), required=True, high=110)
        self.asked.currentIndexChanged.connect(self._turn)
        self._turn()
        self.text.setFocus()

    @Slot()
    def _turn(self) -> None:
        self.whole.setPlainText(self._texts.get(self.asked.currentData(), ""))

    def begin(self) -> Work | None:
        ports, session = self.context.ports, self.context.session
        query, text = self.asked.currentData(), self.text.toPlainText()
        return lambda _progress: asking.answer(ports, session, query=query, text=text)


class ExtendDialog(FieldsDialog):
    """The general manager gives more time, with a reason."""

    PLACES: ClassVar = {"deadline_not_later": "deadline", "reason_missing": "reason"}

    def __init__(self, at: At) -> None:
        super().__init__(at, "extend_dialog", mark("Extend the deadline"))
        self.deadline = DeadlineLine("new_deadline", lambda: at.facts, self)
        self.grid.add("deadline", mark("New deadline"), self.deadline, required=True)
        self.reason = self.words("reason", mark("Reason"), required=True)
        self.deadline.setFocus()

    def begin(self) -> Work | None:
        day = self.deadline.day()
        if day is None:
            self.grid.set_error("deadline", lambda: tr("This is no date."))
            self.deadline.setFocus()
            return None
        ports, session, document, seen = self.context.ports, self.context.session, self.at.document, self.seen
        reason = self.reason.toPlainText()
        return lambda _progress: handling.extend_deadline(
            ports, session, document=document, deadline=day, reason=reason, seen=seen
        )


class UrgeDialog(FieldsDialog):
    """Record that somebody was urged: how, whom, with what words, and what he answered."""

    PLACES: ClassVar = {
        "nobody_urged": "person",
        "not_in_route": "person",
        "person_gone": "person",
        "nothing_to_urge": "means",
    }

    def __init__(self, at: At) -> None:
        super().__init__(at, "urge_dialog", mark("Urge"), wide=580, columns=2)
        people, units, chosen, department = self.offered()
        self.person = self.people("person", mark("Whom"), people, chosen=chosen, nobody=True)
        self.department = self.people("department", mark("Department"), units, chosen=department, nobody=True)
        self.means = self.choice("means", mark("How"), [means.value for means in Means], MEANS)
        self.text = self.words("text", mark("What was said"))
        self.answer = self.words("answer", mark("What was answered"))
        self.text.setFocus()

    def offered(self) -> tuple[Mapping[int, str], Mapping[int, str], int | None, int | None]:
        """The people and departments that can be urged, and whom of each to begin with."""
        standing = self.at.view.route.standing
        late = [reader for reader, turn in standing.turns if turn is Turn.OUT]
        open_tasks = [task for task in standing.tasks if task.state is not Handling.REPORTED]
        late += [task.responsible for task in open_tasks if task.responsible]
        department = open_tasks[0].department if open_tasks and not late else None
        chosen = late[0] if late else None
        units = {task.department: self.at.department(task.department) for task in standing.tasks}
        return self.at.view.route.concerned, units, chosen, department

    def begin(self) -> Work | None:
        ports, session, document, seen = self.context.ports, self.context.session, self.at.document, self.seen
        means, person, department = (
            Means(self.means.currentData()),
            self.person.currentData(),
            self.department.currentData(),
        )
        text, answer = self.text.toPlainText(), self.answer.toPlainText()
        return lambda _progress: urging.urge(
            ports,
            session,
            document=document,
            means=means,
            person=person,
            department=department,
            text=text,
            answer=answer,
            seen=seen,
        )
