"""What is recognised on official papers by their layout: GB/T 9704-2012 and the traps met in real papers."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filedesk.capture.fields import FIELDS, suggestions
from filedesk.capture.lines import plain
from filedesk.capture.reader import PaperReader
from filedesk.services.ports import Suggestion
from tests.capture.drawn_papers import Placed, drawn_lines, drawn_pdf, notice

COMPANY = "华兴实业集团有限公司"
Read = Callable[[Iterable[Placed]], dict[str, str]]


def from_lines(texts: Iterable[Placed]) -> dict[str, str]:
    return {told.field: told.value for told in suggestions(drawn_lines(texts))}


def from_pdf(texts: Iterable[Placed]) -> dict[str, str]:
    found = PaperReader().suggest(io.BytesIO(drawn_pdf(texts)), "paper.pdf")
    return {told.field: told.value for told in found}


@pytest.fixture(params=[from_lines, from_pdf], ids=["lines", "pdf"])
def read(request: pytest.FixtureRequest) -> Read:
    return request.param


def test_an_ordinary_notice_tells_its_entry(read: Read) -> None:
    assert read(notice()) == {
        "sender": COMPANY,
        "sender_number": "华兴办〔2026〕12号",
        "title": "关于加强合同管理的通知",
        "dated": "2026-03-05",
        "addressee": "各部门、各子公司",
        "kind": "notice",
    }


def test_a_number_cited_in_the_text_is_not_the_papers_own(read: Read) -> None:
    wrapped = Placed("国发〔2018〕41号", 165)
    assert "sender_number" not in read(notice(number=(), more=[wrapped]))
    heading = Placed("合同台账", 180, "centre", 22)
    assert "sender_number" not in read(notice(number=(), more=[wrapped, heading], signature=()))
    assert read(notice(more=[wrapped]))["sender_number"] == "华兴办〔2026〕12号"


def test_marks_at_the_top_left_are_read(read: Read) -> None:
    found = read(
        notice(
            mark=[Placed(f"{COMPANY}文件", 70, "centre", 40)],
            number=[Placed("华兴办〔2026〕12号", 88, "centre")],
            more=[Placed("000123", 37), Placed("机密", 44), Placed("特急", 51.5)],
        )
    )
    assert (found["copy_number"], found["urgency"]) == ("000123", "extra_urgent")


def test_marks_on_one_row_of_older_papers_are_read_apart(read: Read) -> None:
    found = read(notice(more=[Placed("000123", 30), Placed("加急", 30, "right")]))
    assert (found["copy_number"], found["urgency"]) == ("000123", "urgent")


def test_an_urgency_named_in_the_text_says_nothing(read: Read) -> None:
    assert "urgency" not in read(notice(more=[Placed("特急", 165)]))


def test_a_widely_spaced_mark_is_one_name(read: Read) -> None:
    assert read(notice(mark=[Placed("市卫生局文件", 50, "centre", 36, spaced=0.6)]))["sender"] == "市卫生局"


def test_spaced_letters_are_one_line_and_things_far_apart_are_two() -> None:
    page = drawn_lines(
        [Placed("市财政局", 40, "centre", 30, spaced=2.5), Placed("000123", 60), Placed("特急", 60, "right")]
    )
    assert [line.text for line in page[0].lines] == ["市财政局", "000123", "特急"]


def test_kangxi_radicals_that_fonts_put_for_characters_are_mended() -> None:
    assert plain("\u2f42") == "文"
    assert plain("（") == "（"


def test_a_joint_mark_gives_every_sender_in_order(read: Read) -> None:
    mark = [
        Placed("市发展和改革委员会", 40, 30, 32),
        Placed("市财政局", 52, 30, 32, spaced=2.0),
        Placed("文件", 46, 160, 32),
    ]
    assert read(notice(mark=mark))["sender"] == "市发展和改革委员会、市财政局"


def test_an_office_on_the_marks_second_line_belongs_to_the_first(read: Read) -> None:
    mark = [Placed("市人民政府", 40, "centre", 36), Placed("办公室文件", 54, "centre", 36)]
    assert read(notice(mark=mark))["sender"] == "市人民政府办公室"


def test_a_paper_to_a_superior_has_the_number_left_and_who_issued_it_right(read: Read) -> None:
    found = read(
        notice(
            number=[Placed("华兴办〔2026〕12号", 75), Placed("签发人：王小明", 75, "right")],
            title=[Placed("关于申请增加编制的请示", 100, "centre", 22)],
        )
    )
    assert (found["sender_number"], found["kind"]) == ("华兴办〔2026〕12号", "request")


def test_the_letter_form_has_its_number_at_the_right_below_the_name(read: Read) -> None:
    found = read(
        notice(
            mark=[Placed("市财政局", 40, "centre", 36, spaced=0.5)],
            number=[Placed("市财函〔2026〕7号", 60, "right")],
            title=[Placed("关于商请提供资料的函", 90, "centre", 22)],
        )
    )
    assert (found["sender"], found["sender_number"], found["kind"]) == ("市财政局", "市财函〔2026〕7号", "letter")


def test_lines_of_a_title_are_joined_and_its_issuing_body_is_left_off(read: Read) -> None:
    title = [
        Placed(COMPANY, 92, "centre", 22),
        Placed("关于印发《合同管理办法（试行）》", 101, "centre", 22),
        Placed("的通知", 110, "centre", 22),
    ]
    assert read(notice(title=title, addressee=()))["title"] == "关于印发《合同管理办法（试行）》的通知"


def test_a_title_without_a_body_in_front_is_kept_whole(read: Read) -> None:
    title = [Placed("2026年关于合同管理的工作意见", 100, "centre", 22)]
    found = read(notice(title=title))
    assert (found["title"], found["kind"]) == ("2026年关于合同管理的工作意见", "opinion")


def test_a_title_as_small_as_the_text_is_known_by_its_words_and_place(read: Read) -> None:
    assert read(notice(title=[Placed("关于加强合同管理的通知", 100, "centre")]))["title"] == "关于加强合同管理的通知"


def test_without_a_mark_the_sender_comes_from_the_signature(read: Read) -> None:
    found = read(notice(mark=(), number=()))
    assert (found["sender"], found["title"]) == (COMPANY, "关于加强合同管理的通知")


def test_side_by_side_signatures_of_a_joint_paper_are_read_in_order(read: Read) -> None:
    signature = [
        Placed("市发展和改革委员会", 195),
        Placed("市财政局", 195, "right"),
        Placed("2026年3月5日", 205, "right"),
    ]
    assert read(notice(mark=(), signature=signature))["sender"] == "市发展和改革委员会、市财政局"


COLOPHON = [Placed("华兴集团办公室", 265, size=14), Placed("2026年3月9日印发", 265, "right", 14)]


def test_the_date_of_printing_is_not_the_papers_date(read: Read) -> None:
    assert read(notice(more=COLOPHON))["dated"] == "2026-03-05"
    assert "dated" not in read(notice(signature=COLOPHON))


def test_a_date_of_printing_with_the_word_set_apart_is_none_either(read: Read) -> None:
    apart = [
        Placed("华兴集团办公室", 265, size=14),
        Placed("2026年3月9日", 265, 120, 14),
        Placed("印发", 265, "right", 14),
    ]
    assert "dated" not in read(notice(signature=apart))


def test_the_printing_body_is_the_sender_where_nothing_else_names_one(read: Read) -> None:
    assert read(notice(mark=(), signature=COLOPHON))["sender"] == "华兴集团办公室"


def test_a_date_in_chinese_numerals_is_read(read: Read) -> None:
    signature = [Placed(COMPANY, 200, "right"), Placed("二〇二三年三月五日", 210, "right")]
    assert read(notice(signature=signature))["dated"] == "2023-03-05"


def test_a_date_in_an_attachment_is_not_the_papers_date(read: Read) -> None:
    attached = [
        Placed("合同台账", 45, "centre", 22, page=2),
        Placed("填报单位：财务部", 60, page=2),
        Placed("2025年1月1日", 70, "right", page=2),
    ]
    assert read(notice(more=attached))["dated"] == "2026-03-05"


def test_the_date_and_signature_may_stand_on_the_last_page(read: Read) -> None:
    signature = [Placed(COMPANY, 50, "right", page=2), Placed("2026年3月5日", 60, "right", page=2)]
    found = suggestions(drawn_lines(notice(signature=signature)))
    assert Suggestion("dated", "2026-03-05", 2) in found
    assert read(notice(signature=signature))["dated"] == "2026-03-05"


def test_a_resolution_is_dated_by_the_note_under_its_title(read: Read) -> None:
    title = [
        Placed("关于修改公司章程的决议", 95, "centre", 22),
        Placed("（2026年3月5日股东会第二次会议通过）", 104, "centre"),
    ]
    found = read(notice(title=title, signature=()))
    assert (found["dated"], found["kind"]) == ("2026-03-05", "resolution")
    assert found["title"] == "关于修改公司章程的决议"


def test_minutes_have_a_number_without_a_code(read: Read) -> None:
    found = read(
        notice(
            mark=[Placed("总经理办公会议纪要", 50, "centre", 36)],
            number=[Placed("〔2026〕3号", 70, "centre")],
            title=[Placed("关于研究年度预算的会议纪要", 95, "centre", 22)],
        )
    )
    assert (found["sender_number"], found["kind"], found["sender"]) == ("〔2026〕3号", "minutes", COMPANY)


def test_an_order_names_its_issuer_in_its_head(read: Read) -> None:
    found = read(
        [
            Placed(f"{COMPANY}令", 50, "centre", 30),
            Placed("第 12 号", 70, "centre"),
            Placed("《合同管理办法》已经董事会审议通过，现予公布，自公布之日起施行。", 100, 39.3),
            Placed("董事长　王小明", 150, "right"),
            Placed("2026年3月5日", 160, "right"),
        ]
    )
    assert (found["sender"], found["sender_number"], found["kind"]) == (COMPANY, "第12号", "order")
    assert found["dated"] == "2026-03-05"


def test_an_addressee_of_several_lines_ends_at_its_colon(read: Read) -> None:
    addressee = [Placed("各省、自治区、直辖市发展改革委，各计划单列市发展改革委", 110), Placed("，各部门办公厅：", 117)]
    told = read(notice(addressee=addressee))["addressee"]
    assert told == "各省、自治区、直辖市发展改革委，各计划单列市发展改革委，各部门办公厅"


def test_text_that_ends_with_a_colon_is_no_addressee(read: Read) -> None:
    assert "addressee" not in read(notice(addressee=[Placed("现将有关事项通知如下：", 115, 39.3)]))


def test_bold_made_by_printing_twice_doubles_nothing(read: Read) -> None:
    twice = [Placed("关于加强合同管理的通知", 100, "centre", 22)]
    shifted = [Placed("关于加强合同管理的通知", 100, twice[0].left() / (72 / 25.4) + 0.2, 22)]
    assert read(notice(title=[*twice, *shifted]))["title"] == "关于加强合同管理的通知"


def test_ordinary_prose_suggests_nothing(read: Read) -> None:
    assert read([Placed("今天天气很好，我们一起去公园散步。", 30 + 10 * row) for row in range(12)]) == {}


def test_a_handling_slip_is_read_by_its_cells(read: Read) -> None:
    slip = [
        Placed("文件处理单", 30, "centre", 22),
        Placed("来文文号", 45, 30, 12),
        Placed("市府办〔2026〕", 42, 60, 12),
        Placed("24号", 48, 60, 12),
        Placed("来文单位", 45, 110, 12),
        Placed("市人民政府办公室", 45, 135, 12),
        Placed("来文日期", 60, 30, 12),
        Placed("2026年3月5日", 60, 60, 12),
        Placed("紧急程度", 75, 30, 12),
        Placed("加急", 75, 60, 12),
        Placed("公文标题", 90, 30, 12),
        Placed("关于落实调研事项的通知", 90, 60, 12),
        Placed("拟办意见", 120, 30, 12),
        Placed("请王小明同志阅示。", 120, 60, 12),
    ]
    assert read(slip) == {
        "sender": "市人民政府办公室",
        "sender_number": "市府办〔2026〕24号",
        "title": "关于落实调研事项的通知",
        "dated": "2026-03-05",
        "urgency": "urgent",
        "kind": "notice",
    }


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(
            Placed,
            text=st.text(
                st.sampled_from("关于通知〔2026〕号：。年月日3印发文件公司委特急０1 密★"), min_size=1, max_size=20
            ),
            top=st.floats(10, 290),
            at=st.sampled_from(["left", "centre", "right"]),
            size=st.sampled_from([9.0, 16.0, 22.0, 40.0]),
            page=st.integers(1, 3),
        ),
        min_size=1,
        max_size=25,
    )
)
def test_any_scatter_of_official_words_is_borne(texts: list[Placed]) -> None:
    found = suggestions(drawn_lines(texts))
    assert len({told.field for told in found}) == len(found)
    assert all(told.field in FIELDS and told.value.strip() for told in found)
