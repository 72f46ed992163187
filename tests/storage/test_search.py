"""Search is exact: it finds what a scan of the texts finds, no more and no less, at any time."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filedesk.domain.search_terms import holds, joined, normalised, words
from filedesk.storage import pinyin, search, search_index
from filedesk.storage.index_check import differences

FIELDS = ("number", "title", "sender", "sender_number", "notes")
PAPERS = [
    ("收〔2026〕0001", "关于印发财政预算的通知", "市财政局", "市财发〔2026〕7号", ""),
    ("收〔2026〕0002", "关于召开银行行长会议的函", "中国人民银行", "银函[2026] 12号", "重要"),
    ("收〔2026〕0003", "ISO 9001 认证结果", "ABC Ltd.", "A-17/b", "重庆 寄来"),
    ("收〔2025〕0004", "财务检查", "审计局", "", "政府采购"),
    ("收〔2026〕0005", "", "", "", "〇 ○ 𠮷 😀 Ünïcode"),
]


@pytest.fixture(params=[1, 4, 64], ids="{} wait".format)
def connection(request, monkeypatch):
    """A database whose newest documents wait for the index: none of five, the last, or all of them."""
    monkeypatch.setattr(search_index, "WAITING", request.param)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        search_index.create(connection)
        search_index.register(connection)
        columns = ", ".join(f"{name} TEXT NOT NULL" for name in FIELDS)
        connection.execute(f"CREATE TABLE document (id INTEGER PRIMARY KEY, {columns}) STRICT")
        yield connection


def enter(connection, papers, first=1):
    for document, paper in enumerate(papers, first):
        connection.execute("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?)", (document, *paper))
        search_index.put(connection, document, paper)


def ids(connection, typed, newest=None):
    sql, values = search.search_sql(typed, newest=newest)
    return [row[0] for row in connection.execute(sql, values)]


def having(connection, typed):
    sql, values = search.condition(typed, "d.id")
    return [row[0] for row in connection.execute(f"SELECT d.id FROM document d WHERE {sql} ORDER BY d.id", values)]


def initials_hold(n, typed):
    """Every start, every character, by its readings: what finding by initials means, said plainly."""
    return any(
        all(letter in pinyin.initials(character) for letter, character in zip(typed, n[at:], strict=False))
        for at in range(len(n) - len(typed) + 1)
    )


def scanned(papers, typed):
    found = words(typed)
    return [
        document
        for document, paper in enumerate(papers, 1)
        if found
        and all(
            initials_hold(joined(paper), word)
            if len(word) > 1 and word.isascii() and word.isalnum() and not word.isdigit()
            else word in joined(paper)
            for word in found
        )
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("财政", [1]),
        ("财", [1, 4]),
        ("市财政局", [1]),
        ("政局", [1]),
        ("局市", []),
        ("务检", [4]),
        ("关于", [1, 2]),
        ("关于 银行", [2]),
        ("银行 重要", [2]),
        ("财 采购", [4]),
        ("收〔2026〕", [1, 2, 3, 5]),
        ("[2026]0003", [3]),
        ("2026", [1, 2, 3, 5]),
        ("26", [1, 2, 3, 5]),
        ("0004", [4]),
        ("004", [4]),
        ("2025", [4]),
        ("收〔2026〕0002", [2]),
        ("收〔2026〕00", [1, 2, 3, 5]),
        ("9001", [3]),
        ("iso 9001", [3]),
        ("2026 9001", [3]),
        ("٢٠٢", []),
        ("银函〔2026〕12", [2]),
        ("iso", [3]),
        ("ISO9001", []),
        ("ｉｓｏ　９００１", [3]),
        ("a-17", [3]),
        ("b", [3]),
        ("czys", [1]),
        ("czj", [1]),
        ("szj", []),
        ("scz", [1]),
        ("yh", [2]),
        ("yx", [2]),
        ("hz", [2]),
        ("cq", [3]),
        ("zq", [3]),
        ("zgrm", [2]),
        ("yxyx", []),
        ("zgrm 重要", [2]),
        ("zgrm 财政", []),
        ("zgrm hz 关于 函", [2]),
        ("○", [5]),
        ("𠮷", [5]),
        ("😀", [5]),
        ("ünï", [5]),
        ("", []),
        ("《》", []),
        ('"', []),
        ("财政*", [1]),
        ("NOT 财政", []),
    ],
)
def test_words_numbers_characters_and_initials(connection, typed, found):
    enter(connection, PAPERS)
    assert sorted(ids(connection, typed)) == found == scanned(PAPERS, typed)
    assert ids(connection, typed, newest=10) == found[::-1]
    assert having(connection, typed) == found


def test_the_oracle_for_plain_words_is_that_of_the_domain():
    for typed in ("财政", "收〔2026〕", "关于 银行", "银函〔2026〕12", "0004"):
        assert scanned(PAPERS, typed) == [i for i, paper in enumerate(PAPERS, 1) if holds(paper, typed)]


texts = st.text(alphabet="财政行长重市 a1b2。〔〕-ＡÜ○𠮷", max_size=14)
papers_ = st.lists(st.tuples(texts, texts, texts, texts, texts), max_size=8)
typed_ = st.one_of(
    st.text(alphabet="财政行长重市a1b2 。〔〕", max_size=5),
    st.text(alphabet="czhxsa1b2 ", max_size=5),
    st.text(max_size=3),
)


@given(papers_, typed_, st.integers(1, 9), st.data())
@settings(max_examples=400, deadline=None)
def test_recall_and_precision_are_one(papers, typed, waiting, data):
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection, pytest.MonkeyPatch.context() as set_:
        set_.setattr(search_index, "WAITING", waiting)
        search_index.create(connection)
        search_index.register(connection)
        search_index.put_many(connection, enumerate(papers, 1))
        if papers and data.draw(st.booleans()):
            part = " ".join(data.draw(st.sampled_from(papers)))
            start = data.draw(st.integers(0, len(part)))
            typed = part[start : start + data.draw(st.integers(1, 6))]
        expected = scanned(papers, typed)
        assert sorted(ids(connection, typed)) == expected
        assert ids(connection, typed, newest=3) == expected[::-1][:3]


@given(texts, st.text(alphabet="czhxsa1b2dgt", min_size=2, max_size=5))
@settings(deadline=None)
def test_initials_are_matched_in_every_reading(text, typed):
    n = normalised(text)
    assert pinyin.matches_normalised(n, typed) == initials_hold(n, typed)
    if len(typed) <= pinyin.GRAM:
        assert any(gram.startswith(typed) for gram in pinyin.initial_grams(n)) == initials_hold(n, typed)


def test_a_removed_document_is_found_no_more_and_the_others_still_are(connection):
    enter(connection, PAPERS)
    search_index.remove(connection, 1)
    search_index.remove(connection, 2, PAPERS[1])
    search_index.remove(connection, 99)
    for typed in ("财政", "czys", "财", "关于"):
        assert set(ids(connection, typed)) == set(scanned(PAPERS, typed)) - {1, 2}
    search_index.put(connection, 1, PAPERS[3])
    assert sorted(ids(connection, "审计")) == [1, 4]
    assert ids(connection, "预算") == []


def test_an_index_made_anew_is_the_same(connection):
    enter(connection, PAPERS)
    connection.execute("INSERT INTO search_fts (search_fts) VALUES ('delete-all')")
    assert (ids(connection, "财政") == []) == (search_index.mark(connection) > 0)
    search_index.rebuild(connection)
    assert search_index.mark(connection) == 5
    assert ids(connection, "财政") == [1]
    assert differences(connection, ", ".join(FIELDS)) == []


def test_of_a_forgotten_document_no_word_stays_in_the_file(tmp_path):
    path = tmp_path / "search.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = wal")
        connection.execute("PRAGMA secure_delete = 1")
        search_index.create(connection)
        search_index.register(connection)
        for document, paper in enumerate(PAPERS * 20, 1):
            search_index.put(connection, document, paper)
        search_index.put(connection, 500, ["龘靐齉"])
        assert search_index.mark(connection) == 500
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        secret = "龘靐".encode()
        assert secret in path.read_bytes()
        search_index.remove(connection, 500)
        search_index.forget(connection)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert secret not in path.read_bytes()
        assert len(ids(connection, "财政")) == 20


def test_documents_wait_for_the_index_and_go_into_it_together(connection):
    waiting = search_index.WAITING
    marks = []
    for document in range(1, 2 * waiting + 2):
        search_index.put(connection, document, PAPERS[document % 5])
        marks.append(search_index.mark(connection))
    assert marks == [document // waiting * waiting for document in range(1, 2 * waiting + 2)]
    assert len(ids(connection, "〔2026〕")) == sum(1 for document in range(1, 2 * waiting + 2) if document % 5 != 3)


def test_a_single_character_is_found_among_the_latest_and_before_them(connection, monkeypatch):
    enter(connection, PAPERS * 10)
    expected = sorted((i for i in range(1, 51) if i % 5 in {1, 4}), reverse=True)
    for latest in (0, 3, 7, 100):
        monkeypatch.setattr(search, "_LATEST", latest)
        for newest in (1, 4, 20, 50):
            assert ids(connection, "财", newest=newest) == expected[:newest]


def test_an_index_that_was_not_touched_shows_no_difference(connection):
    enter(connection, PAPERS)
    assert differences(connection, ", ".join(FIELDS)) == []


def tampered(connection, sql, *values):
    enter(connection, PAPERS)
    search_index.rebuild(connection)
    connection.execute(sql, values)
    return differences(connection, ", ".join(FIELDS))


@pytest.mark.parametrize("document", [2, 77, -3])
def test_tampering_a_token_too_many_is_a_difference(connection, document):
    found = tampered(connection, "INSERT INTO search_fts (rowid, t) VALUES (?, 'zzz')", document)
    assert found == [("search_fts", document)]


def test_tampering_a_document_that_still_waits_must_not_be_in_the_index(connection):
    for document in range(1, search_index.WAITING + 2):
        paper = PAPERS[document % 5]
        connection.execute("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?)", (document, *paper))
        search_index.put(connection, document, paper)
    connection.execute("UPDATE search_mark SET document = document - 1")
    waiting = search_index.WAITING
    assert differences(connection, ", ".join(FIELDS)) == [
        ("search_fts", waiting) if waiting > 1 else ("search_mark", 1)
    ]


def test_tampering_an_entry_with_a_made_up_id_is_a_difference_and_takes_no_room(connection):
    found = tampered(connection, "INSERT INTO document SELECT 9e15, number, title, sender, sender_number, notes"
                                 " FROM document WHERE id = 1")  # fmt: skip
    assert found == [("search_text", 9_000_000_000_000_000)]


@pytest.mark.parametrize("sql", ["DELETE FROM search_mark", "UPDATE search_mark SET id = 2",
                                 "INSERT INTO search_mark (document) VALUES (3)"])  # fmt: skip
def test_tampering_a_mark_that_is_not_the_one_is_a_difference(connection, sql):
    assert tampered(connection, sql) == [("search_mark", 0)]


@pytest.mark.parametrize("mark", [-1, 6, 1_000_000])
def test_tampering_a_mark_that_cannot_be_true_is_a_difference(connection, mark):
    assert tampered(connection, "UPDATE search_mark SET document = ?", mark)[0] == (
        ("search_mark", mark) if mark > 5 or 5 - mark >= search_index.WAITING else ("search_fts", 1)
    )


def test_tampering_a_mark_before_its_time_is_a_difference(connection):
    enter(connection, PAPERS)
    before = search_index.mark(connection)
    connection.execute("UPDATE search_mark SET document = 5")
    assert differences(connection, ", ".join(FIELDS)) == [("search_fts", d) for d in range(before + 1, 6)]


def test_tampering_a_document_hidden_from_the_index_is_a_difference(connection):
    held = " ".join(sorted(search_index.held(joined(PAPERS[1]))))
    found = tampered(connection, "INSERT INTO search_fts (search_fts, rowid, t) VALUES ('delete', 2, ?)", held)
    assert found == [("search_fts", 2)]


def test_tampering_two_documents_that_changed_a_token_are_two_differences(connection):
    enter(connection, PAPERS)
    search_index.rebuild(connection)
    connection.execute("INSERT INTO search_fts (search_fts, rowid, t) VALUES ('delete', 2, '银行')")
    connection.execute("INSERT INTO search_fts (rowid, t) VALUES (1, '银行')")
    assert differences(connection, ", ".join(FIELDS)) == [("search_fts", 1), ("search_fts", 2)]


def test_tampering_one_token_taken_out_is_a_difference(connection):
    found = tampered(connection, "INSERT INTO search_fts (search_fts, rowid, t) VALUES ('delete', 2, '银行')")
    assert found == [("search_fts", 2)]


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE search_text SET n = n || '甲' WHERE document = 3", [("search_text", 3)]),
        ("DELETE FROM search_text WHERE document = 3", [("search_text", 3)]),
        ("INSERT INTO search_text VALUES (44, '甲')", [("search_text", 44)]),
        ("UPDATE document SET notes = '' WHERE id = 2", [("search_text", 2), ("search_fts", 2)]),
    ],
)
def test_tampering_the_text_is_a_difference(connection, sql, found):
    assert tampered(connection, sql) == found


def test_tampering_an_index_that_cannot_be_read_is_told_by_sqlite(connection):
    with pytest.raises(sqlite3.DatabaseError):
        tampered(connection, "UPDATE search_fts_data SET block = x'00ff' WHERE id > 10")
