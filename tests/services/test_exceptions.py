"""What need not wait for the general manager (I3): released kinds 直送, and 先办后阅, both in a list that he sees."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from filedesk.domain.routing import SignedOn
from filedesk.errors import RuleRefused
from filedesk.services import circulation, exceptions, instruction
from filedesk.services.recording import Slip
from filedesk.services.verification import verify
from filedesk.services.wording import Wording
from tests.desk_template import CLERK, HEAD, NOON, OFFICE_HEAD, Office

TO_READ = Wording("", (4,))
CALLED = Slip(SignedOn.TELEPHONE, date(2026, 3, 5))


def seqs(office: Office) -> list[int]:
    with office.ports.ledger.reading() as reading:
        return [row["seq"] for row in exceptions.exceptions(reading)]


class TestReleasedKinds:
    def test_i3_a_paper_of_a_released_kind_goes_to_its_readers_without_him(self, office: Office) -> None:
        exceptions.release_kind(office.ports, office.session(HEAD), kind="bulletin")
        made = office.register("简报", kind="bulletin").document
        exceptions.send_directly(office.ports, office.session(OFFICE_HEAD), document=made, said=TO_READ)
        row = office.row("document", id=made)
        assert (row["state"], row["to_confirm"], row["instruction"]) == ("instructed", 0, "直送")
        circulation.begin_circulation(office.ports, office.session(), document=made)
        assert office.row("reading_turn", document=made, reader=4)["state"] == "out"
        assert verify(office.ports).findings == []

    def test_i3_another_kind_is_put_to_him(self, office: Office) -> None:
        made = office.register().document
        with pytest.raises(RuleRefused, match="kind_not_released") as caught:
            exceptions.send_directly(office.ports, office.session(), document=made, said=TO_READ)
        assert caught.value.rule == "I3"

    def test_i3_only_he_releases_and_what_he_took_back_counts_no_more(self, office: Office) -> None:
        with pytest.raises(RuleRefused, match="act_not_for_role"):
            exceptions.release_kind(office.ports, office.session(), kind="fax")
        head = office.session(HEAD)
        exceptions.release_kind(office.ports, head, kind="fax")
        with pytest.raises(RuleRefused, match="released_already"):
            exceptions.release_kind(office.ports, head, kind="fax")
        exceptions.release_kind(office.ports, head, kind="fax", released=False)
        made = office.register(kind="fax").document
        with pytest.raises(RuleRefused, match="kind_not_released"):
            exceptions.send_directly(office.ports, office.session(), document=made, said=TO_READ)
        with pytest.raises(RuleRefused, match="kind_unknown"):
            exceptions.release_kind(office.ports, head, kind="own_99")

    def test_it_goes_to_somebody(self, office: Office) -> None:
        exceptions.release_kind(office.ports, office.session(HEAD), kind="fax")
        made = office.register(kind="fax").document
        with pytest.raises(RuleRefused, match="nobody_named"):
            exceptions.send_directly(office.ports, office.session(), document=made, said=Wording(""))


class TestActedOnFirst:
    def test_i3_on_his_word_it_is_acted_on_and_he_confirms_later(self, office: Office) -> None:
        made = office.register("紧急通知").document
        said = Wording("请工程部先办", (), 2)
        exceptions.act_first(office.ports, office.session(), document=made, said=said, reason="汛情", slip=CALLED)
        assert office.row("document", id=made)["to_confirm"] == 1
        instruction.confirm_instructions(office.ports, office.session(HEAD), documents=[made])
        assert office.row("document", id=made)["to_confirm"] == 0
        assert verify(office.ports).findings == []

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"reason": " "}, "reason_missing"),
            ({"said": Wording("", (), 2)}, "instruction_empty"),
            ({"said": Wording("先办")}, "nobody_named"),
            ({"slip": Slip(SignedOn.PAPER, date(2026, 3, 5))}, "scan_missing"),
            ({"slip": Slip(SignedOn.TELEPHONE, NOON.date() + timedelta(days=2))}, "date_in_future"),
        ],
    )
    def test_what_is_missing_is_told_and_nothing_is_kept(
        self, office: Office, changes: dict[str, Any], code: str
    ) -> None:
        made = office.register().document
        told = {"said": Wording("先办", (), 2), "reason": "急", "slip": CALLED, **changes}
        size = office.size()
        with pytest.raises(RuleRefused, match=code):
            exceptions.act_first(office.ports, office.session(), document=made, **told)
        assert office.size() == size

    def test_what_he_has_already_is_instructed_by_him(self, office: Office) -> None:
        made = office.register().document
        office.submit(made)
        with pytest.raises(RuleRefused, match="step_not_now"):
            exceptions.act_first(
                office.ports, office.session(), document=made, said=Wording("先办", (), 2), reason="急", slip=CALLED
            )


def test_i3_he_sees_each_exception_once(office: Office) -> None:
    exceptions.release_kind(office.ports, office.session(HEAD), kind="fax")
    for _ in range(2):
        made = office.register(kind="fax").document
        exceptions.send_directly(office.ports, office.session(CLERK), document=made, said=TO_READ, reason="例行")
    first, second = seqs(office)
    exceptions.see_exceptions(office.ports, office.session(HEAD), seen=[first])
    assert seqs(office) == [second]
    with pytest.raises(RuleRefused, match="exception_unknown"):
        exceptions.see_exceptions(office.ports, office.session(HEAD), seen=[first])
    with pytest.raises(RuleRefused, match="act_not_for_role"):
        exceptions.see_exceptions(office.ports, office.session(), seen=[second])
