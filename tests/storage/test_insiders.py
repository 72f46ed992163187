"""An insider with valid keys and a tool of his own: what he signs against the rules is found (C7, F9, I3 to I7).

Every event here is signed by the right key of the right role, follows in the chain and is projected: the desk is whole
in itself. Only the rules, replayed over the journal, tell it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from filedesk.domain import merkle
from filedesk.domain.documents import Series
from filedesk.domain.events import leaf, parse
from filedesk.services import taking_in
from filedesk.services.acts import Act
from filedesk.services.keys import Session
from filedesk.services.verification import PrintedAnswer, Report, verify
from filedesk.storage.slots import SlotsFile
from filedesk.texts import tr
from filedesk.texts.sentences.findings import UNPROVEN
from tests.desk_template import AUDITOR, CLERK, HEAD, Office, Template
from tests.storage.tampering import codes, findings, tampering


@pytest.fixture
def insider(office: Office) -> Insider:
    return Insider(office)


class Insider:
    """Writes events with somebody's own key, past the services."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def signs(self, who: str, of_type: str, words: dict[str, str] | None = None, **data: Any) -> int:
        """Sign and append one event; returns its seq."""
        session: Session = self.office.session(who)
        with self.office.ports.ledger.writing() as writing:
            act = Act(writing, signer=session.keys.signer, actor=session.person)
            return act.append(of_type, data, words).seq

    def found(self) -> set[tuple[str, str]]:
        """Place and problem of every finding; each is an act that no rule allowed."""
        report = verify(self.office.ports)
        assert {one.code for one in report.findings} <= {"event_unlawful"}, report.findings
        return {(one.place, str(one.params["problem"])) for one in report.findings}


ENTRY: dict[str, Any] = {
    "kind": "notice", "received": "2026-03-05", "copies": 1, "urgency": "routine", "medium": "paper",
    "correspondent": 1, "series": "incoming", "secret": 0, "level": "ordinary", "year": 2026, "files": [],
}  # fmt: skip
SAYS = {"title": "私自登记", "sender": "市财政局"}


def test_a_lawful_office_is_clean(insider: Insider) -> None:
    insider.office.register()
    insider.office.submit(1)
    assert insider.found() == set()


def test_a_number_out_of_order_is_found_at_its_event(insider: Insider) -> None:
    insider.office.register()
    seq = insider.signs(CLERK, "document_registered", SAYS, **ENTRY, document=2, serial=3)
    report = verify(insider.office.ports)
    told = {(one.code, one.place) for one in report.findings}
    assert told == {("event_unlawful", f"event {seq}"), ("number_missing", "number incoming 2026 2")}


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"year": 2025}, "number_of_wrong_year"),
        ({"received": "2025-12-30"}, "number_of_wrong_year"),
        ({"late": 1}, "number_of_wrong_year"),
        ({"received": "2026-03-09"}, "date_in_future"),
        ({"department": 2, "deadline": "2026-03-01"}, "deadline_before_receipt"),
        ({"correspondent_new": 1}, "correspondent_unknown"),
        ({"files": ["a" * 32]}, "file_not_taken_in"),
    ],
)
def test_an_entry_against_the_rules_is_found(insider: Insider, changes: dict[str, Any], problem: str) -> None:
    insider.office.register()
    serial = 1 if changes.get("year") == 2025 else 2
    seq = insider.signs(CLERK, "document_registered", SAYS, **{**ENTRY, "document": 2, "serial": serial, **changes})
    assert insider.found() == {(f"event {seq}", problem)}


def test_i3_an_instruction_on_what_was_never_put_to_him_is_found(insider: Insider) -> None:
    insider.office.register()
    wrong = {"document": 1, "readers": [], "departments": [], "covers": [], "on": "2026-03-05"}
    seq = insider.signs(HEAD, "instructed", {"text": "同意"}, **wrong)
    assert insider.found() == {(f"event {seq}", "step_not_lawful")}


def test_f9_a_signature_that_leaves_out_the_paper_is_found(insider: Insider) -> None:
    insider.office.register()
    insider.office.submit(1)
    wrong = {"document": 1, "readers": [], "departments": [], "covers": [], "on": "2026-03-05"}
    seq = insider.signs(HEAD, "instructed", {"text": "同意"}, **wrong)
    assert insider.found() == {(f"event {seq}", "covers_differ")}


def test_f9_a_correction_after_he_has_it_is_found(insider: Insider) -> None:
    insider.office.register()
    insider.office.submit(1)
    fields = {name: ENTRY[name] for name in ("kind", "received", "copies", "urgency", "medium", "correspondent")}
    seq = insider.signs(CLERK, "entry_corrected", SAYS, **fields, document=1, slip=1, attachments_before=0)
    assert insider.found() == {(f"event {seq}", "changed_after_signing")}


def test_i4_papers_that_readers_hand_on_among_themselves_are_found(insider: Insider) -> None:
    """横传 (rule N3): who carries is a clerk or of the office."""
    insider.office.register()
    holder = insider.office.row("document", id=1)["holder"]
    given = {"document": 1, "from": holder, "to": 1, "carrier": 5, "purpose": "reading"}
    seq = insider.signs(CLERK, "handed_over", **given)
    assert insider.found() == {(f"event {seq}", "carrier_may_not")}


def test_a_backdated_filing_is_found(insider: Insider) -> None:
    office = insider.office
    office.register(series=Series.OUTGOING)
    insider.signs(CLERK, "folder_added", {"name": "案卷"}, folder=1, year=2026)
    seq = insider.signs(CLERK, "put_into_folder", document=1, folder=1, on="2026-01-05")
    assert insider.found() == {(f"event {seq}", "day_not_its_own")}


def test_c3_an_office_key_given_to_the_auditor_is_found(insider: Insider) -> None:
    office = insider.office
    auditor, key = office.row("person", name="赵审"), next(iter(office.session(HEAD).office_keys()))
    with office.ports.ledger.writing() as writing:
        head = office._sessions[HEAD]
        vault, opening = office.ports.vault, bytes.fromhex(str(auditor["opening"]))
        wrap = {
            "name": "office", "generation": 1, "person": auditor["id"],
            "digest": writing.keep("wrap", vault.wrap_role_key(key, to=opening, office=office.ports.office)),
        }  # fmt: skip
        confirmed = {"person": auditor["id"], "signing": auditor["signing"], "wraps": [wrap]}
        seq = Act(writing, signer=head.keys.signer, actor=head.person).append("person_confirmed", confirmed).seq
    assert insider.found() == {(f"event {seq}", "key_not_due")}


def test_a_print_event_that_commits_to_other_rows_is_found(full_office: Office) -> None:
    printed = full_office.rows("printing")[0]
    told = {
        name: printed[name]
        for name in (
            "register",
            "version",
            "rows",
            "rows_root",
            "hashes",
            "salt",
            "snapshot",
            "snapshot_root",
            "language",
        )
    }
    seqs = []
    for lie in ({"rows": 1}, {"rows_root": "0" * 64}, {"snapshot_root": "0" * 64}):
        seqs.append(
            Insider(full_office).signs(CLERK, "register_printed", {"selection": "sort=number"}, **{**told, **lie})
        )
    found = {(one.code, one.place) for one in findings(full_office.folder)}
    assert found == {("printing_differs", f"event {seq}") for seq in seqs}


@pytest.mark.parametrize("shape", ["spaces", "order", "escapes", "twice"])
def test_a_payload_that_is_signed_but_not_canonical_is_found(office: Office, shape: str) -> None:
    """What two readers could read differently is no evidence: there is one lawful form (RFC 8785)."""
    office.register()
    signer = office.session().keys.signer
    seq = office.size()
    office.desk.database.close()
    with tampering(office.folder) as connection:
        payload, key = connection.execute("SELECT payload, key FROM event WHERE seq = ?", (seq,)).fetchone()
        told = parse(payload).payload()
        changed = {
            "spaces": json.dumps(told, sort_keys=True).encode(),
            "order": json.dumps(dict(reversed(told.items())), separators=(",", ":")).encode(),
            "escapes": payload.replace(b'"incoming"', b'"\\u0069ncoming"'),
            "twice": payload[:-1] + b',"words":' + json.dumps(told["words"], separators=(",", ":")).encode() + b"}",
        }[shape]
        assert changed != payload
        signature = signer.sign(changed)
        hashed = merkle.leaf_hash(leaf(key, signature, changed))
        connection.execute(
            "UPDATE event SET payload = ?, signature = ?, hash = ? WHERE seq = ?", (changed, signature, hashed, seq)
        )
    assert {(one.code, one.place) for one in findings(office.folder)} == {("event_not_canonical", f"event {seq}")}


class TestSlots:
    def slots(self, office: Office) -> SlotsFile:
        return SlotsFile(office.folder / "shred.slots", office.ports.office)

    def test_slots_that_no_event_names_are_counted_and_no_finding(self, office: Office, tmp_path: Path) -> None:
        """A registration that was given up, or a crash, leaves them behind."""
        paper = tmp_path / "a.txt"
        paper.write_text("paper", encoding="utf-8")
        taking_in.discard(office.ports, office.stage(paper))
        slots = office.folder / "shred.slots"
        slots.write_bytes(slots.read_bytes() + b"\x07" * 64)
        report = verify(office.ports)
        assert (report.good, report.spare_slots, report.leftovers) == (True, 2, 0)

    def test_a_destroyed_slot_without_its_event_is_found(self, office: Office) -> None:
        slots = self.slots(office)
        (slot,) = slots.append([b"v" * 32])
        slots.destroy(slot, b"h" * 32)
        assert {(one.code, one.place) for one in findings(office.folder)} == {
            ("slot_destroyed_unordered", f"slot {slot}")
        }

    def test_a_slot_that_stands_there_twice_is_found(self, full_office: Office) -> None:
        path = full_office.folder / "shred.slots"
        raw = path.read_bytes()
        path.write_bytes(raw + raw[64:128])
        assert codes(findings(full_office.folder)) == {"slot_is_twice"}


class TestWhatStaysUnproven:
    def test_a_desk_set_back_where_nothing_is_remembered_is_clean_and_the_report_says_so(
        self, filled: Template, tmp_path: Path
    ) -> None:
        office = filled.opened(tmp_path / "desk")
        kept = json.loads((office.folder / "secrets.json").read_text(encoding="utf-8"))
        del kept["checkpoint"], kept["pin"]
        (office.folder / "secrets.json").write_text(json.dumps(kept), encoding="utf-8")
        report = verify(office.ports)
        office.desk.close()
        assert report.good
        assert report.unproven == ("not_anchored", "nothing_remembered", "contents_not_opened")
        assert all(tr(UNPROVEN[code], root=report.fingerprint) for code in report.unproven)

    def test_with_a_pin_a_checkpoint_and_keys_nothing_stays_unproven(self, filled: Template, tmp_path: Path) -> None:
        office = filled.opened(tmp_path / "desk")
        report = verify(office.ports, session=office.session())
        office.desk.close()
        assert report.unproven == ()
        assert report.remembered is not None
        assert report.remembered < report.events

    def test_who_holds_no_key_proves_nothing_of_the_contents_and_finds_nothing_wrong(
        self, filled: Template, tmp_path: Path
    ) -> None:
        """An auditor opens no file: with his name the report is the same as without one."""
        office = filled.opened(tmp_path / "desk")
        report = verify(office.ports, session=office.session(AUDITOR))
        office.desk.close()
        assert report.good, report.findings
        assert report.opened == 0
        assert report.unproven == ("contents_not_opened",)

    def test_a_printed_page_takes_the_place_of_what_is_remembered(self) -> None:
        assert "nothing_remembered" in Report().unproven
        assert "nothing_remembered" not in Report(printed=PrintedAnswer()).unproven
