"""Whether a text layer is believed: garbage of every known make against real text of every kind an office gets."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filedesk.capture.usability import MOST_FREQUENT, is_usable, score

CHINESE = (
    "为贯彻落实集团公司关于加强合同管理的工作部署，进一步规范合同的起草、审查、签订和履行，防范经营风险，现将有关事项"
    "通知如下。一、各部门要高度重视合同管理工作，明确责任人，建立合同台账，按月报送办公室。二、标的额超过五十万元的合"
    "同，必须经法律顾问审查并由总经理签批后方可用印。三、合同原件在签订后三个工作日内交档案室归档，任何人不得自行留存。"
)
TRADITIONAL = (
    "有關人員請於下星期三下午二時前，將會議資料送交秘書處，以便彙編成冊。本會定於三月十五日上午九時舉行週年大會，"
    "敬請各會員準時出席，並攜帶會員證以資識別。如因事未能出席，請填妥授權書，於會前三日送達本會辦事處。"
)
ENGLISH = (
    "The parties agree that the supplier shall deliver the equipment within thirty days of receipt of the order and "
    "that the purchaser shall pay the price within sixty days of acceptance. Any dispute shall be settled amicably."
)
FRENCH = "Les autorités compétentes décident, après délibération, d'accorder à l'établissement l'autorisation demandée."
ROSTER = "王建国 李秀英 张伟 刘洋 陈静 杨敏 赵磊 黄丽 周杰 吴强 徐艳 孙勇 马超 朱红 胡军 林芳 郭涛 何平 高峰 罗霞 " * 4
TABLE = "序号 设备编号 数量 单价 1 HX-2026-0031 12 4500.00 2 HX-2026-0032 7 128.50 合计 55,299.50 元"
RARE_NAMES = (
    "参会人员：王喆、李堃、张祎、陈璟、赵珺、周镕、吴玥、郑旻、𠮷田。请各位按时参加会议，并提前将材料送交办公室。"
)


@pytest.mark.parametrize(
    "text", [CHINESE, TRADITIONAL, ENGLISH, FRENCH, ROSTER, TABLE, RARE_NAMES, "关于放假的通知", "OK"]
)
def test_real_text_is_usable(text: str) -> None:
    assert is_usable(text), score(text)


def shifted(text: str, by: int) -> str:
    return "".join(chr(ord(sign) + by) if sign.isalpha() else sign for sign in text)


def permuted(text: str) -> str:
    """Each character for another common one, as a font's wrong map to Unicode does."""
    level_one = [bytes([high, low]).decode("gb2312") for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFE)]
    return "".join(random.Random(sign).choice(level_one) if sign >= "\u4e00" else sign for sign in text)


GARBAGE = {
    "GBK read as Latin-1": CHINESE.encode("gbk").decode("latin-1"),
    "GBK read as cp1252": CHINESE.encode("gbk").decode("cp1252", errors="replace"),
    "UTF-8 read as Latin-1": CHINESE.encode().decode("latin-1"),
    "UTF-8 read as GBK": CHINESE.encode().decode("gb18030", errors="replace"),
    "a title in UTF-8 read as GBK": "关于加强合同管理工作的通知和意见".encode().decode("gb18030", errors="ignore"),
    "Big5 read as GBK": TRADITIONAL.encode("big5").decode("gb18030", errors="replace"),
    "private use": shifted(CHINESE, 0xE000 - 0x4E00),
    "replaced": "\ufffd" * 40,
    "boxes": "□□□□□□通知□□□□",
    "control characters": "".join(map(chr, range(1, 9))) * 5,
    "glyph numbers as characters": shifted(CHINESE, 3001),
    "another map": permuted(CHINESE),
    "unassigned": "\u0378\u0379\u0380" * 9,
    "shifted Latin": "".join(chr((ord(s) - 97 + 10) % 26 + 97) if s.isalpha() else s for s in "bcdfghjklmnpqrst" * 20),
    "nothing": "",
    "blanks": " \n\t\u3000 ",
}


@pytest.mark.parametrize("text", GARBAGE.values(), ids=GARBAGE.keys())
def test_garbage_is_not_usable(text: str) -> None:
    assert not is_usable(text), score(text)


def test_a_few_broken_signs_do_not_spoil_a_paper() -> None:
    assert is_usable(CHINESE + "\uf0b7\ufffd" * 4)


@settings(deadline=None)
@given(st.integers(0, len(CHINESE) - 30), st.integers(30, 200))
def test_any_passage_of_a_paper_is_usable_and_its_mojibake_is_not(start: int, length: int) -> None:
    passage = CHINESE[start : start + length]
    assert is_usable(passage)
    assert not is_usable(passage.encode("gbk").decode("latin-1"))


@settings(deadline=None)
@given(st.text(max_size=400))
def test_every_share_is_a_share(text: str) -> None:
    told = score(text)
    for share in (told.broken, told.latin, told.common, told.frequent, told.vowels):
        assert share is None or 0 <= share <= 1
    assert told.signs == sum(not sign.isspace() for sign in text)


def test_the_list_of_frequent_characters_holds_half_of_running_text() -> None:
    han = [sign for sign in CHINESE if "\u4e00" <= sign <= "\u9fff"]
    assert sum(sign in MOST_FREQUENT for sign in han) / len(han) > 0.4
