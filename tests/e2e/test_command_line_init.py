"""`filedesk init` in real processes: an office from a file, with passwords at their real strength."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from tests.e2e.program import ANSWER_NO, ENVIRONMENT, Program

OFFICE = """
name = "华兴置业有限公司"
code = "华兴"
departments = ["办公室", "工程部"]

[[people]]
name = "李建国"
roles = ["general_manager"]

[[people]]
name = "王芳"
roles = ["clerk"]
department = "办公室"

[[people]]
name = "钱新"
roles = ["department_manager"]
department = "工程部"
"""
PASSWORDS = "# who = password\n李建国 = mountain lake 41\n王芳 = river stone 17\n"


@pytest.fixture
def program(tmp_path: Path) -> Program:
    (tmp_path / "office.toml").write_text(OFFICE, encoding="utf-8")
    (tmp_path / "passwords.txt").write_text(PASSWORDS, encoding="utf-8")
    return Program(tmp_path)


def files(program: Program) -> tuple[object, ...]:
    return ("--from", program.home / "office.toml", "--passwords", program.home / "passwords.txt")


def test_an_office_is_founded_and_works_at_the_real_password_strength(program: Program, tmp_path: Path) -> None:
    desk, sheets = tmp_path / "desk", tmp_path / "sheets.txt"
    said = program.run("init", desk, *files(program), "--sheets", sheets)
    assert "One-time code of 钱新: " in said.out
    fingerprint = said.last.rsplit(" ", 1)[1].rstrip(".")
    told = sheets.read_text(encoding="utf-8")
    assert [told.count(f"{number}/3") for number in (1, 2, 3)] == [1, 1, 1]
    if sys.platform != "win32":
        assert stat.S_IMODE(sheets.stat().st_mode) == 0o600
    assert not [path for path in desk.rglob("*") if path.is_file() and told[6:60].encode() in path.read_bytes()]

    clerk = tmp_path / "clerk.txt"
    clerk.write_text("river stone 17\n", encoding="utf-8")
    who = ("--desk", desk, "--as", "王芳", "--password-file", clerk)
    number = program.run("register", "incoming", *who, "--title", "第一件", "--from", "市财政局").last
    assert number.startswith("收〔")
    assert number.endswith("0001")
    assert program.run("verify", "--desk", desk, "--root", fingerprint, "--json").json["anchored"]
    other = "0000-0000-0000-0000-0000"
    assert not program.run("verify", "--desk", desk, "--root", other, "--json", code=ANSWER_NO).json["anchored"]
    states = {
        person["name"]: person["state"] for person in program.run("list", "people", "--desk", desk, "--json").json
    }
    assert states == {"李建国": "confirmed", "王芳": "confirmed", "钱新": "invited"}
    assert "is not empty" in program.run("init", desk, *files(program), code=ENVIRONMENT).err


def test_recovery_sheets_never_go_into_the_desk(program: Program, tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    for inside in (desk / "sheets.txt", desk / ".." / "desk" / "sheets.txt"):
        said = program.run("init", desk, *files(program), "--sheets", inside, code=ANSWER_NO)
        assert "outside the desk" in said.err
        assert not desk.exists()
    there = tmp_path / "there.txt"
    there.write_text("something else", encoding="utf-8")
    program.run("init", desk, *files(program), "--sheets", there, code=ANSWER_NO)
    assert there.read_text(encoding="utf-8") == "something else"


@pytest.mark.parametrize(
    ("office", "passwords", "code"),
    [
        ("name = ", PASSWORDS, ANSWER_NO),
        ('name = "x"', PASSWORDS, ANSWER_NO),
        (OFFICE.replace('"general_manager"', '"clerk"'), PASSWORDS, ANSWER_NO),
        (OFFICE.replace('"clerk"', '"poet"'), PASSWORDS, ANSWER_NO),
        (OFFICE + "\nzone = 3", PASSWORDS, ANSWER_NO),
        ('zone = "Mars/Base"\n' + OFFICE, PASSWORDS, ANSWER_NO),
        (OFFICE.replace('["clerk"]', '"clerk"'), PASSWORDS, ANSWER_NO),
        (OFFICE.replace('department = "办公室"', "department = 3"), PASSWORDS, ANSWER_NO),
        (OFFICE.replace('["办公室", "工程部"]', '"办公室"'), PASSWORDS, ANSWER_NO),
        (OFFICE.replace('"华兴置业有限公司"', "7"), PASSWORDS, ANSWER_NO),
        (OFFICE, PASSWORDS + "王方 = river stone 17\n", ANSWER_NO),
        (OFFICE, "no equals sign", ANSWER_NO),
        (OFFICE, "", ANSWER_NO),
        (None, PASSWORDS, ENVIRONMENT),
    ],
)
def test_a_wrong_office_file_founds_nothing(
    program: Program, tmp_path: Path, office: str | None, passwords: str, code: int
) -> None:
    if office is None:
        (tmp_path / "office.toml").unlink()
    else:
        (tmp_path / "office.toml").write_text(office, encoding="utf-8")
    (tmp_path / "passwords.txt").write_text(passwords, encoding="utf-8")
    said = program.run("init", tmp_path / "desk", *files(program), code=code)
    assert said.err.strip().endswith(".")
    assert not (tmp_path / "desk").exists()


def test_where_the_sheets_cannot_be_written_nothing_is_founded(program: Program, tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    said = program.run("init", desk, *files(program), "--sheets", tmp_path / "nowhere" / "sheets.txt", code=ENVIRONMENT)
    assert "sheets.txt" in said.err
    assert not desk.exists()
