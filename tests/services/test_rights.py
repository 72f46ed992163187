"""Who may do what is judged when an act is recorded, not when somebody signed in (rules, "People")."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from filedesk.domain.documents import Series
from filedesk.domain.event_types import SELF, TYPES
from filedesk.errors import KeyOrSealWrong, RuleRefused
from filedesk.services import auditing, instruction, people, reading, registration
from filedesk.services.acts import act_of
from filedesk.services.verification import verify
from filedesk.services.wording import Wording
from tests.desk_template import (
    ADMINISTRATOR,
    AUDITOR,
    CLERK,
    HEAD,
    INVITED,
    PASSWORD,
    RESPONSIBLE,
    SECOND_CLERK,
    Office,
    entry,
)


def person(office: Office, name: str) -> int:
    found = office.row("person", name=name)["id"]
    assert isinstance(found, int)
    return found


class TestRightsNow:
    def test_who_left_records_nothing_more_with_a_session_still_open(self, office: Office) -> None:
        open_still, head = office.session(SECOND_CLERK), office.session(HEAD)
        with office.ports.ledger.writing() as writing:
            act_of(writing, head).append("person_left", {"person": open_still.person})
        with pytest.raises(RuleRefused, match="person_left"):
            registration.register(office.ports, open_still, entry=entry())
        assert verify(office.ports).good

    def test_a_role_that_was_taken_away_is_gone_at_once(self, office: Office) -> None:
        open_still, head = office.session(SECOND_CLERK), office.session(HEAD)
        with office.ports.ledger.writing() as writing:
            act_of(writing, head).append(
                "roles_changed", {"person": open_still.person, "roles": ["responsible"], "roles_before": ["clerk"]}
            )
        with pytest.raises(RuleRefused, match="act_not_for_role"):
            registration.register(office.ports, open_still, entry=entry())
        assert verify(office.ports).good

    def test_who_was_given_a_new_code_uses_it_first(self, office: Office) -> None:
        open_still = office.session(SECOND_CLERK)
        people.new_code(office.ports, office.session(ADMINISTRATOR), person=open_still.person)
        with pytest.raises(RuleRefused, match="keys_replaced"):
            registration.register(office.ports, open_still, entry=entry())

    @pytest.mark.parametrize("kind", sorted(kind for kind, told in TYPES.items() if SELF not in told.signers))
    def test_no_act_is_signed_that_the_role_may_not(self, office: Office, kind: str) -> None:
        session = office.session(AUDITOR)
        if "auditor" in TYPES[kind].signers:
            pytest.skip("his own")
        with pytest.raises(RuleRefused, match="act_not_for_role"), office.ports.ledger.writing() as writing:
            act_of(writing, session).append(kind, {})


class TestOneTimeCodes:
    def test_a_code_serves_once(self, office: Office) -> None:
        code = office.codes[INVITED]
        people.first_sign_in(office.ports, name=INVITED, code=code, password=PASSWORD)
        with pytest.raises(RuleRefused, match="code_not_expected"):
            people.first_sign_in(office.ports, name=INVITED, code=code, password=PASSWORD)

    def test_two_who_use_it_at_once_do_not_both_get_keys(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        code, lock, vault = office.codes[INVITED], office.ports.vault.lock, office.ports.vault
        others: list[str] = []

        def slow_lock(*args: object, **named: object) -> bytes:
            """Somebody else is quicker while this one's password is being made into a key."""
            if not others:
                others.append(INVITED)
                people.first_sign_in(office.ports, name=INVITED, code=code, password="quicker than you 1")
            return lock(*args, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(vault, "lock", slow_lock)
        with pytest.raises(RuleRefused, match="code_not_expected"):
            people.first_sign_in(office.ports, name=INVITED, code=code, password=PASSWORD)
        assert office.events().count("keys_made") == 8
        assert verify(office.ports).good
        people.sign_in(office.ports, name=INVITED, password="quicker than you 1")

    def test_a_newer_code_ends_the_older_one(self, office: Office) -> None:
        people.new_code(office.ports, office.session(ADMINISTRATOR), person=person(office, INVITED))
        with pytest.raises(KeyOrSealWrong, match="code_wrong"):
            people.first_sign_in(office.ports, name=INVITED, code=office.codes[INVITED], password=PASSWORD)

    def test_wrong_codes_are_noted_and_slowed_down_and_a_mistyped_one_is_not(self, office: Office) -> None:
        with pytest.raises(RuleRefused, match="code_malformed"):
            people.first_sign_in(office.ports, name=INVITED, code="AB", password=PASSWORD)
        assert office.row("person", name=INVITED)["refused"] == 0
        with pytest.raises(KeyOrSealWrong, match="code_wrong"):
            people.first_sign_in(office.ports, name=INVITED, code="0000-0000-0000-0000", password=PASSWORD)
        assert office.row("person", name=INVITED)["refused"] == 1
        with pytest.raises(RuleRefused, match="sign_in_wait"):
            people.first_sign_in(office.ports, name=INVITED, code=office.codes[INVITED], password=PASSWORD)

    def test_who_has_a_code_is_told_to_use_it(self, office: Office) -> None:
        with pytest.raises(RuleRefused, match="first_sign_in_needs_code"):
            people.sign_in(office.ports, name=INVITED, password=PASSWORD)

    def test_the_general_manager_is_not_shut_out_by_a_code(self, office: Office) -> None:
        """Only the office root certifies his keys."""
        with pytest.raises(RuleRefused, match="general_manager_by_sheets"):
            people.new_code(office.ports, office.session(ADMINISTRATOR), person=person(office, HEAD))


class TestWhatIsNamed:
    def test_a_department_exists_wherever_it_is_named(self, office: Office) -> None:
        made = office.register()
        acts = [
            lambda: office.register(department=9),
            lambda: registration.correct(
                office.ports, office.session(), document=made.document, entry=entry(department=9)
            ),
            lambda: people.add_person(
                office.ports, office.session(ADMINISTRATOR), name="新人", roles=frozenset({"clerk"}), department=9
            ),
            lambda: instruction.propose(
                office.ports, office.session(), document=made.document, said=Wording("拟办", (), 9)
            ),
        ]
        for act in acts:
            with pytest.raises(RuleRefused, match="department_unknown"):
                act()

    def test_a_correction_leaves_a_paper_in_the_year_of_its_number(self, office: Office) -> None:
        """Conventions, "Year"."""
        made = office.register()
        moved = entry(received=date(2025, 12, 30))
        with pytest.raises(RuleRefused, match="year_stays"):
            registration.correct(office.ports, office.session(), document=made.document, entry=moved)
        registration.correct(
            office.ports, office.session(), document=made.document, entry=entry(received=date(2026, 1, 2))
        )
        assert verify(office.ports).good

    def test_an_audit_note_is_on_a_document_that_is_there(self, office: Office) -> None:
        with pytest.raises(RuleRefused, match="document_unknown"):
            auditing.add_audit_note(office.ports, office.session(AUDITOR), text="查", document=9)

    def test_only_a_file_of_the_paper_is_noted_as_opened_outside(self, office: Office, tmp_path: Path) -> None:
        paper = tmp_path / "a.txt"
        paper.write_text("paper", encoding="utf-8")
        office.register("有文件", office.stage(paper))
        other = office.register("没有文件")
        file = office.rows("document_file")[0]
        with pytest.raises(RuleRefused, match="file_unknown"):
            reading.note_opened_outside(office.ports, office.session(), file={**file, "document": other.document})
        with pytest.raises(RuleRefused, match="act_not_for_role"):
            reading.note_opened_outside(office.ports, office.session(AUDITOR), file=file)
        with pytest.raises(RuleRefused, match="not_named_to_you"):
            reading.note_opened_outside(office.ports, office.session(RESPONSIBLE), file=file)
        reading.note_opened_outside(office.ports, office.session(), file=file)
        assert verify(office.ports).good


def test_i4_rows_of_papers_that_do_not_name_somebody_are_not_read_by_their_ids(office: Office) -> None:
    made = [office.register(f"第{n}号").document for n in range(2)]
    office.submit(*made)
    said = Wording("请阅", (person(office, RESPONSIBLE),))
    instruction.instruct(office.ports, office.session(HEAD), document=made[1], said=said)
    assert set(reading.rows(office.ports, office.session(RESPONSIBLE), made)) == {made[1]}
    assert set(reading.rows(office.ports, office.session(CLERK), made)) == set(made)


def test_what_seems_registered_twice_is_for_those_who_register(office: Office) -> None:
    with pytest.raises(RuleRefused, match="act_not_for_role"):
        registration.look_for_twice(
            office.ports, office.session(RESPONSIBLE), entry=entry(series=Series.INCOMING), staged=[]
        )


def test_a_staged_file_becomes_part_of_one_document_only(office: Office, tmp_path: Path) -> None:
    paper = tmp_path / "a.txt"
    paper.write_text("paper", encoding="utf-8")
    staged = office.stage(paper)
    office.register("一", staged)
    with pytest.raises(ValueError, match="belongs to a document"):
        office.register("二", staged)
    assert len(office.rows("document")) == 1


def test_a_name_is_one_name_however_its_letters_are_composed(office: Office) -> None:
    administrator = office.session(ADMINISTRATOR)
    roles = frozenset({"responsible"})
    code = people.add_person(office.ports, administrator, name="Ren\u00e9", roles=roles, department=None)
    with pytest.raises(RuleRefused, match="name_twice"):
        people.add_person(office.ports, administrator, name="Rene\u0301", roles=roles, department=None)
    people.first_sign_in(office.ports, name="Rene\u0301", code=code, password=PASSWORD)
    assert people.sign_in(office.ports, name="Rene\u0301", password=PASSWORD).name == "Ren\u00e9"


def test_guessing_the_old_password_is_noted_and_slowed_down_as_at_the_sign_in(office: Office) -> None:
    session = office.session()
    with pytest.raises(KeyOrSealWrong, match="password_wrong"):
        people.change_password(office.ports, session, old="guess", new="a new one 7")
    assert office.events()[-1] == "sign_in_refused"
    with pytest.raises(RuleRefused, match="sign_in_wait"):
        people.change_password(office.ports, session, old=PASSWORD, new="a new one 7")
    office.clock.advance(timedelta(seconds=2))
    people.change_password(office.ports, session, old=PASSWORD, new="a new one 7")
    assert office.row("person", name=CLERK)["refused"] == 0
    assert verify(office.ports).good
