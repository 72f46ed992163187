"""Whatever is changed in a closed desk, the verifier finds it and names the place; it never fails in another way.

Each column of each table is changed by itself: the columns are read from the schema, so that a new one is covered
when it is made. Where a forger can make the rest fit (chain, hashes, tiles), the tests let him.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from filedesk.domain import search_terms
from filedesk.services import people
from filedesk.services.acts import Act
from filedesk.storage import pinyin
from filedesk.storage.models_acts import CLASSES
from filedesk.vault import port as vault
from tests.desk_template import CLERK, HEAD, PASSWORD, Office, Template
from tests.storage.tampering import (
    DATABASE,
    VIRTUAL,
    Column,
    changed,
    codes,
    columns,
    event_of_type,
    findings,
    rewrite,
    tampering,
)

COLUMNS = columns()
TABLES = [table for table in CLASSES if table not in VIRTUAL]
NAMED = {"event": ("event",), "word": ("word", "event"), "tile": ("tile",), "body": ("body",)}


@pytest.fixture
def folder(filled: Template, tmp_path: Path) -> Path:
    return filled.copy(tmp_path / "desk")


def places(table: str) -> tuple[str, ...]:
    return (*NAMED.get(table, (table,)), "open_desk")


def test_an_untouched_desk_is_good(folder: Path, filled: Template) -> None:
    assert findings(folder) == []
    assert findings(folder, printed=filled.printed) == []
    with tampering(folder):
        pass
    assert findings(folder) == []


@pytest.mark.parametrize("table", TABLES)
def test_every_table_holds_rows_to_tamper_with(folder: Path, table: str) -> None:
    with tampering(folder) as connection:
        assert connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]


@pytest.mark.parametrize(
    ("column", "order"),
    [(c, "DESC") for c in COLUMNS] + [(c, "ASC") for c in COLUMNS if CLASSES[c.table] != "derived"],
    ids=lambda told: str(told),
)
def test_a_changed_column_is_found(folder: Path, column: Column, order: str) -> None:
    """Rule F9's ground: nothing that is read on a screen can differ from what was signed."""
    keys = [c.name for c in COLUMNS if c.table == column.table and c.key]
    where = " AND ".join(f'"{name}" = ?' for name in keys)
    with tampering(folder) as connection:
        sql = f'SELECT {", ".join(keys)}, "{column.name}" FROM "{column.table}"'
        *key, value = connection.execute(f"{sql} ORDER BY {', '.join(f'{k} {order}' for k in keys)}").fetchone()
        connection.execute(
            f'UPDATE "{column.table}" SET "{column.name}" = ? WHERE {where}', (changed(value, column), *key)
        )
    found = findings(folder)
    assert any(one.place.startswith(places(column.table)) for one in found), found


@pytest.mark.parametrize("column", [c for c in COLUMNS if c.nullable], ids=str)
def test_a_value_taken_away_is_found(folder: Path, column: Column) -> None:
    with tampering(folder) as connection:
        sql = f'UPDATE "{column.table}" SET "{column.name}" = NULL WHERE "{column.name}" IS NOT NULL'
        if connection.execute(sql).rowcount == 0:
            connection.execute(f'UPDATE "{column.table}" SET "{column.name}" = 7')
    assert any(one.place.startswith(column.table) for one in findings(folder))


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("order", ["ASC", "DESC"], ids=["first", "last"])
def test_a_deleted_row_is_found(folder: Path, table: str, order: str) -> None:
    keys = [c.name for c in COLUMNS if c.table == table and c.key]
    with tampering(folder) as connection:
        sql = f'SELECT {", ".join(keys)} FROM "{table}" ORDER BY {", ".join(f"{k} {order}" for k in keys)}'
        row = connection.execute(sql).fetchone()
        connection.execute(f'DELETE FROM "{table}" WHERE {" AND ".join(f"{k} = ?" for k in keys)}', row)
    assert findings(folder)


@pytest.mark.parametrize("table", TABLES)
def test_an_emptied_table_is_found(folder: Path, table: str) -> None:
    with tampering(folder) as connection:
        connection.execute(f'DELETE FROM "{table}"')
    assert findings(folder)


@pytest.mark.parametrize("table", TABLES)
def test_a_dropped_table_is_found(folder: Path, table: str) -> None:
    connection_triggers = table in {"event", "word"}
    with tampering(folder) as connection:
        if connection_triggers:
            connection.execute(f'ALTER TABLE "{table}" RENAME TO gone')
            connection.execute(f'CREATE TABLE "{table}" (seq INTEGER)')
        else:
            connection.execute(f'DROP TABLE "{table}"')
    assert findings(folder)


@pytest.mark.parametrize("table", TABLES)
def test_a_repeated_row_is_found(folder: Path, table: str) -> None:
    """A row copied under another key, the database's own uniqueness being no hindrance to a forger."""
    told = [c for c in COLUMNS if c.table == table]
    last_key = [c for c in told if c.key][-1]
    with tampering(folder) as connection:
        row = list(connection.execute(f'SELECT * FROM "{table}"').fetchone())
        at = told.index(last_key)
        row[at] = changed(row[at], last_key)
        if table == "correspondent":
            row[1] = "市税务局"
        connection.execute(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(row))})', row)
    assert any(one.place.startswith(places(table)) for one in findings(folder))


@pytest.mark.parametrize(
    "column", [c for c in COLUMNS if not c.key and (CLASSES[c.table] != "derived" or c.table == "document")], ids=str
)
def test_values_of_two_rows_that_changed_places_are_found(folder: Path, column: Column) -> None:
    """Words swapped between two entries are as false as words made up."""
    keys = ", ".join(c.name for c in COLUMNS if c.table == column.table and c.key)
    name, table = column.name, column.table
    with tampering(folder) as connection:
        pair = connection.execute(
            f'SELECT {keys}, "{name}" FROM "{table}" GROUP BY "{name}" ORDER BY {keys} LIMIT 2'
        ).fetchall()
        if len(pair) < 2 or table == "correspondent":
            pytest.skip("every row holds the same value, or the values are unique by the schema")
        where = " AND ".join(f"{key} = ?" for key in keys.split(", "))
        for (*key, _old), (*_other, new) in (pair, pair[::-1]):
            connection.execute(f'UPDATE "{table}" SET "{name}" = ? WHERE {where}', (new, *key))
    assert any(one.place.startswith(places(table)) for one in findings(folder))


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("junk", ["", "〇\x00{" * 40], ids=["empty", "long"])
def test_junk_in_every_text_of_a_row_is_a_finding_and_no_crash(folder: Path, table: str, junk: str) -> None:
    texts = [c.name for c in COLUMNS if c.table == table and c.type == "TEXT" and not c.key]
    blobs = [c.name for c in COLUMNS if c.table == table and c.type == "BLOB"]
    if not texts and not blobs:
        pytest.skip("numbers only")
    sets = ", ".join(f'"{name}" = ?' for name in texts + blobs)
    if table == "correspondent":
        sets += " WHERE id = 1"
    with tampering(folder) as connection:
        connection.execute(f'UPDATE "{table}" SET {sets}', [junk] * len(texts) + [junk.encode()] * len(blobs))
    assert findings(folder)


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"\xed\xa0\x80"], ids=["not_utf8", "surrogate"])
@pytest.mark.parametrize("table", ["word", "event", "document", "person", "search_text"])
def test_text_that_is_no_text_is_a_finding(folder: Path, table: str, raw: bytes) -> None:
    name = next(c.name for c in COLUMNS if c.table == table and c.type == "TEXT" and not c.key)
    with tampering(folder) as connection:
        connection.execute(f'UPDATE "{table}" SET "{name}" = CAST(? AS TEXT)', (raw,))
    assert findings(folder)


class TestTheJournal:
    def test_two_events_that_changed_places_are_found(self, folder: Path) -> None:
        with tampering(folder) as connection:
            for old, new in ((40, -1), (41, 40), (-1, 41)):
                connection.execute("UPDATE event SET seq = ? WHERE seq = ?", (new, old))
        assert {"event_chain_broken", "event_columns_differ"} <= codes(findings(folder))

    def test_an_event_put_down_twice_is_found(self, folder: Path) -> None:
        with tampering(folder) as connection:
            connection.execute(
                "INSERT INTO event SELECT seq + 1, payload, key, signature, prev, hash FROM event"
                " ORDER BY seq DESC LIMIT 1"
            )
        assert "event_chain_broken" in codes(findings(folder))

    def test_a_missing_event_is_found_even_when_those_behind_it_move_up(self, folder: Path) -> None:
        with tampering(folder) as connection:
            connection.execute("DELETE FROM event WHERE seq = 50")
            connection.execute("UPDATE event SET seq = -seq WHERE seq > 50")
            connection.execute("UPDATE event SET seq = -seq - 1 WHERE seq < 0")
        assert "event_columns_differ" in codes(findings(folder))

    @pytest.mark.parametrize("first", [2, 40, 200])
    def test_a_tail_signed_anew_by_a_foreign_key_is_found(self, folder: Path, first: int) -> None:
        with tampering(folder) as connection:
            rewrite(connection, first, vault.new_workstation_key(), None)
        found = findings(folder)
        assert "event_key_unknown" in codes(found)
        assert any(one.place == f"event {first}" for one in found)

    def test_a_journal_signed_anew_from_its_first_event_is_found(self, folder: Path) -> None:
        with tampering(folder) as connection:
            rewrite(connection, 1, vault.new_workstation_key(), None)
        assert "event_signature_wrong" in codes(findings(folder))

    def test_a_field_changed_under_an_old_signature_is_found(self, folder: Path) -> None:
        def more_copies(told: dict[str, Any]) -> None:
            told["data"]["copies"] = 99

        with tampering(folder) as connection:
            seq = event_of_type(connection, "document_registered").seq
            rewrite(connection, seq, None, more_copies)
        assert ("event_signature_wrong", f"event {seq}") in {(f.code, f.place) for f in findings(folder)}

    @pytest.mark.parametrize(
        "change",
        [
            lambda told: told.update(at="2020-01-01T00:00:00.000Z"),
            lambda told: told.update(office="0" * 32),
            lambda told: told.update(actor=3),
            lambda told: told.update(actor=99),
            lambda told: told.update(type="no_such_type"),
            lambda told: told.update(v=2),
            lambda told: told.update(v=[]),
            lambda told: told["data"].update(extra=1),
            lambda told: told["data"].pop("document"),
            lambda told: told["words"].update(title=None),
        ],
        ids=[
            "time",
            "office",
            "another",
            "nobody",
            "type",
            "version",
            "odd_version",
            "field_more",
            "field_less",
            "word",
        ],
    )
    def test_a_changed_envelope_or_field_is_found(self, folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
        with tampering(folder) as connection:
            seq = event_of_type(connection, "document_registered", 3).seq
            rewrite(connection, seq, None, change)
        assert any(one.place == f"event {seq}" for one in findings(folder))

    @pytest.mark.parametrize("payload", [b"", b"[]", b"null", b"{}", b"\xff", b"[" * 5000, b'{"seq":1e999}'])
    def test_a_payload_that_is_no_event_is_found(self, folder: Path, payload: bytes) -> None:
        with tampering(folder) as connection:
            connection.execute("UPDATE event SET payload = ? WHERE seq = 100", (payload,))
        assert "event_malformed" in codes(findings(folder))

    def test_a_word_that_nobody_signed_is_found(self, folder: Path) -> None:
        with tampering(folder) as connection:
            connection.execute("INSERT INTO word VALUES (40, 'reason', zeroblob(16), '补写')")
            connection.execute("INSERT INTO word VALUES (99999, 'reason', zeroblob(16), '补写')")
        places = {one.place for one in findings(folder) if one.code == "word_extra"}
        assert places == {"word 40 reason", "word 99999 reason"}


class TestForgersWithKeysOfTheirOwn:
    """Somebody who can write the database, and knows the program, but holds nobody's key."""

    def test_new_keys_for_somebody_who_was_not_invited_are_found(self, full_office: Office) -> None:
        self._own_keys(full_office, person=2)
        self._seen(full_office, "event_not_authorised")

    def test_the_general_manager_cannot_be_replaced_by_keys_that_confirm_themselves(self, full_office: Office) -> None:
        keys = self._own_keys(full_office, person=1)
        with full_office.ports.ledger.writing() as writing:
            Act(writing, signer=keys.signer, actor=1).append(
                "person_confirmed", {"person": 1, "signing": keys.public.signing.hex(), "wraps": []}
            )
        self._seen(full_office, "event_not_authorised", last=full_office.size())

    def test_a_clerk_cannot_instruct(self, full_office: Office) -> None:
        session = full_office.session(CLERK)
        with full_office.ports.ledger.writing() as writing:
            act = Act(writing, signer=session.keys.signer, actor=session.person)
            act.append("sent_back", {"document": 2}, {"reason": "退"})
        self._seen(full_office, "event_not_authorised", last=full_office.size())

    def test_nobody_signs_in_another_persons_name(self, full_office: Office) -> None:
        session, head = full_office.session(CLERK), full_office.session(HEAD)
        with full_office.ports.ledger.writing() as writing:
            act = Act(writing, signer=session.keys.signer, actor=head.person)
            act.append("sent_back", {"document": 2}, {"reason": "退"})
        self._seen(full_office, "event_not_authorised", last=full_office.size())

    def _own_keys(self, office: Office, *, person: int) -> Any:
        keys = vault.new_person_keys()
        bundle = vault.lock(
            keys, password=PASSWORD, device_secret=office.ports.secrets.device_secret(), office=office.ports.office,
            person=person, demo=True,
        )  # fmt: skip
        with office.ports.ledger.writing() as writing:
            Act(writing, signer=keys.signer, actor=person).append(
                "keys_made",
                {
                    "person": person,
                    "signing": keys.public.signing.hex(),
                    "opening": keys.public.opening.hex(),
                    "bundle": writing.keep("bundle", bundle),
                    "provisional": 0,
                },
            )
        return keys

    def _seen(self, office: Office, code: str, last: int | None = None) -> None:
        found = {(one.code, one.place) for one in findings(office.folder)}
        assert (code, f"event {last or office.size()}") in found


class TestACutOrForkedJournal:
    def rolled_back(self, folder: Path, filled: Template) -> None:
        assert filled.early is not None
        shutil.copy(filled.early, folder / DATABASE)

    def forgotten(self, folder: Path) -> None:
        """As a computer that never saw this desk: nothing is remembered."""
        kept = json.loads((folder / "secrets.json").read_text(encoding="utf-8"))
        del kept["checkpoint"]
        (folder / "secrets.json").write_text(json.dumps(kept), encoding="utf-8")

    def test_a_desk_put_back_to_an_earlier_day_is_found_by_who_remembers_its_checkpoint(
        self, folder: Path, filled: Template
    ) -> None:
        self.rolled_back(folder, filled)
        assert codes(findings(folder)) == {"journal_shorter_than_seen"}

    def test_signing_in_to_it_is_refused(self, folder: Path, filled: Template, tmp_path: Path) -> None:
        copy = filled.opened(tmp_path / "again")
        self.rolled_back(copy.folder, filled)
        with pytest.raises(Exception, match="journal_rolled_back"):
            people.sign_in(copy.ports, name=CLERK, password=PASSWORD)
        copy.desk.close()

    def test_a_printed_register_finds_it_where_nothing_is_remembered(self, folder: Path, filled: Template) -> None:
        """The paper witnesses the journal: an earlier state is whole in itself, but the print knows more."""
        self.rolled_back(folder, filled)
        self.forgotten(folder)
        assert findings(folder) == []
        assert {"journal_shorter_than_printed", "printing_unknown"} <= codes(findings(folder, printed=filled.printed))

    def test_a_forged_tail_of_the_same_length_differs_from_what_was_seen_and_printed(
        self, folder: Path, filled: Template
    ) -> None:
        with tampering(folder) as connection:
            seq = event_of_type(connection, "document_registered", 5).seq
            rewrite(connection, seq, vault.new_workstation_key(), None)
        found = codes(findings(folder, printed=filled.printed))
        assert {"journal_differs_from_seen", "journal_differs_from_printed"} <= found

    def test_another_office_in_its_place_is_found(self, folder: Path) -> None:
        assert "root_differs" in codes(findings(folder, root="ABCD-EFGH-JKMN-PQRS-TVWX"))
        kept = json.loads((folder / "secrets.json").read_text(encoding="utf-8"))
        kept["pin"] = "ab" * 32
        (folder / "secrets.json").write_text(json.dumps(kept), encoding="utf-8")
        assert "root_differs" in codes(findings(folder))


class TestPrintedPages:
    def test_a_row_that_was_changed_and_reprinted_is_contradicted(self, folder: Path, filled: Template) -> None:
        with tampering(folder) as connection:
            seq = event_of_type(connection, "document_registered").seq
            connection.execute("UPDATE word SET text = '另一个标题' WHERE seq = ? AND field = 'title'", (seq,))
        found = findings(folder, printed=filled.printed)
        assert ("printed_row_contradicted", "row 1") in {(one.code, one.place) for one in found}

    def test_a_print_of_another_office_is_told_apart(self, folder: Path, filled: Template) -> None:
        _mark, _office, *rest = filled.printed.split(":")
        foreign = ":".join(["FD1", "0" * 20, *rest])
        assert codes(findings(folder, printed=foreign)) == {"printed_by_another_office"}


class TestFilesAndSlots:
    def files(self, folder: Path) -> list[Path]:
        return sorted(path for path in (folder / "files").glob("??/*") if path.is_file())

    @pytest.mark.parametrize("at", [0, 20, 40, -40, -1])
    def test_one_flipped_byte_of_an_encrypted_file_is_found(self, folder: Path, at: int) -> None:
        for path in self.files(folder):
            raw = bytearray(path.read_bytes())
            raw[at] ^= 1
            path.write_bytes(raw)
            assert ("file_differs", f"file {path.name}") in {(one.code, one.place) for one in findings(folder)}
            raw[at] ^= 1
            path.write_bytes(raw)
        assert findings(folder) == []

    @pytest.mark.parametrize("change", [lambda raw: raw[:-1], lambda raw: raw + b"\0", lambda raw: b""])
    def test_a_shortened_or_lengthened_file_is_found(self, folder: Path, change: Callable[[bytes], bytes]) -> None:
        path = self.files(folder)[0]
        path.write_bytes(change(path.read_bytes()))
        assert codes(findings(folder)) == {"file_differs"}

    def test_a_deleted_file_is_found(self, folder: Path) -> None:
        path = self.files(folder)[1]
        path.unlink()
        assert [(one.code, one.place) for one in findings(folder)] == [("file_missing", f"file {path.name}")]

    def test_two_files_that_changed_places_are_found(self, folder: Path) -> None:
        one, other = self.files(folder)[:2]
        held = one.read_bytes()
        one.write_bytes(other.read_bytes())
        other.write_bytes(held)
        assert len(findings(folder)) == 2

    def test_a_damaged_file_does_not_open_for_who_may_read_it(self, full_office: Office) -> None:
        session = full_office.session()
        path = self.files(full_office.folder)[0]
        raw = bytearray(path.read_bytes())
        raw[-1] ^= 1
        path.write_bytes(raw)
        assert "file_not_opened" in codes(findings(full_office.folder, session=session))

    def test_one_flipped_bit_anywhere_in_the_slots_is_found(self, folder: Path) -> None:
        path = folder / "shred.slots"
        whole = path.read_bytes()
        for at in range(64, len(whole), 11):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x80]) + whole[at + 1 :])
            assert any(one.place.startswith("slot") for one in findings(folder)), at

    @pytest.mark.parametrize("keep", [0, 63, 64, 100, 128, -1])
    def test_cut_slots_are_found(self, folder: Path, keep: int) -> None:
        path = folder / "shred.slots"
        path.write_bytes(path.read_bytes()[:keep])
        assert any(one.code.startswith("slot_is") for one in findings(folder))

    def test_slots_that_are_gone_are_found(self, folder: Path) -> None:
        (folder / "shred.slots").unlink()
        assert codes(findings(folder)) == {"slot_is_missing"}

    def test_values_of_two_slots_that_changed_places_are_found(self, folder: Path) -> None:
        path = folder / "shred.slots"
        raw = path.read_bytes()
        path.write_bytes(raw[:64] + raw[128:192] + raw[64:128] + raw[192:])
        assert findings(folder) == []  # a slot is found by its id, wherever it lies
        path.write_bytes(raw[:80] + raw[144:192] + raw[128:144] + raw[80:128] + raw[192:])
        assert any(one.place.startswith("slot") for one in findings(folder))


class TestTheSearchIndex:
    """What the index hides or makes up would be hidden or made up on the screen."""

    @pytest.mark.parametrize("table", VIRTUAL)
    def test_a_document_taken_out_of_the_index_is_found(self, folder: Path, table: str) -> None:
        with tampering(folder) as connection:
            n = connection.execute("SELECT n FROM search_text WHERE document = 1").fetchone()[0]
            made = search_terms.tokens(n) if table == "search_fts" else _initials(n)
            held = " ".join(sorted(made))
            connection.execute(f"INSERT INTO {table} ({table}, rowid, t) VALUES ('delete', 1, ?)", (held,))
        assert ("index_differs", f"{table} 1") in {(one.code, one.place) for one in findings(folder)}

    @pytest.mark.parametrize("table", VIRTUAL)
    def test_a_token_more_is_found(self, folder: Path, table: str) -> None:
        with tampering(folder) as connection:
            connection.execute(f"INSERT INTO {table} (rowid, t) VALUES (7, '机密')")
            connection.execute(f"INSERT INTO {table} (rowid, t) VALUES (70000, '机密')")
        found = {(one.code, one.place) for one in findings(folder)}
        assert {("index_differs", f"{table} 7"), ("index_differs", f"{table} 70000")} <= found

    @pytest.mark.parametrize("table", VIRTUAL)
    @pytest.mark.parametrize("shadow", ["data", "idx"])
    def test_an_emptied_index_is_found(self, folder: Path, table: str, shadow: str) -> None:
        with tampering(folder) as connection:
            connection.execute(f"DELETE FROM {table}_{shadow}")
        assert findings(folder)

    @pytest.mark.parametrize("table", VIRTUAL)
    def test_broken_pages_of_the_index_are_found(self, folder: Path, table: str) -> None:
        with tampering(folder) as connection:
            connection.execute(f"UPDATE {table}_data SET block = zeroblob(length(block)) WHERE id > 100")
        assert findings(folder)


def _initials(n: str) -> set[str]:
    return pinyin.initial_grams(n)


class TestTheFileItself:
    @pytest.mark.parametrize(
        "sql",
        [
            "CREATE TABLE notes (text TEXT)",
            "CREATE VIEW shown AS SELECT * FROM document",
            "DROP INDEX document_by_title",
            "ALTER TABLE document ADD COLUMN hidden TEXT",
            "ALTER TABLE setting RENAME COLUMN value TO worth",
            "CREATE TRIGGER quiet AFTER INSERT ON event BEGIN DELETE FROM setting; END",
            "PRAGMA user_version = 0",
        ],
    )
    def test_another_schema_is_found(self, folder: Path, sql: str) -> None:
        with tampering(folder) as connection:
            connection.execute(sql)
        assert findings(folder)

    def test_a_dropped_trigger_is_found(self, folder: Path) -> None:
        plain = sqlite3.connect(folder / DATABASE)
        plain.execute("DROP TRIGGER event_no_update")
        plain.close()
        assert ("schema_differs", "trigger event_no_update") in {(f.code, f.place) for f in findings(folder)}

    @pytest.mark.parametrize("page", [1, 2, 5, 20, 40])
    def test_an_overwritten_page_is_found(self, folder: Path, page: int) -> None:
        path = folder / DATABASE
        raw = bytearray(path.read_bytes())
        raw[page * 4096 : (page + 1) * 4096] = b"\xa5" * 4096
        path.write_bytes(raw)
        assert findings(folder)

    @pytest.mark.parametrize("raw", [b"", b"SQLite format 3\0", b"\0" * 8192], ids=["empty", "header", "zeros"])
    def test_what_is_no_desk_any_more_is_told_so(self, folder: Path, raw: bytes) -> None:
        (folder / DATABASE).write_bytes(raw)
        assert findings(folder)[0].place == "open_desk"

    def test_a_cut_database_is_found(self, folder: Path) -> None:
        path = folder / DATABASE
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 // 4096 * 4096])
        assert findings(folder)
