"""The office's levels of urging are settings, signed by whoever may change settings (rule I5)."""

from __future__ import annotations

import pytest

from filedesk.domain.documents import Urgency
from filedesk.domain.urging import DEFAULTS, UrgingLevel
from filedesk.errors import RuleRefused
from filedesk.services.acts import act_of
from filedesk.services.urging_levels import set_urging_levels, urging_levels
from filedesk.services.verification import verify
from tests.desk_template import ADMINISTRATOR, AUDITOR, CLERK, HEAD, OFFICE_HEAD, Office


def levels(office: Office) -> dict[Urgency, UrgingLevel]:
    with office.ports.ledger.reading() as reading:
        return urging_levels(reading)


def test_a_new_office_has_the_usual_levels(office: Office) -> None:
    assert levels(office) == DEFAULTS


@pytest.mark.parametrize("name", [HEAD, ADMINISTRATOR])
def test_a_level_is_set_alone_and_the_others_stay(office: Office, name: str) -> None:
    told = set_urging_levels(office.ports, office.session(name), levels={Urgency.ROUTINE: UrgingLevel(10, 5)})
    assert told.office
    assert levels(office) == {**DEFAULTS, Urgency.ROUTINE: UrgingLevel(10, 5)}
    assert verify(office.ports).good


def test_what_stands_so_already_is_not_recorded_again(office: Office) -> None:
    head, wanted = office.session(HEAD), {**DEFAULTS, Urgency.URGENT: UrgingLevel(3, 2)}
    set_urging_levels(office.ports, head, levels=wanted)
    size = office.size()
    assert not set_urging_levels(office.ports, head, levels=wanted)
    assert office.size() == size
    set_urging_levels(office.ports, head, levels=DEFAULTS)
    assert office.size() == size + 1
    assert levels(office) == DEFAULTS


@pytest.mark.parametrize("name", [CLERK, OFFICE_HEAD, AUDITOR])
def test_others_do_not_set_them(office: Office, name: str) -> None:
    with pytest.raises(RuleRefused, match="act_not_for_role"):
        set_urging_levels(office.ports, office.session(name), levels=DEFAULTS)


def test_one_wrong_level_and_none_is_set(office: Office) -> None:
    size = office.size()
    wanted = {Urgency.ROUTINE: UrgingLevel(9, 9), Urgency.URGENT: UrgingLevel(0, 2)}
    with pytest.raises(RuleRefused, match="urging_every_out_of_range"):
        set_urging_levels(office.ports, office.session(HEAD), levels=wanted)
    assert office.size() == size


def test_a_value_that_is_no_level_counts_as_none(office: Office) -> None:
    """It can only come from another program: the office is urged on by the usual level then."""
    head = office.session(HEAD)
    with office.ports.ledger.writing() as writing:
        act_of(writing, head).append("setting_changed", {"setting": "urging_routine"}, {"value": "soon"})
    assert levels(office) == DEFAULTS
