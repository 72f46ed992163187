"""Every error that the program can raise has a sentence in every language, and every sentence its error.

The codes are read from the code itself: each call of a class of `errors.py`, with the parameters given there.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from filedesk import errors
from filedesk.errors import FiledeskError
from filedesk.texts import LANGUAGES, catalogue, error_text, sentences
from filedesk.texts.sentences import SENTENCES

PACKAGE = Path(errors.__file__).parent
CLASSES = {name for name, found in inspect.getmembers(errors, inspect.isclass) if issubclass(found, FiledeskError)}


@dataclass(frozen=True)
class Raised:
    """One place where an error is made: its code and the names of its parameters (None: not to be read from there)."""

    code: str
    params: frozenset[str] | None
    where: str


def codes_told_by(node: ast.expr) -> list[str]:
    """The codes that an expression can be: a literal, a choice of them, or those that begin as an f-string does.

    Nothing for one that is computed otherwise: it could not be seen from here.
    """
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.IfExp(body=body, orelse=orelse):
            one, other = codes_told_by(body), codes_told_by(orelse)
            return one + other if one and other else []
        case ast.JoinedStr(values=[ast.Constant(value=str(prefix)), *_]):
            return [code for code in SENTENCES if code.startswith(prefix)]
    return []


def made_errors(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args and ast.unparse(node.func).split(".")[-1] in CLASSES:
            yield node


@cache
def raised() -> tuple[Raised, ...]:
    """Every error with a literal code, in the whole program."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for call in made_errors(path):
            names = [keyword.arg for keyword in call.keywords if keyword.arg != "rule"]
            params = None if None in names else frozenset(name for name in names if name)
            for code in codes_told_by(call.args[0]):
                found.append(Raised(code, params, f"{path.relative_to(PACKAGE).as_posix()}:{call.lineno}"))
    found.append(Raised("cancelled", frozenset(), "errors.py"))
    return tuple(found)


@cache
def words_of_the_program() -> frozenset[str]:
    """Every string that stands in the program outside the table of sentences."""
    return frozenset(
        node.value
        for path in PACKAGE.rglob("*.py")
        if not path.is_relative_to(PACKAGE / "texts" / "sentences")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def places(sentence: str) -> dict[str, str]:
    """The {named} places of a sentence, with their formats."""
    return {name: spec or "" for _text, name, spec, _conversion in Formatter().parse(sentence) if name is not None}


def samples(sentence: str) -> dict[str, str | int]:
    return {name: 3 if spec else f"<{name}>" for name, spec in places(sentence).items()}


def test_the_scan_sees_the_program() -> None:
    assert len(raised()) > 50


def test_every_code_can_be_read_where_its_error_is_made() -> None:
    found = [
        f"{path.relative_to(PACKAGE).as_posix()}:{call.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for call in made_errors(path)
        if not codes_told_by(call.args[0])
    ]
    assert not found


def test_every_error_that_is_raised_has_a_sentence() -> None:
    assert not [f"{one.code} ({one.where})" for one in raised() if one.code not in SENTENCES]


def test_every_sentence_gets_its_parameters_where_its_error_is_raised() -> None:
    found = []
    for one in raised():
        wanted = set(places(SENTENCES.get(one.code, "")))
        if one.params is not None and wanted - one.params:
            found.append(f"{one.where} raises {one.code} without {sorted(wanted - one.params)}")
    assert not found


def test_every_sentence_belongs_to_something_in_the_program() -> None:
    assert not sorted(set(SENTENCES) - words_of_the_program() - {one.code for one in raised()})


def test_no_code_stands_in_two_parts() -> None:
    """The later one would silently replace the earlier, and an error be told in the words of another."""
    seen: dict[str, str] = {}
    twice = []
    for part in pkgutil.iter_modules(sentences.__path__):
        module = importlib.import_module(f"{sentences.__name__}.{part.name}")
        for code in getattr(module, "SENTENCES", {}):
            if code in seen:
                twice.append(f"{code}: {seen[code]} and {part.name}")
            seen[code] = part.name
    assert not twice
    assert set(seen) == set(SENTENCES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_sentence_renders_with_its_parameters(code: str, language: str) -> None:
    params = samples(SENTENCES[code])
    said = error_text(FiledeskError(code, rule="I2", **params), catalogue(language))
    assert "{" not in said
    assert "I2" in said
    for value in params.values():
        assert str(value) in said


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_ends_as_one(code: str) -> None:
    chinese = catalogue("zh_CN").tr(SENTENCES[code])
    assert chinese.rstrip("”）").endswith(("。", "？", "！", "：", "}"))
    assert chinese != SENTENCES[code]


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_codes_are_snake_case(code: str) -> None:
    assert code.isidentifier()
    assert code == code.lower()
