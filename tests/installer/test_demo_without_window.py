from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
import pytest

from installer import demo
from installer.environment import Checkout
from installer.words import SetupFailed


def of_this_python(checkout: Checkout, arguments: list[str]) -> list[str]:
    return [sys.executable, "-m", "filedesk", *arguments]


def test_the_demo_office_is_made_and_its_registers_are_printed_and_named(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    desk = tmp_path / "演示"
    assert demo.without_window(Checkout(tmp_path), [str(desk)], of_this_python) == 0
    said = capfd.readouterr().out
    for register in demo.REGISTERS:
        paper = desk / f"{register}.pdf"
        assert str(paper) in said
        pages = pypdfium2.PdfDocument(paper)
        assert len(pages) >= 1
        pages.close()
    assert demo.PASSWORD in said


def test_a_failing_step_ends_it_with_its_exit_code(tmp_path: Path) -> None:
    def failing(checkout: Checkout, arguments: list[str]) -> list[str]:
        return [sys.executable, "-c", "import sys; sys.exit(3)"]

    assert demo.without_window(Checkout(tmp_path), [str(tmp_path / "desk")], failing) == 3


def test_the_folder_is_the_one_named_or_one_in_the_checkout(tmp_path: Path) -> None:
    checkout = Checkout(tmp_path)
    assert demo.with_folder(["--no-window", "here"], checkout) == ["here", "--no-window"]
    assert demo.with_folder([], checkout) == [str(tmp_path / "demo")]


def test_registers_are_printed_by_a_clerk() -> None:
    people: list[dict[str, object]] = [
        {"name": "李总", "roles": ["general_manager"]},
        {"name": "王芳", "roles": ["auditor", "clerk"]},
    ]
    assert demo.clerk_among(people) == "王芳"
    with pytest.raises(SetupFailed):
        demo.clerk_among(people[:1])
