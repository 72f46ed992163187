"""Questions on the way 请示 and answers 答复 (I6): put to the general manager, answered once, waited for at the end."""

from __future__ import annotations

import pytest

from filedesk.errors import ChangedMeanwhile
from filedesk.services import asking, finishing
from filedesk.services.verification import verify
from tests.services.route_office import (
    AUDITOR,
    BUILDER,
    BUILDING,
    BUILDING_HAND,
    CHIEF_OF_OFFICE,
    CLERK,
    HEAD,
    ID,
    PAYER,
    PAYING_HAND,
    Ways,
)  # fmt: skip


def asked(office: Ways, document: int, by: str = CLERK) -> int:
    """A question is put; its seq."""
    asking.ask(office.ports, office.session(by), document=document, text="是否外聘？")
    return office.size()


class TestAsking:
    @pytest.mark.parametrize("name", [CLERK, CHIEF_OF_OFFICE, BUILDER, BUILDING_HAND, PAYER])
    def test_i6_whoever_is_in_the_route_asks(self, manned: Ways, name: str) -> None:
        document = manned.said([PAYER], [BUILDING])
        query = asked(manned, document, name)
        (row,) = manned.rows("question")
        assert (row["seq"], row["person"], row["text"]) == (query, ID[name], "是否外聘？")
        assert (row["answered_seq"], row["answer"]) == (None, "")
        assert verify(manned.ports).good

    @pytest.mark.parametrize("name", [PAYER, PAYING_HAND])
    def test_i4_i6_whom_it_does_not_concern_does_not(self, manned: Ways, name: str) -> None:
        document = manned.said([BUILDER], [BUILDING])
        with manned.refuses("not_named_to_you", "I4"):
            asking.ask(manned.ports, manned.session(name), document=document, text="?")

    def test_an_auditor_asks_nothing(self, manned: Ways) -> None:
        document = manned.said([BUILDER])
        with manned.refuses("act_not_for_role", "I6"):
            asking.ask(manned.ports, manned.session(AUDITOR), document=document, text="?")

    def test_i6_a_question_says_something_and_not_too_much(self, manned: Ways) -> None:
        document = manned.said([BUILDER])
        with manned.refuses("question_empty", "I6"):
            asking.ask(manned.ports, manned.session(), document=document, text=" \n ")
        with manned.refuses("text_too_long"):
            asking.ask(manned.ports, manned.session(), document=document, text="问" * 4001)

    def test_i6_while_he_has_it_or_it_is_under_way(self, manned: Ways) -> None:
        manned.register()
        with manned.refuses("question_too_late", "I6"):
            asking.ask(manned.ports, manned.session(), document=1, text="?")
        manned.submit(1)
        asked(manned, 1)
        ended = manned.circulating(CLERK)
        asked_there = asked(manned, ended)
        asking.answer(manned.ports, manned.session(HEAD), query=asked_there, text="可以。")
        manned.read_by(ended, CLERK)
        finishing.finish(manned.ports, manned.session(), document=ended)
        with manned.refuses("question_too_late", "I6"):
            asking.ask(manned.ports, manned.session(), document=ended, text="?")

    def test_who_asks_second_is_told(self, manned: Ways) -> None:
        document = manned.said([BUILDER])
        seen = manned.seen(document)
        asked(manned, document, BUILDER)
        with pytest.raises(ChangedMeanwhile) as caught:
            asking.ask(manned.ports, manned.session(), document=document, text="?", seen=seen)
        assert caught.value.params["name"] == BUILDER


class TestAnswering:
    def test_i6_he_answers_and_signs_and_it_joins_the_timeline(self, manned: Ways) -> None:
        document = manned.said([BUILDER])
        query = asked(manned, document)
        asking.answer(manned.ports, manned.session(HEAD), query=query, text="不必。")
        (row,) = manned.rows("question")
        assert (row["answered_seq"], row["answered_by"], row["answer"]) == (manned.size(), ID[HEAD], "不必。")
        with manned.ports.ledger.reading() as rows:
            assert [event.type for event, _words in rows.timeline(document)][-2:] == ["query_put", "query_answered"]
            assert [told["seq"] for told in asking.questions(rows, document)] == [query]
        assert verify(manned.ports).good

    def test_i6_once(self, manned: Ways) -> None:
        query = asked(manned, manned.said([BUILDER]))
        asking.answer(manned.ports, manned.session(HEAD), query=query, text="不必。")
        for seq in (query, query + 1, 9_999):
            with manned.refuses("answered_already", "I6"):
                asking.answer(manned.ports, manned.session(HEAD), query=seq, text="不必。")

    def test_i6_an_answer_says_something(self, manned: Ways) -> None:
        query = asked(manned, manned.said([BUILDER]))
        with manned.refuses("answer_empty", "I6"):
            asking.answer(manned.ports, manned.session(HEAD), query=query, text="\n")
        with manned.refuses("text_too_long"):
            asking.answer(manned.ports, manned.session(HEAD), query=query, text="答" * 4001)

    @pytest.mark.parametrize("name", [CLERK, CHIEF_OF_OFFICE, BUILDER])
    def test_i6_nobody_else_answers(self, manned: Ways, name: str) -> None:
        query = asked(manned, manned.said([BUILDER]))
        with manned.refuses("act_not_for_role", "I6"):
            asking.answer(manned.ports, manned.session(name), query=query, text="不必。")
