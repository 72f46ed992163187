"""The draft sheet 发文稿纸 of what the office writes: who drafted, checked, countersigned and issued it (O1, F9)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import BinaryIO

from filedesk.services.acts import require
from filedesk.services.desk_ports import Ports, office_row
from filedesk.services.drafts import draft_rows
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading, Row
from filedesk.services.ports import HandlingSlip, SignedMark, SlipReader
from filedesk.services.printing import facts_now
from filedesk.services.reading import check_named
from filedesk.services.scan_codes import code_of_document
from filedesk.services.signed import Signatures
from filedesk.texts import Catalogue, catalogue, mark
from filedesk.texts.names import LEVELS, URGENCIES

FORM = "draft-sheet"
_REFUSED = mark("Does not agree: {text}")
_VERSION = mark("Version {n}")
_LATER = mark("Version {n}: {reason}")


def print_draft_sheet(ports: Ports, session: Session, *, document: int, out: BinaryIO, language: str) -> int:
    """Print the draft sheet of the version that stands; returns its pages. May run in any thread.

    Raises RuleRefused: "document_unknown", "not_a_draft", "not_named_to_you", "heading_has_no_glyph";
    EnvironmentFailed.
    """
    require(session, "draft_made", rule="O1")
    words = catalogue(language)
    with ports.ledger.snapshot() as reading:
        row, draft = draft_rows(reading, document)
        check_named(ports, reading, session, document)
        office = office_row(reading)
        code = code_of_document(reading, office, document)
        facts = replace(facts_now(ports, session, reading, language), titled=words.tr("Draft sheet"), code=code)
        number = row["number"] if row["serial"] else ""
        told = _Told(reading, row, draft, words, Signatures(reading, words, office))
        slip = HandlingSlip(facts, number, told.cells(), told.marks(), told.countersigners(), form=FORM)
    return ports.printer.print_slip(slip=slip, out=out)


@dataclass(frozen=True)
class _Told:
    """What the sheet says of the version that stands."""

    reading: Reading
    row: Row
    draft: Row
    words: Catalogue
    signed: Signatures

    def _key(self) -> Row:
        return {"document": self.row["id"], "version": self.draft["version"]}

    def cells(self) -> dict[str, str]:
        """The cells but for the countersigners."""
        row, tr = self.row, self.words.tr
        version = self.reading.get("draft_version", **self._key())
        assert version is not None
        files = self._files()
        approvals = self.reading.find("draft_approval", order="seq", **self._key())
        said = LEVELS[row["level"]], URGENCIES[version["urgency"]]
        return {
            "approval": "\n".join(one["text"] for one in approvals if one["text"]),
            "recipients": version["recipients"],
            "copied": version["copied"],
            "title": version["title"],
            "number": row["number"] if row["serial"] else "",
            "checked": self._checked(),
            "unit": version["unit"] or self._department(version["department"]),
            "drafted": f"{self.signed.name(version['made_by'])}  {self.signed.time(version['made_at'])}",
            "copies": str(version["copies"]),
            "enclosures": str(max(len(files) - 1, 0) or ""),
            "level": tr(said[0]),
            "urgency": tr(said[1]),
            "text": "\n".join([self._which(version), *files]),
            "notes": version["notes"],
        }

    def marks(self) -> dict[str, tuple[SignedMark, ...]]:
        """The signatures on the version: issued 签发, or signed by the department's manager (N1)."""
        found: list[SignedMark] = []
        for one in self.reading.find("draft_approval", order="seq", **self._key()):
            deputy, name = bool(one["deputy"]), self.signed.name(one["person"])
            marks = self.signed.of_act(one["seq"], one["signed_on"], one["at"], one["person"], deputy=deputy)
            found += [SignedMark(f"{name}: {told.told}", told.code) for told in marks] if deputy else marks
        return {"approval": tuple(found)} if found else {}

    def countersigners(self) -> tuple[SlipReader, ...]:
        """Those who are asked to countersign 会签, with what they said and their signatures."""
        found: list[SlipReader] = []
        for one in self.reading.find("countersigner", order="position", **self._key()):
            name = self.signed.name(one["person"])
            if one["signed_seq"] is None:
                found.append(SlipReader(name))
                continue
            text = one["text"] if one["agreed"] else self.words.tr(_REFUSED, text=one["text"])
            seq, at, deputy = one["signed_seq"], one["signed_at"], bool(one["deputy"])
            marks = self.signed.of_act(seq, "screen", at, one["person"], deputy=deputy)
            found.append(SlipReader(name, text, tuple(marks)))
        return tuple(found)

    def _which(self, version: Row) -> str:
        told = _LATER if version["reason"] else _VERSION
        return self.words.tr(told, n=version["version"], reason=version["reason"])

    def _files(self) -> list[str]:
        named = self.reading.find("version_file", order="position", **self._key())
        rows = [self.reading.get("document_file", file=one["file"]) for one in named]
        return [f"{number}. {row['name']}" for number, row in enumerate((row for row in rows if row), start=1)]

    def _checked(self) -> str:
        """Who checked 核稿 the version last, with the code of his signature."""
        checks = [
            event
            for event, _said in self.signed.events(self.row["id"], "draft_checked")
            if event.data["version"] == self.draft["version"]
        ]
        if not checks:
            return ""
        signed = self.signed.mark(checks[-1].seq, self.signed.name(checks[-1].actor), self.signed.time(checks[-1].at))
        return f"{signed.told}\n{signed.code}"

    def _department(self, department: int) -> str:
        row = self.reading.get("department", id=department) if department else None
        return str(row["name"]) if row else ""
