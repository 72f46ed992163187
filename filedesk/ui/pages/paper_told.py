"""What the general manager is told of the paper before him: what it is, what is proposed, what was recorded."""

from __future__ import annotations

from filedesk.services.reading import DocumentView
from filedesk.texts import tr
from filedesk.texts.names import SIGNED_ON, URGENCIES
from filedesk.ui.pages.register_source import number_text


def told_of(view: DocumentView | None) -> tuple[str, str, str]:
    """The paper, the proposal, and instructions that were recorded for him; each empty where there is none."""
    if view is None:
        return "", "", ""
    row = view.row
    urgent = tr(URGENCIES[row["urgency"]]) + "\n" if row["urgency"] != "routine" else ""
    about = f"{urgent}{row['title']}\n{row['sender']}  {row['sender_number']}\n{number_text(row)}"
    proposed = tr("Proposal: {text}", text=view.proposal.text or "–") if view.proposal is not None else ""
    recorded = "\n\n".join(
        f"{said.wording.text}\n{tr(SIGNED_ON[said.row['signed_on']])} · {said.row['given']}"
        for said in view.instructions
        if not said.confirmed
    )
    return about, proposed, recorded
