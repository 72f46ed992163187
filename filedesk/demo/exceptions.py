"""Two demo papers that did not wait for the general manager (I3): a bulletin 直送, and a storm warning 先办后阅."""

from __future__ import annotations

from datetime import timedelta

from filedesk.clock import SetClock, office_day
from filedesk.domain.documents import Entry, Series, Urgency
from filedesk.domain.routing import SignedOn
from filedesk.services import exceptions, registration
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from filedesk.services.recording import Slip
from filedesk.services.wording import Wording


def go_on_without_him(ports: Ports, clerk: Session, head: Session, clock: SetClock, zone: str) -> None:
    """He releases the bulletins; one comes, and a paper that cannot wait for him."""
    reason = "简报仅供传阅，不必逐份批示。"
    exceptions.release_kind(ports, head, kind="bulletin", reason=reason)
    clock.advance(timedelta(minutes=20))
    today = office_day(clock.now(), zone)
    bulletin = Entry(
        Series.INCOMING,
        "物业服务行业简报（第十一期）",
        "滨江市物业管理协会",
        kind="bulletin",
        dated=today,
        received=today,
    )
    made = registration.register(ports, clerk, entry=bulletin)
    exceptions.send_directly(
        ports, clerk, document=made.document, said=Wording("", (4, 5)), reason="例行简报，按放行文种直送传阅。"
    )
    clock.advance(timedelta(minutes=30))
    deadline = today + timedelta(days=3)
    warning = Entry(
        Series.INCOMING, "关于做好强降雨防范应对工作的紧急通知", "滨江市防汛抗旱指挥部", kind="notice", dated=today,
        received=today, urgency=Urgency.EXTRA_URGENT, deadline=deadline,
    )  # fmt: skip
    made = registration.register(ports, clerk, entry=warning)
    said = Wording("立即排查地下车库和泵房，边查边改，事后报我。", (), 2, (), deadline)
    exceptions.act_first(
        ports, clerk, document=made.document, said=said,
        reason="强降雨预警已发布，总经理外出，须当日布置。", slip=Slip(SignedOn.TELEPHONE, today),
    )  # fmt: skip
