"""Every finding of the verifier has a sentence, and every sentence its finding."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import filedesk
from filedesk.services.inspection import Finding
from filedesk.texts import LANGUAGES, catalogue, current, use_language
from filedesk.texts.findings import finding_text, place_text
from filedesk.texts.sentences.findings import FINDINGS, PLACES, PROBLEMS

PACKAGE = Path(filedesk.__file__).parent


def strings() -> Iterator[tuple[str, bool]]:
    """Every string in the program outside the sentences, and whether it is but the beginning of one."""
    for path in PACKAGE.rglob("*.py"):
        if path.is_relative_to(PACKAGE / "texts"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Constant(value=str(text)):
                    yield text, False
                case ast.JoinedStr(values=[ast.Constant(value=str(text)), *_]):
                    yield text, True


def test_every_finding_has_a_sentence() -> None:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id="Finding") | ast.Attribute(value=ast.Name(id="Finding"), attr="of"),
                    args=[ast.Constant(value=code), *_],
                ):
                    if code not in FINDINGS:
                        found.append(f"{code} ({path.name}:{node.lineno})")
    assert not found


def said(node: ast.expr | None) -> Iterator[str]:
    """The strings that an expression may be, not those that it asks with."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=yes, orelse=no):
            yield from said(yes)
            yield from said(no)
        case ast.BoolOp(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
            for part in parts:
                yield from said(part)


def test_every_problem_of_an_event_has_its_words_and_every_word_its_problem() -> None:
    told = {
        code
        for path in (PACKAGE / "domain" / "authority.py", *(PACKAGE / "domain").glob("lawful*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Return)
        for code in said(node.value)
    }
    assert told == PROBLEMS.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_problem_and_a_place_are_told_in_the_language_in_use(language: str) -> None:
    before = current().language
    use_language(language)
    try:
        for problem, words in PROBLEMS.items():
            told = finding_text(Finding("event_unlawful", "event 12", {"problem": problem}))
            assert catalogue(language).tr(words) in told
            assert told.startswith(catalogue(language).tr(PLACES["event"]) + " 12")
        assert place_text("document 4") == "document 4"
    finally:
        use_language(before)


def test_every_sentence_belongs_to_a_finding() -> None:
    told = list(strings())
    whole = {text for text, begins in told if not begins}
    beginnings = tuple(text for text, begins in told if begins and text.endswith("_"))
    assert not [code for code in FINDINGS if code not in whole and not code.startswith(beginnings)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(FINDINGS))
def test_every_finding_names_its_place(code: str, language: str) -> None:
    names = {name for _text, name, _spec, _conversion in Formatter().parse(FINDINGS[code]) if name}
    said = catalogue(language).tr(FINDINGS[code], **{name: f"<{name}>" for name in names})
    assert "<place>" in said
    assert all(f"<{name}>" in said for name in names)
