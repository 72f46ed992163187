"""Scans on the command line, in real processes: print a slip, scan it, attach it; separator sheets; what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.e2e.program import ANSWER_NO, AUDITOR, ENVIRONMENT, DemoDesk, demo_copy
from tests.scans import as_pdf, scanned_pages


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> DemoDesk:
    return demo_copy(tmp_path_factory.getbasetemp(), tmp_path)


def scanned(desk: DemoDesk, folder: Path, what: str, *more: object) -> list[Image.Image]:
    """What was printed, as it comes back from the scanner."""
    printed = folder / f"{what}.pdf"
    desk.as_person("print", what, *more, "-o", printed)
    return scanned_pages(printed.read_bytes(), turned=1.1, grain=15.0)


def test_a_scanned_stack_goes_to_its_documents(desk: DemoDesk, tmp_path: Path) -> None:
    """Issue 3, point 10: slip and separator sheet find their way back through paper; the desk stays proven."""
    first, second = desk.register().last, desk.register(title="关于第二次试验的通知").last
    slips = [scanned(desk, tmp_path, "handling-slip", "--number", number) for number in (first, second)]
    separator = scanned(desk, tmp_path, "separator", "--language", "en")
    stack = tmp_path / "一叠.pdf"
    stack.write_bytes(as_pdf([*slips[0], Image.new("L", (1654, 2339), 251), *separator, *slips[1]]))
    said = desk.as_person("attach", stack)
    lines = [line.split("\t") for line in said.out.splitlines()]
    assert [(line[0], line[1]) for line in lines] == [(first, "一叠-1.pdf"), (second, "一叠-2.pdf")]
    again = desk.as_person("attach", stack, code=ANSWER_NO)
    assert "already" in again.err
    assert desk.run("verify", "--json").json["good"]


def test_what_carries_no_code_of_this_desk_is_refused(desk: DemoDesk, tmp_path: Path) -> None:
    blank, half = tmp_path / "空白.pdf", tmp_path / "半.pdf"
    blank.write_bytes(as_pdf([Image.new("L", (800, 1100), 255)]))
    half.write_bytes(blank.read_bytes()[:300])
    assert "no code" in desk.as_person("attach", blank, code=ANSWER_NO).err
    assert "cannot be drawn" in desk.as_person("attach", half, code=ENVIRONMENT).err
    desk.as_person("attach", tmp_path / "没有.pdf", code=ENVIRONMENT)
    desk.as_person("attach", blank, name=AUDITOR, code=ANSWER_NO)
