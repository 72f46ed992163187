"""Tampering with the journal itself, its tail, forgers with keys of their own, printed pages (rule C7)."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from filedesk.domain.signature_code import signature_code
from filedesk.services import people
from filedesk.services.acts import Act
from filedesk.vault import port as vault
from tests.desk_template import CLERK, HEAD, PASSWORD, Office, Template
from tests.storage.tampering import (
    DATABASE,
    codes,
    event_of_type,
    findings,
    rewrite,
    tampering,
)


class TestTheJournal:
    def test_two_events_that_changed_places_are_found(self, folder: Path) -> None:
        with tampering(folder) as connection:
            for old, new in ((40, -1), (41, 40), (-1, 41)):
                connection.execute("UPDATE event SET seq = ? WHERE seq = ?", (new, old))
        assert {"event_chain_broken", "event_columns_differ"} <= codes(findings(folder))

    def test_an_event_put_down_twice_is_found(self, folder: Path) -> None:
        with tampering(folder) as connection:
            connection.execute(
                "INSERT INTO event SELECT seq + 1, payload, key, signature, prev, hash FROM event"
                " ORDER BY seq DESC LIMIT 1"
            )
        assert "event_chain_broken" in codes(findings(folder))

    def test_a_missing_event_is_found_even_when_those_behind_it_move_up(self, folder: Path) -> None:
        with tampering(folder) as connection:
            connection.execute("DELETE FROM event WHERE seq = 50")
            connection.execute("UPDATE event SET seq = -seq WHERE seq > 50")
            connection.execute("UPDATE event SET seq = -seq - 1 WHERE seq < 0")
        assert "event_columns_differ" in codes(findings(folder))

    @pytest.mark.parametrize("first", [2, 40, 200])
    def test_a_tail_signed_anew_by_a_foreign_key_is_found(self, folder: Path, first: int) -> None:
        with tampering(folder) as connection:
            rewrite(connection, first, vault.new_workstation_key(), None)
        found = findings(folder)
        assert "event_key_unknown" in codes(found)
        assert any(one.place == f"event {first}" for one in found)

    def test_a_journal_signed_anew_from_its_first_event_is_found(self, folder: Path) -> None:
        with tampering(folder) as connection:
            rewrite(connection, 1, vault.new_workstation_key(), None)
        assert "event_signature_wrong" in codes(findings(folder))

    def test_a_field_changed_under_an_old_signature_is_found(self, folder: Path) -> None:
        def more_copies(told: dict[str, Any]) -> None:
            told["data"]["copies"] = 99

        with tampering(folder) as connection:
            seq = event_of_type(connection, "document_registered").seq
            rewrite(connection, seq, None, more_copies)
        assert ("event_signature_wrong", f"event {seq}") in {(f.code, f.place) for f in findings(folder)}

    @pytest.mark.parametrize(
        "change",
        [
            lambda told: told.update(at="2020-01-01T00:00:00.000Z"),
            lambda told: told.update(office="0" * 32),
            lambda told: told.update(actor=3),
            lambda told: told.update(actor=99),
            lambda told: told.update(type="no_such_type"),
            lambda told: told.update(v=2),
            lambda told: told.update(v=[]),
            lambda told: told["data"].update(extra=1),
            lambda told: told["data"].pop("document"),
            lambda told: told["words"].update(title=None),
        ],
        ids=[
            "time",
            "office",
            "another",
            "nobody",
            "type",
            "version",
            "odd_version",
            "field_more",
            "field_less",
            "word",
        ],
    )
    def test_a_changed_envelope_or_field_is_found(self, folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
        with tampering(folder) as connection:
            seq = event_of_type(connection, "document_registered", 3).seq
            rewrite(connection, seq, None, change)
        assert any(one.place == f"event {seq}" for one in findings(folder))

    @pytest.mark.parametrize("payload", [b"", b"[]", b"null", b"{}", b"\xff", b"[" * 5000, b'{"seq":1e999}'])
    def test_a_payload_that_is_no_event_is_found(self, folder: Path, payload: bytes) -> None:
        with tampering(folder) as connection:
            connection.execute("UPDATE event SET payload = ? WHERE seq = 100", (payload,))
        assert "event_malformed" in codes(findings(folder))

    def test_a_word_that_nobody_signed_is_found(self, folder: Path) -> None:
        with tampering(folder) as connection:
            connection.execute("INSERT INTO word VALUES (40, 'reason', zeroblob(16), '补写')")
            connection.execute("INSERT INTO word VALUES (99999, 'reason', zeroblob(16), '补写')")
        places = {one.place for one in findings(folder) if one.code == "word_extra"}
        assert places == {"word 40 reason", "word 99999 reason"}


class TestForgersWithKeysOfTheirOwn:
    """Somebody who can write the database, and knows the program, but holds nobody's key."""

    def test_new_keys_for_somebody_who_was_not_invited_are_found(self, full_office: Office) -> None:
        self._own_keys(full_office, person=2)
        self._seen(full_office, "event_not_authorised")

    def test_the_general_manager_cannot_be_replaced_by_keys_that_confirm_themselves(self, full_office: Office) -> None:
        keys = self._own_keys(full_office, person=1)
        with full_office.ports.ledger.writing() as writing:
            Act(writing, signer=keys.signer, actor=1).append(
                "person_confirmed", {"person": 1, "signing": keys.public.signing.hex(), "wraps": []}
            )
        self._seen(full_office, "event_not_authorised", last=full_office.size())

    def test_a_clerk_cannot_instruct(self, full_office: Office) -> None:
        session = full_office.session(CLERK)
        with full_office.ports.ledger.writing() as writing:
            act = Act(writing, signer=session.keys.signer, actor=session.person)
            act.append("sent_back", {"document": 2}, {"reason": "退"})
        self._seen(full_office, "event_not_authorised", last=full_office.size())

    def test_nobody_signs_in_another_persons_name(self, full_office: Office) -> None:
        session, head = full_office.session(CLERK), full_office.session(HEAD)
        with full_office.ports.ledger.writing() as writing:
            act = Act(writing, signer=session.keys.signer, actor=head.person)
            act.append("sent_back", {"document": 2}, {"reason": "退"})
        self._seen(full_office, "event_not_authorised", last=full_office.size())

    def _own_keys(self, office: Office, *, person: int) -> Any:
        keys = vault.new_person_keys()
        bundle = vault.lock(
            keys, password=PASSWORD, device_secret=office.ports.secrets.device_secret(), office=office.ports.office,
            person=person, demo=True,
        )  # fmt: skip
        with office.ports.ledger.writing() as writing:
            Act(writing, signer=keys.signer, actor=person).append(
                "keys_made",
                {
                    "person": person,
                    "signing": keys.public.signing.hex(),
                    "opening": keys.public.opening.hex(),
                    "bundle": writing.keep("bundle", bundle),
                    "provisional": 0,
                },
            )
        return keys

    def _seen(self, office: Office, code: str, last: int | None = None) -> None:
        found = {(one.code, one.place) for one in findings(office.folder)}
        assert (code, f"event {last or office.size()}") in found


class TestACutOrForkedJournal:
    def rolled_back(self, folder: Path, filled: Template) -> None:
        assert filled.early is not None
        shutil.copy(filled.early, folder / DATABASE)

    def forgotten(self, folder: Path) -> None:
        """As a computer that never saw this desk: nothing is remembered."""
        kept = json.loads((folder / "secrets.json").read_text(encoding="utf-8"))
        del kept["checkpoint"]
        (folder / "secrets.json").write_text(json.dumps(kept), encoding="utf-8")

    def test_a_desk_put_back_to_an_earlier_day_is_found_by_who_remembers_its_checkpoint(
        self, folder: Path, filled: Template
    ) -> None:
        self.rolled_back(folder, filled)
        assert codes(findings(folder)) == {"journal_shorter_than_seen"}

    def test_signing_in_to_it_is_refused(self, folder: Path, filled: Template, tmp_path: Path) -> None:
        copy = filled.opened(tmp_path / "again")
        self.rolled_back(copy.folder, filled)
        with pytest.raises(Exception, match="journal_rolled_back"):
            people.sign_in(copy.ports, name=CLERK, password=PASSWORD)
        copy.desk.close()

    def test_a_printed_register_finds_it_where_nothing_is_remembered(self, folder: Path, filled: Template) -> None:
        """The paper witnesses the journal: an earlier state is whole in itself, but the print knows more."""
        self.rolled_back(folder, filled)
        self.forgotten(folder)
        assert findings(folder) == []
        assert {"journal_shorter_than_printed", "printing_unknown"} <= codes(findings(folder, printed=filled.printed))

    def test_a_forged_tail_of_the_same_length_differs_from_what_was_seen_and_printed(
        self, folder: Path, filled: Template
    ) -> None:
        with tampering(folder) as connection:
            seq = event_of_type(connection, "document_registered", 5).seq
            rewrite(connection, seq, vault.new_workstation_key(), None)
        found = codes(findings(folder, printed=filled.printed))
        assert {"journal_differs_from_seen", "journal_differs_from_printed"} <= found

    def test_another_office_in_its_place_is_found(self, folder: Path) -> None:
        assert "root_differs" in codes(findings(folder, root="ABCD-EFGH-JKMN-PQRS-TVWX"))
        kept = json.loads((folder / "secrets.json").read_text(encoding="utf-8"))
        kept["pin"] = "ab" * 32
        (folder / "secrets.json").write_text(json.dumps(kept), encoding="utf-8")
        assert "root_differs" in codes(findings(folder))


class TestPrintedPages:
    def test_a_row_that_was_changed_and_reprinted_is_contradicted(self, folder: Path, filled: Template) -> None:
        with tampering(folder) as connection:
            seq = event_of_type(connection, "document_registered").seq
            connection.execute("UPDATE word SET text = '另一个标题' WHERE seq = ? AND field = 'title'", (seq,))
        found = findings(folder, printed=filled.printed)
        assert ("printed_row_contradicted", "row 1") in {(one.code, one.place) for one in found}

    def test_a_print_of_another_office_is_told_apart(self, folder: Path, filled: Template) -> None:
        _mark, _office, *rest = filled.printed.split(":")
        foreign = ":".join(["FD1", "0" * 20, *rest])
        assert codes(findings(folder, printed=foreign)) == {"printed_by_another_office"}


class TestSignaturesOnPaper:
    """A code beside a signature (issue 3, point 12) witnesses that very act."""

    def code(self, folder: Path, kind: str) -> str:
        with tampering(folder) as connection:
            founding, signed = event_of_type(connection, "office_founded"), event_of_type(connection, kind)
            (hashed,) = connection.execute("SELECT hash FROM event WHERE seq = ?", (signed.seq,)).fetchone()
        return str(signature_code(founding.data["root"], signed.seq, hashed))

    def test_the_act_as_it_was_signed_is_found(self, folder: Path) -> None:
        assert findings(folder, printed=self.code(folder, "reading_signed")) == []

    def test_an_act_that_was_altered_and_hashed_anew_is_contradicted(self, folder: Path) -> None:
        code = self.code(folder, "reading_signed")
        with tampering(folder) as connection:
            seq = event_of_type(connection, "reading_signed").seq
            rewrite(connection, seq, None, lambda told: told["data"].update(reader=7))
        found = findings(folder, printed=code)
        assert ("signature_contradicted", f"event {seq}") in {(one.code, one.place) for one in found}

    def test_a_journal_cut_before_it_is_told(self, folder: Path, filled: Template) -> None:
        code = self.code(folder, "print_abandoned")
        assert filled.early is not None
        shutil.copy(filled.early, folder / DATABASE)
        assert "journal_shorter_than_signature" in codes(findings(folder, printed=code))
