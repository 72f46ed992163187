"""Keeps the gettext catalogues: `update` collects sentences, `add FILE.json` enters translations, `missing` lists gaps.

Run from the project's root: `python tools/catalogue.py update`. A lock file lets several people run it at once.
"""

from __future__ import annotations

import ast
import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from babel.messages import pofile
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

ROOT = Path(__file__).resolve().parents[1]
KEYWORDS = {"tr": 1, "mark": 1, "trn": 2, "mark_plural": 2}
"""The functions that look sentences up, and how many of their first arguments are sentences."""
HOME = ROOT / "resources" / "locale" / "zh_CN" / "LC_MESSAGES"


@contextmanager
def alone() -> Iterator[None]:
    """Hold the catalogue for this process only."""
    lock = ROOT / ".venv" / "catalogue.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("a+b") as held:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(held.fileno(), msvcrt.LK_LOCK, 1)
            yield
        else:
            import fcntl

            fcntl.flock(held, fcntl.LOCK_EX)
            yield


def collected() -> Catalog:
    """What the code marks now: calls of tr, mark and trn whose first words are written out there."""
    found = Catalog(project="filedesk", charset="utf-8")
    for path in sorted((ROOT / "filedesk").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                message = _message(node)
                if message:
                    found.add(message, locations=[(path.relative_to(ROOT).as_posix(), 0)])
    return found


def _message(call: ast.Call) -> str | tuple[str, str] | None:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    wanted = KEYWORDS.get(name, 0)
    words = [arg.value for arg in call.args[:wanted] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    if not wanted or len(words) != wanted:
        return None
    return words[0] if wanted == 1 else (words[0], words[1])


def kept() -> Catalog:
    """The zh_CN catalogue as it stands."""
    path = HOME / "filedesk.po"
    if not path.exists():
        return Catalog(locale="zh_CN", project="filedesk", charset="utf-8")
    return pofile.read_po(io.BytesIO(path.read_bytes()), locale="zh_CN")


def write(catalog: Catalog) -> None:
    """Write .po and .mo, in a form that is the same for the same content."""
    catalog.fuzzy = False
    for message in catalog:
        message.locations = sorted({(name, 0) for name, _line in message.locations})
    HOME.mkdir(parents=True, exist_ok=True)
    po = io.BytesIO()
    pofile.write_po(po, catalog, sort_output=True, width=110, omit_header=False, include_lineno=False, no_location=True)
    (HOME / "filedesk.po").write_bytes(_without_dates(po.getvalue()))
    (HOME / "filedesk.mo").write_bytes(compiled(catalog))


def compiled(catalog: Catalog) -> bytes:
    """The .mo of a catalogue: without dates, so that equal catalogues give equal bytes."""
    mo = io.BytesIO()
    fresh = pofile.read_po(io.BytesIO(_without_dates(_as_po(catalog))), locale="zh_CN")
    write_mo(mo, fresh)
    return mo.getvalue()


def _as_po(catalog: Catalog) -> bytes:
    po = io.BytesIO()
    pofile.write_po(po, catalog, sort_output=True, no_location=True, ignore_obsolete=True)
    return po.getvalue()


def _without_dates(po: bytes) -> bytes:
    dull = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Last-Translator', b'"Generated-By', b'"Language-Team')
    lines = [line for line in po.split(b"\n") if not line.startswith((*dull, b"# ", b"#\n")) and line != b"#"]
    return b"\n".join(lines)


def update() -> Catalog:
    """Collect, keep what is translated and still said, write."""
    now = kept()
    now.update(collected(), no_fuzzy_matching=True)
    now.obsolete.clear()
    write(now)
    return now


def add(entries: dict[str, str | list[str]]) -> Catalog:
    """Enter translations: {English: Chinese}; for a plural the key is its singular and the value stands for both."""
    now = update()
    for message in now:
        key = message.id[0] if isinstance(message.id, tuple) else message.id
        if key in entries and key:
            told = entries[key]
            message.string = (told if isinstance(told, str) else told[0],) if message.pluralizable else told
    write(now)
    return now


def missing(catalog: Catalog) -> list[str]:
    """What has no Chinese yet."""
    gaps = []
    for message in catalog:
        told = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and not all(told):
            gaps.append(message.id[0] if isinstance(message.id, tuple) else message.id)
    return gaps


def main(arguments: list[str]) -> int:
    with alone():
        match arguments:
            case ["update"]:
                catalog = update()
            case ["add", *files]:
                catalog = update()
                for file in files:
                    catalog = add(json.loads(Path(file).read_text(encoding="utf-8")))
            case ["missing"]:
                catalog = update()
                print(json.dumps(dict.fromkeys(missing(catalog), ""), ensure_ascii=False, indent=1))
                return 0
            case _:
                print(__doc__)
                return 2
    print(f"{len(catalog)} sentences, {len(missing(catalog))} without Chinese")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
