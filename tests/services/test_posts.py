"""Leaving a post 移交 through the services (rules, "People"): the list, its three signatures, and what then passes."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from filedesk.domain.circulation import Mode
from filedesk.domain.documents import Series
from filedesk.domain.drafts import Wording as DraftWording
from filedesk.domain.posts import Line, Part, Thing
from filedesk.domain.routing import Purpose, SignedOn
from filedesk.services import (
    asking,
    circulation,
    custody,
    deputies,
    distributing,
    drafting,
    handling,
    instruction,
    issuing,
    posts,
    registration,
)
from filedesk.services.post_signing import record_post, sign_post
from filedesk.services.recording import Slip, confirm_recorded, recorded_for
from filedesk.services.verification import verify
from filedesk.services.waiting import POSTS, count, waiting
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
    PAYING,
    SECOND_CLERK,
    Ways,
)

KEYS = (Line(Thing.KEY, "档案室钥匙", 2), Line(Thing.BOX, "三号箱"))


def prepare(
    office: Ways, leaver: str = CLERK, successor: str = SECOND_CLERK, supervisor: str = CHIEF_OF_OFFICE, **more: object
) -> None:
    by = str(more.pop("by", leaver))
    told = {"leaver": ID[leaver], "successor": ID[successor], "supervisor": ID[supervisor], "lines": KEYS, **more}
    posts.prepare(office.ports, office.session(by), **told)  # type: ignore[arg-type]


def sign(office: Ways, *names: str, post: int = 1, version: int = 1) -> None:
    for name in names:
        sign_post(office.ports, office.session(name), post=post, version=version)


def items(office: Ways, sort: str, post: int = 1) -> list[tuple[object, ...]]:
    version = office.row("post", id=post)["version"]
    rows = office.rows("post_item", order="position", post=post, version=version, sort=sort)
    return (
        [tuple(row[name] for name in ("document", "copy")) for row in rows]
        if sort == "paper"
        else [(row["kind"], row["document"]) for row in rows]
    )


def to_sign(office: Ways, name: str) -> list[object]:
    found = [group for group in waiting(office.ports, office.session(name)) if group.name == POSTS]
    return [row["id"] for group in found for row in group.rows]


class TestTheList:
    def test_it_holds_the_papers_and_copies_in_his_hands(self, manned: Ways) -> None:
        mine = manned.register(copies=3).document
        other = manned.circulating(BUILDER)
        custody.pass_on(manned.ports, manned.session(), document=mine, to=ID[BUILDER], purpose=Purpose.HANDLING, copy=2)
        prepare(manned)
        assert items(manned, "paper") == [(mine, 1), (mine, 3)]
        prepare(manned, BUILDER, BUILDING_HAND)
        assert items(manned, "paper", 2) == [(mine, 2), (other, 1)]
        lines = manned.rows("post_item", order="position", post=1, version=1, sort="line")
        assert [(row["kind"], row["text"], row["count"]) for row in lines] == [
            ("key", "档案室钥匙", 2), ("box", "三号箱", 1),
        ]  # fmt: skip

    def test_papers_in_folders_and_void_ones_are_in_nobodys_hands(self, manned: Ways) -> None:
        """They are told by folder and count, and stay where they lie."""
        filed, void = manned.said(), manned.register().document
        custody.take_back(manned.ports, manned.session(), document=filed)
        instruction.put_into_named_folder(manned.ports, manned.session(), documents=[filed], name="来文", year=2026)
        registration.void_number(manned.ports, manned.session(), document=void, reason="误登")
        prepare(manned)
        assert items(manned, "paper") == []
        (folder,) = manned.rows("post_item", post=1, version=1, sort="folder")
        assert folder["count"] == 1

    def test_it_holds_what_waits_for_him(self, manned: Ways) -> None:
        read = manned.circulating(BUILDER, PAYER, mode=Mode.TOGETHER)
        done = manned.handled(BUILDING)
        asking.ask(manned.ports, manned.session(BUILDING_HAND), document=done, text="可否延期？")
        prepare(manned, BUILDING_HAND, BUILDER)
        assert items(manned, "step") == [("handling", done), ("question", done)]
        prepare(manned, BUILDER, BUILDING_HAND)
        assert items(manned, "step", 2) == [("reading", read)]

    def test_what_the_general_manager_approves_stays_with_him(self, manned: Ways) -> None:
        """His approval never passes by a list, and the paper that lies before him stays there."""
        document = manned.register().document
        manned.submit(document)
        prepare(manned, HEAD, CHIEF_OF_OFFICE, CLERK)
        assert (items(manned, "paper"), items(manned, "step")) == ([], [])
        assert items(manned, "stays") == [("approval", document)]
        sign(manned, HEAD, CHIEF_OF_OFFICE, CLERK)
        assert manned.document(document)["holder"] == ID[HEAD]
        assert verify(manned.ports).good

    def test_what_the_successor_may_not_do_stays_and_says_so(self, manned: Ways) -> None:
        """A task stays in its department; who reads a paper himself takes over nobody's turn."""
        read = manned.circulating(BUILDER, PAYER)
        done = manned.handled(BUILDING)
        prepare(manned, BUILDING_HAND, PAYER)
        assert (items(manned, "step"), items(manned, "stays")) == ([], [("handling", done)])
        prepare(manned, BUILDER, PAYER)
        assert items(manned, "stays", 2) == [("reading", read)]

    @pytest.mark.parametrize(
        ("successor", "supervisor"), [(CLERK, HEAD), (SECOND_CLERK, CLERK), (SECOND_CLERK, SECOND_CLERK)]
    )
    def test_three_different_people(self, manned: Ways, successor: str, supervisor: str) -> None:
        with manned.refuses("post_both_sides"):
            prepare(manned, CLERK, successor, supervisor)

    def test_an_auditor_is_none_of_them(self, manned: Ways) -> None:
        with manned.refuses("post_party_unfit"):
            prepare(manned, supervisor=AUDITOR)

    @pytest.mark.parametrize("by", [BUILDING_HAND, BUILDER, CLERK, CHIEF_OF_OFFICE, HEAD])
    def test_who_may_prepare_it(self, manned: Ways, by: str) -> None:
        prepare(manned, BUILDING_HAND, BUILDER, PAYER, by=by)
        assert manned.row("post", id=1)["listed_by"] == ID[by]

    def test_nobody_else_prepares_or_withdraws_it(self, manned: Ways) -> None:
        with manned.refuses("post_not_yours"):
            prepare(manned, BUILDING_HAND, BUILDER, PAYER, by=PAYER)
        with manned.refuses("act_not_for_role"):
            prepare(manned, by=AUDITOR)
        prepare(manned)
        with manned.refuses("post_not_yours"):
            posts.withdraw(manned.ports, manned.session(PAYER), post=1, reason="不办了")

    @pytest.mark.parametrize(
        ("line", "code"),
        [
            (Line(Thing.KEY, "  "), "post_line_empty"),
            (Line(Thing.KEY, "钥匙", 0), "post_count_wrong"),
            (Line(Thing.KEY, "长" * 2000), "text_too_long"),
        ],
    )
    def test_lines_say_something(self, manned: Ways, line: Line, code: str) -> None:
        with manned.refuses(code):
            prepare(manned, lines=[line])
        with manned.refuses("post_too_many_lines"):
            prepare(manned, lines=[Line(Thing.KEY, "钥匙")] * 501)

    def test_one_open_list_for_each(self, manned: Ways) -> None:
        prepare(manned)
        with manned.refuses("post_already_open"):
            prepare(manned)
        posts.withdraw(manned.ports, manned.session(), post=1, reason="留任")
        assert (manned.row("post", id=1)["state"], manned.row("post", id=1)["reason"]) == ("withdrawn", "留任")
        prepare(manned)
        assert manned.row("post", id=2)["version"] == 1
        with manned.refuses("post_not_open"):
            posts.withdraw(manned.ports, manned.session(), post=1, reason="再撤")
        with manned.refuses("reason_missing"):
            posts.withdraw(manned.ports, manned.session(), post=2, reason=" ")

    def test_nobody_hands_over_to_who_has_left(self, manned: Ways) -> None:
        manned.leaves(SECOND_CLERK)
        with manned.refuses("person_gone"):
            prepare(manned)


class TestSigning:
    def test_leaver_successor_supervisor_in_this_order(self, manned: Ways) -> None:
        prepare(manned)
        for out_of_turn in (SECOND_CLERK, CHIEF_OF_OFFICE, BUILDER):
            with manned.refuses("post_not_your_turn"):
                sign(manned, out_of_turn)
        sign(manned, CLERK)
        with manned.refuses("post_not_your_turn"):
            sign(manned, CLERK)
        sign(manned, SECOND_CLERK, CHIEF_OF_OFFICE)
        rows = manned.rows("post_signature", order="seq", post=1)
        assert [(row["part"], row["person"], row["signed_on"]) for row in rows] == [
            (part.value, ID[name], "screen")
            for part, name in zip(Part, (CLERK, SECOND_CLERK, CHIEF_OF_OFFICE), strict=True)
        ]
        with manned.refuses("post_not_open"):
            sign(manned, CLERK)
        assert verify(manned.ports).good

    def test_no_deputy_signs_for_anybody(self, manned: Ways) -> None:
        day = date(2026, 3, 5)
        deputies.name_deputy(manned.ports, manned.session(), person=ID[CLERK], deputy=ID[BUILDER], first=day, last=day)
        prepare(manned)
        with manned.refuses("post_not_your_turn"):
            sign(manned, BUILDER)

    def test_a_changed_list_begins_anew(self, manned: Ways) -> None:
        prepare(manned)
        sign(manned, CLERK)
        prepare(manned, lines=KEYS[:1], post=1, version=1)
        with manned.refuses("post_changed_meanwhile"):
            sign(manned, SECOND_CLERK)
        with manned.refuses("post_not_your_turn"):
            sign(manned, SECOND_CLERK, version=2)
        sign(manned, CLERK, SECOND_CLERK, CHIEF_OF_OFFICE, version=2)
        assert manned.row("post", id=1)["state"] == "done"
        assert verify(manned.ports).good

    def test_two_who_change_it_at_once(self, manned: Ways) -> None:
        prepare(manned)
        prepare(manned, post=1, version=1, by=CHIEF_OF_OFFICE)
        with manned.refuses("post_changed_meanwhile"):
            prepare(manned, post=1, version=1)

    def test_nothing_is_lost_that_came_in_meanwhile(self, manned: Ways) -> None:
        """A paper that reached him after the list was fixed is not left behind: the list is brought up to date."""
        prepare(manned)
        sign(manned, CLERK, SECOND_CLERK)
        document = manned.register().document
        with manned.refuses("post_list_outdated"):
            sign(manned, CHIEF_OF_OFFICE)
        prepare(manned, post=1, version=1)
        sign(manned, CLERK, SECOND_CLERK, CHIEF_OF_OFFICE, version=2)
        assert manned.document(document)["holder"] == ID[SECOND_CLERK]

    def test_it_waits_in_the_to_do_of_each_in_turn(self, manned: Ways) -> None:
        prepare(manned)
        for name in (CLERK, SECOND_CLERK, CHIEF_OF_OFFICE):
            assert [to_sign(manned, one) for one in (CLERK, SECOND_CLERK, CHIEF_OF_OFFICE) if one != name] == [[], []]
            before = count(manned.ports, manned.session(name))
            assert to_sign(manned, name) == [1]
            sign(manned, name)
            assert count(manned.ports, manned.session(name)) == before - 1


class TestOnPaper:
    def scan(self, office: Ways, folder: Path, name: str = "清册.txt") -> object:
        (folder / name).write_text(name, encoding="utf-8")
        return office.stage(folder / name)

    def record(self, office: Ways, folder: Path, by: str = SECOND_CLERK, **more: object) -> None:
        told = {"given": date(2026, 3, 5), "called": "移交清册", "version": 1, **more}
        told.setdefault("staged", self.scan(office, folder, f"{office.size()}.txt"))
        record_post(office.ports, office.session(by), post=1, **told)  # type: ignore[arg-type]

    def test_the_clerk_records_it_with_the_scan_and_he_confirms_it(self, manned: Ways, tmp_path: Path) -> None:
        """The signed paper becomes a document of the internal register; what is recorded waits for each (补签)."""
        document = manned.handled(BUILDING)
        prepare(manned, BUILDING_HAND, BUILDER, PAYER)
        self.record(manned, tmp_path)
        self.record(manned, tmp_path, CLERK)
        sign(manned, PAYER)
        (paper,) = {row["document"] for row in manned.rows("post_signature", post=1, signed_on="paper")}
        assert (manned.document(int(str(paper)))["series"], len(manned.rows("document_file", document=paper))) == (
            "internal", 2,
        )  # fmt: skip
        assert manned.task(document, BUILDING)["responsible"] == ID[BUILDER]
        for name in (BUILDING_HAND, BUILDER):
            with manned.ports.ledger.reading() as reading:
                told = [row["seq"] for row in recorded_for(reading, ID[name])]
            confirm_recorded(manned.ports, manned.session(name), recorded=told)
        assert verify(manned.ports).good

    def test_not_without_a_scan_nor_for_days_to_come(self, manned: Ways, tmp_path: Path) -> None:
        prepare(manned, BUILDING_HAND, BUILDER, PAYER)
        with manned.refuses("scan_missing", "I3"):
            self.record(manned, tmp_path, staged=[])
        with manned.refuses("date_in_future"):
            self.record(manned, tmp_path, given=date(2026, 3, 5) + timedelta(days=1))

    def test_nobody_records_on_a_list_that_he_signs_himself(self, manned: Ways, tmp_path: Path) -> None:
        prepare(manned, CLERK, BUILDER, PAYER)
        with manned.refuses("post_both_sides"):
            self.record(manned, tmp_path, CLERK)
        with manned.refuses("act_not_for_role"):
            self.record(manned, tmp_path, CHIEF_OF_OFFICE, staged=self.scan(manned, tmp_path))


class TestWhatPasses:
    def test_papers_copies_and_steps_pass_with_the_last_signature_and_not_before(self, manned: Ways) -> None:
        read = manned.circulating(BUILDER)
        prepare(manned, BUILDER, BUILDING_HAND)
        sign(manned, BUILDER, BUILDING_HAND)
        assert manned.document(read)["holder"] == ID[BUILDER]
        size = manned.size()
        sign(manned, CHIEF_OF_OFFICE)
        assert manned.size() == size + 1, "in the same event"
        assert manned.document(read)["holder"] == ID[BUILDING_HAND]
        assert manned.rows("reading_turn", document=read, reader=ID[BUILDER]) == []
        assert manned.turn(read, BUILDING_HAND)["state"] == "out"
        manned.read_by(read, BUILDING_HAND)
        custody.take_back(manned.ports, manned.session(), document=read)
        assert verify(manned.ports).good

    def test_a_task_is_carried_on_by_the_successor(self, manned: Ways) -> None:
        document = manned.handled(BUILDING)
        prepare(manned, BUILDING_HAND, BUILDER)
        sign(manned, BUILDING_HAND, BUILDER, CHIEF_OF_OFFICE)
        report = {"document": document, "department": BUILDING, "result": "已办结"}
        with manned.refuses("not_his_deputy"):
            handling.report_result(manned.ports, manned.session(BUILDING_HAND), **report)
        handling.report_result(manned.ports, manned.session(BUILDER), **report)
        assert verify(manned.ports).good

    def test_the_answer_reaches_the_successor(self, manned: Ways) -> None:
        document = manned.handled(BUILDING)
        asking.ask(manned.ports, manned.session(BUILDING_HAND), document=document, text="可否延期？")
        prepare(manned, BUILDING_HAND, BUILDER)
        sign(manned, BUILDING_HAND, BUILDER, CHIEF_OF_OFFICE)
        (question,) = manned.rows("question")
        asking.answer(manned.ports, manned.session(HEAD), query=int(str(question["seq"])), text="可以")
        groups = {group.name: group for group in waiting(manned.ports, manned.session(BUILDER))}
        assert [row["id"] for row in groups["answers"].rows] == [document]
        assert (question["person"], verify(manned.ports).good) == (ID[BUILDING_HAND], True)

    def test_a_draft_comes_back_to_the_successor(self, manned: Ways) -> None:
        """He looks after it; who wrote it stays told, and he does not check it himself."""
        said = DraftWording("关于检修的函", "市水务局", kind="letter", department=BUILDING)
        made = drafting.make(manned.ports, manned.session(BUILDING_HAND), series=Series.OUTGOING, said=said)
        drafting.submit(manned.ports, manned.session(BUILDING_HAND), document=made.document)
        prepare(manned, BUILDING_HAND, BUILDER)
        sign(manned, BUILDING_HAND, BUILDER, CHIEF_OF_OFFICE)
        issuing.return_draft(manned.ports, manned.session(HEAD), document=made.document, reason="改日期")
        row = manned.document(made.document)
        assert (row["holder"], row["registered_by"]) == (ID[BUILDER], ID[BUILDING_HAND])
        groups = {group.name: group for group in waiting(manned.ports, manned.session(BUILDER))}
        assert [row["id"] for row in groups["returned_drafts"].rows] == [made.document]
        drafting.revise(manned.ports, manned.session(BUILDER), document=made.document, said=said)
        with manned.refuses("not_for_oneself", "O1"):
            drafting.check(manned.ports, manned.session(BUILDER), document=made.document)
        assert verify(manned.ports).good

    def test_a_draft_before_a_manager_and_a_countersigning_pass_to_a_manager_only(self, manned: Ways) -> None:
        memo = DraftWording("联系单", "办公室", kind="memo", department=BUILDING)
        made = drafting.make(manned.ports, manned.session(BUILDING_HAND), series=Series.INTERNAL, said=memo).document
        drafting.submit(manned.ports, manned.session(BUILDING_HAND), document=made)
        letter = DraftWording("函", "市水务局", kind="letter", department=PAYING)
        asked = drafting.make(manned.ports, manned.session(PAYER), series=Series.OUTGOING, said=letter).document
        drafting.ask_countersign(manned.ports, manned.session(PAYER), document=asked, persons=[ID[BUILDER]])
        prepare(manned, BUILDER, PAYER)
        assert set(items(manned, "stays")) == {("signing", made), ("countersigning", asked)}
        prepare(manned, BUILDER, CHIEF_OF_OFFICE, HEAD, post=1, version=1)
        assert set(items(manned, "stays")) == {("signing", made), ("countersigning", asked)}

    def test_a_countersigning_passes_to_a_manager_who_has_none_of_his_own(self, manned: Ways) -> None:
        letter = DraftWording("函", "市水务局", kind="letter", department=1)
        asked = drafting.make(manned.ports, manned.session(), series=Series.OUTGOING, said=letter).document
        drafting.ask_countersign(manned.ports, manned.session(), document=asked, persons=[ID[BUILDER]])
        prepare(manned, BUILDER, PAYER)
        sign(manned, BUILDER, PAYER, CHIEF_OF_OFFICE)
        drafting.countersign(manned.ports, manned.session(PAYER), document=asked, text="同意")
        assert manned.document(asked)["state"] == "countersigned"
        assert verify(manned.ports).good

    def test_receipts_and_orders_pass(self, manned: Ways) -> None:
        rule = DraftWording("制度", "各部门", kind="regulation", department=1)
        made = drafting.make(manned.ports, manned.session(), series=Series.INTERNAL, said=rule).document
        drafting.submit(manned.ports, manned.session(), document=made)
        issuing.approve(manned.ports, manned.session(HEAD), document=made)
        issuing.set_code(manned.ports, manned.session(), department=1, text="华兴办发")
        issuing.number(manned.ports, manned.session(), document=made)
        to = [distributing.Receiver(person=ID[BUILDING_HAND])]
        distributing.distribute(manned.ports, manned.session(), document=made, to=to)
        orders = [distributing.Order(date(2026, 4, 1), person=ID[BUILDING_HAND])]
        distributing.order(manned.ports, manned.session(), document=made, orders=orders)
        prepare(manned, BUILDING_HAND, BUILDER)
        sign(manned, BUILDING_HAND, BUILDER, CHIEF_OF_OFFICE)
        distributing.receive(manned.ports, manned.session(BUILDER), document=made)
        distributing.report_orders(manned.ports, manned.session(BUILDER), document=made, text="已执行")
        assert verify(manned.ports).good

    def test_what_was_recorded_for_him_he_confirms_himself(self, manned: Ways) -> None:
        document = manned.circulating(BUILDER)
        call = Slip(SignedOn.TELEPHONE, date(2026, 3, 5))
        circulation.record_reading(
            manned.ports, manned.session(), document=document, reader=ID[BUILDER], slip=call, text="阅"
        )
        prepare(manned, BUILDER, BUILDING_HAND)
        assert items(manned, "stays") == [("confirmation", document)]
