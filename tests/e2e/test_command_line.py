"""A day on the command line, in real processes: build the demo, register, find, print, prove, and find tampering."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest

from tests.e2e.program import ANSWER_NO, AUDITOR, CLERK, SAMPLES, WRONG_USE, DemoDesk, Program, demo_copy
from tests.ui.posts_on_their_way import LEAVER, SUCCESSOR, SUPERVISOR, prepare_a_list

NUMBER = re.compile(r"收〔(\d{4})〕(\d{4})")
REAL_PAPERS = (
    "joint-notice.pdf", "joint-notice-page1.png", "reply-signed.ofd", "handling-slip.ofd", "mojibake-text-layer.pdf",
    "cjk-text.pdf", "joint-notice-page1.xml",
)  # fmt: skip


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> DemoDesk:
    return demo_copy(tmp_path_factory.getbasetemp(), tmp_path)


def serial(number: str) -> int:
    found = NUMBER.fullmatch(number)
    assert found, number
    return int(found[2])


def page_text(pdf: Path) -> str:
    """All text of a PDF without its spaces and line breaks, since cells are wrapped."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        told = "".join(page.get_textpage().get_text_range() for page in document)
    return re.sub(r"\s", "", told)


def change(desk: DemoDesk, sql: str, *values: object) -> None:
    with closing(sqlite3.connect(desk.database())) as connection, connection:
        connection.execute(sql, values)


def test_the_demo_is_proven_good(desk: DemoDesk) -> None:
    said = desk.run("verify", "--json")
    assert said.json["good"]
    assert said.json["anchored"]
    assert said.json["files"] >= 50
    assert not said.json["findings"]


def test_people_are_listed_without_a_password(desk: DemoDesk) -> None:
    people = {person["name"]: person for person in desk.run("list", "people", "--json").json}
    assert people[CLERK]["roles"] == ["clerk"]
    assert people[CLERK]["department"] == "办公室"
    assert people[AUDITOR]["roles"] == ["auditor"]


@pytest.mark.parametrize("name", REAL_PAPERS)
def test_a_real_paper_is_registered_and_its_number_is_the_last_line(desk: DemoDesk, name: str) -> None:
    paper = SAMPLES / name
    if not paper.is_file():
        pytest.skip("../shared/samples is absent")
    before = {row["number"] for row in desk.listed()}
    said = desk.register(paper, title="关于加强个人所得税纳税信用建设的通知", sender="国家税务总局办公厅")
    assert NUMBER.fullmatch(said.last)
    assert said.last not in before
    assert ("garbled" in said.err) == (name == "mojibake-text-layer.pdf")
    (row,) = (row for row in desk.listed() if row["number"] == said.last)
    assert row["files"] == 1
    found = desk.as_person("verify", "--json").json
    assert found["good"]
    assert found["opened"] == found["files"]


def test_brackets_of_a_number_are_written_as_the_standard_wants(desk: DemoDesk) -> None:
    """GB/T 9704-2012, 7.2.5."""
    number = desk.register("--number", "发改办财金规（2019）860号", "--date", "2019-07-15").last
    (row,) = (row for row in desk.listed() if row["number"] == number)
    assert row["sender_number"] == "发改办财金规〔2019〕860号"
    assert row["dated"] == "2019-07-15"


def test_two_characters_and_pinyin_initials_find_the_same_papers(desk: DemoDesk) -> None:
    by_words = {row["number"] for row in desk.listed("--search", "档案")}
    assert by_words
    assert by_words <= {row["number"] for row in desk.listed("--search", "dazl") + desk.listed("--search", "da")}
    assert all("档案" in row["title"] + row["sender"] for row in desk.listed("--search", "档案"))
    assert desk.listed("--search", "麒麟") == []


def test_the_printed_register_holds_its_rows_and_its_code_is_proven(desk: DemoDesk, tmp_path: Path) -> None:
    given = desk.register(title="关于打印的通知", sender="打印局").last
    paper = tmp_path / "register.pdf"
    code = desk.as_person("print", "incoming", "-o", paper).last
    rows = desk.listed()
    text = page_text(paper)
    assert all(row["number"] in text for row in rows)
    assert given in text
    assert "关于打印的通知" in text
    assert code in text
    report = desk.run("verify", "--printed", code, "--json").json
    assert report["good"]
    assert report["printed"] == {"contained": len(rows), "contradicted": 0, "closed": 0}


def test_the_forms_of_a_document_are_printed(desk: DemoDesk, tmp_path: Path) -> None:
    """Issue 3, point 12: handling slip and circulation sheet from scripts; the codes on them are known."""
    row = next(row for row in desk.listed() if row["state"] in {"instructed", "filed"})
    slip, sheet = tmp_path / "slip.pdf", tmp_path / "sheet.pdf"
    desk.as_person("print", "handling-slip", "--number", row["number"], "-o", slip)
    desk.as_person("print", "circulation", "--number", row["number"], "--language", "zh_CN", "-o", sheet)
    assert "传阅单" in page_text(sheet)
    assert row["title"] in page_text(sheet)
    code = re.findall(r"FS1:[A-Z2-7]{6}:\d+:[A-Z2-7]{18}", page_text(slip))[0]
    assert desk.run("verify", "--printed", code, "--json").json["signature"]["number"] == row["number"]
    assert "The desk holds this very act" in desk.run("verify", "--printed", code).out


def test_the_list_of_a_post_is_printed(desk: DemoDesk, tmp_path: Path) -> None:
    """Rules, "People": 移交清册 from scripts, by the name of whoever hands over; one who has none is told so."""
    prepare_a_list(desk.folder)
    paper = tmp_path / "post.pdf"
    desk.as_person("print", "post", "--leaver", LEAVER, "--language", "zh_CN", "-o", paper)
    for told in ("移交清册", LEAVER, SUCCESSOR, SUPERVISOR):
        assert told in page_text(paper)
    assert "--leaver" in desk.as_person("print", "post", "-o", paper, code=WRONG_USE).err
    assert desk.as_person("print", "post", "--leaver", SUCCESSOR, "-o", tmp_path / "no.pdf", code=ANSWER_NO).err


def test_a_form_wants_its_document(desk: DemoDesk, tmp_path: Path) -> None:
    paper = tmp_path / "none.pdf"
    assert "--number" in desk.as_person("print", "handling-slip", "-o", paper, code=WRONG_USE).err
    assert "--year" in desk.as_person("print", "urgings", "-o", paper, code=WRONG_USE).err
    for book in ("completeness", "carried-over"):
        assert "--series" in desk.as_person("print", book, "--year", 2026, "-o", paper, code=WRONG_USE).err
    refused = desk.as_person("print", "circulation", "--number", "收〔1999〕0001", "-o", paper, code=ANSWER_NO)
    assert "no such document" in refused.err
    assert not paper.exists()


@pytest.mark.parametrize(
    "book",
    [
        ("urgings",),
        ("chops",),
        ("completeness", "--series", "outgoing"),
        ("carried-over", "--series", "incoming"),
    ],
    ids=str,
)
def test_the_books_beside_the_registers_are_printed_with_a_code(
    desk: DemoDesk, tmp_path: Path, book: tuple[str, ...]
) -> None:
    """Issue 3, point 12: 催办登记, 用印登记 and the completeness of the numbers (N2), proved by their codes."""
    year, paper = desk.listed()[0]["year"], tmp_path / "book.pdf"
    code = desk.as_person("print", *book, "--year", year, "-o", paper).last
    printed = desk.run("verify", "--printed", code, "--json").json["printed"]
    assert printed["contained"] > 0
    assert printed["contradicted"] == 0
    refused = desk.as_person("print", *book, "--year", 1999, "-o", tmp_path / "none.pdf", code=ANSWER_NO)
    assert "nothing to print" in refused.err


def test_what_is_registered_after_printing_contradicts_nothing(desk: DemoDesk, tmp_path: Path) -> None:
    year = desk.listed()[0]["year"]
    code = desk.as_person("print", "incoming", "--year", year, "-o", tmp_path / "year.pdf", name=AUDITOR).last
    desk.register(title="打印之后的来文")
    report = desk.run("verify", "--printed", code, "--json").json
    assert report["printed"]["contained"] == len(desk.listed("--year", year)) - 1
    assert report["good"]


def test_tampering_with_one_row_is_found_and_named(desk: DemoDesk) -> None:
    change(desk, "UPDATE document SET title = ? WHERE id = 5", "关于别的事情的通知")
    said = desk.run("verify", code=ANSWER_NO)
    assert "document 5: the row is not what the journal says (columns: title)." in said.out
    assert "NOT in order" in said.last


def test_tampering_with_a_signed_text_is_found_and_named(desk: DemoDesk) -> None:
    change(desk, "DROP TRIGGER word_no_update")
    with closing(sqlite3.connect(desk.database())) as connection:
        (seq,) = connection.execute("SELECT max(seq) FROM word WHERE field = 'title'").fetchone()
    change(desk, "UPDATE word SET text = '伪造' WHERE seq = ? AND field = 'title'", seq)
    places = {finding["place"] for finding in desk.run("verify", "--json", code=ANSWER_NO).json["findings"]}
    assert f"word {seq} title" in places


def test_a_byte_of_an_encrypted_file_is_found(desk: DemoDesk) -> None:
    file = next((desk.folder / "files").glob("*/*"))
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.chmod(0o600)
    file.write_bytes(content)
    findings = desk.run("verify", "--json", code=ANSWER_NO).json["findings"]
    assert [(f["code"], f["place"]) for f in findings] == [("file_differs", f"file {file.name}")]


def test_a_journal_set_back_is_found_by_the_client_that_saw_it(desk: DemoDesk, tmp_path: Path) -> None:
    """A whole older database is consistent in itself; only what was seen of it tells."""
    shutil.copy(desk.database(), tmp_path / "older.sqlite3")
    desk.register()
    shutil.copy(tmp_path / "older.sqlite3", desk.database())
    for tail in ("-wal", "-shm"):
        desk.database().with_name(desk.database().name + tail).unlink(missing_ok=True)
    codes = {finding["code"] for finding in desk.run("verify", "--json", code=ANSWER_NO).json["findings"]}
    assert codes == {"journal_shorter_than_seen"}
    assert "was set back" in desk.as_person("list", "incoming", code=ANSWER_NO).err


def test_a_journal_set_back_is_found_by_a_printed_page(desk: DemoDesk, tmp_path: Path) -> None:
    """With the workstation's memory set back too, the page still witnesses."""
    older = shutil.copytree(desk.folder, tmp_path / "older")
    desk.register()
    code = desk.as_person("print", "incoming", "-o", tmp_path / "page.pdf").last
    back = DemoDesk(Path(older), desk.program)
    assert back.run("verify", "--json").json["good"]
    codes = {f["code"] for f in back.run("verify", "--printed", code, "--json", code=ANSWER_NO).json["findings"]}
    assert "journal_shorter_than_printed" in codes


def test_events_cut_from_the_tail_are_found_and_named(desk: DemoDesk) -> None:
    with closing(sqlite3.connect(desk.database())) as connection, connection:
        (last,) = connection.execute("SELECT max(seq) FROM event").fetchone()
        for table in ("event", "word"):
            connection.execute(f"DROP TRIGGER {table}_no_delete")
            connection.execute(f"DELETE FROM {table} WHERE seq > ?", (last - 3,))
    findings = desk.run("verify", "--json", code=ANSWER_NO).json["findings"]
    assert ("journal_shorter_than_seen", f"event {last - 2}") in {(f["code"], f["place"]) for f in findings}


def test_a_copied_demo_opens_with_another_persons_state(desk: DemoDesk, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    copied = DemoDesk(Path(shutil.copytree(desk.folder, elsewhere / "desk")), Program(elsewhere))
    assert copied.listed() == desk.listed()
    assert copied.run("verify", "--json").json["good"]


def test_the_desk_and_the_language_come_from_the_environment(desk: DemoDesk) -> None:
    chinese = Program(desk.program.home, language="zh_CN", extra={"FILEDESK_DESK": str(desk.folder)})
    said = chinese.run("verify")
    assert "账册" in said.last
    wrong = desk.as_person("list", "incoming", name="无此人", code=ANSWER_NO).err
    in_chinese = DemoDesk(desk.folder, chinese).as_person("list", "incoming", name="无此人", code=ANSWER_NO).err
    assert wrong.startswith("There is nobody called")
    assert "无此人" in in_chinese
    assert "There is" not in in_chinese


def test_a_register_prints_in_the_language_that_is_asked_for(desk: DemoDesk, tmp_path: Path) -> None:
    for printed_in, titled in (("en", "Incoming"), ("zh_CN", "收文登记")):
        paper = tmp_path / f"{printed_in}.pdf"
        desk.as_person("print", "incoming", "--language", printed_in, "-o", paper)
        assert titled in page_text(paper)
