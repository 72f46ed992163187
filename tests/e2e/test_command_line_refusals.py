"""Bad input on the command line: a clear sentence, the right exit code, nothing half registered, no number lost."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pikepdf
import pytest

from tests.e2e.program import ANSWER_NO, AUDITOR, ENVIRONMENT, HEAD, WRONG_USE, DemoDesk, demo_copy

ODD_NAMES = ("🀄牡丹.txt", "\u202egpj.exe.txt", "..txt", "CON.txt", "长" * 80 + ".txt", " 空 格 .txt")


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> DemoDesk:
    return demo_copy(tmp_path_factory.getbasetemp(), tmp_path)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def without_pages(path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.save(path)


def encrypted(path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path, encryption=pikepdf.Encryption(owner="owner", user="user"))


def corrupt(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n" + b"\x00garbage" * 200)


def state_of(desk: DemoDesk) -> tuple[int, int, list[Path]]:
    """Events, documents and encrypted files of the desk."""
    with closing(sqlite3.connect(desk.database())) as connection:
        (events,) = connection.execute("SELECT count(*) FROM event WHERE payload NOT LIKE '%sign_in%'").fetchone()
        (documents,) = connection.execute("SELECT count(*) FROM document").fetchone()
    return events, documents, sorted((desk.folder / "files").glob("*/*"))


def assert_gapless(desk: DemoDesk) -> None:
    with closing(sqlite3.connect(desk.database())) as connection:
        books = connection.execute(
            "SELECT series, secret, code, year, max(serial), count(*) FROM number GROUP BY 1, 2, 3, 4"
        ).fetchall()
    assert books
    for *book, last, count in books:
        assert last == count, book
    assert desk.run("verify", "--json").json["good"]


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (empty, "This file is empty"), (without_pages, "This PDF has no pages"), (encrypted, "This PDF is encrypted"),
        (corrupt, "This file is damaged"),
    ],
)  # fmt: skip
def test_a_strange_file_is_registered_as_it_is_with_a_notice(
    desk: DemoDesk, tmp_path: Path, make: Callable[[Path], None], told: str
) -> None:
    paper = tmp_path / "strange.pdf"
    make(paper)
    said = desk.register(paper)
    assert f"strange.pdf: {told}" in said.err
    (row,) = (row for row in desk.listed() if row["number"] == said.last)
    assert row["files"] == 1
    assert desk.as_person("verify", "--json").json["good"]


def test_refusals_change_nothing_and_lose_no_number(desk: DemoDesk, tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text("正文", encoding="utf-8")
    before = state_of(desk)
    refused = [
        desk.register(paper, title="长" * 10_000, code=ANSWER_NO),
        desk.register(paper, title=" \u200b ", code=ANSWER_NO),
        desk.register(paper, sender="", code=ANSWER_NO),
        desk.register(paper, "--date", "2999-01-01", code=ANSWER_NO),
        desk.register(paper, tmp_path / "missing.pdf", code=ENVIRONMENT),
        desk.register(tmp_path, code=ENVIRONMENT),
        desk.register(paper, "--date", "yesterday", code=WRONG_USE),
        desk.register(paper, "--kind", "poem", code=WRONG_USE),
        desk.as_person("register", "incoming", "--title", "x", "--from", "y", paper, name=AUDITOR, code=ANSWER_NO),
        desk.as_person("register", "incoming", "--title", "x", "--from", "y", paper, name=HEAD, code=ANSWER_NO),
        desk.as_person("print", "incoming", "-o", tmp_path / "no folder" / "x.pdf", code=ENVIRONMENT),
    ]
    assert state_of(desk) == before
    for said in refused:
        assert not said.out
        assert re.search(r"\.( \(Rule \w+\))?$", said.err.strip()), said.err
    sentences = [said.err for said in refused]
    assert "10000 characters" in sentences[0].replace(",", "")
    assert "in the future" in sentences[3]
    assert "“missing.pdf” is no longer there" in sentences[4]
    next_number = max(row["serial"] for row in desk.listed("--year", this_year(desk))) + 1
    assert desk.register(paper).last.endswith(f"{next_number:04d}")
    assert_gapless(desk)


def this_year(desk: DemoDesk) -> int:
    return max(row["year"] for row in desk.listed())


def test_a_wrong_password_is_no_and_is_noted(desk: DemoDesk, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("not it\n", encoding="utf-8")
    who = ("--as", "王芳", "--password-file", wrong)
    assert "password does not fit" in desk.run("list", "incoming", *who, code=ANSWER_NO).err
    with closing(sqlite3.connect(desk.database())) as connection:
        (refused,) = connection.execute("SELECT refused FROM person WHERE name = '王芳'").fetchone()
    assert refused == 1
    assert _listed_when_the_wait_is_over(desk)
    assert desk.run("verify", "--json").json["good"]


def _listed_when_the_wait_is_over(desk: DemoDesk) -> bool:
    """After a wrong password the next try has to wait a second; starting the program again takes about as long."""
    for _ in range(20):
        with suppress(AssertionError):
            return bool(desk.listed())
    return False


@pytest.mark.parametrize(
    "arguments",
    [
        ("register", "incoming", "--as", "王芳"),
        ("register", "nonsense", "--as", "王芳", "--title", "x", "--from", "y"),
        ("list", "incoming"),
        ("print", "incoming", "--as", "王芳", "--month", "13", "-o", "x.pdf"),
        ("verify", "--nonsense"),
        ("nonsense",),
    ],
)
def test_wrong_use_is_2(desk: DemoDesk, arguments: tuple[str, ...]) -> None:
    assert desk.run(*arguments, code=WRONG_USE).err


def test_a_folder_that_is_no_desk_is_3(desk: DemoDesk, tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        assert "There is no filedesk office" in desk.program.run("verify", "--desk", folder, code=ENVIRONMENT).err
    assert "Say which desk" in desk.program.run("verify", code=WRONG_USE).err


def test_a_database_that_is_none_is_told_in_a_sentence(desk: DemoDesk) -> None:
    desk.database().write_bytes(b"not a database" * 1000)
    for command in (("verify",), ("list", "people")):
        assert "cannot be read" in desk.run(*command, code=ENVIRONMENT).err


def test_what_is_registered_twice_is_noticed(desk: DemoDesk, tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text("正文", encoding="utf-8")
    first = desk.register(paper, "--number", "试〔2026〕7号").last
    before = state_of(desk)
    by_file = desk.register(paper, title="别的标题", code=ANSWER_NO)
    by_number = desk.register("--number", "试[2026]7号", title="别的标题", code=ANSWER_NO)
    assert state_of(desk) == before
    assert first in by_file.err
    assert first in by_number.err
    assert desk.register(paper, "--twice", title="别的标题").last != first
    assert_gapless(desk)


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_file_names_are_taken_in_and_never_reach_the_disk(desk: DemoDesk, tmp_path: Path, name: str) -> None:
    odd = tmp_path / "odd"
    odd.mkdir()
    (odd / name).write_text("正文", encoding="utf-8")
    desk.register(odd / name)
    with closing(sqlite3.connect(desk.database())) as connection:
        (kept,) = connection.execute("SELECT name FROM document_file ORDER BY seq DESC LIMIT 1").fetchone()
    assert kept
    assert "\u202e" not in kept
    assert not [path for path in desk.folder.rglob("*") if path.suffix == ".txt"]
    assert desk.as_person("verify", "--json").json["good"]


def test_a_canary_from_a_file_lies_nowhere_in_the_desk(desk: DemoDesk, tmp_path: Path) -> None:
    canary = "金丝雀canary-7f3a9c".encode()
    paper = tmp_path / "paper.txt"
    paper.write_bytes(canary * 50)
    desk.register(paper)
    for path in (*desk.folder.rglob("*"), *(tmp_path / "state").rglob("*")):
        if path.is_file():
            assert canary not in path.read_bytes(), path
