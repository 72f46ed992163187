"""Careless use of the command line: no traceback, nothing overwritten, and a sentence in the reader's language."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.e2e.program import ANSWER_NO, AUDITOR, CLERK, ENVIRONMENT, ROOT, WRONG_USE, DemoDesk, Program, demo_copy


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> DemoDesk:
    return demo_copy(tmp_path_factory.getbasetemp(), tmp_path)


def chinese(desk: DemoDesk, **extra: str) -> DemoDesk:
    return DemoDesk(desk.folder, Program(desk.program.home, language="zh_CN", extra=extra))


def abandoned(desk: DemoDesk) -> int:
    with closing(sqlite3.connect(desk.database())) as connection:
        return sum(b'"print_abandoned"' in payload for (payload,) in connection.execute("SELECT payload FROM event"))


def test_an_auditor_who_verifies_in_his_name_finds_no_fault(desk: DemoDesk) -> None:
    """He holds no key to any file: what he cannot open is unproven, not wrong."""
    said = desk.as_person("verify", "--json", name=AUDITOR).json
    assert said["good"]
    assert said["opened"] == 0
    assert said["unproven"] == ["contents_not_opened"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nonsense",), "没有命令"),
        (("verify", "--nonsense"), "没有选项"),
        (("list",), "缺少参数"),
        (("register", "incoming", "--as", CLERK, "--title", "x"), "缺少选项"),
        (("list", "incoming", "--as", CLERK, "--year", "9" * 20), "不在范围"),
        (("list", "incoming", "--as", CLERK, "--year", "abc"), "整数"),
        (("list", "nothing"), "不是以下之一"),
        (("list", "people", "more"), "多余的参数"),
        (("list", "incoming", "--as", CLERK), "没有可输入密码的终端"),
    ],
)
def test_wrong_use_is_told_in_chinese(desk: DemoDesk, arguments: tuple[str, ...], told: str) -> None:
    said = chinese(desk).program.run(*arguments, "--desk", desk.folder, code=WRONG_USE)
    assert told in said.err
    assert "用法" in said.err
    assert "Error" not in said.err


@pytest.mark.parametrize("command", ["", "demo", "init", "register", "list", "print", "verify", "correct-clock"])
def test_help_is_told_in_both_languages(desk: DemoDesk, command: str) -> None:
    arguments = (command, "--help") if command else ("--help",)
    english, translated = desk.program.run(*arguments).out, chinese(desk).program.run(*arguments).out
    assert english.startswith("Usage:")
    assert translated.startswith("用法：")
    assert "..." not in english.partition("Options:")[2]
    for line in english.partition("Options:")[2].splitlines():
        told = line.strip().partition("  ")[2].strip()
        assert not told.endswith(".") or told not in translated, told


def test_bytes_that_are_no_text_are_refused(desk: DemoDesk) -> None:
    if sys.platform == "win32":
        pytest.skip("there an argument is text")
    for option in ("--as", "--search"):
        done = subprocess.run(
            [sys.executable, "-m", "filedesk", "list", "incoming", "--desk", str(desk.folder), option, b"\xff\xfe"],
            cwd=ROOT, capture_output=True, check=False, env={**os.environ, "FILEDESK_STATE": str(desk.program.home)},
        )  # fmt: skip
        assert done.returncode == WRONG_USE
        assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["cp1252", "gbk"])
def test_an_output_that_knows_no_chinese_gets_it_escaped(desk: DemoDesk, encoding: str) -> None:
    """The number is given by then: it must be told all the same."""
    poor = Program(desk.program.home, extra={"PYTHONIOENCODING": encoding})
    told = DemoDesk(desk.folder, poor)
    given = desk.listed()[0]["number"]
    assert told.listed() == desk.listed()
    expected = given.encode(encoding, "backslashreplace")
    done = subprocess.run(
        [sys.executable, "-m", "filedesk", "list", "incoming", "--desk", str(desk.folder), "--as", CLERK,
         "--password-file", str(poor.home / "password.txt")],
        cwd=ROOT, capture_output=True, check=True,
        env={**os.environ, "FILEDESK_STATE": str(poor.home / "state"), "PYTHONIOENCODING": encoding},
    )  # fmt: skip
    assert done.stdout.startswith(expected)


def test_a_print_overwrites_nothing_but_a_pdf(desk: DemoDesk, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("mine", encoding="utf-8")
    before = {path: path.read_bytes() for path in (notes, desk.database(), desk.folder / "shred.slots")}
    for target in before:
        assert "is no PDF" in desk.as_person("print", "incoming", "-o", target, code=ANSWER_NO).err
    assert {path: path.read_bytes() for path in before} == before
    paper = tmp_path / "paper.pdf"
    for _ in range(2):
        desk.as_person("print", "incoming", "-o", paper)
    assert paper.read_bytes().startswith(b"%PDF-")
    assert abandoned(desk) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_paper_that_could_not_be_written_is_noted_as_abandoned(desk: DemoDesk) -> None:
    said = chinese(desk).as_person("print", "incoming", "-o", "/dev/full", code=ENVIRONMENT)
    assert "磁盘已满" in said.err
    assert abandoned(desk) == 1
    assert desk.run("verify", "--json").json["good"]


def test_what_keeps_a_check_from_being_made_is_json_too(desk: DemoDesk, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("not it", encoding="utf-8")
    who = ("--as", CLERK, "--password-file", wrong)
    for arguments, code, wanted in (
        (("--desk", desk.folder, "--printed", "nonsense"), ANSWER_NO, "printed_code_unreadable"),
        (("--desk", desk.folder, *who), ANSWER_NO, "password_wrong"),
        (("--desk", tmp_path / "nowhere"), ENVIRONMENT, "not_a_desk"),
    ):
        report = desk.program.run("verify", *arguments, "--json", code=code).json
        assert not report["good"]
        assert [(one["code"], bool(one["text"])) for one in report["findings"]] == [(wanted, True)]


def test_the_desk_may_be_said_before_the_command(desk: DemoDesk) -> None:
    assert desk.program.run("--desk", desk.folder, "verify", "--json").json["good"]


def test_a_demo_is_never_said_to_lie_where_another_office_does(desk: DemoDesk, tmp_path: Path) -> None:
    """Nor is anything of it made there."""
    other = tmp_path / "office"
    other.mkdir()
    (other / "somebody's.txt").write_text("mine", encoding="utf-8")
    assert "is not empty" in desk.program.run("demo", other, "--no-window", code=ENVIRONMENT).err
    assert [path.name for path in other.iterdir()] == ["somebody's.txt"]
    again = desk.program.run("demo", desk.folder, "--no-window")
    assert str(desk.folder) in again.out


def test_where_no_window_can_be_shown_a_sentence_says_so(desk: DemoDesk) -> None:
    if sys.platform != "linux":
        pytest.skip("a display is always there")
    nothing = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"), "")
    for arguments in ((), ("--desk", desk.folder), ("demo", desk.folder)):
        said = chinese(desk, **nothing).program.run(*arguments, code=ENVIRONMENT)
        assert "无法打开窗口" in said.err


def test_a_state_folder_that_cannot_be_made_is_told(desk: DemoDesk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    program = Program(tmp_path, extra={"FILEDESK_STATE": str(tmp_path / "file")})
    (tmp_path / "office.toml").write_text(
        'name = "甲"\ncode = "甲"\n[[people]]\nname = "李"\nroles = ["general_manager"]\n'
        '[[people]]\nname = "王"\nroles = ["clerk"]\n',
        encoding="utf-8",
    )
    (tmp_path / "passwords").write_text("李=river stone 17\n", encoding="utf-8")
    asked = ("--from", tmp_path / "office.toml", "--passwords", tmp_path / "passwords")
    said = program.run("init", tmp_path / "new", *asked, code=ENVIRONMENT)
    assert "cannot be written to" in said.err
