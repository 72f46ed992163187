"""The papers that can be printed of one document: of an incoming one handling slip, circulation sheet, an urging sheet
each; of what the office wrote itself its draft sheet, and one for each who has yet to carry it out (F8).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

from filedesk.domain.circulation import UNDER_WAY
from filedesk.domain.documents import Series
from filedesk.services.acts import document_row
from filedesk.services.desk_ports import Ports
from filedesk.services.draft_sheet import FORM, print_draft_sheet
from filedesk.services.keys import Session
from filedesk.services.sheets import print_circulation, print_urging
from filedesk.services.slip import print_slip
from filedesk.services.urged import Addressee, addressees


class PaperKind(StrEnum):
    """What is printed: 文件处理单, 传阅单, 催办单 or 发文稿纸."""

    SLIP = "handling-slip"
    CIRCULATION = "circulation"
    URGING = "urging-sheet"
    DRAFT = FORM


@dataclass(frozen=True)
class Paper:
    """One paper of a document; `to` is whom an urging sheet goes to."""

    kind: PaperKind
    to: Addressee | None = None


def papers_of(ports: Ports, document: int) -> list[Paper]:
    """What can be printed now: nothing of an outgoing or internal paper that was entered without a draft.

    Raises RuleRefused("document_unknown").
    """
    with ports.ledger.reading() as reading:
        row = document_row(reading, document)
        if row["series"] != Series.INCOMING:
            drafted = reading.get("draft", document=document) is not None
            forms = [Paper(PaperKind.DRAFT)] if drafted else []
            urged = addressees(reading, document) if drafted else []
        else:
            forms = [Paper(PaperKind.SLIP), Paper(PaperKind.CIRCULATION)]
            urged = addressees(reading, document) if row["state"] in UNDER_WAY else []
    return [*forms, *(Paper(PaperKind.URGING, to) for to in urged)]


def print_paper(ports: Ports, session: Session, *, document: int, paper: Paper, out: BinaryIO, language: str) -> int:
    """Print it; returns its pages. Raises as the services of the several papers do."""
    if paper.to is not None:
        return print_urging(ports, session, document=document, to=paper.to, out=out, language=language)
    if paper.kind is PaperKind.DRAFT:
        return print_draft_sheet(ports, session, document=document, out=out, language=language)
    if paper.kind is PaperKind.CIRCULATION:
        return print_circulation(ports, session, document=document, out=out, language=language)
    return print_slip(ports, session, document=document, out=out, language=language)
