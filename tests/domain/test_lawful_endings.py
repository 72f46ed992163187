"""Questions, deadlines, urging, finishing, coming back, filing: only what the rules allow passes (I5, I6, I7)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.lawful_events import CLERK, GONE, HEAD, READER, hashed
from tests.domain.lawful_ways import (
    CHIEF,
    MEMBER,
    OFFICE_HEAD,
    OTHER_CHIEF,
    STRANGER,
    TODAY,
    TOMORROW,
    YESTERDAY,
    Way,
    led,
)  # fmt: skip


@pytest.fixture
def way() -> Way:
    return Way()


class TestQuestions:
    """I6: a question that comes up on the way is put to the general manager, and answered."""

    def test_i6_asked_by_whoever_is_in_the_route_and_answered_once(self, way: Way) -> None:
        way.said().circulating()
        for actor in (READER, CHIEF, MEMBER, STRANGER, CLERK, OFFICE_HEAD):
            query = way.lawful("query_put", actor, ("text",), document=1)
            way.lawful("query_answered", HEAD, ("text",), document=1, query=query)
            assert way.unlawful("query_answered", HEAD, ("text",), document=1, query=query) == "query_unknown"

    @pytest.mark.parametrize("actor", [STRANGER, OTHER_CHIEF])
    def test_i4_i6_not_by_somebody_whom_it_does_not_concern(self, way: Way, actor: int) -> None:
        way.said(departments=[1])
        assert way.unlawful("query_put", actor, ("text",), document=1) == "not_named_to_him"

    def test_i6_who_was_added_or_named_later_may_ask(self, way: Way) -> None:
        way.said(departments=[1]).circulating()
        way.lawful("reader_added", HEAD, ("reason",), document=1, reader=OTHER_CHIEF, position=2)
        way.lawful("query_put", OTHER_CHIEF, ("text",), document=1)
        way.handling(1, state="in_circulation_and_handling")
        way.lawful("responsible_named", HEAD, document=1, department=1, person=STRANGER)
        way.lawful("query_put", STRANGER, ("text",), document=1)

    def test_i6_his_deputy_may_ask(self, way: Way) -> None:
        way.said(departments=[1])
        way.deputy(READER, STRANGER)
        way.lawful("query_put", STRANGER, ("text",), document=1)

    def test_i6_from_when_he_has_it_until_it_is_finished(self, way: Way) -> None:
        way.registered()
        assert way.unlawful("query_put", CLERK, ("text",), document=1) == "step_not_lawful"
        way = Way()
        way.submitted()
        way.lawful("query_put", CLERK, ("text",), document=1)
        assert Way().finished().unlawful("query_put", CLERK, ("text",), document=1) == "step_not_lawful"

    def test_i6_the_answer_is_to_a_question_about_this_paper(self, way: Way) -> None:
        way.said()
        query = way.lawful("query_put", READER, ("text",), document=1)
        way.registered(2)
        assert way.unlawful("query_answered", HEAD, ("text",), document=2, query=query) == "query_unknown"


class TestDeadlines:
    LATER = "2026-04-10"

    def extended(self, **changes: Any) -> dict[str, Any]:
        return {"document": 1, "deadline": self.LATER, "before": "2026-04-01", "departments": [1, 2], **changes}

    def test_i6_put_off_from_the_one_that_stands(self, way: Way) -> None:
        way.said(deadline="2026-04-01").handling(deadline="2026-04-01")
        way.lawful("deadline_extended", HEAD, ("reason",), **self.extended())
        again = self.extended(before=self.LATER, deadline="2026-05-01")
        way.lawful("deadline_extended", HEAD, ("reason",), **again)

    def test_i6_an_instruction_sets_another(self, way: Way) -> None:
        seq = way.submitted(deadline="2026-04-01")
        way.lawful("instructed", HEAD, ("text",), **way.instruction(seq, departments=led(1), deadline="2026-04-03"))
        way.handling(1, deadline="2026-04-03")
        way.lawful("deadline_extended", HEAD, ("reason",), **self.extended(before="2026-04-03", departments=[1]))

    @pytest.mark.parametrize(
        ("changes", "problem"),
        [
            ({"deadline": "2026-04-01"}, "deadline_not_extended"),
            ({"deadline": "2026-03-20"}, "deadline_not_extended"),
            ({"before": "2026-03-30"}, "deadline_not_extended"),
            ({"departments": [1]}, "department_unknown"),
            ({"departments": [1, 2, 3]}, "department_unknown"),
        ],
    )
    def test_i6_later_and_for_all_who_act(self, way: Way, changes: dict[str, Any], problem: str) -> None:
        way.said(deadline="2026-04-01").handling(deadline="2026-04-01")
        told = self.extended(**changes)
        assert way.unlawful("deadline_extended", HEAD, ("reason",), **told) == problem

    def test_i6_where_there_is_one(self, way: Way) -> None:
        way.said().handling()
        assert way.unlawful("deadline_extended", HEAD, ("reason",), **self.extended()) == "deadline_not_extended"

    def test_i6_not_before_he_instructed(self, way: Way) -> None:
        way.submitted(deadline="2026-04-01")
        told = self.extended(departments=[])
        assert way.unlawful("deadline_extended", HEAD, ("reason",), **told) == "step_not_lawful"


class TestUrging:
    def urged(self, **changes: Any) -> dict[str, Any]:
        return {"document": 1, "means": "telephone", "on": TODAY, "times": 1, **changes}

    def test_i5_counted_one_after_another(self, way: Way) -> None:
        way.said().circulating().handling(state="in_circulation_and_handling")
        whom: list[dict[str, int]] = [
            {"person": READER}, {"person": CHIEF}, {"person": MEMBER}, {"department": 2}, {"person": HEAD},
            {"person": MEMBER, "department": 1},
        ]  # fmt: skip
        for times, told in enumerate(whom, start=1):
            way.lawful("urged", CLERK, **self.urged(times=times, **told))

    @pytest.mark.parametrize(
        ("changes", "problem"),
        [
            ({}, "not_in_route"),
            ({"person": STRANGER}, "not_in_route"),
            ({"person": OFFICE_HEAD}, "not_in_route"),
            ({"department": 2}, "not_in_route"),
            ({"person": MEMBER, "department": 3}, "not_in_route"),
            ({"person": GONE}, "person_left"),
            ({"person": 99}, "person_unknown"),
            ({"person": READER, "times": 2}, "urging_miscounted"),
            ({"person": READER, "times": 0}, "urging_miscounted"),
            ({"person": READER, "on": TOMORROW}, "day_not_its_own"),
            ({"person": READER, "on": "2026-03-01"}, "day_not_its_own"),
        ],
    )
    def test_i5_somebody_who_has_to_do_with_it(self, way: Way, changes: dict[str, Any], problem: str) -> None:
        way.said(departments=[1]).circulating().handling(1, state="in_circulation_and_handling")
        assert way.unlawful("urged", CLERK, **self.urged(**changes)) == problem

    def test_i5_or_his_deputy(self, way: Way) -> None:
        way.said(departments=[1]).circulating()
        way.deputy(READER, STRANGER)
        way.lawful("urged", CLERK, **self.urged(person=STRANGER))

    def test_i5_while_it_is_under_way(self, way: Way) -> None:
        way.said()
        assert way.unlawful("urged", CLERK, **self.urged(person=READER)) == "step_not_lawful"


class TestFinishing:
    """I7: nothing is finished with a step open, and the original comes back counted."""

    END: dict[str, Any] = {"document": 1, "on": TODAY}  # noqa: RUF012 - never changed

    def test_i7_read_and_acted_on_it_is_finished_and_filed(self, way: Way) -> None:
        way.finished()
        way.lawful("original_returned", CLERK, **self.END, copies=1, pages=0, attachments=0)
        way.lawful("put_into_folder", CLERK, document=1, folder=1, on=TODAY)

    @pytest.mark.parametrize("actor", [READER, CHIEF, MEMBER, STRANGER])
    def test_i7_by_somebody_whom_it_concerns(self, way: Way, actor: int) -> None:
        way.done().lawful("finished", actor, **self.END)

    def test_i4_i7_not_by_anybody_else(self, way: Way) -> None:
        way.said(readers=[], departments=[1]).handling(1).accepted()
        way.lawful("result_reported", MEMBER, ("result",), document=1, department=1, files=[])
        assert way.unlawful("finished", STRANGER, **self.END) == "not_named_to_him"

    def test_i7_not_with_a_reader_waiting(self, way: Way) -> None:
        way.said(departments=[]).circulating()
        assert way.unlawful("finished", CLERK, **self.END) == "steps_left_open"

    def test_i7_nor_with_one_who_was_named_and_never_got_it(self, way: Way) -> None:
        way.said().handling().reported()
        assert way.unlawful("finished", CLERK, **self.END) == "steps_left_open"

    def test_i7_nor_with_a_result_missing(self, way: Way) -> None:
        way.said(readers=[]).handling().accepted()
        assert way.unlawful("finished", CLERK, **self.END) == "steps_left_open"

    def test_i7_nor_with_a_department_that_was_never_given_it(self, way: Way) -> None:
        way.said().circulating().all_read()
        assert way.unlawful("finished", CLERK, **self.END) == "steps_left_open"

    def test_i6_i7_nor_with_a_question_open(self, way: Way) -> None:
        way.done().lawful("query_put", READER, ("text",), document=1)
        assert way.unlawful("finished", CLERK, **self.END) == "steps_left_open"

    def test_i7_who_was_left_out_is_not_waited_for(self, way: Way) -> None:
        way.said(departments=[]).circulating()
        for reader in (READER, CHIEF):
            way.lawful("reader_skipped", HEAD, ("reason",), document=1, reader=reader)
        way.lawful("finished", CLERK, **self.END)

    def test_i7_before_anything_began_nothing_is_finished(self, way: Way) -> None:
        way.said(readers=[], departments=[])
        assert way.unlawful("finished", CLERK, **self.END) == "step_not_lawful"

    @pytest.mark.parametrize("on", [TOMORROW, "2026-03-03"])
    def test_i7_an_end_is_of_its_day(self, way: Way, on: str) -> None:
        way.done()
        assert way.unlawful("finished", CLERK, document=1, on=on) == "day_not_its_own"
        way = Way().finished()
        returned = {"document": 1, "copies": 1, "pages": 0, "attachments": 0, "on": on}
        assert way.unlawful("original_returned", CLERK, **returned) == "day_not_its_own"

    def test_just_after_midnight_the_day_before_counts(self, way: Way) -> None:
        way.done().lawful("finished", CLERK, document=1, on=YESTERDAY)

    ATTACHED = {"copies": 2, "pages": 3, "attachments": [{"medium": "paper", "count": 2}]}  # noqa: RUF012

    def ended(self) -> Way:
        way = Way().said(readers=[], departments=[1], **self.ATTACHED).handling(1).accepted()
        way.lawful("result_reported", MEMBER, ("result",), document=1, department=1, files=[])
        way.back()
        way.lawful("finished", CLERK, **self.END)
        return way

    @pytest.mark.parametrize("counted", [(1, 3, 2), (2, 2, 2), (2, 3, 1)], ids=["a copy", "a page", "an attachment"])
    def test_i7_what_is_missing_is_told(self, counted: tuple[int, int, int]) -> None:
        back = dict(zip(("copies", "pages", "attachments"), counted, strict=True))
        assert self.ended().unlawful("original_returned", CLERK, **self.END, **back) == "missing_not_told"
        self.ended().lawful("original_returned", CLERK, ("missing",), **self.END, **back)

    def test_i7_and_nothing_is_said_to_be_missing_that_came_back(self) -> None:
        whole = {**self.END, "copies": 2, "pages": 3, "attachments": 2}
        assert self.ended().unlawful("original_returned", CLERK, ("missing",), **whole) == "missing_not_told"
        self.ended().lawful("original_returned", CLERK, **whole)

    def test_i7_the_original_is_with_who_counts_it(self, way: Way) -> None:
        way.finished()
        returned = {**self.END, "copies": 1, "pages": 0, "attachments": 0}
        assert way.unlawful("original_returned", OFFICE_HEAD, **returned) == "not_handed_over"

    def test_i7_it_is_not_counted_before_it_is_finished(self, way: Way) -> None:
        way.done()
        returned = {**self.END, "copies": 1, "pages": 0, "attachments": 0}
        assert way.unlawful("original_returned", CLERK, **returned) == "step_not_lawful"


class TestFiling:
    FILED: dict[str, Any] = {"document": 1, "folder": 1, "on": TODAY}  # noqa: RUF012 - never changed

    def test_i7_what_nobody_need_read_or_act_on_is_filed_at_once(self, way: Way) -> None:
        way.said(readers=[], departments=[])
        way.back()
        way.lawful("put_into_folder", CLERK, **self.FILED)

    def test_i7_not_while_it_is_under_way_nor_before_it_came_back(self, way: Way) -> None:
        way.said().circulating()
        assert way.unlawful("put_into_folder", CLERK, **self.FILED) == "step_not_lawful"
        assert Way().finished().unlawful("put_into_folder", CLERK, **self.FILED) == "step_not_lawful"

    def test_f3_filed_it_stays_where_it_is(self, way: Way) -> None:
        way.said(readers=[], departments=[], copies=2)
        way.back()
        way.lawful("handed_over", CLERK, **way.movement(CLERK, CHIEF, "handling", copy=2))
        way.lawful("put_into_folder", CLERK, **self.FILED)
        assert way.unlawful("handed_over", CLERK, **way.movement(CLERK, CHIEF, "handling")) == "step_not_lawful"
        way.back(CHIEF, copy=2)

    def test_i7_from_the_time_before_readings_were_recorded_papers_stand_filed(self, way: Way) -> None:
        """A desk of the first schema holds such; nothing there could say who had read them."""
        way.said()
        way.back()
        way.lawful("put_into_folder", CLERK, **self.FILED)

    def test_i7_ever_since_what_was_named_is_waited_for(self, way: Way) -> None:
        way.deputy(READER, CHIEF)
        way.said()
        way.back()
        assert way.unlawful("put_into_folder", CLERK, **self.FILED) == "steps_left_open"

    def test_i6_i7_and_so_is_an_answer(self, way: Way) -> None:
        way.said(readers=[], departments=[])
        way.back()
        way.lawful("query_put", CLERK, ("text",), document=1)
        assert way.unlawful("put_into_folder", CLERK, **self.FILED) == "steps_left_open"


class TestUrgingOrders:
    """F8: who must carry an issued document out is urged like handling."""

    @pytest.fixture
    def way(self) -> Way:
        made = Way()
        seq = made.lawful(
            "draft_made", CLERK, ("title", "recipients", "unit"), document=1, series="internal", on=TODAY,
            kind="regulation", urgency="routine", copies=1, department=1, files=[],
        )  # fmt: skip
        covers = [hashed(seq).hex()]
        made.lawful("department_code_set", CLERK, ("text",), department=1, code=2)
        made.lawful("draft_submitted", CLERK, document=1, version=1, to=HEAD, signature="issue")
        made.lawful("draft_approved", HEAD, document=1, version=1, covers=covers, on=TODAY)
        numbered = {"series": "internal", "code": 2, "year": 2026, "serial": 1}
        made.lawful("draft_numbered", CLERK, ("code",), document=1, version=1, **numbered)
        to = [{"person": STRANGER, "department": 0, "copies": 1, "recall": 0}]
        made.lawful("document_distributed", CLERK, document=1, version=1, on=TODAY, further=0, to=to)
        orders = [{"person": STRANGER, "department": 0, "due": TODAY}, {"person": 0, "department": 1, "due": TODAY}]
        made.lawful("carrying_out_ordered", HEAD, document=1, version=1, orders=orders)
        return made

    def urged(self, times: int = 1, **changes: Any) -> dict[str, Any]:
        return {"document": 1, "means": "telephone", "on": TODAY, "times": times, **changes}

    @pytest.mark.parametrize("whom", [{"person": STRANGER}, {"department": 1}, {"person": MEMBER}])
    def test_those_who_must_and_their_department(self, way: Way, whom: dict[str, int]) -> None:
        way.lawful("urged", CLERK, **self.urged(**whom))
        way.lawful("urged", CLERK, **self.urged(2, **whom))

    @pytest.mark.parametrize("whom", [{}, {"person": HEAD}, {"department": 2}, {"person": OTHER_CHIEF}])
    def test_nobody_else(self, way: Way, whom: dict[str, int]) -> None:
        assert way.unlawful("urged", CLERK, **self.urged(**whom)) == "not_in_route"

    def test_counted_and_of_its_day(self, way: Way) -> None:
        assert way.unlawful("urged", CLERK, **self.urged(2, department=1)) == "urging_miscounted"
        told = self.urged(3, department=1, on="2026-03-01")
        assert way.unlawful("urged", CLERK, **told) == "day_not_its_own"

    def test_not_when_nothing_is_open(self, way: Way) -> None:
        order = {"document": 1, "order": way.seq, "position": 0}
        for position, actor in ((0, STRANGER), (1, MEMBER)):
            way.lawful("order_confirmed", actor, **{**order, "position": position})
        for left, (position, actor) in ((1, (0, STRANGER)), (0, (1, MEMBER))):
            told = {**order, "position": position, "on": TODAY, "left": left}
            way.lawful("order_reported", actor, ("text",), **told)
        assert way.unlawful("urged", CLERK, **self.urged(department=1)) == "step_not_lawful"


def test_i7_a_copy_that_a_reader_still_has_is_not_counted_as_back(way: Way) -> None:
    """Two copies went out; one of them is with a reader when the original is checked in."""
    way.said((READER, CHIEF), (), copies=2).circulating()
    way.lawful("handed_over", CLERK, **way.movement(CLERK, STRANGER, "handling", copy=2))
    way.all_read()
    way.lawful("finished", CLERK, document=1, on=TODAY)
    told = {"document": 1, "pages": 0, "attachments": 0, "on": TODAY}
    assert way.unlawful("original_returned", CLERK, **told, copies=2) == "copies_still_out"
