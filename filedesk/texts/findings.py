"""Turning a finding of the verifier into the sentence that a person reads."""

from __future__ import annotations

from typing import Protocol

from filedesk.errors import FiledeskError
from filedesk.texts.catalogue import tr
from filedesk.texts.errors import error_text
from filedesk.texts.names import EVENTS
from filedesk.texts.sentences.findings import FINDINGS, PLACES, PROBLEMS


class Found(Protocol):
    """A finding: its code, its place, parameters, and the error that brought it, if one did."""

    @property
    def code(self) -> str: ...

    @property
    def place(self) -> str: ...

    @property
    def params(self) -> dict[str, str | int]: ...

    @property
    def cause(self) -> FiledeskError | None: ...


class Signed(Protocol):
    """The act that a printed signature stands for."""

    @property
    def seq(self) -> int: ...

    @property
    def act(self) -> str: ...

    @property
    def person(self) -> str: ...

    @property
    def moment(self) -> str: ...

    @property
    def number(self) -> str: ...


def signature_text(signed: Signed) -> str:
    """Which act a printed signature stands for, by whom and when; the desk holds it."""
    return tr(
        "Printed signature: {act} ({number}), {person}, {moment}. The desk holds this very act, event {seq}.",
        act=tr(EVENTS.get(signed.act, signed.act)),
        number=signed.number or "–",
        person=signed.person,
        moment=signed.moment,
        seq=signed.seq,
    )


def place_text(place: str) -> str:
    """Where it is, in the language in use: event 12, file 5f…, number incoming 2026 3."""
    first, space, rest = place.partition(" ")
    return (tr(PLACES[first]) if first in PLACES else first) + space + rest


def finding_text(finding: Found) -> str:
    """What is wrong, and at which place."""
    params = dict(finding.params)
    if params.get("problem") in PROBLEMS:
        params["problem"] = tr(PROBLEMS[str(params["problem"])])
    if finding.cause is not None:
        params["reason"] = error_text(finding.cause).rstrip(".。")
    return tr(FINDINGS[finding.code], place=place_text(finding.place), **params)
