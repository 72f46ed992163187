"""Numbers, dates, kinds and names as official papers write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filedesk.capture import wording
from filedesk.capture.marks import HeadMarks, bears_state_mark, read_marks


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("华兴办〔2026〕12号", "华兴办〔2026〕12号"),
        ("发改办财金规〔2019〕 860 号", "发改办财金规〔2019〕860号"),
        ("华兴办[2026]12号", "华兴办〔2026〕12号"),
        ("华兴办(2026)12号", "华兴办〔2026〕12号"),
        ("华兴办（2026）第012号", "华兴办〔2026〕12号"),
        ("华兴办【2026】12号", "华兴办〔2026〕12号"),
        ("华兴办［2026］12号", "华兴办〔2026〕12号"),
        ("华兴办〔２０２６〕１２号", "华兴办〔2026〕12号"),
        ("文号：华兴办〔2026〕12号", "华兴办〔2026〕12号"),
        ("华兴办〔2026〕12号　签发人：王小明", "华兴办〔2026〕12号"),
        ("2019年第48号", "2019年第48号"),
        ("第 12 号", "第12号"),
        ("〔2026〕3号", "〔2026〕3号"),
    ],
)
def test_a_number_is_written_in_one_form(written: str, meant: str) -> None:
    assert wording.number(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "根据国发〔2018〕41号，",
        "知》（国发〔2018〕41号）、《国务院",
        "国发〔2018〕41号）和",
        "国发〔18〕41号",
        "国发〔2018〕号",
        "国发2018 41号",
        "电话：12345678号",
        "",
    ],
)
def test_a_number_within_a_sentence_is_no_number_of_the_paper(written: str) -> None:
    assert wording.number(written) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026年3月5日", date(2026, 3, 5)),
        ("2026 年 03 月 05 日", date(2026, 3, 5)),
        ("二〇二三年三月五日", date(2023, 3, 5)),
        ("二○二三年十二月三十一日", date(2023, 12, 31)),
        ("二零二三年十月二十日", date(2023, 10, 20)),
        ("二Ｏ一一年十一月廿五日", date(2011, 11, 25)),
        ("２０２６年３月５日", date(2026, 3, 5)),
        ("2026-03-05", date(2026, 3, 5)),
        ("2026.3.5", date(2026, 3, 5)),
    ],
)
def test_dates_are_read_in_figures_and_in_chinese(written: str, meant: date) -> None:
    assert wording.day(written) == meant


@pytest.mark.parametrize(
    "written",
    ["2026年2月30日", "2026年13月1日", "2011年3月10日印发", "2026年3月", "0026年3月5日", "二〇二三年十十月一日", ""],
)
def test_what_is_no_day_is_no_date(written: str) -> None:
    assert wording.day(written) is None


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back_from_chinese_numerals(day: date) -> None:
    def small(n: int) -> str:
        tens, ones = divmod(n, 10)
        return ("" if tens == 0 else "十" if tens == 1 else "一二三"[tens - 1] + "十") + "〇一二三四五六七八九"[
            ones
        ] * (ones > 0)

    year = "".join("〇一二三四五六七八九"[int(figure)] for figure in str(day.year))
    assert wording.day(f"{year}年{small(day.month)}月{small(day.day)}日") == day


@given(st.text(st.characters(codec="utf-8"), max_size=40) | st.text("〇一二三十廿年月日0123-./第号〔〕", max_size=20))
def test_reading_numbers_dates_and_marks_never_fails_and_is_settled(text: str) -> None:
    """Whatever stands on a paper: what is read of it is in the register's own form, and reads back as itself."""
    number = wording.number(text)
    assert number is None or wording.number(number) == number
    for told in (wording.day(text), wording.day_within(text), (wording.day_at_end(text) or ("", None))[1]):
        assert told is None or wording.day(f"{told.year}年{told.month}月{told.day}日") == told
    kind = wording.kind(text)
    assert kind is None or kind in wording.KINDS.values()
    assert not wording.is_body(text) or len("".join(text.split())) >= 2
    marks = read_marks(text)
    assert marks is None or marks.urgency in ("", "urgent", "extra_urgent")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("关于修改公司章程的决议", "resolution"),
        ("关于表彰先进的决定", "decision"),
        ("任免令", "order"),
        ("会议公报", "communique"),
        ("关于征税的公告", "announcement"),
        ("关于交通管制的通告", "notice_public"),
        ("关于加强管理的指导意见", "opinion"),
        ("关于放假的通知", "notice"),
        ("关于事故的通报", "circular"),
        ("关于上半年工作的报告", "report"),
        ("关于增加编制的请示", "request"),
        ("关于同意辞职的批复", "reply"),
        ("关于提请审议预算的议案", "bill"),
        ("关于商请提供资料的复函", "letter"),
        ("总经理办公会议纪要", "minutes"),
        ("关于印发办法的通知（试行）", "notice"),
        ("关于通知书格式的说明", None),
        ("", None),
    ],
)
def test_the_fifteen_kinds_are_told_by_the_titles_end(title: str, kind: str | None) -> None:
    assert wording.kind(title) == kind


def test_there_are_codes_for_all_fifteen_kinds_of_the_regulation() -> None:
    assert len(set(wording.KINDS.values())) == 15


@pytest.mark.parametrize("name", ["市财政局", "国家发展改革委办公厅", "华兴实业集团有限公司", "华兴集团（筹）办公室"])
def test_names_of_bodies_are_known(name: str) -> None:
    assert wording.is_body(name)


@pytest.mark.parametrize("text", ["王小明", "逾期不报的予以通报批评。", "关于市财政局", "附件：1.合同台账", "2026年市"])
def test_other_text_is_no_body(text: str) -> None:
    assert not wording.is_body(text)


@pytest.mark.parametrize(
    "text",
    [
        "机密★10年",
        "绝密★",
        "秘 密 ★ 一年",
        "机密☆长期",
        "绝密★启用前",
        "000123 机密★10年 特急",
        "密级：机密★5年",
        "机密\uf0ab10年",
    ],
)
def test_a_level_with_a_star_is_the_mark_of_a_state_secret(text: str) -> None:
    assert bears_state_mark(text)


@pytest.mark.parametrize(
    "text", ["机密", "秘密", "普通", "特急", "★", "标有“机密★10年”的文件不得带出", "机密★10年是期限", "五★级"]
)
def test_a_companys_own_level_or_talk_of_marks_is_none(text: str) -> None:
    assert not bears_state_mark(text)


def test_a_line_of_marks_tells_each_of_them() -> None:
    assert read_marks("000123 机密★10年 特急") == HeadMarks("000123", "extra_urgent", state=True)
    assert read_marks("紧急程度：加急") == HeadMarks("", "urgent")
    assert read_marks("特急电报") is None
    assert read_marks("1234567") is None
