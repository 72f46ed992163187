"""How official papers write numbers, dates, bodies and kinds, and how the register wants them.

Sources: GB/T 9704-2012 (发文字号, 成文日期, 主送机关), 党政机关公文处理工作条例 (the 15 kinds of paper).
"""

from __future__ import annotations

import re
from datetime import date

KINDS = {
    "决议": "resolution",
    "决定": "decision",
    "命令": "order",
    "令": "order",
    "公报": "communique",
    "公告": "announcement",
    "通告": "notice_public",
    "意见": "opinion",
    "通知": "notice",
    "通报": "circular",
    "报告": "report",
    "请示": "request",
    "批复": "reply",
    "议案": "bill",
    "函": "letter",
    "纪要": "minutes",
}

_OPEN, _SHUT = r"[〔［\[（(【﹝〈〖]", r"[〕］\]）)】﹞〉〗]"
_NUMBER = re.compile(
    rf"(?:发文字号|文号|编号)?[:：]?(?P<code>[^\d\s:：，,。；;、《》“”〔\[（(【]{{0,24}}){_OPEN}(?P<year>(?:19|20)\d\d){_SHUT}"
    r"第?0*(?P<serial>[1-9]\d{0,5})(?P<sub>[-－—之]\d{1,3})?号"
)
_ORDER_NUMBER = re.compile(r"(?P<year>(?:19|20)\d\d年)?第(?P<serial>[\d〇零一二三四五六七八九十百]{1,6})号")
_SIGNATORY = re.compile(r"(?:签发人|签发)[:：].*$")

_DIGITS = {sign: value for value, signs in enumerate(("〇○零OoＯ0０", *"一二三四五六七八九")) for sign in signs}
_DIGITS |= {sign: value for value, sign in enumerate("0123456789")}
_DIGITS |= {sign: value for value, sign in enumerate("０１２３４５６７８９")}
_CLASS = "".join(_DIGITS)
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_DATE = re.compile(
    rf"(?P<year>[{_CLASS}]{{4}})年(?P<month>[{_CLASS}十]{{1,3}})月(?P<day>[{_CLASS}十廿卅]{{1,3}})日"
    r"|(?P<y>\d{4})(?P<dash>[-./])(?P<m>\d{1,2})(?P=dash)(?P<d>\d{1,2})"
)

_BODY_ENDS = (
    "政府 委员会 委 厅 局 部 院 办公室 办 署 处 科 室 股 中心 公司 集团 银行 分行 支行 学校 大学 学院 中学 小学 医院 "
    "协会 学会 商会 工会 联合会 党委 党组 支部 总支 法院 检察院 人大 常委会 政协 代表大会 会议 组 指挥部 小组 领导小组 "
    "所 站 队 社 馆 街道 乡 镇 村 会 军区 司 团 联 企业 厂 店 基金 行 党 省 市 县 区 研究院 "
    "管委会 理事会 董事会 总会 分局 支队"
)
_ENDS = tuple(_BODY_ENDS.split())
BARE_OFFICES = frozenset({"办公厅", "办公室", "委员会", "秘书处", "综合处"})
"""Second lines of one body's name in the head: never a body by themselves."""


def number(text: str) -> str | None:
    """The 发文字号 that a whole line consists of, as 代字〔YYYY〕N号, or None. A 签发人 beside it is left off.

    Minutes may have no 代字. Orders and announcements are numbered 第N号 or YYYY年第N号; that is kept as it is.
    """
    close = _SIGNATORY.sub("", "".join(text.split())).translate(_FULL_WIDTH)
    found = _NUMBER.fullmatch(close)
    if found:
        sub = re.sub(r"^[－—]", "-", found["sub"] or "")
        return f"{found['code']}〔{found['year']}〕{found['serial']}{sub}号"
    found = _ORDER_NUMBER.fullmatch(close)
    return f"{found['year'] or ''}第{found['serial']}号" if found else None


def day(text: str) -> date | None:
    """The date that a whole line consists of, in figures or Chinese numerals, or None; from 1900 to 2099."""
    found = _DATE.fullmatch("".join(text.split()))
    return _as_date(found) if found else None


def day_at_end(text: str) -> tuple[str, date] | None:
    """What stands before a date that ends the line, and the date."""
    close = "".join(text.split())
    for found in _DATE.finditer(close):
        told = _as_date(found)
        if found.end() == len(close) and found.start() and told:
            return close[: found.start()], told
    return None


def day_within(text: str) -> date | None:
    """The first date in the text, as in a 题注: （2026年3月5日第二次会议通过）."""
    found = _DATE.search("".join(text.split()))
    return _as_date(found) if found else None


def kind(title: str) -> str | None:
    """The code of the official kind that the title ends with, or None. （试行） and the like may follow it."""
    stem = re.sub(r"(?:[（(\[【〔][^（(\[【〔]*[）)\]】〕])+$", "", "".join(title.split()))
    for word, code in KINDS.items():
        if stem.endswith(word):
            return code
    return None


def is_body(text: str) -> bool:
    """Whether the text could be the name of an authority, an organisation or a company."""
    close = "".join(text.split())
    bare = re.sub(r"[（(][^（(]*[）)]$", "", close)
    if not 2 <= len(bare) <= 40 or re.search(r"[，。；：？！、,;:?!《》“”\d〔〕]|关于|如下|同意", bare):
        return False
    return bare.endswith(_ENDS)


def _as_date(found: re.Match[str]) -> date | None:
    try:
        if found["y"]:
            told = date(int(found["y"]), int(found["m"]), int(found["d"]))
        else:
            year = int("".join(str(_DIGITS[sign]) for sign in found["year"]))
            told = date(year, _small(found["month"]), _small(found["day"]))
    except ValueError:
        return None
    return told if 1900 <= told.year < 2100 else None


def _small(text: str) -> int:
    """A month or day: 3, 03, 三, 十, 十二, 二十, 三十一, 廿五. Raises ValueError for anything else."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "十" in text:
        tens, _ten, ones = text.partition("十")
        if len(tens) > 1 or len(ones) > 1 or "十" in ones:
            raise ValueError(text)
        return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)
    return int("".join(str(_DIGITS[sign]) for sign in text))
