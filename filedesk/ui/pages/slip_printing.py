"""Printing a document's forms from wherever it stands, by one key: handling slip, circulation sheet, urging sheets."""

from __future__ import annotations

from functools import partial

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from filedesk.services.papers import Paper, papers_of, print_paper
from filedesk.services.ports import Progress
from filedesk.texts import language, tr
from filedesk.texts.names import PAPERS
from filedesk.ui.context import Context
from filedesk.ui.pages.papers_dialog import PapersDialog, Printable


def print_slip(context: Context, document: int, number: str, parent: QWidget) -> None:
    """Draw the slip, in the language in use, and show it ready to be printed; the other forms can be chosen there."""
    ports, session, words = context.ports, context.session, language()

    def printable(paper: Paper) -> Printable:
        return Printable(
            title=partial(_title, paper),
            file=lambda: f"{_title(paper)} {number}".strip() + ".pdf",
            draw=lambda out, chosen: print_paper(
                ports, session, document=document, paper=paper, out=out, language=chosen
            ),
        )

    def work(_progress: Progress) -> tuple[list[Printable], bytes]:
        papers = [printable(paper) for paper in papers_of(ports, document)]
        return papers, papers[0].drawn(words)

    def came(found: tuple[list[Printable], bytes]) -> None:
        if shiboken6.isValid(parent):
            dialog = PapersDialog(context, *found, parent)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    context.tasks.run(work, done=came, on="pool", owner=parent)


def _title(paper: Paper) -> str:
    name = tr(PAPERS[paper.kind])
    return tr("{paper}: {name}", paper=name, name=paper.to.name) if paper.to is not None else name
