"""Checkpoints in the journal and what a workstation remembers outside it (design section 4, "Anchor")."""

from __future__ import annotations

from contextlib import suppress

import pytest

from filedesk.errors import KeyOrSealWrong
from filedesk.services import checkpoints, people
from filedesk.services.verification import verify
from tests.desk_template import CLERK, PASSWORD, Office


def remembered(office: Office) -> int:
    note = office.ports.secrets.checkpoint()
    assert note is not None
    return int(note.splitlines()[1])


def test_who_recorded_something_leaves_one_checkpoint_behind_it(office: Office) -> None:
    office.register()
    size = office.size()
    for _ in range(3):
        checkpoints.take_checkpoint(office.ports)
    assert office.size() == size + 1
    assert office.events()[-1] == "checkpoint"
    assert verify(office.ports).good


def test_coming_and_going_does_not_make_the_journal_grow(office: Office) -> None:
    size = office.size()
    for _ in range(5):
        people.sign_in(office.ports, name=CLERK, password=PASSWORD)
        checkpoints.take_checkpoint(office.ports)
    assert office.size() == size


def test_notes_of_signing_in_want_no_checkpoint(office: Office) -> None:
    with suppress(KeyOrSealWrong):
        people.sign_in(office.ports, name=CLERK, password="wrong")
    checkpoints.take_checkpoint(office.ports)
    assert office.events()[-1] == "sign_in_refused"
    assert remembered(office) == office.size()


def test_a_reader_remembers_and_writes_nothing(office: Office) -> None:
    office.register()
    size = office.size()
    checkpoints.remember(office.ports)
    assert office.size() == size
    assert remembered(office) == size
    assert verify(office.ports).remembered == size


def test_the_memory_goes_on_only_along_the_same_journal(office: Office) -> None:
    checkpoints.remember(office.ports)
    signer = checkpoints.workstation_signer(office.ports)
    assert signer is not None
    with office.ports.ledger.reading() as reading:
        root = str(reading.get("office", id=1)["root"])  # type: ignore[index]
    forked = office.ports.vault.sign_checkpoint(checkpoints.origin(root), office.size(), b"\0" * 32, signer)
    office.ports.secrets.keep_checkpoint(forked, office.size() + 1)
    for step in (checkpoints.remember, checkpoints.take_checkpoint):
        with pytest.raises(KeyOrSealWrong, match="journal_forked"):
            step(office.ports)
    assert office.ports.secrets.checkpoint() == forked


def test_what_is_remembered_counts_where_the_workstations_key_is_gone(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Any certified workstation's note is known by its key in the journal."""
    checkpoints.remember(office.ports)
    monkeypatch.setattr(type(office.ports.secrets), "workstation_key", lambda _secrets: None)
    people.sign_in(office.ports, name=CLERK, password=PASSWORD)
    office.ports.secrets.keep_checkpoint("filedesk/none\n99\nAAAA\n\n", office.size() + 9)
    with pytest.raises(KeyOrSealWrong, match="note_"):
        people.sign_in(office.ports, name=CLERK, password=PASSWORD)
