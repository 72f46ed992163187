"""To-do 待办 (F7): what waits for each role, since when, and people who wait to be confirmed."""

from __future__ import annotations

from datetime import date, timedelta

from filedesk.domain.routing import SignedOn
from filedesk.services import instruction, people
from filedesk.services.waiting import MOST, Group, count, waiting
from filedesk.services.wording import Wording
from tests.desk_template import AUDITOR, CLERK, HEAD, INVITED, RESPONSIBLE, Office


def groups(office: Office, name: str) -> dict[str, Group]:
    return {group.name: group for group in waiting(office.ports, office.session(name))}


def test_registered_and_not_handed_on_waits_since_the_day_of_its_entry(office: Office) -> None:
    office.register("旧的")
    office.clock.moment += timedelta(days=4)
    office.register("新的")
    (told,) = groups(office, CLERK).values()
    assert told.name == "to_submit"
    assert [(row["title"], row["since"]) for row in told.rows] == [("旧的", "2026-03-05"), ("新的", "2026-03-09")]


def test_each_step_waits_since_its_own_day(office: Office) -> None:
    """Finished and not filed waits since the instruction, one sent back since it was, his own since he got it."""
    for title in ("批示的", "退回的", "待签的", "电话的"):
        office.register(title)
    office.clock.moment += timedelta(days=1)
    office.submit(1, 2, 3, 4)
    office.clock.moment += timedelta(days=1)
    head = office.session(HEAD)
    instruction.instruct(office.ports, head, document=1, said=Wording("阅"))
    instruction.send_back(office.ports, head, document=2, reason="缺附件")
    told = {"document": 4, "said": Wording("同意"), "signed_on": SignedOn.TELEPHONE, "given": date(2026, 3, 6)}
    instruction.record_instruction(office.ports, office.session(), **told)  # type: ignore[arg-type]
    office.clock.moment += timedelta(days=3)

    def since(name: str) -> dict[str, dict[str, str]]:
        return {key: {row["title"]: row["since"] for row in group.rows} for key, group in groups(office, name).items()}

    assert since(CLERK) == {
        "sent_back": {"退回的": "2026-03-07"},
        "to_file": {"批示的": "2026-03-07", "电话的": "2026-03-06"},
    }
    assert since(HEAD) == {"to_sign": {"待签的": "2026-03-06"}, "to_confirm": {"电话的": "2026-03-06"}}


def test_people_who_made_their_keys_wait_for_the_general_manager_alone(office: Office) -> None:
    people.first_sign_in(office.ports, name=INVITED, code=office.codes[INVITED], password="another 1")
    (told,) = groups(office, HEAD).values()
    assert (told.name, told.count) == ("people", 1)
    assert told.rows[0] | {"id": 0} == {
        "id": 0, "name": INVITED, "department": "工程部", "roles": ["department_manager"], "since": "",
    }  # fmt: skip
    assert count(office.ports, office.session(HEAD)) == 1
    assert groups(office, CLERK) == {}


def test_nothing_waits_for_who_only_reads(office: Office) -> None:
    office.register()
    assert groups(office, AUDITOR) == groups(office, RESPONSIBLE) == {}


def test_much_is_counted_whole_and_listed_in_part(office: Office) -> None:
    for number in range(MOST + 3):
        office.register(f"第{number}号")
    (told,) = groups(office, CLERK).values()
    assert (told.count, len(told.rows)) == (MOST + 3, MOST)
    assert count(office.ports, office.session()) == MOST + 3
