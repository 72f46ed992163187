"""Which clerk looks after what the office wrote (O3, N2): she of its department, or one of the office that receives.

Where an office has named the department that receives (`receiving`), a clerk of another department numbers, chops,
sends, distributes, files and voids the documents of her own department alone. Where none is named, any clerk does, as
before. Who signs by another role (the head of the office who chops) is not meant, nor whoever drafted the document or
keeps it.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from filedesk.domain import event_types
from filedesk.domain.people import Role
from filedesk.domain.receiving import may_receive
from filedesk.domain.routing import Step

ACTS: Final = frozenset(
    {
        "draft_numbered", "number_kept", "chop_used", "document_sent", "receipt_noted", "originals_deposited",
        "document_distributed", "copies_recalled", "put_into_folder", "number_voided",
    }
)  # fmt: skip
"""What a clerk does with a document after its signature."""
STEPS: Final = frozenset(
    {
        Step.NUMBER, Step.CHOP, Step.SEND, Step.NOTE_RECEIPT, Step.DEPOSIT, Step.DISTRIBUTE, Step.RECALL,
        Step.PUT_INTO_FOLDER, Step.VOID,
    }
)  # fmt: skip
"""The same as steps."""


def looks_after(office: int, department: int | None, drafted_by: int) -> bool:
    """Whether a clerk of this department looks after a document drafted by that one, where `office` receives."""
    return may_receive(office, department) or department == drafted_by


def as_clerk(kind: str, roles: Collection[str]) -> bool:
    """Whether somebody with these roles signs such an act as a clerk and by no other role."""
    return event_types.TYPES[kind].signers.isdisjoint(set(roles) - {Role.CLERK})
