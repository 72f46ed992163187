"""The catalogue files: what the code marks is in them, all of it translated, and compiled as it stands."""

from __future__ import annotations

import ast
import io
import re
from functools import cache
from string import Formatter

from babel.messages import mofile
from babel.messages.catalog import Catalog, Message

from tools import catalogue as tool

PACKAGE = tool.ROOT / "filedesk"


@cache
def kept() -> Catalog:
    return tool.kept()


def messages() -> list[Message]:
    return [message for message in kept() if message.id]


def forms(told: object) -> tuple[str, ...]:
    """A sentence, or a singular and its plural, as a tuple."""
    return tuple(told) if isinstance(told, tuple | list) else (str(told),)


def places(sentence: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in Formatter().parse(sentence) if name is not None}


def test_the_catalogue_is_what_the_code_marks() -> None:
    """Nothing is missing and nothing is left over: run `tools/catalogue.py update`."""
    marked = {message.id for message in tool.collected() if message.id}
    assert {message.id for message in messages()} == marked
    assert len(marked) > 100


def test_nothing_obsolete_is_carried_along() -> None:
    assert not kept().obsolete


def test_nothing_is_fuzzy() -> None:
    assert not [message.id for message in messages() if message.fuzzy]


def test_every_sentence_has_its_chinese() -> None:
    assert not tool.missing(kept())


def test_translations_have_the_same_places() -> None:
    found = []
    for message in messages():
        wanted = set().union(*(places(form) for form in forms(message.id)))
        for form in filter(None, forms(message.string)):
            if places(form) - wanted or (not message.pluralizable and places(form) != wanted):
                found.append(message.id)
    assert not found


def test_chinese_sentences_are_chinese() -> None:
    """Whatever says more than a name or an abbreviation holds at least one Chinese character."""
    found = [
        message.id
        for message in messages()
        if re.search(r"[a-z]{2}.*\s.*[a-z]{2}", re.sub(r"\{.*?\}", "", forms(message.id)[0]))
        and not all(re.search(r"[\u4e00-\u9fff]", form) for form in forms(message.string) if form)
    ]
    assert not found


def test_the_compiled_catalogue_is_this_one() -> None:
    """What is shown comes from the .mo alone. Its head, which holds the day it was made, is not compared."""

    def sentences(compiled: bytes) -> dict[tuple[str, ...], object]:
        return {forms(one.id): one.string for one in mofile.read_mo(io.BytesIO(compiled)) if one.id}

    assert sentences((tool.HOME / "filedesk.mo").read_bytes()) == sentences(tool.compiled(kept()))


def test_the_catalogue_names_no_person_and_no_day() -> None:
    """So that the same sentences give the same file, whoever collects them."""
    text = (tool.HOME / "filedesk.po").read_text(encoding="utf-8")
    assert "POT-Creation-Date" not in text
    assert "FIRST AUTHOR" not in text


def test_what_is_looked_up_can_be_collected() -> None:
    """A sentence put together where it is looked up is in no catalogue: `tr` takes a literal, or a marked constant."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or ast.unparse(node.func).split(".")[-1] not in {"tr", "trn", "mark"}:
                continue
            if node.args and isinstance(node.args[0], ast.JoinedStr | ast.BinOp):
                found.append(f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno}")
    assert not found
