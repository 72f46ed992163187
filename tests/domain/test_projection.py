"""The rows that events leave: folding a whole journal gives the rows that stood there when it was written live.

Random acts of an office are done on a real desk; then its events are folded per key as the verifier does it.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filedesk.domain.event_types import TYPES
from filedesk.domain.projection import project, projected_types
from filedesk.domain.routing import SignedOn
from filedesk.domain.rows import KEYS, Delete, Patch, Put
from filedesk.errors import RuleRefused
from filedesk.services import instruction, registration
from filedesk.services.verification import verify
from filedesk.services.wording import Wording
from filedesk.storage.applying import Folding
from filedesk.storage.tables import CLASSES
from tests.desk_template import HEAD, SECOND_CLERK, Office, Template, entry, filled_template, founded_template

ROWLESS = {"clock_corrected"}
"""Types that leave no row: what they say stands in the journal alone."""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.getbasetemp() / "desk_templates"
    folder.mkdir(exist_ok=True)
    return folder


def folded(office: Office) -> dict[str, list[dict[str, object]]]:
    """The rows of each table, folded from the journal alone."""
    folding = Folding()
    with office.ports.ledger.reading() as reading:
        for seq in range(1, reading.size() + 1):
            for operation in project(*reading.event(seq)):
                folding.add(operation)
    tables: dict[str, list[dict[str, object]]] = {table: [] for table in KEYS}
    for table, row in folding.rows():
        tables[table].append(row)
    return tables


def sorted_rows(table: str, rows: list[dict[str, object]]) -> list[dict[str, object]]:
    return sorted(rows, key=lambda row: [str(row[column]) for column in KEYS[table]])


def assert_live_is_folded(office: Office) -> None:
    for table, rows in folded(office).items():
        assert sorted_rows(table, office.rows(table)) == sorted_rows(table, rows), table


def test_every_type_leaves_rows_or_is_known_not_to() -> None:
    assert projected_types() == set(TYPES) - ROWLESS


def test_projections_write_derived_tables_only() -> None:
    assert set(KEYS) == {table for table, kind in CLASSES.items() if kind == "derived"}


@pytest.fixture
def full(base: Path, tmp_path: Path) -> Office:
    template: Template = filled_template(base)
    return template.opened(tmp_path / "desk")


def test_a_filled_desk_folds_to_its_rows(full: Office) -> None:
    assert_live_is_folded(full)
    full.desk.close()


def test_the_filled_desk_shows_nearly_every_type(full: Office) -> None:
    """So that the tests that tamper with it reach the rows of each."""
    shown = Counter(full.events())
    full.desk.close()
    assert set(TYPES) - set(shown) <= {
        "clock_corrected",
        "person_left",
        "signed_in_again",
        "sent_back",
        "opened_outside",
    }


def test_operations_name_whole_keys(full: Office) -> None:
    with full.ports.ledger.reading() as reading:
        for seq in range(1, reading.size() + 1):
            for operation in project(*reading.event(seq)):
                match operation:
                    case Put(table, row):
                        assert set(KEYS[table]) <= set(row)
                    case Patch(table, key, changes):
                        assert set(key) == set(KEYS[table])
                        assert not set(changes) & set(KEYS[table])
                    case Delete(table, key):
                        assert set(key) == set(KEYS[table])
    full.desk.close()


ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["register", "correct", "void", "propose", "submit", "instruct", "back", "record", "confirm", "file"]
        ),
        st.integers(0, 5),
    ),
    min_size=3,
    max_size=25,
)  # fmt: skip


def act(office: Office, what: str, n: int) -> None:
    ports, clerk, head, document = office.ports, office.session(), office.session(HEAD), n + 1
    said = Wording(
        f"请办理{n}", (4, 2)[: n % 3], 1 + n % 2, (2,) if n % 2 else (), date(2026, 4, 1 + n) if n % 2 else None
    )
    match what:
        case "register":
            office.register(f"来文{n}", sender=f"单位{n}")
        case "correct":
            by = office.session(SECOND_CLERK) if n % 2 else clerk
            registration.correct(ports, by, document=document, entry=entry(f"改{n}", sender=f"他处{n}"), reason="抄错")
        case "void":
            registration.void_number(ports, clerk, document=document, reason="误")
        case "propose":
            instruction.propose(ports, clerk, document=document, said=said)
        case "submit":
            instruction.submit(ports, clerk, documents=[document], said=said if n % 2 else None)
        case "instruct":
            instruction.instruct(ports, head, document=document, said=said)
        case "back":
            instruction.send_back(ports, head, document=document, reason="退")
        case "record":
            instruction.record_instruction(
                ports, clerk, document=document, said=said, signed_on=SignedOn.TELEPHONE, given=date(2026, 3, 5)
            )
        case "confirm":
            instruction.confirm_instructions(ports, head, documents=[document])
        case _:
            folder = instruction.add_folder(ports, clerk, name=f"卷{n}", year=2026 + len(office.rows("folder")))
            instruction.put_into_folder(ports, clerk, documents=[document], folder=folder)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(acts=ACTS)
def test_whatever_an_office_does_folds_to_the_rows_that_stood_there(base: Path, acts: list[tuple[str, int]]) -> None:
    """Refused acts leave nothing; done ones leave exactly what the journal says."""
    with tempfile.TemporaryDirectory() as temp:
        office = founded_template(base).opened(Path(temp) / "desk")
        for _ in range(3):
            office.register()
        for what, n in acts:
            size = office.size()
            try:
                act(office, what, n)
            except RuleRefused:
                assert office.size() - size <= (1 if what == "file" else 0)
        assert_live_is_folded(office)
        assert verify(office.ports).good
        office.desk.close()
