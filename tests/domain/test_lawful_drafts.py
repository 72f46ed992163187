"""What a valid key could still write against the rules of drafts is found by the verifier (O1-O3, N1, N1a, F8-F10)."""

from __future__ import annotations

from typing import Any

import pytest

from filedesk.domain.event_types import TYPES
from filedesk.domain.lawful_drafts import NOT_OF_DRAFTS, STEPS
from tests.domain.lawful_events import CLERK, GONE, HEAD, OTHER_CLERK, READER, Told, hashed

TODAY = "2026-03-05"


class Drafting(Told):
    """Tells of an office whose department 1 has READER as its manager and CLERK as a member."""

    def __init__(self) -> None:
        super().__init__()
        self.lawful("department_added", 0, department=2)
        for person, role in ((READER, "department_manager"), (CLERK, "clerk")):
            self.lawful("roles_changed", HEAD, person=person, roles=[role], roles_before=[role], department=1)

    @staticmethod
    def version(**changes: Any) -> dict[str, Any]:
        return {
            "document": 1, "series": "outgoing", "on": TODAY, "kind": "letter", "urgency": "routine", "copies": 1,
            "department": 1, "files": [], **changes,
        }  # fmt: skip

    def drafted(self, **changes: Any) -> int:
        return self.lawful("draft_made", CLERK, **self.version(**changes))

    def submitted(self, **changes: Any) -> int:
        seq = self.drafted(**changes)
        self.lawful("draft_submitted", CLERK, **self.of(), to=HEAD, signature="issue")
        return seq

    def approved(self, **changes: Any) -> int:
        seq = self.submitted(**changes)
        self.lawful("draft_approved", HEAD, **self.of(), covers=[hashed(seq).hex()], on=TODAY)
        return seq

    def numbered(self, code: int = 1, **changes: Any) -> None:
        self.approved(**changes)
        answers = {"replies_to": changes["replies_to"]} if "replies_to" in changes else {}
        self.lawful("draft_numbered", CLERK, ("code",), **self.number(code=code, **answers, **picked(changes)))

    def chopped(self) -> None:
        self.numbered()
        self.lawful("chop_used", CLERK, ("chop",), **self.of(), on=TODAY, witness=OTHER_CLERK, copies=1)

    def sent(self) -> int:
        self.chopped()
        return self.lawful("document_sent", CLERK, ("recipient.0",), **self.sending())

    def distributed(self) -> int:
        self.lawful("department_code_set", CLERK, ("text",), department=1, code=2)
        self.numbered(code=2, series="internal", kind="regulation")
        return self.lawful(
            "document_distributed", CLERK, **self.of(), on=TODAY, further=0, to=[receiver(person=READER, copies=2)]
        )

    def ordered(self) -> int:
        self.distributed()
        return self.lawful("carrying_out_ordered", HEAD, **self.of(), orders=[order(person=READER)])

    @staticmethod
    def of(document: int = 1, version: int = 1) -> dict[str, Any]:
        return {"document": document, "version": version}

    def number(self, **changes: Any) -> dict[str, Any]:
        return {**self.of(), "series": "outgoing", "code": 1, "year": 2026, "serial": 1, **changes}

    def sending(self, **changes: Any) -> dict[str, Any]:
        recipients = [{"copies": 1, "main": 1, "receipt": 1}]
        return {**self.of(), "on": TODAY, "further": 0, "means": "post", "recipients": recipients, **changes}


def picked(changes: dict[str, Any]) -> dict[str, Any]:
    return {"series": changes["series"]} if "series" in changes else {}


def receiver(person: int = 0, department: int = 0, copies: int = 1) -> dict[str, int]:
    return {"person": person, "department": department, "copies": copies, "recall": 0}


def order(person: int = 0, department: int = 0, due: str = "2026-04-01") -> dict[str, Any]:
    return {"person": person, "department": department, "due": due}


@pytest.fixture
def told() -> Drafting:
    return Drafting()


class TestDrafts:
    @pytest.mark.parametrize(
        ("changes", "problem"),
        [
            ({"kind": "unheard_of"}, "kind_unknown"),
            ({"department": 9}, "department_unknown"),
            ({"on": "2026-03-01"}, "day_not_its_own"),
            ({"answer_due": "2026-04-01"}, "answer_not_of_the_house"),
            ({"replies_to": 7}, "reply_to_nothing"),
        ],
    )
    def test_one_that_cannot_stand(self, told: Drafting, changes: dict[str, Any], problem: str) -> None:
        assert told.unlawful("draft_made", CLERK, **told.version(**changes)) == problem

    def test_it_is_made_once(self, told: Drafting) -> None:
        told.drafted()
        assert told.unlawful("draft_made", CLERK, **told.version()) == "document_twice"

    def test_versions_follow_one_another(self, told: Drafting) -> None:
        told.drafted()
        assert told.unlawful("draft_revised", CLERK, **told.version(version=3)) == "version_differs"
        other = told.version(version=4, series="internal")
        assert told.unlawful("draft_revised", CLERK, **other) == "step_not_lawful"

    def test_another_departments_draft_is_not_changed(self, told: Drafting) -> None:
        told.drafted(department=2)
        assert told.unlawful("draft_revised", READER, **told.version(version=2)) == "not_his_draft"

    def test_an_old_version_is_not_signed(self, told: Drafting) -> None:
        """F9."""
        told.drafted()
        told.lawful("draft_revised", CLERK, **told.version(version=2))
        put = {**told.of(), "to": HEAD, "signature": "issue"}
        assert told.unlawful("draft_submitted", CLERK, **put) == "version_differs"

    @pytest.mark.parametrize("wanted", [name for name in STEPS if name != "draft_revised"])
    def test_an_entry_from_elsewhere_is_no_draft(self, told: Drafting, wanted: str) -> None:
        told.registered()
        assert told.unlawful(wanted, CLERK, **told.of()) == "not_a_draft"

    @pytest.mark.parametrize("wanted", ["sent_back", "put_to_general_manager", "proposal_made"])
    def test_a_draft_does_not_go_the_way_of_papers_from_elsewhere(self, told: Drafting, wanted: str) -> None:
        assert wanted in NOT_OF_DRAFTS
        told.submitted()
        found = told.tell(wanted, HEAD, ("reason",), document=1, readers=[], departments=[])
        assert [problem for _seq, problem in found] == ["step_not_lawful"]

    def test_every_step_of_theirs_has_its_type(self) -> None:
        assert set(STEPS) <= set(TYPES)


class TestSignatures:
    def test_nothing_is_issued_that_was_not_put_to_him(self, told: Drafting) -> None:
        """O1."""
        seq = told.drafted()
        issue = {**told.of(), "covers": [hashed(seq).hex()], "on": TODAY}
        assert told.unlawful("draft_approved", HEAD, **issue) == "step_not_lawful"

    def test_the_signature_covers_the_version_with_its_files(self, told: Drafting) -> None:
        """F9."""
        seq = told.drafted(files=["a" * 32])
        told.lawful("draft_submitted", CLERK, **told.of(), to=HEAD, signature="issue")
        issue = {**told.of(), "covers": [hashed(seq).hex()], "on": TODAY}
        assert told.unlawful("draft_approved", HEAD, **issue) == "covers_differ"

    def test_a_file_that_the_version_names_is_its_own_any_other_a_supplement(self, told: Drafting) -> None:
        told.drafted(files=["a" * 32])
        told.lawful("file_taken_in", CLERK, ("name", "content"), **told.file("a"))
        assert told.unlawful("file_taken_in", CLERK, **told.file("b", 1)) == "changed_after_signing"

    def test_company_documents_are_signed_by_the_general_manager_alone(self, told: Drafting) -> None:
        """N1a."""
        seq = told.drafted(series="internal", kind="regulation")
        sign = {**told.of(), "covers": [hashed(seq).hex()], "on": TODAY}
        assert told.unlawful("draft_signed", READER, **sign) == "needs_general_manager"

    def test_everyday_business_is_signed_by_the_departments_manager(self, told: Drafting) -> None:
        """N1."""
        seq = told.drafted(series="internal", kind="memo", department=2)
        sign = {**told.of(), "covers": [hashed(seq).hex()], "on": TODAY}
        assert told.unlawful("draft_signed", READER, **sign) == "not_his_department"

    def test_it_is_put_to_whom_it_concerns(self, told: Drafting) -> None:
        told.drafted(series="internal", kind="regulation")
        put = {**told.of(), "to": READER}
        assert told.unlawful("draft_submitted", CLERK, **put, signature="sign") == "needs_general_manager"
        told = Drafting()
        told.drafted()
        assert told.unlawful("draft_submitted", CLERK, **put, signature="issue") == "not_general_manager"
        told = Drafting()
        told.drafted(series="internal", kind="memo", department=2)
        assert told.unlawful("draft_submitted", CLERK, **put, signature="sign") == "not_his_department"

    @pytest.mark.parametrize(
        ("changes", "problem"),
        [
            ({"person": READER}, "not_general_manager"),
            ({"given": "2026-03-07"}, "date_in_future"),
            ({"signed_on": "paper"}, "scan_missing"),
            ({"covers": []}, "covers_differ"),
        ],
    )
    def test_a_recorded_signature_is_his(self, told: Drafting, changes: dict[str, Any], problem: str) -> None:
        seq = told.submitted()
        recorded = {
            **told.of(), "covers": [hashed(seq).hex()], "person": HEAD, "signature": "issue",
            "signed_on": "telephone", "given": TODAY, **changes,
        }  # fmt: skip
        assert told.unlawful("approval_recorded", CLERK, **recorded) == problem

    def test_it_is_returned_to_its_drafter(self, told: Drafting) -> None:
        told.submitted()
        assert told.unlawful("draft_returned", HEAD, ("reason",), **told.of(), to=READER) == "not_his_draft"


class TestCountersigning:
    def asked(self, told: Drafting) -> dict[str, Any]:
        seq = told.drafted()
        told.lawful("countersign_asked", CLERK, **told.of(), persons=[READER])
        return {**told.of(), "covers": [hashed(seq).hex()]}

    @pytest.mark.parametrize("persons", [[OTHER_CLERK], [READER, READER], [GONE]])
    def test_managers_are_asked(self, told: Drafting, persons: list[int]) -> None:
        told.drafted()
        assert told.unlawful("countersign_asked", CLERK, **told.of(), persons=persons) == "countersigner_wrong"

    def test_whoever_was_asked_signs_once_and_is_counted(self, told: Drafting) -> None:
        signature = self.asked(told)
        assert told.unlawful("countersigned", OTHER_CLERK, **signature, left=0) == "not_asked_for"
        told = Drafting()
        signature = self.asked(told)
        assert told.unlawful("countersigned", READER, **signature, left=1) == "countersigners_miscounted"

    def test_nobody_checks_his_own(self, told: Drafting) -> None:
        seq = told.drafted()
        check = {**told.of(), "covers": [hashed(seq).hex()]}
        assert told.unlawful("draft_checked", CLERK, **check) == "not_for_oneself"


class TestNumbers:
    @pytest.mark.parametrize(
        ("changes", "problem"),
        [
            ({"serial": 2}, "number_out_of_order"),
            ({"year": 2025}, "number_of_wrong_year"),
            ({"code": 2}, "code_of_another"),
            ({"series": "internal"}, "number_twice"),
            ({"replies_to": 3}, "reply_to_nothing"),
        ],
    )
    def test_one_is_the_next_of_its_code_and_year(self, told: Drafting, changes: dict[str, Any], problem: str) -> None:
        """O3."""
        told.approved()
        assert told.unlawful("draft_numbered", CLERK, ("code",), **told.number(**changes)) == problem

    def test_it_is_given_after_the_signature_and_once(self, told: Drafting) -> None:
        told.submitted()
        assert told.unlawful("draft_numbered", CLERK, ("code",), **told.number()) == "step_not_lawful"

    def test_a_new_version_keeps_it(self, told: Drafting) -> None:
        told.approved()
        assert told.unlawful("number_kept", CLERK, **told.of()) == "number_not_given"

    def test_what_has_none_is_given_up_and_what_has_one_is_voided(self, told: Drafting) -> None:
        told.drafted()
        assert told.unlawful("number_voided", CLERK, ("reason",), document=1) == "number_not_given"
        told = Drafting()
        told.numbered()
        told.lawful("draft_revised", CLERK, ("reason",), **told.version(version=2))
        assert told.unlawful("draft_dropped", CLERK, ("reason",), document=1) == "number_not_voided"

    @pytest.mark.parametrize("code", [1, 2])
    def test_a_department_has_a_code_of_its_own(self, told: Drafting, code: int) -> None:
        told.lawful("department_code_set", CLERK, ("text",), department=1, code=2)
        found = told.unlawful("department_code_set", CLERK, ("text",), department=2, code=code)
        assert found == "code_of_another"


class TestSending:
    @pytest.mark.parametrize("witness", [CLERK, GONE])
    def test_another_one_witnesses_the_chop(self, told: Drafting, witness: int) -> None:
        told.numbered()
        chop = {**told.of(), "on": TODAY, "witness": witness, "copies": 1}
        assert told.unlawful("chop_used", CLERK, ("chop",), **chop) == "witness_wrong"

    def test_nothing_is_sent_tomorrow(self, told: Drafting) -> None:
        told.chopped()
        assert told.unlawful("document_sent", CLERK, **told.sending(on="2026-03-07")) == "date_in_future"

    def test_a_receipt_comes_once_and_with_a_file_of_the_document(self, told: Drafting) -> None:
        seq = told.sent()
        receipt = {"document": 1, "sending": seq, "on": TODAY, "none": 0}
        assert told.unlawful("receipt_noted", CLERK, **receipt, position=1) == "nothing_to_receive"
        told = Drafting()
        receipt["sending"] = told.sent()
        assert told.unlawful("receipt_noted", CLERK, **receipt, position=0, file="f" * 32) == "file_unknown"

    def test_it_is_filed_with_its_originals_and_receipts(self, told: Drafting) -> None:
        """O2."""
        told.sent()
        file = {"document": 1, "folder": 1, "on": TODAY}
        originals = dict.fromkeys(("signed_draft", "final_text", "fair_copy"), 1)
        assert (
            told.unlawful("originals_deposited", CLERK, **told.of(), **{**originals, "fair_copy": 0}) == "not_deposited"
        )
        told = Drafting()
        told.sent()
        assert told.unlawful("put_into_folder", CLERK, **file) == "not_deposited"
        told = Drafting()
        told.sent()
        told.lawful("originals_deposited", CLERK, **told.of(), **originals)
        assert told.unlawful("put_into_folder", CLERK, **file) == "steps_left_open"


class TestDistribution:
    @pytest.mark.parametrize(
        "to", [[receiver(READER, 1)], [receiver(READER), receiver(READER)], [receiver(GONE)], [receiver(0, 9)]]
    )
    def test_receivers_are_told_rightly(self, told: Drafting, to: list[dict[str, int]]) -> None:
        told.distributed()
        assert told.unlawful("document_distributed", CLERK, **told.of(), on=TODAY, further=1, to=to) == "receiver_wrong"

    def test_it_says_whether_it_went_out_before(self, told: Drafting) -> None:
        told.chopped()
        assert told.unlawful("document_sent", CLERK, ("recipient.0",), **told.sending(further=1)) == "further_wrong"

    def test_each_confirms_his_own_once(self, told: Drafting) -> None:
        """F10."""
        place = {"document": 1, "distribution": told.distributed(), "position": 0, "on": TODAY}
        assert told.unlawful("distribution_received", HEAD, **place, recorded=0) == "not_his_own"
        told = Drafting()
        place["distribution"] = told.distributed()
        told.lawful("distribution_received", READER, **place, recorded=0)
        assert told.unlawful("distribution_received", READER, **place, recorded=0) == "nothing_to_receive"

    @pytest.mark.parametrize("count", [0, 3])
    def test_no_more_come_back_than_went_out(self, told: Drafting, count: int) -> None:
        place = {"document": 1, "distribution": told.distributed(), "position": 0, "on": TODAY}
        assert told.unlawful("copies_recalled", CLERK, **place, count=count) == "copies_miscounted"

    def test_orders_are_confirmed_and_reported_by_whom_they_name(self, told: Drafting) -> None:
        """F8."""
        place = {"document": 1, "order": told.ordered(), "position": 0}
        report = {**place, "on": TODAY, "left": 0}
        assert told.unlawful("order_confirmed", HEAD, **place) == "not_his_own"
        told = Drafting()
        told.ordered()
        assert told.unlawful("order_reported", READER, ("text",), **report) == "no_such_order"
        told = Drafting()
        told.ordered()
        told.lawful("order_confirmed", READER, **place)
        assert told.unlawful("order_reported", READER, ("text",), **{**report, "left": 1}) == "orders_miscounted"

    def test_none_is_due_on_a_day_gone_by(self, told: Drafting) -> None:
        told.distributed()
        late = {**told.of(), "orders": [order(READER, due="2026-03-01")]}
        assert told.unlawful("carrying_out_ordered", HEAD, **late) == "due_in_past"

    def test_only_a_memo_that_asked_for_it_is_answered(self, told: Drafting) -> None:
        told.distributed()
        answer = {**told.of(), "on": TODAY}
        assert told.unlawful("memo_answered", READER, ("text",), **answer) == "no_answer_due"
