"""Everything that a person can read or have read out in the open windows, and what of it is in the wrong language."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSpinBox,
    QTabBar,
    QTableView,
    QTreeView,
    QWidget,
)

from filedesk.config import resources
from filedesk.desk import DATABASE
from filedesk.domain.documents import Series
from filedesk.domain.numbering import number_text

CJK = re.compile(r"[\u2e80-\u2fdf\u3001-\u9fff\uf900-\ufaff\uff01-\uff5e\U00020000-\U0003ffff]")
"""Chinese signs, and the punctuation that only Chinese has."""
LATIN = re.compile(r"[A-Za-z][A-Za-z'’-]+")
MARKS = re.compile(
    r"\b[0-9A-Z]{4,5}(?: ?- ?[0-9A-Z]{4,5}){2,}|F[DS]1:\S+|\b[0-9a-f]{4,}\b|\b[A-Z2-7]{4,}\b"
    r"|\b(?:application|image|text)/[\w.+-]+|\b[MKkG]?i?B\b|\S+(?: \d{4})?\.pdf\b"
)
"""Codes, fingerprints, media types, sizes, names of files: they are the same in every language."""
KEYS = re.compile(
    r"\b(?:Ctrl|Alt|Shift|Esc|Enter|Return|Home|End|Up|Down|Left|Right|PgUp|PgDown|Del|Backspace|Tab|Space|F\d{1,2})\b"
)
BOTH_LANGUAGES = ("语言 Language", "中文", "English")
MOST_ROWS = 40
DATA_IN = {"checkpoint"}
"""Widgets whose whole text is data."""


def texts_of(widget: QWidget) -> Iterator[tuple[str, str]]:
    """(which, text) of one widget's own sentences."""
    yield "tool tip", widget.toolTip()
    yield "accessible name", widget.accessibleName()
    yield "accessible description", widget.accessibleDescription()
    yield "status tip", widget.statusTip()
    if widget.isWindow():
        yield "window title", widget.windowTitle()
    if isinstance(widget, QLabel | QAbstractButton):
        yield "text", widget.text()
    elif isinstance(widget, QLineEdit):
        yield "placeholder", widget.placeholderText()
        yield "text", widget.text()
    elif isinstance(widget, QPlainTextEdit):
        yield "placeholder", widget.placeholderText()
        yield "text", widget.toPlainText()
    elif isinstance(widget, QComboBox):
        for place in range(widget.count()):
            yield f"item {place}", widget.itemText(place)
    elif isinstance(widget, QSpinBox):
        yield "spin", widget.prefix() + widget.suffix() + widget.specialValueText()
    elif isinstance(widget, QTabBar):
        for place in range(widget.count()):
            yield f"tab {place}", widget.tabText(place)
            yield f"tab tip {place}", widget.tabToolTip(place)
    elif isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
        yield from _items(widget)


def _items(view: QAbstractItemView) -> Iterator[tuple[str, str]]:
    model, root = view.model(), view.rootIndex()
    if model is None:
        return
    across = Qt.Orientation.Horizontal
    shows_head = (isinstance(view, QTableView) and view.horizontalHeader().isVisible()) or (
        isinstance(view, QTreeView) and not view.isHeaderHidden()
    )
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(root)
    for column in range(columns):
        if shows_head:
            yield f"heading {column}", str(model.headerData(column, across) or "")
            yield f"heading tip {column}", str(model.headerData(column, across, Qt.ItemDataRole.ToolTipRole) or "")
        for row in range(min(model.rowCount(root), MOST_ROWS)):
            index = model.index(row, column, root)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                yield f"cell {row}.{column}", str(index.data(role) or "")
            for below in range(min(model.rowCount(index), MOST_ROWS)):
                yield f"cell {row}.{column}.{below}", str(model.index(below, column, index).data() or "")


def seen() -> Iterator[tuple[str, str]]:
    """(where, text) of every sentence in view, menus with all they hold included."""
    for top in QApplication.topLevelWidgets():
        if not top.isVisible():
            continue
        for widget in (top, *top.findChildren(QWidget)):
            if isinstance(widget, QMenu):
                for action in widget.actions():
                    yield f"menu {widget.objectName()}", action.text()
                    yield f"menu {widget.objectName()}", action.toolTip()
                yield f"menu {widget.objectName()}", widget.title()
            elif widget.isVisible() and widget.objectName() not in DATA_IN:
                for which, text in texts_of(widget):
                    if text.strip():
                        yield f"{type(widget).__name__} {widget.objectName()}, {which}", text


@cache
def _chinese() -> dict[str, tuple[str, ...]]:
    """English sentences with their Chinese ones."""
    file = resources() / "locale" / "zh_CN" / "LC_MESSAGES" / "filedesk.po"
    with file.open("rb") as source:
        told = read_po(source)
    found = {}
    for message in told:
        for english in [message.id] if isinstance(message.id, str) else list(message.id):
            if english:
                found[english] = (message.string,) if isinstance(message.string, str) else tuple(message.string)
    return found


@cache
def _latin_words_of_chinese() -> frozenset[str]:
    """Latin words that Chinese sentences hold on purpose: PDF, OFD, filedesk …"""
    sentences = (re.sub(r"\{\w*\}", "", one) for told in _chinese().values() for one in told)
    return frozenset(word for sentence in sentences for word in LATIN.findall(KEYS.sub(" ", sentence)))


@dataclass
class Reader:
    """Knows what is data at a desk, so that the rest must be in the language of the interface."""

    data: list[str] = field(default_factory=list)

    def learn(self, folder: Path, *more: str) -> None:
        """All Chinese texts that stand in the desk's database, its folder's name, and `more`."""
        found = {str(folder), *more}
        with closing(sqlite3.connect(f"file:{folder / DATABASE}?mode=ro", uri=True)) as connection:
            tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            for table in tables:
                if not table.startswith(("search_", "sqlite_", "event")):
                    for row in connection.execute(f"SELECT * FROM {table}"):
                        found.update(value for value in row if isinstance(value, str) and CJK.search(value))
            blocks = connection.execute("SELECT series, code, code_text, year, first, last FROM number_block")
            for series, code, text, year, first, last in blocks:
                serials = range(first, last + 1)
                found.update(number_text(Series(series), code, text, year, serial) for serial in serials)
        self.data = sorted(found, key=len, reverse=True)

    def wrong(self, language: str, texts: Iterable[tuple[str, str]]) -> list[str]:
        """What is in the other language, with where it stands."""
        told = set()
        for where, text in texts:
            rest = self._without_data(text)
            if language == "en":
                bad = CJK.search(MARKS.sub(" ", rest))
            else:
                known = _latin_words_of_chinese()
                words = LATIN.findall(KEYS.sub(" ", MARKS.sub(" ", rest)))
                bad = next((word for word in words if word not in known), None) or self._is_english(text)
            if bad:
                told.add(f"{where}: {text!r}")
        return sorted(told)

    def _without_data(self, text: str) -> str:
        for both in BOTH_LANGUAGES:
            text = text.replace(both, "")
        for english in _with_chinese_inside():
            text = text.replace(english, "")
        if not CJK.search(text) and not LATIN.search(text):
            return ""
        for known in self.data:
            if known in text:
                text = text.replace(known, " ")
        return text

    def _is_english(self, text: str) -> bool:
        chinese = _chinese().get(text.strip())
        return chinese is not None and text.strip() not in chinese and text.strip() not in self.data


@cache
def _with_chinese_inside() -> tuple[str, ...]:
    """English sentences that speak of a Chinese word."""
    return tuple(english for english in _chinese() if re.search(r"[\u4e00-\u9fff]", english))
