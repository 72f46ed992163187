"""Tampering with encrypted files, slots, the search index and the database file (rule C7)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from filedesk.storage import search_index
from filedesk.texts.findings import finding_text
from tests.desk_template import Office
from tests.storage.tampering import (
    DATABASE,
    VIRTUAL,
    codes,
    findings,
    tampering,
)


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
        found = findings(full_office.folder, session=session)
        assert "file_not_opened" in codes(found)
        told = next(finding_text(one) for one in found if one.code == "file_not_opened")
        assert "(The encrypted file" in told
        assert "ciphertext_damaged" not in told

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
        assert codes(findings(folder)) == {"slot_is_missing", "slots_unreadable"}

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
            assert search_index.mark(connection) >= 1
            held = " ".join(sorted(search_index.held(n)))
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
            "PRAGMA user_version = 1",
        ],
    )
    def test_another_schema_is_found(self, folder: Path, sql: str) -> None:
        with tampering(folder) as connection:
            connection.execute(sql)
        assert findings(folder)

    def test_a_desk_that_only_says_it_is_of_an_earlier_schema_is_not_made_whole_again(self, folder: Path) -> None:
        """Being brought along is a replay: it would put the changed row right and leave no trace of who changed it."""
        with tampering(folder) as connection:
            connection.execute("UPDATE document SET title = '别的' WHERE id = 1")
            connection.execute("PRAGMA user_version = 1")
        assert ("row_differs", "document 1") in {(one.code, one.place) for one in findings(folder)}

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
