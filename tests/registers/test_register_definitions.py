"""The registers' columns and measures are those of the office's paper forms."""

from __future__ import annotations

import pytest

from filedesk.registers.body import PADDING_X
from filedesk.registers.composite import FontSet
from filedesk.registers.definitions import DEFINITIONS, LINE_LENGTH, RegisterDefinition, definition
from filedesk.registers.faces import Faces
from filedesk.registers.furniture import MM
from filedesk.registers.sheet import Sheet
from filedesk.texts import LANGUAGES, catalogue

COLUMNS = {
    "incoming": "收文号 收文日期 来文机关 来文字号 文件标题 附件 份数 密级 承办单位 签收人 复文号 归卷日期 归入卷号",
    "outgoing": "顺序号 发文日期 发文字号 标题 附件 密级 份数 发往机关 签收人 归卷日期 归入卷号",
    "internal": "序号 日期 编号 标题 拟稿部门 签发人 发放范围 份数 领取人签收 回收 备注",
    "circulation": "序号 阅文人 送阅时间 阅文意见/签名 阅毕时间 退回时间 经手文员",
    "urging_sheet": "序号 催办日期 催办方式 催办内容 答复/签名 催办人",
    "urging": "收文号 标题 承办部门/人 交办日期 限办日期 催办日期/方式/情况 催办人 办结日期 结果",
    "chop_use": "序号 日期 使用人 部门 印章类型 文件标题 用途 份数 审批人 监印人",
    "post": "序号 移交内容 编号 标题或名称 数量 清点/签名",
    "completeness": "顺序号 编号 标题 状态 归入卷号 说明",
    "carried_over": "编号 日期 标题 状态 现由谁持有 办理时限 未完事项",
}
UNSIGNED = frozenset({"completeness", "carried_over"})
"""Reports: nobody signs in their rows."""


@pytest.mark.parametrize("name", DEFINITIONS)
def test_columns_stand_in_the_order_of_the_paper_register(name: str) -> None:
    words = catalogue("zh_CN")
    assert [words.tr(column.title) for column in definition(name).columns] == COLUMNS[name].split()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("each", DEFINITIONS.values(), ids=lambda each: each.name)
def test_columns_fill_the_line_beside_the_binding_edge(each: RegisterDefinition, language: str) -> None:
    assert sum(each.widths(language)) == pytest.approx(LINE_LENGTH[each.orientation])


@pytest.mark.parametrize("each", DEFINITIONS.values(), ids=lambda each: each.name)
def test_type_sizes_and_signature_cells_follow_the_conventions(each: RegisterDefinition) -> None:
    assert 18 <= each.title_size <= 22
    assert 10.5 <= each.header_size <= 12
    assert 9 <= each.cell_size <= 10.5
    signed = [column for column in each.columns if column.signature]
    assert bool(signed) == (each.name not in UNSIGNED)
    assert all(min(column.width, column.english_width) >= 20 for column in signed)


def test_another_name_is_a_bug() -> None:
    with pytest.raises(ValueError, match="no such register"):
        definition("nothing")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DEFINITIONS)
def test_no_word_of_a_header_is_broken(bundled_faces: Faces, name: str, language: str) -> None:
    sheet = Sheet(FontSet(bundled_faces))
    chosen = DEFINITIONS[name]
    for column, width in zip(chosen.columns, chosen.widths(language), strict=True):
        title = catalogue(language).tr(column.title)
        lines = sheet.lines(title, chosen.header_size, width * MM - 2 * PADDING_X)
        assert lines == [title] if language == "zh_CN" else " ".join(lines) == title
