"""The paper of a post handed over 移交清册: its lines, cells to be signed, and the codes of who has signed."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import pytest

from filedesk.domain.posts import Line, Thing
from filedesk.errors import RuleRefused
from filedesk.registers.definitions import definition
from filedesk.services import posts
from filedesk.services.post_paper import print_post
from filedesk.services.post_signing import record_post, sign_post
from filedesk.services.recording import confirm_recorded
from filedesk.services.verification import verify
from tests.registers.pdf_text import page_texts
from tests.services.route_office import (
    AUDITOR,
    BUILDER,
    BUILDING,
    BUILDING_HAND,
    CLERK,
    HEAD,
    ID,
    PAYER,
    Ways,
)

CODE = re.compile(r"FS1:[A-Z2-7]{6}:\d+:[A-Z2-7]{18}")


def printed(office: Ways, name: str = BUILDING_HAND, language: str = "zh_CN") -> str:
    out = io.BytesIO()
    pages = print_post(office.ports, office.session(name), post=1, out=out, language=language)
    texts = page_texts(out.getvalue())
    assert len(texts) == pages
    return "".join(texts)


@pytest.fixture
def listed(manned: Ways) -> Ways:
    manned.handled(BUILDING)
    people = {"leaver": ID[BUILDING_HAND], "successor": ID[BUILDER], "supervisor": ID[HEAD]}
    posts.prepare(manned.ports, manned.session(BUILDING_HAND), **people, lines=[Line(Thing.KEY, "档案室钥匙", 2)])
    return manned


def test_it_tells_what_passes_and_leaves_three_cells_to_sign(listed: Ways) -> None:
    text = printed(listed)
    for told in ("移交清册", "未办，随交", "档案室钥匙", "移交人", "接收人", "监交人", BUILDING_HAND, BUILDER, HEAD):
        assert told in text
    assert text.count("年  月  日") + text.count("年 月 日") + text.count("年月日") >= 3
    assert not CODE.search(text)


def test_the_cells_are_large_enough_to_sign_in() -> None:
    """At least 20×8 mm (conventions, "Layout")."""
    for language in ("zh_CN", "en"):
        of = definition("post")
        assert [width for column, width in zip(of.columns, of.widths(language), strict=True) if column.signature] >= [
            20
        ]
        assert sum(of.widths(language)) == pytest.approx(176)


def test_signatures_bear_codes_that_the_verifier_accepts(listed: Ways, tmp_path: Path) -> None:
    """On screen, from paper, and confirmed afterwards 补签."""
    sign_post(listed.ports, listed.session(BUILDING_HAND), post=1, version=1)
    (tmp_path / "清册.txt").write_text("清册", encoding="utf-8")
    record_post(
        listed.ports, listed.session(CLERK), post=1, version=1, given=date(2026, 3, 5),
        staged=listed.stage(tmp_path / "清册.txt"), called="移交清册",
    )  # fmt: skip
    (recorded,) = listed.rows("recorded_act")
    confirm_recorded(listed.ports, listed.session(BUILDER), recorded=[int(str(recorded["seq"]))])
    sign_post(listed.ports, listed.session(HEAD), post=1, version=1)
    codes = CODE.findall(printed(listed).replace("\n", ""))
    assert len(codes) == 4
    for code in codes[:2]:
        assert verify(listed.ports, printed=code).good


def test_in_english_too(listed: Ways) -> None:
    text = printed(listed, language="en")
    for told in ("List of a post handed over", "Handed over by", "Open, passes on", "Key"):
        assert told.replace(" ", "") in text


def test_whom_it_does_not_concern_does_not_see_it(listed: Ways) -> None:
    with pytest.raises(RuleRefused) as caught:
        printed(listed, PAYER)
    assert caught.value.code == "post_unknown"
    assert "移交清册" in printed(listed, AUDITOR)
