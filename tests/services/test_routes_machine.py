"""Random acts, lawful or not, of a whole office on many papers at once: what must always hold, holds after each.

Every copy has one holder, the taker of its last movement; numbers have no gap; nothing is finished with a step open;
what is refused leaves nothing; the to-do is what the states imply. At the end the journal verifies, and a replay
gives the rows that stand there.

    python -m pytest tests/services/test_routes_machine.py -m slow    does many more
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from filedesk.services import deputies
from filedesk.services.verification import verify
from filedesk.services.waiting import waiting
from tests.domain.test_projection import assert_live_is_folded
from tests.services.random_acts import RandomActs
from tests.services.route_office import HEAD, ID, NAMES


class Routes(RandomActs):
    """The office at work, and what always holds."""

    @invariant()
    def each_copy_has_one_holder_who_took_it_last(self) -> None:
        """I4, N3: movements of a copy form a chain that begins with whoever registered it."""
        away = {(row["document"], row["copy"]): row["holder"] for row in self.rows("copy")}
        for row in self.rows("document"):
            for copy in range(1, int(str(row["copies"])) + 1):
                at = row["registered_by"]
                for movement in self.office.rows("movement", order="seq", document=row["id"], copy=copy):
                    assert movement["giver"] == at != movement["taker"]
                    at = movement["taker"]
                held = row["holder"] if copy == 1 else away.get((row["id"], copy), row["registered_by"])
                assert held == at
        assert {copy for _document, copy in away} <= {2, 3}

    @invariant()
    def numbers_have_no_gap(self) -> None:
        (book,) = self.rows("book")
        serials = sorted(int(str(row["serial"])) for row in self.rows("number"))
        assert serials == list(range(1, int(str(book["last"])) + 1))

    @invariant()
    def nothing_is_finished_with_a_step_open(self) -> None:
        """I7; whoever was named has read, or was left out, and every department has said what came of it."""
        for row in self.rows("document"):
            if row["state"] not in {"finished", "returned", "filed"}:
                continue
            (said,) = self.rows("instruction", document=row["id"])
            turns = {t["reader"]: t["state"] for t in self.rows("reading_turn", document=row["id"])}
            tasks = {t["department"]: t["state"] for t in self.rows("handling_task", document=row["id"])}
            assert set(turns) >= {r["person"] for r in self.rows("named_reader", seq=said["id"])}
            assert set(tasks) == {r["department"] for r in self.rows("named_department", seq=said["id"])}
            assert set(turns.values()) <= {"read", "skipped"}
            assert set(tasks.values()) <= {"reported"}
            assert self.rows("question", document=row["id"], answered_seq=None) == []

    @invariant()
    def the_to_do_is_what_the_states_imply(self) -> None:
        for name in (HEAD, NAMES[1], NAMES[4], NAMES[5]):
            waits = {group.name: group.rows for group in waiting(self.office.ports, self.office.session(name))}
            for group, expected in self.implied(ID[name]).items():
                found = {(row["id"], row.get("key")) for row in waits.get(group, [])}
                assert found == expected, (name, group)

    def implied(self, person: int) -> dict[str, set[tuple[object, object]]]:
        """Group → document and what of it waits for this person."""
        with self.office.ports.ledger.reading() as reading:
            today = self.office.ports.today(reading)
            his = {person} | deputies.represented(reading, person, today)
        papers = {row["id"]: row for row in self.rows("document")}
        tasks = [row for row in self.rows("handling_task") if row["responsible"] in his]
        implied = {
            "to_accept": {(t["document"], t["department"]) for t in tasks if t["state"] == "named"},
            "to_handle": {(t["document"], t["department"]) for t in tasks if t["state"] == "accepted"},
            "recorded": {
                (r["document"], r["seq"]) for r in self.rows("recorded_act", person=person, confirmed_seq=None)
            },
        }
        out = {(t["document"], t["reader"]) for t in self.rows("reading_turn", state="out") if t["reader"] in his}
        for paper in papers:
            waits = self.office.rows("reading_turn", order="position", document=paper, state="waiting")
            if waits and waits[0]["reader"] == papers[paper]["holder"] and waits[0]["reader"] in his:
                out.add((paper, waits[0]["reader"]))
        implied["to_read"] = out
        if person == 1:
            implied["to_answer"] = {(q["document"], q["seq"]) for q in self.rows("question", answered_seq=None)}
        return implied

    def teardown(self) -> None:
        try:
            assert_live_is_folded(self.office)
            found = verify(self.office.ports)
            assert found.good, found
        finally:
            self.office.desk.close()
            self.folder.cleanup()


def run(base: Path, *, examples: int, steps: int) -> None:
    machine = type("RoutesOfThisRun", (Routes,), {"base": base})
    told = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(machine, settings=told)


def test_whatever_an_office_does_the_rules_hold(templates: Path) -> None:
    """I4 to I7, F11, N3."""
    run(templates, examples=10, steps=25)


@pytest.mark.slow
def test_whatever_an_office_does_for_a_long_time_the_rules_hold(templates: Path) -> None:
    run(templates, examples=150, steps=60)
