"""Keeps a small filled desk of the present schema under tests/data, for every later version of the program to open.

Run from the project's root: `python -m tools.freeze_desk`. A schema is frozen once: a desk that stands there already
is only replaced with `--again`, while no program of that schema has been given to anybody. Its content is the tests'
own filled desk (`tests.desk_template`), so that it has rows in every table and more than 256 events.
"""

from __future__ import annotations

import io
import json
import sqlite3
import sys
import tarfile
import tempfile
from pathlib import Path

from filedesk.desk import opened
from filedesk.storage.database import SCHEMA_VERSION
from filedesk.storage.desk_lock import LOCK
from tests.desk_template import filled_template

DATA = Path(__file__).parents[1] / "tests" / "data"
ARCHIVE, FACTS = "desk.tar.xz", "facts.json"
_DAY = 1_772_668_800
"""The archive's files all bear this time, the beginning of 5 March 2026 in UTC."""


def freeze(to: Path) -> None:
    """Write the archive of a filled desk and what is known of it into the folder `to`."""
    with tempfile.TemporaryDirectory() as temporary:
        template = filled_template(Path(temporary))
        with sqlite3.connect(template.folder / "desk.sqlite3", isolation_level=None) as connection:
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        with opened(template.folder, sweeping=False) as desk, desk.ports.ledger.reading() as reading:
            size = reading.size()
            facts = {
                "schema": SCHEMA_VERSION,
                "events": size,
                "root": reading.root(size).hex(),
                "documents": len(reading.find("document")),
                "files": len(reading.find("document_file")),
                "printed": template.printed,
            }
        to.mkdir(parents=True, exist_ok=True)
        (to / ARCHIVE).write_bytes(_archive(template.folder))
        (to / FACTS).write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")


def _archive(folder: Path) -> bytes:
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w:xz", preset=9) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.name.startswith(LOCK) and path.suffix != ".lock":
                told = tarfile.TarInfo(path.relative_to(folder).as_posix())
                told.size, told.mtime, told.mode = path.stat().st_size, _DAY, 0o600
                with path.open("rb") as source:
                    archive.addfile(told, source)
    return raw.getvalue()


def main() -> None:
    """Freeze the present schema, unless that has been done."""
    to = DATA / f"desk-schema-{SCHEMA_VERSION}"
    if (to / ARCHIVE).exists() and "--again" not in sys.argv[1:]:
        sys.exit(f"{to} stands already: a schema is frozen once, and a change of it is a new one with a migration.")
    freeze(to)
    print(f"{to / ARCHIVE}: {(to / ARCHIVE).stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
