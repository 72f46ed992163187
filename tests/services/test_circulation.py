"""Reading in turn 传阅 through the services (I4): every success with its rows, every refusal by its code and rule."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from filedesk.domain.circulation import Mode
from filedesk.domain.routing import Purpose, SignedOn
from filedesk.errors import ChangedMeanwhile
from filedesk.services import circulation, custody, deputies, reading
from filedesk.services.recording import Slip
from filedesk.services.verification import verify
from tests.services.route_office import (
    AUDITOR,
    BUILDER,
    BUILDING_HAND,
    CHIEF_OF_OFFICE,
    CLERK,
    HEAD,
    ID,
    PAYER,
    PAYING_HAND,
    SECOND_CLERK,
    Ways,
)  # fmt: skip

CALL = Slip(SignedOn.TELEPHONE, date(2026, 3, 5))


def states(office: Ways, document: int) -> dict[object, object]:
    return {row["reader"]: row["state"] for row in office.rows("reading_turn", order="position", document=document)}


class TestBeginning:
    def test_i4_one_after_another_the_first_gets_it(self, manned: Ways) -> None:
        document = manned.circulating(BUILDER, PAYER)
        assert states(manned, document) == {ID[BUILDER]: "out", ID[PAYER]: "waiting"}
        assert manned.turn(document, BUILDER)["sent_at"] == manned.rows("movement", order="seq")[-1]["at"]
        assert manned.document(document)["state"] == "in_circulation"
        assert manned.row("circulation", document=document)["mode"] == "sequence"
        ways = [(m["giver"], m["taker"], m["carrier"], m["purpose"]) for m in manned.rows("movement", order="seq")]
        assert ways == [(2, 1, 2, "review"), (1, 2, 2, "return"), (2, ID[BUILDER], 2, "reading")]

    def test_i4_all_at_once_everybody_may_read_and_the_original_stays(self, manned: Ways) -> None:
        document = manned.circulating(BUILDER, PAYER, mode=Mode.TOGETHER)
        assert states(manned, document) == {ID[BUILDER]: "out", ID[PAYER]: "out"}
        assert manned.document(document)["holder"] == ID[HEAD]

    def test_i4_to_one_only(self, manned: Ways) -> None:
        assert states(manned, manned.circulating(BUILDER, mode=Mode.SINGLE)) == {ID[BUILDER]: "out"}

    def test_i4_it_may_stay_with_the_clerk_until_she_sends_it(self, manned: Ways) -> None:
        document = manned.said([BUILDER])
        circulation.begin_circulation(manned.ports, manned.session(), document=document, send=False)
        assert states(manned, document) == {ID[BUILDER]: "waiting"}
        circulation.send_to_next(manned.ports, manned.session(), documents=[document])
        assert states(manned, document) == {ID[BUILDER]: "out"}

    @pytest.mark.parametrize("first", [HEAD, CLERK])
    def test_i4_a_reader_who_has_it_already_needs_no_hand_over(self, manned: Ways, first: str) -> None:
        document = manned.circulating(first, BUILDER)
        assert manned.document(document)["holder"] == ID[first]
        circulation.sign_reading(manned.ports, manned.session(first), document=document)
        circulation.send_to_next(manned.ports, manned.session(), documents=[document])
        assert states(manned, document) == {ID[first]: "read", ID[BUILDER]: "out"}
        assert verify(manned.ports).good

    def test_i4_who_was_named_sees_it_now(self, manned: Ways) -> None:
        document = manned.circulating(BUILDER)
        assert reading.document(manned.ports, manned.session(BUILDER), document).row["id"] == document

    def test_i4_without_readers_there_is_nobody_to_send_it_to(self, manned: Ways) -> None:
        document = manned.said((), [2])
        with manned.refuses("readers_not_named", "I4"):
            circulation.begin_circulation(manned.ports, manned.session(), document=document)

    def test_i4_to_one_only_is_for_one(self, manned: Ways) -> None:
        document = manned.said([BUILDER, PAYER])
        with manned.refuses("mode_does_not_fit", "I4"):
            circulation.begin_circulation(manned.ports, manned.session(), document=document, mode=Mode.SINGLE)

    def test_i3_i4_not_before_the_instruction_and_once(self, manned: Ways) -> None:
        manned.register()
        with manned.refuses("step_not_now", "I4"):
            circulation.begin_circulation(manned.ports, manned.session(), document=1)
        document = manned.circulating(BUILDER)
        with manned.refuses("step_not_now", "I4"):
            circulation.begin_circulation(manned.ports, manned.session(), document=document)

    @pytest.mark.parametrize("name", [HEAD, BUILDER, BUILDING_HAND, AUDITOR])
    def test_n3_only_the_office_sends_it_round(self, manned: Ways, name: str) -> None:
        document = manned.said([BUILDER])
        with manned.refuses("act_not_for_role", "I4"):
            circulation.begin_circulation(manned.ports, manned.session(name), document=document)

    def test_n3_the_carrier_is_of_the_office(self, manned: Ways) -> None:
        document = manned.said([BUILDER])
        with manned.refuses("carrier_may_not", "N3"):
            circulation.begin_circulation(manned.ports, manned.session(), document=document, carrier=ID[PAYER])
        circulation.begin_circulation(manned.ports, manned.session(), document=document, carrier=ID[SECOND_CLERK])
        assert {m["carrier"] for m in manned.rows("movement", purpose="reading")} == {ID[SECOND_CLERK]}


class TestSendingOn:
    def test_i4_read_and_back_and_to_the_next_in_one_act(self, manned: Ways) -> None:
        document = manned.circulating(BUILDER, PAYER)
        circulation.sign_reading(manned.ports, manned.session(BUILDER), document=document)
        size = manned.size()
        circulation.send_to_next(manned.ports, manned.session(), documents=[document])
        with manned.ports.ledger.reading() as rows:
            first, second = (rows.event(seq)[0] for seq in (size + 1, size + 2))
        assert (first.type, second.type, first.act) == ("handed_over", "handed_over", second.act)
        assert states(manned, document) == {ID[BUILDER]: "read", ID[PAYER]: "out"}
        assert manned.turn(document, BUILDER)["returned_at"] == first.at

    def test_i4_many_papers_in_one_act_with_one_carrier(self, manned: Ways) -> None:
        papers = [manned.circulating(BUILDER, PAYER) for _ in range(3)]
        for document in papers:
            circulation.sign_reading(manned.ports, manned.session(BUILDER), document=document)
        carrier = ID[SECOND_CLERK]
        circulation.send_to_next(manned.ports, manned.session(), documents=papers, carrier=carrier)
        assert {manned.document(document)["holder"] for document in papers} == {ID[PAYER]}
        assert {m["carrier"] for m in manned.rows("movement", taker=ID[PAYER])} == {carrier}

    def test_i4_one_that_cannot_go_stops_them_all(self, manned: Ways) -> None:
        ready, still_out = manned.circulating(BUILDER, PAYER), manned.circulating(BUILDER, PAYER)
        circulation.sign_reading(manned.ports, manned.session(BUILDER), document=ready)
        with manned.refuses("still_with_reader", "I4"):
            circulation.send_to_next(manned.ports, manned.session(), documents=[ready, still_out])

    def test_i4_after_the_last_it_only_comes_back(self, manned: Ways) -> None:
        document = manned.circulating(BUILDER)
        circulation.sign_reading(manned.ports, manned.session(BUILDER), document=document)
        circulation.send_to_next(manned.ports, manned.session(), documents=[document])
        assert manned.document(document)["holder"] == ID[CLERK]
        with manned.refuses("no_reader_left", "I4"):
            circulation.send_to_next(manned.ports, manned.session(), documents=[document])

    def test_i4_the_clerk_who_reads_next_gets_it_by_its_coming_back(self, manned: Ways) -> None:
        document = manned.circulating(BUILDER, CLERK)
        circulation.sign_reading(manned.ports, manned.session(BUILDER), document=document)
        circulation.send_to_next(manned.ports, manned.session(), documents=[document])
        with manned.refuses("already_with_him"):
            circulation.send_to_next(manned.ports, manned.session(), documents=[document])
        circulation.sign_reading(manned.ports, manned.session(), document=document)
        assert states(manned, document) == {ID[BUILDER]: "read", ID[CLERK]: "read"}
        assert verify(manned.ports).good

    def test_i4_what_is_not_in_circulation_is_not_sent_on(self, manned: Ways) -> None:
        document = manned.handled(2)
        with manned.refuses("not_in_circulation", "I4"):
            circulation.send_to_next(manned.ports, manned.session(), documents=[document])

    @pytest.mark.parametrize("name", [BUILDER, PAYER, HEAD])
    def test_i4_a_reader_sends_nothing_on(self, manned: Ways, name: str) -> None:
        """横传: the program offers no such way."""
        document = manned.circulating(BUILDER, PAYER)
        with manned.refuses("act_not_for_role", "I4"):
            circulation.send_to_next(manned.ports, manned.session(name), documents=[document])

    def test_whoever_acts_second_is_told_by_whom_it_was_changed(self, manned: Ways) -> None:
        document = manned.circulating(BUILDER, PAYER)
        seen = manned.seen(document)
        circulation.sign_reading(manned.ports, manned.session(BUILDER), document=document)
        with pytest.raises(ChangedMeanwhile) as caught:
            circulation.send_to_next(manned.ports, manned.session(), documents=[document], seen=seen)
        assert caught.value.params["name"] == BUILDER


class TestReading:
    def test_i4_he_reads_and_signs_and_the_record_tells_when_and_what(self, manned: Ways) -> None:
        document = manned.circulating(BUILDER)
        changes = circulation.sign_reading(manned.ports, manned.session(BUILDER), document=document, text="同意。")
        row = manned.turn(document, BUILDER)
        assert (row["state"], row["opinion"], row["signed_on"]) == ("read", "同意。", "screen")
        assert (row["read_by"], row["deputy"], row["seq"]) == (ID[BUILDER], 0, manned.size())
        assert changes.documents == {document}

    def test_i4_who_has_nothing_to_say_writes_yue(self, manned: Ways) -> None:
        document = manned.circulating(BUILDER)
        circulation.sign_reading(manned.ports, manned.session(BUILDER), document=document, text=" \n")
        assert manned.turn(document, BUILDER)["opinion"] == "阅"

    def test_f9_his_signature_covers_the_paper_as_it_stands(self, manned: Ways) -> None:
        document = manned.circulating(BUILDER)
        circulation.sign_reading(manned.ports, manned.session(BUILDER), document=document)
        with manned.ports.ledger.reading() as rows:
            event, _words = rows.event(rows.size())
            entered, _said = rows.timeline(document)[0]
            registered = bytes(rows.find("event", seq=entered.seq)[0]["hash"]).hex()
        assert event.data["covers"] == [registered]

    def test_i4_only_in_his_turn_and_once(self, manned: Ways) -> None:
        document = manned.circulating(BUILDER, PAYER)
        with manned.refuses("turn_not_open", "I4"):
            circulation.sign_reading(manned.ports, manned.session(PAYER), document=document)
        circulation.sign_reading(manned.ports, manned.session(BUILDER), document=document)
        with manned.refuses("turn_not_open", "I4"):
            circulation.sign_reading(manned.ports, manned.session(BUILDER), document=document)

    def test_i4_whom_he_did_not_name_does_not_sign(self, manned: Ways) -> None:
        document = manned.circulating(BUILDER)
        with manned.refuses("not_a_reader", "I4"):
            circulation.sign_reading(manned.ports, manned.session(PAYER), document=document)

    @pytest.mark.parametrize("name", [PAYER, CLERK, HEAD])
    def test_i4_nobody_signs_for_another(self, manned: Ways, name: str) -> None:
        document = manned.circulating(BUILDER)
        with manned.refuses("not_his_deputy"):
            circulation.sign_reading(manned.ports, manned.session(name), document=document, reader=ID[BUILDER])

    def test_i4_on_leave_his_deputy_reads_and_the_record_says_so(self, manned: Ways) -> None:
        document, today = manned.circulating(BUILDER), date(2026, 3, 5)
        away = {"first": today, "last": today + timedelta(days=4)}
        deputies.name_deputy(
            manned.ports, manned.session(BUILDER), person=ID[BUILDER], deputy=ID[BUILDING_HAND], **away
        )
        circulation.sign_reading(
            manned.ports, manned.session(BUILDING_HAND), document=document, reader=ID[BUILDER], text="代阅"
        )
        row = manned.turn(document, BUILDER)
        assert (row["state"], row["read_by"], row["deputy"]) == ("read", ID[BUILDING_HAND], 1)
        assert verify(manned.ports).good

    def test_i4_after_his_days_the_deputy_does_not_sign(self, manned: Ways) -> None:
        document, today = manned.circulating(BUILDER), date(2026, 3, 5)
        deputies.name_deputy(
            manned.ports, manned.session(BUILDER), person=ID[BUILDER], deputy=ID[BUILDING_HAND], first=today, last=today
        )
        manned.clock.advance(timedelta(days=1))
        with manned.refuses("not_his_deputy"):
            circulation.sign_reading(manned.ports, manned.session(BUILDING_HAND), document=document, reader=ID[BUILDER])


class TestOnPaper:
    """Signing on paper and by telephone (rules, "People")."""

    def test_i4_read_on_paper_with_its_scan(self, manned: Ways, tmp_path: Path) -> None:
        document = manned.circulating(BUILDER)
        slip = Slip(SignedOn.PAPER, date(2026, 3, 4), manned.file_of(document, tmp_path))
        circulation.record_reading(
            manned.ports, manned.session(), document=document, reader=ID[BUILDER], slip=slip, text="已阅"
        )
        row = manned.turn(document, BUILDER)
        assert (row["state"], row["opinion"], row["signed_on"], row["read_at"]) == (
            "read",
            "已阅",
            "paper",
            "2026-03-04",
        )
        (act,) = manned.rows("recorded_act")
        assert (act["person"], act["scan"], act["confirmed_seq"]) == (ID[BUILDER], slip.scan, None)

    def test_i4_the_scan_may_come_in_the_same_act(self, manned: Ways, tmp_path: Path) -> None:
        document, paper = manned.circulating(BUILDER), tmp_path / "传阅单.txt"
        paper.write_text("阅", encoding="utf-8")
        slip = Slip(SignedOn.PAPER, date(2026, 3, 5), staged=manned.stage(paper), what="传阅单")
        circulation.record_reading(manned.ports, manned.session(), document=document, reader=ID[BUILDER], slip=slip)
        (file,) = manned.rows("document_file")
        assert (file["supplement"], file["what"], file["file"]) == (1, "传阅单", manned.rows("recorded_act")[0]["scan"])
        assert verify(manned.ports).good

    def test_i4_paper_without_a_scan_is_refused(self, manned: Ways, tmp_path: Path) -> None:
        document = manned.circulating(BUILDER)
        other = manned.file_of(manned.said(), tmp_path)
        for scan in (None, other, "0" * 32):
            with manned.refuses("scan_missing", "I3"):
                slip = Slip(SignedOn.PAPER, date(2026, 3, 5), scan)
                circulation.record_reading(
                    manned.ports, manned.session(), document=document, reader=ID[BUILDER], slip=slip
                )

    @pytest.mark.parametrize(
        ("slip", "code"),
        [
            (Slip(SignedOn.TELEPHONE, date(2026, 3, 6)), "date_in_future"),
            (Slip(SignedOn.SCREEN, date(2026, 3, 5)), "signed_on_screen"),
        ],
    )
    def test_what_cannot_be_a_slip(self, manned: Ways, slip: Slip, code: str) -> None:
        document = manned.circulating(BUILDER)
        with manned.refuses(code):
            circulation.record_reading(manned.ports, manned.session(), document=document, reader=ID[BUILDER], slip=slip)

    def test_i4_not_before_his_turn_nor_for_somebody_else(self, manned: Ways) -> None:
        document = manned.circulating(BUILDER, PAYER)
        for reader, code in ((PAYER, "turn_not_open"), (PAYING_HAND, "not_a_reader")):
            with manned.refuses(code, "I4"):
                circulation.record_reading(
                    manned.ports, manned.session(), document=document, reader=ID[reader], slip=CALL
                )

    @pytest.mark.parametrize("name", [BUILDER, HEAD, CHIEF_OF_OFFICE])
    def test_only_a_clerk_records(self, manned: Ways, name: str) -> None:
        document = manned.circulating(BUILDER)
        with manned.refuses("act_not_for_role", "I4"):
            circulation.record_reading(
                manned.ports, manned.session(name), document=document, reader=ID[BUILDER], slip=CALL
            )


class TestSentInError:
    def test_i4_it_is_taken_back_with_every_copy_and_his_turn_comes_again(self, manned: Ways) -> None:
        document = manned.circulating(BUILDER, PAYER, copies=2)
        reader = ID[BUILDER]
        custody.pass_on(manned.ports, manned.session(), document=document, to=reader, purpose=Purpose.READING, copy=2)
        circulation.withdraw(manned.ports, manned.session(), document=document, reader=reader, reason="送错")
        assert states(manned, document) == {reader: "waiting", ID[PAYER]: "waiting"}
        assert manned.turn(document, BUILDER)["sent_at"] is None
        back = {(m["copy"], m["giver"], m["taker"]) for m in manned.rows("movement", purpose="withdrawal")}
        assert back == {(1, reader, 2), (2, reader, 2)}
        assert verify(manned.ports).good

    def test_i4_with_a_reason_while_it_is_his_turn(self, manned: Ways) -> None:
        document = manned.circulating(BUILDER, PAYER)
        told = {"document": document, "reader": ID[BUILDER]}
        with manned.refuses("reason_missing"):
            circulation.withdraw(manned.ports, manned.session(), **told, reason=" ")
        circulation.sign_reading(manned.ports, manned.session(BUILDER), document=document)
        with manned.refuses("turn_not_open", "I4"):
            circulation.withdraw(manned.ports, manned.session(), **told, reason="送错")
