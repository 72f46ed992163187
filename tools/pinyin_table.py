"""Makes resources/pinyin/initials.txt from pypinyin's dictionary: each line an initial and the characters read with it.

A character with several readings stands in several lines. Run when pypinyin is renewed: `python tools/pinyin_table.py`.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

from pypinyin.constants import PINYIN_DICT

HOME = Path(__file__).resolve().parents[1] / "resources" / "pinyin" / "initials.txt"


def initials(readings: str) -> set[str]:
    """The first letters, without tone marks, of readings such as "xíng,háng"."""
    first = (unicodedata.normalize("NFD", reading.strip())[:1] for reading in readings.split(","))
    return {letter for letter in first if letter.isascii() and letter.isalpha()}


def drawn() -> str:
    """The text of the table."""
    lines: dict[str, list[str]] = {}
    for point, readings in sorted(PINYIN_DICT.items()):
        for letter in initials(readings):
            lines.setdefault(letter, []).append(chr(point))
    return "".join(f"{letter} {''.join(lines[letter])}\n" for letter in sorted(lines))


def main() -> None:
    HOME.write_text(drawn(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
