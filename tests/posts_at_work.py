"""Posts handed over on the tests' filled desk: one that all signed, on screen and on paper, and one withdrawn."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from filedesk.domain.posts import Line, Thing
from filedesk.services import posts
from filedesk.services.post_signing import record_post, sign_post

if TYPE_CHECKING:
    from tests.desk_template import Office

HEAD, CLERK, OFFICE_HEAD, RESPONSIBLE, SECOND_CLERK = "李总", "王芳", "周明", "孙任", "郑洁"
LINES = (Line(Thing.KEY, "档案室钥匙", 2), Line(Thing.BOX, "三号箱"), Line(Thing.OTHER, "相机"))


def hand_posts_over(office: Office, scan: Path) -> None:
    """孙任 hands over to 周明, 李总 supervises; of a second list nothing comes."""
    ports, clerk = office.ports, office.session()
    responsible, chief, head = (office.session(name) for name in (RESPONSIBLE, OFFICE_HEAD, HEAD))
    parties = {"leaver": responsible.person, "successor": chief.person, "supervisor": head.person}
    posts.prepare(ports, clerk, **parties)
    posts.prepare(ports, responsible, **parties, lines=LINES, post=1, version=1)
    record_post(
        ports, clerk, post=1, version=2, given=date(2026, 3, 5), staged=office.stage(scan), called="移交清册 孙任"
    )
    sign_post(ports, chief, post=1, version=2)
    sign_post(ports, head, post=1, version=2)
    posts.prepare(ports, clerk, **parties)
    posts.withdraw(ports, clerk, post=2, reason="留任")
