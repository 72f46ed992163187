"""Every state × every step × every role, against tables written by hand: where a paper goes, or by which rule not.

A records manager can read the tables and say whether they are right. What a table does not tell is refused: a step
that is not in its state's line as "not now", a role that is not in its step's line as "not for this role".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from filedesk.domain.documents import Series
from filedesk.domain.people import Role
from filedesk.domain.routing import TRANSITIONS, State, Step, step
from filedesk.errors import RuleRefused

LETTERS = {
    "C": Role.CLERK, "O": Role.OFFICE_HEAD, "G": Role.GENERAL_MANAGER, "D": Role.DEPARTMENT_MANAGER,
    "R": Role.RESPONSIBLE, "A": Role.AUDITOR, "S": Role.ADMINISTRATOR,
}  # fmt: skip

INCOMING_WHO = """
    submit               C O       I3
    send_directly        C O       I3
    act_first            C         I3
    instruct             G         I3
    send_back            G         I3
    circulate            C O       I4
    hand_to_department   C O       I5
    finish               C D R     I7
    return               C O       I7
    put_into_folder      C         I7
    void                 C         I2
"""
INCOMING_WAY = """
    registered                    submit > with_general_manager, send_directly > instructed,
                                  act_first > instructed, void > void
    with_general_manager          instruct > instructed, send_back > sent_back
    sent_back                     submit > with_general_manager, send_directly > instructed,
                                  act_first > instructed
    instructed                    circulate > in_circulation, hand_to_department > in_handling,
                                  put_into_folder > filed
    in_circulation                hand_to_department > in_circulation_and_handling, finish > finished
    in_handling                   circulate > in_circulation_and_handling, finish > finished
    in_circulation_and_handling   finish > finished
    finished                      return > returned
    returned                      put_into_folder > filed
    filed                         -
    void                          -
"""
OUTGOING_WHO = """
    check                O D         O1
    ask_countersign      C O G D R   O1
    countersign          D           O1
    refuse               D           O1
    submit               C O G D R   O1
    approve              G           O1
    send_back            G           O1
    revise               C O G D R   F9
    number               C           O3
    chop                 C O         O3
    send                 C           O3
    note_receipt         C           O3
    deposit              C           O2
    put_into_folder      C           O2
    drop                 C O G D R   O1
    void                 C           O3
"""
OUTGOING_WAY = """
    registered                    put_into_folder > filed, void > void
    drafted                       check > drafted, ask_countersign > in_countersigning, revise > drafted,
                                  submit > with_general_manager, drop > void, void > void
    in_countersigning             countersign > countersigned, refuse > sent_back, revise > drafted, drop > void,
                                  void > void
    countersigned                 submit > with_general_manager, revise > drafted, drop > void, void > void
    with_general_manager          approve > approved, send_back > sent_back, drop > void, void > void
    sent_back                     submit > with_general_manager, revise > drafted, drop > void, void > void
    approved                      number > numbered, revise > drafted, drop > void, void > void
    numbered                      chop > chopped, revise > drafted, void > void
    chopped                       send > sent, revise > drafted, void > void
    sent                          send > sent, note_receipt > sent, deposit > sent, put_into_folder > filed
    filed                         note_receipt > filed
    void                          -
"""
INTERNAL_WHO = """
    check                O D         N1
    ask_countersign      C O G D R   N1
    countersign          D           N1
    refuse               D           N1
    submit               C O G D R   N1a
    approve              G           N1a
    send_back            G           N1a
    revise               C O G D R   F9
    put_to_manager       C O G D R   N1
    sign                 G D         N1
    hand_back            G D         N1
    number               C           N1a
    chop                 C O         N1a
    distribute           C O         F10
    receive              C O G D R   F10
    recall               C O         N2
    answer               C O G D R   N1
    order                C O G D     F8
    confirm_order        C O G D R   F8
    carry_out            C O G D R   F8
    put_into_folder      C           N2
    drop                 C O G D R   N1
    void                 C           N2
"""
INTERNAL_WAY = """
    registered                    put_into_folder > filed, void > void
    drafted                       check > drafted, ask_countersign > in_countersigning, revise > drafted,
                                  submit > with_general_manager, put_to_manager > with_manager, sign > signed,
                                  drop > void, void > void
    in_countersigning             countersign > countersigned, refuse > sent_back, revise > drafted, drop > void,
                                  void > void
    countersigned                 submit > with_general_manager, put_to_manager > with_manager, sign > signed,
                                  revise > drafted, drop > void, void > void
    with_general_manager          approve > approved, send_back > sent_back, drop > void, void > void
    with_manager                  sign > signed, hand_back > sent_back, drop > void, void > void
    sent_back                     submit > with_general_manager, put_to_manager > with_manager, revise > drafted,
                                  drop > void, void > void
    approved                      number > numbered, revise > drafted, drop > void, void > void
    signed                        number > numbered, revise > drafted, drop > void, void > void
    numbered                      chop > chopped, distribute > distributed, revise > drafted, void > void
    chopped                       distribute > distributed, revise > drafted, void > void
    distributed                   distribute > distributed, receive > distributed, recall > distributed,
                                  answer > distributed, order > distributed, confirm_order > distributed,
                                  carry_out > carried_out, revise > drafted, put_into_folder > filed
    carried_out                   receive > carried_out, recall > carried_out, answer > carried_out,
                                  order > distributed, revise > drafted, put_into_folder > filed
    filed                         recall > filed
    void                          -
"""
OUTGOING_WHO = """
    check                O D         O1
    ask_countersign      C O D R G   O1
    countersign          D           O1
    refuse               D           O1
    submit               C O D R G   O1
    approve              G           O1
    send_back            G           O1
    revise               C O D R G   F9
    number               C           O3
    chop                 C O         O3
    send                 C           O3
    note_receipt         C           O3
    deposit              C           O2
    put_into_folder      C           O2
    drop                 C O D R G   O1
    void                 C           O3
"""
OUTGOING_WAY = """
    drafted                       check > drafted, ask_countersign > in_countersigning,
                                  submit > with_general_manager, revise > drafted, drop > void, void > void
    in_countersigning             countersign > countersigned, refuse > sent_back,
                                  revise > drafted, drop > void, void > void
    countersigned                 submit > with_general_manager, revise > drafted, drop > void, void > void
    with_general_manager          approve > approved, send_back > sent_back, drop > void, void > void
    sent_back                     submit > with_general_manager, revise > drafted, drop > void, void > void
    approved                      number > numbered, revise > drafted, drop > void, void > void
    numbered                      chop > chopped, revise > drafted, void > void
    chopped                       send > sent, revise > drafted, void > void
    sent                          send > sent, note_receipt > sent, deposit > sent, put_into_folder > filed
    registered                    put_into_folder > filed, void > void
    filed                         note_receipt > filed
    void                          -
"""
INTERNAL_WHO = """
    check                O D         N1
    ask_countersign      C O D R G   N1
    countersign          D           N1
    refuse               D           N1
    submit               C O D R G   N1a
    approve              G           N1a
    send_back            G           N1a
    revise               C O D R G   F9
    put_to_manager       C O D R G   N1
    sign                 D G         N1
    hand_back            D G         N1
    number               C           N1a
    chop                 C O         N1a
    distribute           C O         F10
    receive              C O D R G   F10
    recall               C O         N2
    answer               C O D R G   N1
    order                C O D G     F8
    confirm_order        C O D R G   F8
    carry_out            C O D R G   F8
    put_into_folder      C           N2
    drop                 C O D R G   N1
    void                 C           N2
"""
INTERNAL_WAY = """
    drafted                       check > drafted, ask_countersign > in_countersigning,
                                  submit > with_general_manager, put_to_manager > with_manager, sign > signed,
                                  revise > drafted, drop > void, void > void
    in_countersigning             countersign > countersigned, refuse > sent_back,
                                  revise > drafted, drop > void, void > void
    countersigned                 submit > with_general_manager, put_to_manager > with_manager, sign > signed,
                                  revise > drafted, drop > void, void > void
    with_manager                  sign > signed, hand_back > sent_back, drop > void, void > void
    with_general_manager          approve > approved, send_back > sent_back, drop > void, void > void
    sent_back                     submit > with_general_manager, put_to_manager > with_manager,
                                  revise > drafted, drop > void, void > void
    signed                        number > numbered, revise > drafted, drop > void, void > void
    approved                      number > numbered, revise > drafted, drop > void, void > void
    numbered                      chop > chopped, distribute > distributed, revise > drafted, void > void
    chopped                       distribute > distributed, revise > drafted, void > void
    distributed                   distribute > distributed, receive > distributed, recall > distributed,
                                  answer > distributed, order > distributed, confirm_order > distributed,
                                  carry_out > carried_out, revise > drafted, put_into_folder > filed
    carried_out                   receive > carried_out, recall > carried_out, answer > carried_out,
                                  order > distributed, revise > drafted, put_into_folder > filed
    registered                    put_into_folder > filed, void > void
    filed                         recall > filed
    void                          -
"""
ELSEWHERE = "I2"
"""The rule by which a step is refused that papers of the series never take."""

TABLES = {
    Series.INCOMING: (INCOMING_WHO, INCOMING_WAY),
    Series.OUTGOING: (OUTGOING_WHO, OUTGOING_WAY),
    Series.INTERNAL: (INTERNAL_WHO, INTERNAL_WAY),
}

Cell = tuple[State, Step, Role]
Answer = tuple[str, str | None]
"""Of a lawful cell "goes to" and the state, of any other the refusal's code and its rule."""


def who(table: str) -> dict[Step, tuple[frozenset[Role], str]]:
    """Step → who may take it, and the rule that says so."""
    told = {}
    for line in table.strip().splitlines():
        wanted, *letters, rule = line.split()
        told[Step(wanted)] = (frozenset(LETTERS[letter] for letter in letters), rule)
    return told


def ways(table: str) -> dict[State, dict[Step, State]]:
    """State → the steps that can be taken there, with the state that each leads to."""
    told: dict[State, dict[Step, State]] = {}
    for line in table.strip().replace(",\n", ", ").splitlines():
        state, _space, steps = line.strip().partition(" ")
        assert State(state) not in told, state
        pairs = (one.split(" > ") for one in steps.split(",") if one.strip() != "-")
        told[State(state)] = {Step(wanted.strip()): State(to.strip()) for wanted, to in pairs}
    return told


def by_hand(series: Series) -> Iterator[tuple[Cell, Answer]]:
    """What the tables say of every cell."""
    people, lines = (read(table) for read, table in zip((who, ways), TABLES[series], strict=True))
    for state, wanted, role in product(State, Step, Role):
        roles, rule = people.get(wanted, (frozenset(), ELSEWHERE))
        to = lines.get(state, {}).get(wanted)
        if to is None:
            yield (state, wanted, role), ("step_not_now", rule)
        elif role not in roles:
            yield (state, wanted, role), ("step_not_for_role", rule)
        else:
            yield (state, wanted, role), ("goes to", to.value)


def as_built(series: Series) -> Iterator[tuple[Cell, Answer]]:
    """What the program says of every cell."""
    for state, wanted, role in product(State, Step, Role):
        try:
            to = step(series, state, wanted, {role})
        except RuleRefused as refused:
            yield (state, wanted, role), (refused.code, refused.rule)
        else:
            yield (state, wanted, role), ("goes to", to.value)


@pytest.mark.parametrize("series", list(Series))
def test_every_cell_is_as_the_table_by_hand_tells(series: Series) -> None:
    """I3–I7 for incoming papers, O1–O3 for outgoing ones, N1–N2 and F8 for those of the house; no cell is left out."""
    built, told = dict(as_built(series)), dict(by_hand(series))
    assert len(built) == len(State) * len(Step) * len(Role)
    assert {cell: (built[cell], told[cell]) for cell in built if built[cell] != told[cell]} == {}


@pytest.mark.parametrize("series", list(Series))
def test_the_tables_by_hand_tell_each_line_of_the_programs_own(series: Series) -> None:
    """Nothing stands in one of the two only: neither a step with its roles and its rule, nor a state."""
    people, lines = who(TABLES[series][0]), ways(TABLES[series][1])
    assert people == {t.step: (t.roles, t.rule) for t in TRANSITIONS[series]}
    pairs = {(source, t.step): t.target for t in TRANSITIONS[series] for source in t.sources}
    assert {(state, one): to for state, steps in lines.items() for one, to in steps.items()} == pairs
    assert {to for steps in lines.values() for to in steps.values()} <= set(lines)


def test_several_roles_may_what_any_of_them_may() -> None:
    """Rules, "People": one person may hold several roles."""
    both = {Role.AUDITOR, Role.CLERK}
    assert step(Series.INCOMING, State.REGISTERED, Step.SUBMIT, both) is State.WITH_GENERAL_MANAGER
