"""Each reason for which an act on a paper's way is found unlawful is shown by a test, and has its sentence."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from filedesk.domain import lawful_deputies, lawful_endings, lawful_posts, lawful_routes
from filedesk.texts.sentences.findings import PROBLEMS

HERE = Path(__file__).parent
TOLD_BY = {
    lawful_routes: ("test_lawful_routes.py", "test_lawful_handling.py"),
    lawful_endings: ("test_lawful_endings.py",),
    lawful_deputies: ("test_lawful_deputies.py",),
    lawful_posts: ("test_lawful_posts.py",),
}


def strings(node: ast.AST) -> set[str]:
    return {part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)}


def codes(path: Path) -> set[str]:
    """The codes that the judges of a module return."""
    returns = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Return)]
    return {text for node in returns for text in strings(node)} & PROBLEMS.keys()


@pytest.mark.parametrize("module", list(TOLD_BY), ids=lambda module: str(module.__name__).rpartition(".")[2])
def test_each_code_is_shown(module: object) -> None:
    found = codes(Path(str(module.__file__)))  # type: ignore[attr-defined]
    shown = set().union(*(strings(ast.parse((HERE / name).read_text("utf-8"))) for name in TOLD_BY[module]))  # type: ignore[index]
    assert len(found) > 4
    assert found - shown == set()
