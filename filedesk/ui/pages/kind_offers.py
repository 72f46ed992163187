"""Kinds of document 文种 by typing: part of the name, in English or Chinese, or the initials of its pinyin.

What is no kind yet can be added to the office's list (F2), after a question, since a list only grows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMessageBox, QWidget

from filedesk.domain.event_types import TYPES
from filedesk.services import registration
from filedesk.services.changes import Changes
from filedesk.services.keys import Session
from filedesk.services.ports import Progress
from filedesk.texts import LANGUAGES, catalogue, tr
from filedesk.texts.names import KINDS
from filedesk.ui.context import Context
from filedesk.ui.messages import ask
from filedesk.ui.pages.desk_facts import DeskFacts
from filedesk.ui.widgets.completing_line import Offer

ByInitials = Callable[[str, str], bool]
"""Whether a name can be found by what was typed, as initials of its pinyin (`services.ledger.Ledger`)."""


def _names(code: str, facts: DeskFacts) -> list[str]:
    own = facts.kinds.get(code)
    return [own] if own else [catalogue(language).tr(KINDS[code]) for language in LANGUAGES]


def kind_offers(typed: str, facts: DeskFacts, by_initials: ByInitials) -> Sequence[Offer]:
    """The kinds that `typed` may mean, in the language in use; those that begin with it first."""
    words = typed.strip().lower()
    found: list[tuple[bool, Offer]] = []
    for code in facts.kinds:
        names = [name.lower() for name in _names(code, facts)]
        if any(words in name or by_initials(name, words) for name in names):
            begins = any(name.startswith(words) or by_initials(name[: len(words)], words) for name in names)
            found.append((not begins, (facts.kind_title(code), "")))
    offers = [offer for _later, offer in sorted(found, key=lambda item: item[0])]
    if words and not words.isascii() and kind_named(typed, facts) not in facts.kinds:
        offers.append((typed.strip(), tr("add as a kind")))
    return offers


def kind_named(typed: str, facts: DeskFacts) -> str:
    """The code of the kind named `typed` in either language, "other" for nothing, else what was typed."""
    words = typed.strip()
    if not words:
        return "other"
    return next((code for code in facts.kinds if words in _names(code, facts)), words)


def may_add_kinds(session: Session) -> bool:
    """Whether one of this person's roles may add kinds."""
    return not TYPES["kind_added"].signers.isdisjoint(session.roles)


def ask_new_kind(widget: QWidget, context: Context, name: str, then: Callable[[], None]) -> QMessageBox:
    """Ask whether `name` is to be a kind of document from now on; `then` is called when it has become one."""

    def work(_progress: Progress) -> Changes:
        registration.add_kind(context.ports, context.session, name=name)
        return Changes(office=True)

    return ask(
        widget,
        tr("“{name}” is not in the list of kinds yet. Add it?", name=name),
        detail=tr("It then stands in everybody's list, and cannot be taken away again."),
        yes=tr("Add as a kind"),
        then=lambda: _add(widget, context, work, then),
    )


def _add(widget: QWidget, context: Context, work: Callable[[Progress], Changes], then: Callable[[], None]) -> None:
    context.operations.operation(widget, tr("Add a kind"), work, lambda _changes: then())
