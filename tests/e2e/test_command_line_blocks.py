"""A block of numbers 手工号段 from scripts: reserved, printed, entered afterwards, closed (design section 3)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.program import ANSWER_NO, WRONG_USE, DemoDesk, demo_copy
from tests.e2e.test_command_line import page_text


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> DemoDesk:
    return demo_copy(tmp_path_factory.getbasetemp(), tmp_path)


def test_an_outage_from_its_beginning_to_its_end(desk: DemoDesk, tmp_path: Path) -> None:
    told = desk.as_person("reserve", "incoming", "--count", 4, "--reason", "停电检修").last
    first, last = told.split(" – ")
    assert int(last[-4:]) - int(first[-4:]) == 3
    paper = tmp_path / "block.pdf"
    desk.as_person("print", "block", "-o", paper, "--language", "zh_CN")
    text = page_text(paper)
    assert first in text
    assert last in text
    assert int(desk.register().last[-4:]) == int(last[-4:]) + 1
    assert desk.register("--block-number", "next", "--received", f"{first[2:6]}-01-02").last == first
    assert desk.register("--block-number", last.replace("〔", "[").replace("〕", "]")).last == last
    assert desk.register("--block-number", last, code=ANSWER_NO).err.startswith(f"{last} is not free")
    desk.as_person("close-block", "--number", first, "--reason", "恢复供电")
    void = {row["number"]: row["void_reason"] for row in desk.listed() if row["state"] == "void"}
    assert [reason for reason in void.values() if reason == "恢复供电"] == ["恢复供电"] * 2
    assert desk.run("verify", "--json").json["good"]


def test_without_a_block_there_is_nothing_to_take_from(desk: DemoDesk) -> None:
    assert "no such block" in desk.register("--block-number", "next", code=ANSWER_NO).err
    desk.as_person("reserve", "incoming", "--count", 201, "--reason", "停电", code=WRONG_USE)
