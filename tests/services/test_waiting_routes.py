"""To-do on a paper's way after the instruction (I4-I7): each open step waits for the one whose turn it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from filedesk.domain.circulation import Means
from filedesk.domain.documents import Series, Urgency
from filedesk.domain.routing import SignedOn
from filedesk.errors import RuleRefused
from filedesk.services import (
    asking,
    circulation,
    custody,
    deputies,
    finishing,
    handling,
    instruction,
    reading,
    recording,
    urging,
)
from filedesk.services.acts import act_of
from filedesk.services.ledger import Query, Row
from filedesk.services.recording import Slip
from filedesk.services.waiting import count, urging_due, waiting
from filedesk.services.wording import Wording
from tests.desk_template import AUDITOR, CLERK, HEAD, OFFICE_HEAD, RESPONSIBLE, SECOND_CLERK, Office

CHIEF, DOER, CLERK_TOO = 4, 5, 7
BY_TELEPHONE = Slip(SignedOn.TELEPHONE, date(2026, 3, 5))


def told(office: Office, name: str) -> dict[str, list[Row]]:
    return {group.name: group.rows for group in waiting(office.ports, office.session(name))}


def names(office: Office, name: str = CLERK) -> set[str]:
    return set(told(office, name))


@pytest.fixture
def paper(office: Office) -> int:
    """Instructed: the head of the office and a second clerk read, the engineers act until 12 March."""
    return instructed(office, Wording("请阅办", (CHIEF, CLERK_TOO), 2, (), date(2026, 3, 12)))


def instructed(office: Office, said: Wording, **entry: object) -> int:
    document = office.register(**entry).document
    office.submit(document)
    instruction.instruct(office.ports, office.session(HEAD), document=document, said=said)
    return document


def accepted(office: Office, document: int) -> None:
    handling.begin_handling(office.ports, office.session(), document=document)
    handling.name_responsible(office.ports, office.session(HEAD), document=document, department=2, person=DOER)
    handling.accept(office.ports, office.session(RESPONSIBLE), document=document, department=2)


class TestReading:
    def test_what_names_readers_waits_to_be_sent_round_what_names_departments_to_be_handed(
        self, office: Office, paper: int
    ) -> None:
        assert names(office) == names(office, OFFICE_HEAD) == {"to_circulate", "to_hand_over"}
        circulation.begin_circulation(office.ports, office.session(), document=paper)
        assert names(office) == {"to_hand_over"}, "each part waits until it is begun, whichever came first"
        handling.begin_handling(office.ports, office.session(), document=paper)
        assert names(office) == set()

    def test_the_turn_goes_from_reader_to_clerk_to_reader(self, office: Office) -> None:
        paper = instructed(office, Wording("请阅", (CHIEF, CLERK_TOO)))
        assert names(office, OFFICE_HEAD) == {"to_circulate"}
        circulation.begin_circulation(office.ports, office.session(), document=paper)
        (row,) = told(office, OFFICE_HEAD)["to_read"]
        assert (row["id"], row["whose"], row["since"]) == (paper, CHIEF, "2026-03-05")
        assert names(office) == set(), "he has it: nothing to send on"
        circulation.sign_reading(office.ports, office.session(OFFICE_HEAD), document=paper)
        (row,) = told(office, CLERK)["to_send_on"]
        assert (row["whose_name"], row["holder_name"]) == (SECOND_CLERK, OFFICE_HEAD)
        circulation.send_to_next(office.ports, office.session(), documents=[paper])
        assert [row["id"] for row in told(office, SECOND_CLERK)["to_read"]] == [paper]
        circulation.sign_reading(office.ports, office.session(SECOND_CLERK), document=paper)
        assert names(office) == {"to_finish"}, "it lies with a clerk: nothing to take back"

    def test_read_by_all_and_still_outside_is_to_be_taken_back_before_it_is_finished(self, office: Office) -> None:
        paper = instructed(office, Wording("请阅", (DOER,)))
        circulation.begin_circulation(office.ports, office.session(), document=paper)
        circulation.sign_reading(office.ports, office.session(RESPONSIBLE), document=paper)
        (row,) = told(office, CLERK)["to_take_back"]
        assert (row["whose_name"], names(office)) == (RESPONSIBLE, {"to_take_back"})
        custody.take_back(office.ports, office.session(), document=paper)
        assert names(office) == {"to_finish"}
        assert names(office, OFFICE_HEAD) == set(), "to finish is the clerk's"
        finishing.finish(office.ports, office.session(), document=paper)
        assert names(office) == {"to_check_in"}
        finishing.check_in(office.ports, office.session(), document=paper, copies=1, pages=0, attachments=0)
        assert names(office) == {"to_file"}

    def test_a_clerk_who_holds_it_reads_it_when_it_is_her_turn(self, office: Office) -> None:
        paper = instructed(office, Wording("请阅", (CHIEF, 2)))
        circulation.begin_circulation(office.ports, office.session(), document=paper, send=False)
        custody.take_back(office.ports, office.session(), document=paper)
        assert names(office) == {"to_send_on"}, "the other one reads before her"
        circulation.send_to_next(office.ports, office.session(), documents=[paper])
        circulation.sign_reading(office.ports, office.session(OFFICE_HEAD), document=paper)
        custody.take_back(office.ports, office.session(), document=paper)
        assert names(office) == {"to_read"}

    def test_a_deputy_of_today_reads_for_him_and_sees_his_papers(self, office: Office) -> None:
        """Rules, "People": what waits for the one on leave waits for his deputy, as long as that runs."""
        paper = instructed(office, Wording("请阅", (CHIEF,)))
        circulation.begin_circulation(office.ports, office.session(), document=paper)
        responsible = office.session(RESPONSIBLE)
        with pytest.raises(RuleRefused, match="not_named_to_you"):
            reading.document(office.ports, responsible, paper)
        deputies.name_deputy(
            office.ports, office.session(OFFICE_HEAD), person=CHIEF, deputy=DOER,
            first=date(2026, 3, 5), last=date(2026, 3, 6),
        )  # fmt: skip
        (row,) = told(office, RESPONSIBLE)["to_read"]
        assert (row["whose_name"], row["key"]) == (OFFICE_HEAD, CHIEF)
        assert reading.document(office.ports, responsible, paper).row["id"] == paper
        assert list(reading.ids(office.ports, responsible, Query(Series.INCOMING))) == [paper]
        office.clock.advance(timedelta(days=2))
        assert names(office, RESPONSIBLE) == set()
        assert list(reading.ids(office.ports, responsible, Query(Series.INCOMING))) == []


class TestActing:
    def test_naming_accepting_acting_and_the_end(self, office: Office) -> None:
        paper = instructed(office, Wording("请办", (), 2, (), date(2026, 3, 12)))
        handling.begin_handling(office.ports, office.session(), document=paper)
        head, doer = office.session(HEAD), office.session(RESPONSIBLE)
        assert names(office, RESPONSIBLE) == set(), "he leads no department"
        handling.name_responsible(office.ports, head, document=paper, department=2, person=DOER)
        (row,) = told(office, RESPONSIBLE)["to_accept"]
        assert (row["due"], row["unit_name"], row["key"]) == ("2026-03-12", "工程部", 2)
        handling.decline(office.ports, doer, document=paper, department=2, reason="应由现场负责")
        assert names(office, RESPONSIBLE) == set()
        handling.name_responsible(office.ports, head, document=paper, department=2, person=DOER)
        handling.accept(office.ports, doer, document=paper, department=2)
        assert names(office, RESPONSIBLE) == {"to_handle"}
        handling.report_result(office.ports, doer, document=paper, department=2, result="已办")
        assert names(office, RESPONSIBLE) == set()
        assert names(office) == {"to_finish"}

    def test_the_head_of_the_office_names_for_it(self, office: Office) -> None:
        paper = instructed(office, Wording("请办", (), 1))
        handling.begin_handling(office.ports, office.session(), document=paper)
        (row,) = told(office, OFFICE_HEAD)["to_name"]
        assert (row["unit_name"], row["due"]) == ("办公室", None)
        assert "to_name" not in names(office, CLERK) | names(office, HEAD)

    def test_for_a_department_that_nobody_leads_the_general_manager_names(self, office: Office) -> None:
        """F11: nothing falls between two."""
        paper = instructed(office, Wording("请办", (), 2))
        handling.begin_handling(office.ports, office.session(), document=paper)
        assert names(office, HEAD) == set(), "its manager has a code to sign in with"
        with office.ports.ledger.writing() as writing:
            act_of(writing, office.session(HEAD)).append(
                "roles_changed",
                {"person": 8, "roles": ["responsible"], "roles_before": ["department_manager"], "department": 2},
            )
        assert names(office, HEAD) == {"to_name"}

    def test_the_nearest_deadline_stands_first(self, office: Office) -> None:
        late = instructed(office, Wording("请办", (), 2))
        soon = instructed(office, Wording("请办", (), 2, (), date(2026, 3, 9)))
        later = instructed(office, Wording("请办", (), 2, (), date(2026, 3, 19)))
        for document in (late, soon, later):
            accepted(office, document)
        assert [row["id"] for row in told(office, RESPONSIBLE)["to_handle"]] == [soon, later, late]


class TestQuestions:
    def test_a_question_stands_first_and_its_answer_comes_to_whoever_asked(self, office: Office, paper: int) -> None:
        office.submit(office.register("另一件").document)
        asking.ask(office.ports, office.session(OFFICE_HEAD), document=paper, text="是否外聘？")
        groups = waiting(office.ports, office.session(HEAD))
        assert [group.name for group in groups] == ["to_answer", "to_sign"]
        (row,) = groups[0].rows
        assert (row["id"], row["told"], row["whose_name"]) == (paper, "是否外聘？", OFFICE_HEAD)
        asking.answer(office.ports, office.session(HEAD), query=row["key"], text="不必。")
        (row,) = told(office, OFFICE_HEAD)["answers"]
        assert (row["told"], row["whose_name"]) == ("不必。", HEAD)
        assert "answers" not in names(office, CLERK)
        office.clock.advance(timedelta(days=6))
        assert "answers" in names(office, OFFICE_HEAD), "four working days have passed"
        office.clock.advance(timedelta(days=1))
        assert "answers" not in names(office, OFFICE_HEAD)

    def test_an_open_question_keeps_it_from_being_finished(self, office: Office) -> None:
        paper = instructed(office, Wording("请阅", (CLERK_TOO,)))
        circulation.begin_circulation(office.ports, office.session(), document=paper)
        asking.ask(office.ports, office.session(SECOND_CLERK), document=paper, text="？")
        circulation.sign_reading(office.ports, office.session(SECOND_CLERK), document=paper)
        assert names(office) == set()


class TestConfirming:
    def test_what_the_clerk_recorded_waits_with_its_age_for_who_said_it(self, office: Office) -> None:
        paper = instructed(office, Wording("请阅", (CHIEF,)))
        circulation.begin_circulation(office.ports, office.session(), document=paper)
        circulation.record_reading(office.ports, office.session(), document=paper, reader=CHIEF, slip=BY_TELEPHONE)
        office.clock.advance(timedelta(days=4))
        (row,) = told(office, OFFICE_HEAD)["recorded"]
        assert (row["since"], row["told"]) == ("2026-03-05", "reading_recorded")
        recording.confirm_recorded(office.ports, office.session(OFFICE_HEAD), recorded=[row["key"]])
        assert "recorded" not in names(office, OFFICE_HEAD)


class TestUrging:
    def test_due_by_the_level_then_not_again_until_its_days_have_passed(self, office: Office) -> None:
        """Extra urgent papers are urged daily, urgent ones after two working days, the rest after five."""
        for urgency in (Urgency.EXTRA_URGENT, Urgency.URGENT, Urgency.ROUTINE):
            accepted(office, instructed(office, Wording("请办", (), 2), urgency=urgency))
        seen = {}
        for day in range(5, 13):
            office.clock.moment = office.clock.moment.replace(day=day)
            seen[day] = sorted(row["urgency"] for row in told(office, CLERK).get("to_urge", []))
        assert seen[5] == []
        assert seen[6] == ["extra_urgent"]
        assert seen[9] == ["extra_urgent", "urgent"]
        assert seen[11] == seen[9]
        assert seen[12] == ["extra_urgent", "routine", "urgent"]
        urging.urge(office.ports, office.session(), document=1, means=Means.TELEPHONE, department=2)
        urging.urge(office.ports, office.session(), document=3, means=Means.TELEPHONE, person=DOER)
        assert [row["urgency"] for row in told(office, CLERK)["to_urge"]] == ["urgent"]
        office.clock.advance(timedelta(days=1))
        assert sorted(row["urgency"] for row in told(office, CLERK)["to_urge"]) == ["extra_urgent", "urgent"]

    def test_a_reader_who_has_it_too_long_is_urged(self, office: Office) -> None:
        paper = instructed(office, Wording("请阅", (CHIEF,)))
        circulation.begin_circulation(office.ports, office.session(), document=paper)
        office.clock.advance(timedelta(days=7))
        (row,) = told(office, CLERK)["to_urge"]
        assert (row["whose_name"], row["unit"]) == (OFFICE_HEAD, None)
        urging.urge(office.ports, office.session(), document=paper, means=Means.IN_PERSON, person=CHIEF)
        assert "to_urge" not in names(office)

    def test_what_is_past_or_near_its_deadline_and_urged_already_stands_by_itself(self, office: Office) -> None:
        past = instructed(office, Wording("请办", (), 2, (), date(2026, 3, 6)))
        near = instructed(office, Wording("请办", (), 2, (), date(2026, 3, 12)))
        far = instructed(office, Wording("请办", (), 2, (), date(2026, 3, 13)))
        for document in (past, near, far):
            accepted(office, document)
        office.clock.advance(timedelta(days=4))
        groups = told(office, CLERK)
        assert {name: [row["id"] for row in rows] for name, rows in groups.items()} == {
            "overdue": [past],
            "near": [near],
        }
        assert groups["overdue"][0]["whose_name"] == RESPONSIBLE

    def test_the_urging_sheet_lists_what_the_to_do_counts(self, office: Office) -> None:
        for _ in range(3):
            accepted(office, instructed(office, Wording("请办", (), 2)))
        later = date(2026, 3, 13)
        with office.ports.ledger.reading() as rows:
            assert urging_due(rows, date(2026, 3, 6)) == []
            due = urging_due(rows, later)
        office.clock.moment = office.clock.moment.replace(day=13)
        assert due == told(office, CLERK)["to_urge"]
        assert len(due) == 3


def test_persons_see_only_what_concerns_them(office: Office, paper: int) -> None:
    circulation.begin_circulation(office.ports, office.session(), document=paper)
    accepted(office, paper)
    assert names(office, AUDITOR) == set()
    assert names(office, RESPONSIBLE) == {"to_handle"}
    assert names(office, OFFICE_HEAD) == {"to_read"}
    assert names(office, SECOND_CLERK) == names(office, CLERK)


def test_the_count_is_that_of_the_groups(full_office: Office) -> None:
    for name in (HEAD, CLERK, OFFICE_HEAD, RESPONSIBLE, AUDITOR):
        session = full_office.session(name)
        groups = waiting(full_office.ports, session)
        assert count(full_office.ports, session) == sum(group.count for group in groups)
        unconfirmed = replace(session, confirmed=False)
        assert count(full_office.ports, unconfirmed) == 0
