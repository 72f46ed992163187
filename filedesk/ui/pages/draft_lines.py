"""The way of what the office wrote, in words: its versions and signatures, the chop, where it went, who does it."""

from __future__ import annotations

from collections.abc import Iterator

from filedesk.domain.routing import SignedOn
from filedesk.services.draft_reading import DraftView, Version
from filedesk.services.ledger import Row
from filedesk.texts import tr
from filedesk.texts.names import BY_DEPUTY, FIELDS, MEANS_OF_SENDING, SIGNATURES, SIGNED_ON
from filedesk.ui.pages.desk_facts import DeskFacts, shown_time
from filedesk.ui.pages.route_lines import Line, Section

_DAY = len("2026-03-05")


def draft_sections(draft: DraftView, facts: DeskFacts) -> list[Section]:
    """The sections that hold anything, in the language in use."""
    teller = _Teller(draft, facts)
    found = [
        Section(tr("For whom it is"), list(teller.recipients())),
        *(
            Section(tr("Version {n}", n=version.row["version"]), list(teller.version(version)))
            for version in draft.versions
        ),
        Section(tr("Chop used"), list(teller.chops())),
        Section(tr("Sent to"), list(teller.sent())),
        Section(tr("Given to"), list(teller.given())),
        Section(tr("To be carried out by"), list(teller.orders())),
        Section(tr("Answer"), list(teller.answers())),
    ]
    return [section for section in found if section.lines]


class _Teller:
    def __init__(self, draft: DraftView, facts: DeskFacts) -> None:
        self._draft, self._facts = draft, facts

    def _when(self, at: str | None) -> str:
        if not at:
            return ""
        return at if len(at) == _DAY else shown_time(at, self._facts.zone)

    def _name(self, person: int | None) -> str:
        return self._draft.names.get(person or 0, "–")

    def _line(self, who: str, state: str, when: str | None = "", words: str = "", tone: str = "text") -> Line:
        return Line("copy", 0, who, state, self._when(when), words, tone)

    def recipients(self) -> Iterator[Line]:
        told = self._draft.versions[0].row
        yield self._line(told["recipients"], tr(FIELDS["recipients"]))
        if told["copied"]:
            yield self._line(told["copied"], tr(FIELDS["copied"]))
        if self._draft.reply_to is not None:
            answered = self._draft.reply_to
            yield self._line(answered["number"], tr("answers"), words=answered["title"])
        if told["answer_due"]:
            yield self._line("", tr("Answer due by"), told["answer_due"])

    def version(self, version: Version) -> Iterator[Line]:
        row = version.row
        yield self._line(self._name(row["made_by"]), tr("drafted"), row["made_at"], row["reason"], "muted")
        if row["checked_by"] is not None:
            yield self._line(self._name(row["checked_by"]), tr("checked"), row["checked_at"], row["check_text"], "good")
        for one in version.countersigners:
            if one["signed_seq"] is None:
                state, tone = tr("has yet to countersign"), "warning"
            else:
                state, tone = (tr("countersigned"), "good") if one["agreed"] else (tr("refused"), "error")
            yield self._line(self._by(one), state, one["signed_at"] or one["asked_at"], one["text"], tone)
        for one in version.approvals:
            yield self._line(self._by(one), self._signed(one), one["given"], one["text"], _tone(one))

    def _doer(self, one: Row, column: str) -> str:
        """Who did it, and that he did as a deputy."""
        name = self._name(one[column])
        return tr("{deputy} as deputy", deputy=name) if one["deputy"] else name

    def _by(self, one: Row) -> str:
        """Whose signature it is, and which deputy gave it."""
        deputy = self._name(one["deputy"]) if one["deputy"] else ""
        return tr(BY_DEPUTY, name=one["name"], deputy=deputy) if deputy else str(one["name"])

    @staticmethod
    def _signed(one: Row) -> str:
        told = tr(SIGNATURES[one["signature"]])
        if one["signed_on"] == SignedOn.SCREEN:
            return told
        noted = tr(SIGNED_ON[one["signed_on"]])
        return f"{told} · {noted}" if one["confirmed"] else f"{told} · {noted} · {tr('to be confirmed')}"

    def chops(self) -> Iterator[Line]:
        for one in self._draft.chops:
            witness = tr("witnessed by {name}", name=self._name(one["witness"]))
            copies = tr("{n} copies", n=one["copies"])
            words = _joined(copies, witness, one["purpose"])
            yield self._line(self._name(one["user"]), one["chop"], one["day"], words)

    def sent(self) -> Iterator[Line]:
        mails = {one["seq"]: one for one in self._draft.sendings}
        for one in self._draft.recipients:
            mail = mails[one["seq"]]
            words = " · ".join(
                part for part in (tr("{n} copies", n=one["copies"]), mail["tracking"], mail["notes"]) if part
            )
            how = tr(MEANS_OF_SENDING[mail["means"]])
            yield self._line(one["name"], f"{how} · {_receipt(one)}", mail["day"], words, _receipt_tone(one))

    def given(self) -> Iterator[Line]:
        for one in self._draft.receivers:
            received = one["received_on"] is not None
            who = one["received_name"] or self._doer(one, "received_by")
            state = (
                tr("received by {name}, {day}", name=who, day=one["received_on"])
                if received
                else tr("not received yet")
            )
            words = [tr("{n} copies", n=one["copies"])]
            if one["recall"] or one["recalled"]:
                words.append(tr("{n} of them back", n=one["recalled"]))
            yield self._line(one["name"], state, one["day"], " · ".join(words), "good" if received else "warning")

    def orders(self) -> Iterator[Line]:
        for one in self._draft.orders:
            due = tr("due {day}", day=one["due"])
            if one["reported_on"] is not None:
                who = self._doer(one, "reported_by")
                yield self._line(
                    one["name"], tr("carried out, {name}", name=who), one["reported_on"], one["report"], "good"
                )
            elif one["confirmed_by"] is not None:
                who = self._doer(one, "confirmed_by")
                yield self._line(one["name"], tr("taken on by {name}", name=who), one["confirmed_at"], due, "text")
            else:
                yield self._line(one["name"], tr("not taken on yet"), "", f"{due} {one['text']}".strip(), "warning")

    def answers(self) -> Iterator[Line]:
        for one in self._draft.answers:
            yield self._line(self._doer(one, "person"), tr("answered"), one["day"], one["text"], "good")


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _tone(one: Row) -> str:
    return "good" if one["confirmed"] else "warning"


def _receipt(one: Row) -> str:
    if one["received_on"] is None:
        return tr("receipt missing") if one["receipt"] else tr("no receipt asked for")
    if one["none"]:
        return tr("no receipt: {reason}", reason=one["received_by"])
    return tr("received by {name}, {day}", name=one["received_by"], day=one["received_on"])


def _receipt_tone(one: Row) -> str:
    if one["received_on"] is None:
        return "warning" if one["receipt"] else "muted"
    return "muted" if one["none"] else "good"
