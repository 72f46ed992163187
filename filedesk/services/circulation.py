"""Reading in turn 传阅 (I4): the clerk sends the paper round, each reader signs, and it comes back every time."""

from __future__ import annotations

from collections.abc import Sequence

from filedesk.domain.circulation import IN_CIRCULATION, LEFT_OPEN, Mode, Turn, mode_fits
from filedesk.domain.documents import Series, needed_reason, tidy_lines
from filedesk.domain.people import PersonState, Role
from filedesk.domain.routing import Purpose, State, Step, step
from filedesk.errors import RuleRefused
from filedesk.services.acts import Act, act_of, document_row, require
from filedesk.services.changes import Changes, changed
from filedesk.services.custody import carries, check_here, hand_over, holders, name_of
from filedesk.services.deputies import acting_for
from filedesk.services.desk_ports import Ports
from filedesk.services.instruction import covers, general_manager
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row, Writing
from filedesk.services.recording import Slip, checked_slip
from filedesk.services.wording import instructed

Data = dict[str, object]

READ = "阅"
"""What a reader writes who has nothing to say."""


def turns(reading: Reading, document: int) -> list[Row]:
    """The turns of a document's readers, in their order."""
    return reading.find("reading_turn", order="position", document=document)


def begin_circulation(
    ports: Ports,
    session: Session,
    *,
    document: int,
    mode: Mode = Mode.SEQUENCE,
    send: bool = True,
    carrier: int | None = None,
    seen: int | None = None,
) -> Changes:
    """Send a paper to the readers whom the general manager named (I4), and hand it to the first unless not `send`.

    Raises RuleRefused: "readers_not_named", "mode_does_not_fit".
    """
    require(session, "circulation_begun", rule="I4")
    with ports.ledger.writing() as writing:
        row = document_row(writing, document, seen=seen)
        state = step(Series(row["series"]), State(row["state"]), Step.CIRCULATE, session.roles)
        said = instructed(writing, document)
        readers = said.readers if said is not None else ()
        if not readers:
            raise RuleRefused("readers_not_named", rule="I4", number=row["number"])
        if not mode_fits(mode, len(readers)):
            raise RuleRefused("mode_does_not_fit", rule="I4")
        for reader in readers:
            if writing.get("person", id=reader, state=PersonState.LEFT) is not None:
                raise RuleRefused("reader_unknown", rule="I4")
        act = act_of(writing, session)
        act.append(
            "circulation_begun",
            {"document": document, "mode": mode.value, "readers": list(readers), "state": state.value},
        )
        if send and mode is Mode.SEQUENCE and row["holder"] != readers[0]:
            _send(writing, act, session, row, readers[0], carrier=carrier)
    return changed(row)


def send_to_next(
    ports: Ports, session: Session, *, documents: Sequence[int], carrier: int | None = None, seen: int | None = None
) -> Changes:
    """Take each paper back from whoever holds it and hand it to its next reader: both movements in one act (I4).

    A reader who has not read yet keeps his paper: raises RuleRefused("still_with_reader"). Where nobody is left, the
    paper only comes back: "no_reader_left" is raised when it is with the office already.
    """
    require(session, "handed_over", rule="I4")
    changes = Changes()
    with ports.ledger.writing() as writing:
        act = act_of(writing, session)
        for document in documents:
            row = document_row(writing, document, seen=seen)
            _check_under_way(row)
            standing = turns(writing, document)
            holding = next((turn for turn in standing if turn["reader"] == row["holder"]), None)
            if holding is not None and holding["state"] == Turn.OUT:
                raise RuleRefused("still_with_reader", rule="I4", name=name_of(writing, row["holder"]))
            following = next((turn for turn in standing if turn["state"] == Turn.WAITING), None)
            if following is None and carries(writing, row["holder"]):
                raise RuleRefused("no_reader_left", rule="I4", number=row["number"])
            if following is None:
                hand_over(writing, act, row, to=session.person, carrier=carrier or session.person)
            else:
                _send(writing, act, session, row, following["reader"], carrier=carrier)
            changes |= changed(row)
    return changes


def withdraw(
    ports: Ports, session: Session, *, document: int, reader: int, reason: str, seen: int | None = None
) -> Changes:
    """Take a paper back from a reader to whom it was sent in error; his turn is yet to come again."""
    require(session, "reading_withdrawn", rule="I4")
    told = needed_reason(reason)
    with ports.ledger.writing() as writing:
        row = document_row(writing, document, seen=seen)
        turn = _turn(writing, document, reader)
        if turn["state"] != Turn.OUT:
            raise RuleRefused("turn_not_open", rule="I4", name=name_of(writing, reader))
        act = act_of(writing, session)
        for copy, holder in holders(writing, row).items():
            if holder == reader:
                hand_over(
                    writing, act, row, to=session.person, carrier=session.person, purpose=Purpose.WITHDRAWAL, copy=copy
                )
        act.append("reading_withdrawn", {"document": document, "reader": reader}, {"reason": told})
    return changed(row)


def sign_reading(
    ports: Ports, session: Session, *, document: int, reader: int | None = None, text: str = "", seen: int | None = None
) -> Changes:
    """A reader writes his opinion, 阅 if he writes none, and signs (I4). His deputy may, and the record says so.

    Raises RuleRefused: "turn_not_open", "not_named_to_you", "not_his_deputy".
    """
    require(session, "reading_signed", rule="I4")
    with ports.ledger.writing() as writing:
        row = document_row(writing, document, seen=seen)
        reader = session.person if reader is None else reader
        turn = _turn(writing, document, reader)
        deputy = acting_for(ports, writing, session, reader)
        _check_open(writing, row, turn)
        act_of(writing, session).append(
            "reading_signed",
            {"document": document, "reader": reader, "covers": covers(writing, document), "deputy": deputy},
            {"text": tidy_lines(text) or READ},
        )
    return changed(row)


def record_reading(
    ports: Ports,
    session: Session,
    *,
    document: int,
    reader: int,
    slip: Slip,
    text: str = "",
    seen: int | None = None,
) -> Changes:
    """The clerk records a reading done on paper or told by telephone; the reader confirms it later 补签."""
    require(session, "reading_recorded", rule="I4")
    with ports.ledger.writing() as writing:
        row = document_row(writing, document, seen=seen)
        _check_open(writing, row, _turn(writing, document, reader))
        check_here(writing, reader)
        act = act_of(writing, session)
        data = checked_slip(ports, writing, act, row, slip, person=reader)
        data |= {"document": document, "reader": reader, "covers": covers(writing, document)}
        act.append("reading_recorded", data, {"text": tidy_lines(text) or READ})
    return changed(row)


def add_reader(
    ports: Ports,
    session: Session,
    *,
    document: int,
    reader: int,
    reason: str,
    slip: Slip | None = None,
    seen: int | None = None,
) -> Changes:
    """Add a reader at the end, by the general manager himself, or by the clerk on his word as `slip` tells it."""
    require(session, "reader_added", rule="I4")
    told = needed_reason(reason)
    with ports.ledger.writing() as writing:
        row = document_row(writing, document, seen=seen)
        if row["state"] not in IN_CIRCULATION:
            raise RuleRefused("not_in_circulation", rule="I4", number=row["number"])
        standing = turns(writing, document)
        if any(turn["reader"] == reader for turn in standing):
            raise RuleRefused("reader_twice", rule="I4")
        person = writing.get("person", id=reader)
        if person is None or person["state"] == PersonState.LEFT:
            raise RuleRefused("reader_unknown", rule="I4")
        act = act_of(writing, session)
        data = {"document": document, "reader": reader, "position": 1 + max(turn["position"] for turn in standing)}
        word = _his_word(ports, writing, act, session=session, row=row, slip=slip)
        act.append("reader_added", {**data, **word}, {"reason": told})
    return changed(row)


def skip_reader(
    ports: Ports,
    session: Session,
    *,
    document: int,
    reader: int,
    reason: str,
    slip: Slip | None = None,
    seen: int | None = None,
) -> Changes:
    """Leave a reader out who has not read yet, on the general manager's word as with `add_reader`."""
    require(session, "reader_skipped", rule="I4")
    told = needed_reason(reason)
    with ports.ledger.writing() as writing:
        row = document_row(writing, document, seen=seen)
        if _turn(writing, document, reader)["state"] not in LEFT_OPEN:
            raise RuleRefused("turn_not_open", rule="I4", name=name_of(writing, reader))
        act = act_of(writing, session)
        word = _his_word(ports, writing, act, session=session, row=row, slip=slip)
        act.append("reader_skipped", {"document": document, "reader": reader, **word}, {"reason": told})
    return changed(row)


def _his_word(ports: Ports, writing: Writing, act: Act, *, session: Session, row: Row, slip: Slip | None) -> Data:
    """The fields that tell of the general manager's word; none when he acts himself."""
    if Role.GENERAL_MANAGER in session.roles:
        return {}
    if slip is None:
        raise RuleRefused("without_his_word", rule="I4")
    return checked_slip(ports, writing, act, row, slip, person=general_manager(writing))


def _send(writing: Writing, act: Act, session: Session, row: Row, reader: int, *, carrier: int | None) -> None:
    """Bring the original back into the office if it is out, then hand it to the reader, if he has not got it so."""
    by = carrier or session.person
    if row["holder"] == reader:
        raise RuleRefused("already_with_him", name=name_of(writing, reader))
    if not carries(writing, row["holder"]):
        hand_over(writing, act, row, to=session.person, carrier=by)
        row = row | {"holder": session.person}
    if reader != row["holder"]:
        hand_over(writing, act, row, to=reader, carrier=by, purpose=Purpose.READING)


def _check_under_way(row: Row) -> None:
    if row["state"] not in IN_CIRCULATION:
        raise RuleRefused("not_in_circulation", rule="I4", number=row["number"])


def _check_open(reading: Reading, row: Row, turn: Row) -> None:
    """It is his turn when the paper was handed to him, or when he holds it anyway, as a clerk may who reads it too."""
    holds = turn["state"] == Turn.WAITING and row["holder"] == turn["reader"]
    if turn["state"] != Turn.OUT and not holds:
        raise RuleRefused("turn_not_open", rule="I4", name=name_of(reading, turn["reader"]))


def _turn(reading: Reading, document: int, reader: int) -> Row:
    found = reading.get("reading_turn", document=document, reader=reader)
    if found is None:
        raise RuleRefused("not_a_reader", rule="I4")
    return found
