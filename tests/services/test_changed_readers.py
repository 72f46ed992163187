"""Readers are added and left out on the general manager's word only (I4), by himself or recorded by the clerk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from filedesk.domain.routing import SignedOn
from filedesk.services import circulation, reading
from filedesk.services.recording import Slip, confirm_recorded, recorded_for
from filedesk.services.verification import verify
from tests.services.route_office import (
    AUDITOR,
    BUILDER,
    CHIEF_OF_OFFICE,
    CLERK,
    HEAD,
    ID,
    PAYER,
    PAYING_HAND,
    Ways,
)  # fmt: skip

CALL = Slip(SignedOn.TELEPHONE, date(2026, 3, 5))
BOTH = [circulation.add_reader, circulation.skip_reader]
WHOM = {circulation.add_reader: PAYING_HAND, circulation.skip_reader: PAYER}


def told(office: Ways, act: Callable[..., object], **changes: Any) -> dict[str, Any]:
    document = office.circulating(BUILDER, PAYER)
    return {"document": document, "reader": ID[WHOM[act]], "reason": "总经理另定", **changes}


def test_i4_he_adds_a_reader_who_comes_last_and_sees_it(manned: Ways) -> None:
    added = told(manned, circulation.add_reader)
    circulation.add_reader(manned.ports, manned.session(HEAD), **added)
    turns = manned.rows("reading_turn", order="position")
    assert [(t["reader"], t["position"], t["state"]) for t in turns][-1] == (ID[PAYING_HAND], 2, "waiting")
    assert reading.document(manned.ports, manned.session(PAYING_HAND), added["document"]).row["id"] == 1
    assert manned.rows("recorded_act") == []


def test_i4_he_leaves_one_out_and_it_goes_past_him(manned: Ways) -> None:
    document = manned.circulating(BUILDER, PAYER, CHIEF_OF_OFFICE)
    left_out = {"document": document, "reader": ID[PAYER], "reason": "出差"}
    circulation.skip_reader(manned.ports, manned.session(HEAD), **left_out)
    circulation.sign_reading(manned.ports, manned.session(BUILDER), document=document)
    circulation.send_to_next(manned.ports, manned.session(), documents=[document])
    assert manned.document(document)["holder"] == ID[CHIEF_OF_OFFICE]
    row = manned.turn(document, PAYER)
    assert (row["state"], row["opinion"]) == ("skipped", "出差")
    with manned.refuses("turn_not_open", "I4"):
        circulation.sign_reading(manned.ports, manned.session(PAYER), document=document)
    assert verify(manned.ports).good


def test_i4_who_is_left_out_while_he_has_it_gives_it_back(manned: Ways) -> None:
    document = manned.circulating(BUILDER, PAYER)
    left_out = {"document": document, "reader": ID[BUILDER], "reason": "出差"}
    circulation.skip_reader(manned.ports, manned.session(HEAD), **left_out)
    circulation.send_to_next(manned.ports, manned.session(), documents=[document])
    assert manned.document(document)["holder"] == ID[PAYER]


@pytest.mark.parametrize("act", BOTH)
def test_i4_the_clerk_records_his_word_and_he_confirms_it(manned: Ways, act: Callable[..., object]) -> None:
    act(manned.ports, manned.session(), **told(manned, act), slip=CALL)
    with manned.ports.ledger.reading() as rows:
        (waits,) = recorded_for(rows, ID[HEAD])
    assert (waits["signed_on"], waits["given"]) == ("telephone", "2026-03-05")
    confirm_recorded(manned.ports, manned.session(HEAD), recorded=[waits["seq"]])
    assert manned.rows("recorded_act", confirmed_seq=None) == []
    assert verify(manned.ports).good


@pytest.mark.parametrize("act", BOTH)
def test_i4_not_without_it(manned: Ways, act: Callable[..., object]) -> None:
    changes = told(manned, act)
    with manned.refuses("without_his_word", "I4"):
        act(manned.ports, manned.session(), **changes)
    with manned.refuses("scan_missing", "I3"):
        act(manned.ports, manned.session(), **changes, slip=Slip(SignedOn.PAPER, date(2026, 3, 5)))
    with manned.refuses("date_in_future"):
        act(manned.ports, manned.session(), **changes, slip=Slip(SignedOn.TELEPHONE, date(2026, 3, 6)))


@pytest.mark.parametrize("act", BOTH)
def test_i4_his_word_on_paper_has_its_scan(manned: Ways, act: Callable[..., object], tmp_path: Path) -> None:
    changes = told(manned, act)
    slip = Slip(SignedOn.PAPER, date(2026, 3, 5), manned.file_of(changes["document"], tmp_path))
    act(manned.ports, manned.session(), **changes, slip=slip)
    assert manned.rows("recorded_act")[0]["scan"] == slip.scan


@pytest.mark.parametrize("act", BOTH)
@pytest.mark.parametrize("name", [BUILDER, CHIEF_OF_OFFICE, AUDITOR])
def test_i4_nobody_else_changes_the_readers(manned: Ways, act: Callable[..., object], name: str) -> None:
    changes = told(manned, act)
    with manned.refuses("act_not_for_role", "I4"):
        act(manned.ports, manned.session(name), **changes, slip=CALL)


@pytest.mark.parametrize("act", BOTH)
def test_i4_a_change_has_its_reason(manned: Ways, act: Callable[..., object]) -> None:
    changes = told(manned, act, reason="\n ")
    with manned.refuses("reason_missing"):
        act(manned.ports, manned.session(HEAD), **changes)


def test_i4_nobody_is_named_twice_or_is_not_there(manned: Ways) -> None:
    added = told(manned, circulation.add_reader)
    for reader, code in ((ID[PAYER], "reader_twice"), (99, "reader_unknown")):
        with manned.refuses(code, "I4"):
            circulation.add_reader(manned.ports, manned.session(HEAD), **{**added, "reader": reader})


def test_i4_none_is_added_where_nothing_is_read(manned: Ways) -> None:
    document = manned.handled(2)
    with manned.refuses("not_in_circulation", "I4"):
        circulation.add_reader(manned.ports, manned.session(HEAD), document=document, reader=ID[PAYER], reason="阅")


def test_i4_none_is_left_out_who_has_read_or_was_not_named(manned: Ways) -> None:
    left_out = told(manned, circulation.skip_reader)
    circulation.sign_reading(manned.ports, manned.session(BUILDER), document=left_out["document"])
    for reader, code in ((ID[BUILDER], "turn_not_open"), (ID[CLERK], "not_a_reader")):
        with manned.refuses(code, "I4"):
            circulation.skip_reader(manned.ports, manned.session(HEAD), **{**left_out, "reader": reader})
