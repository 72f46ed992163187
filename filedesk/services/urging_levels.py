"""The office's levels of urging 催办, a setting for each urgency (rule I5)."""

from __future__ import annotations

from collections.abc import Mapping

from filedesk.domain import urging
from filedesk.domain.documents import Urgency
from filedesk.domain.urging import UrgingLevel
from filedesk.services.acts import act_of, require
from filedesk.services.changes import Changes
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from filedesk.services.ledger import Reading


def urging_levels(reading: Reading) -> dict[Urgency, UrgingLevel]:
    """The level of each urgency: the office's own where it set one, else the usual one."""
    return {urgency: _own(reading, urgency) or usual for urgency, usual in urging.DEFAULTS.items()}


def set_urging_levels(ports: Ports, session: Session, *, levels: Mapping[Urgency, UrgingLevel]) -> Changes:
    """Set these levels; one that stands so already is not recorded again.

    Raises RuleRefused: "urging_every_out_of_range", "urging_near_out_of_range"; then none of them is set.
    """
    require(session, "setting_changed", rule="I5")
    for level in levels.values():
        urging.checked(level)
    with ports.ledger.writing() as writing:
        present = urging_levels(writing)
        changed = {urgency: level for urgency, level in levels.items() if level != present[urgency]}
        act = act_of(writing, session)
        for urgency, level in changed.items():
            act.append("setting_changed", {"setting": urging.setting_of(urgency)}, {"value": str(level)})
    return Changes(office=bool(changed))


def _own(reading: Reading, urgency: Urgency) -> UrgingLevel | None:
    row = reading.get("setting", name=urging.setting_of(urgency))
    return urging.parse(row["value"]) if row else None
