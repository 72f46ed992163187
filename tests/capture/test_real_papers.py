"""The real papers that lie beside the project; without them these tests skip."""

from __future__ import annotations

import pytest

from filedesk.capture.reader import PaperReader
from filedesk.services.ports import Examination
from tests.capture.drawn_papers import sample


def suggested(name: str) -> dict[str, str]:
    return {told.field: told.value for told in PaperReader().suggest(sample(name), name)}


def test_the_joint_notice_tells_both_senders() -> None:
    found = suggested("joint-notice.pdf")
    assert found.pop("addressee").startswith("各省、自治区、直辖市、新疆生产建设兵团社会信用体系建设牵头部门，")
    assert found == {
        "sender": "发展改革委办公厅、税务总局办公厅",
        "sender_number": "发改办财金规〔2019〕860号",
        "title": "关于加强个人所得税纳税信用建设的通知",
        "dated": "2019-08-20",
        "kind": "notice",
    }


def test_the_signed_reply_in_ofd_tells_its_entry() -> None:
    assert suggested("reply-signed.ofd") == {
        "sender": "测试符路桥区卫生局",
        "sender_number": "路卫发〔2011〕76号",
        "title": "关于同意张阿三同志辞职的批复",
        "dated": "2011-03-10",
        "addressee": "区中医院",
        "kind": "reply",
    }


def test_the_handling_slip_in_ofd_is_read_by_its_cells() -> None:
    assert suggested("handling-slip.ofd") == {
        "sender": "市人民政府办公室",
        "sender_number": "府办专督〔2020〕24号",
        "title": "市委主要领导同志调研后续落实事项的通知",
        "kind": "notice",
    }


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("joint-notice.pdf", Examination("application/pdf", 5, (), text_usable=True)),
        ("cjk-text.pdf", Examination("application/pdf", 1, (), text_usable=True)),
        ("mojibake-text-layer.pdf", Examination("application/pdf", 1, ("text_layer_unusable",))),
        ("reply-signed.ofd", Examination("application/ofd", 2, (), text_usable=True)),
        ("handling-slip.ofd", Examination("application/ofd", 1, (), text_usable=True)),
        ("joint-notice-page1.png", Examination("image/png", 1)),
        ("joint-notice-page1.xml", Examination("text/plain", None, (), text_usable=True)),
    ],
)
def test_every_real_paper_is_recognised(name: str, told: Examination) -> None:
    assert PaperReader().examine(sample(name), "whatever") == told


def test_papers_that_are_no_official_papers_suggest_nothing() -> None:
    assert suggested("cjk-text.pdf") == {}
    assert suggested("mojibake-text-layer.pdf") == {}
    assert suggested("joint-notice-page1.png") == {}
