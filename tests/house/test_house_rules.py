"""The house's rules for its own code, each with its reason. A finding names the file."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 400
MOST_METHODS = 25
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc"}
TEXT_ENDINGS = {".py", ".md", ".toml", ".lock", ".txt", ".sh", ".qss", ".po", ".svg", ".json", ".cfg", ".yml", ""}


@cache
def project_files() -> tuple[Path, ...]:
    """What git tracks; in an unpacked archive, what lies in the project's own folders."""
    try:
        told = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
        found = [ROOT / name for name in told.decode("utf-8").split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        folders = ("filedesk", "installer", "tests", "tools", "docs", "resources")
        found = [path for folder in folders for path in (ROOT / folder).rglob("*")]
        found = [path for path in found if "__pycache__" not in path.parts] + list(ROOT.glob("*.*"))
    return tuple(sorted(path for path in found if path.is_file()))


def python_files(*folders: str) -> list[Path]:
    """The Python files in `folders` of the project (everywhere, unless told)."""
    wanted = [ROOT / folder for folder in folders] or [ROOT]
    return [
        path for path in project_files() if path.suffix == ".py" and any(path.is_relative_to(one) for one in wanted)
    ]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def at(path: Path, node: ast.AST | None = None) -> str:
    line = f":{node.lineno}" if node is not None and hasattr(node, "lineno") else ""
    return path.relative_to(ROOT).as_posix() + line


def calls(path: Path) -> Iterator[tuple[ast.Call, str]]:
    """Every call in a file with the dotted name of what is called."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield node, ast.unparse(node.func)


def test_the_rules_see_the_project() -> None:
    assert len(python_files("filedesk")) > 50
    assert len(python_files("tests")) > 20


def test_no_file_is_longer_than_one_can_keep_in_mind() -> None:
    long = [at(path) for path in python_files() if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE]
    assert not long, f"over {LONGEST_FILE} lines; divide by purpose: {long}"


def test_no_class_does_everything() -> None:
    found = []
    for path in python_files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                methods = sum(isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef) for part in node.body)
                if methods > MOST_METHODS:
                    found.append(f"{at(path, node)} {node.name} {methods}")
    assert not found, f"over {MOST_METHODS} methods: {found}"


def test_a_module_is_named_for_what_it_is() -> None:
    """A name such as "utils" invites whatever has no place."""
    found = [at(path) for path in python_files() if VAGUE_NAMES & {*path.relative_to(ROOT).parts, path.stem}]
    assert not found


def test_every_module_says_what_it_is_for() -> None:
    found = [at(path) for path in python_files("filedesk", "installer", "tools") if not ast.get_docstring(tree(path))]
    assert not found


@pytest.mark.parametrize("mark", ["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"])
def test_nothing_is_left_for_later(mark: str) -> None:
    """What is missing stands in an issue, where it is seen, not in a comment."""
    found = [at(path) for path in python_files() if re.search(rf"\b{mark}\b", path.read_text(encoding="utf-8"))]
    assert not found


def test_no_file_knows_a_computer_or_a_package_registry() -> None:
    """Whoever checks the project out has other folders and takes packages from elsewhere.

    Tests may make up folders (a table of mounted disks, say), but none in which this project could lie.
    """
    anywhere = re.compile(
        r"(?<![\w.])/(?:root|tmp|work)/[\w.-]+|"
        r"https?://[\w.-]*(?:index|registry|mirror|pypi|pythonhosted|packages)[\w.-]*"
    )
    outside_tests = re.compile(r"(?<![\w.])/(?:home|mnt|media|Users)/[\w.-]+|\b[A-Z]:\\{1,2}Users\b")
    found = []
    for path in project_files():
        if path.suffix not in TEXT_ENDINGS:
            continue
        text = path.read_text(encoding="utf-8")
        rules = (anywhere,) if path.is_relative_to(ROOT / "tests") else (anywhere, outside_tests)
        found += [f"{at(path)} {match.group(0)}" for rule in rules for match in rule.finditer(text)]
    assert not found


def test_only_the_command_line_prints() -> None:
    """Elsewhere nobody reads it: a window has no terminal, a service has a caller."""
    found = [
        at(path, node)
        for path in python_files("filedesk")
        if not path.is_relative_to(ROOT / "filedesk" / "cli")
        for node, name in calls(path)
        if name == "print"
    ]
    assert not found


def test_no_test_sleeps() -> None:
    """A test that sleeps is slow on a good day and wrong on a bad one: wait for the thing itself."""
    found = [
        at(path, node)
        for path in python_files("tests")
        for node, name in calls(path)
        if name in {"time.sleep", "sleep", "QTest.qWait", "qtbot.wait"}
    ]
    assert not found


def test_no_function_is_hollow() -> None:
    """A function that does nothing pretends to do something.

    Protocols and overloads declare; a documented method that others override is a place for them to speak.
    """
    classes = [
        (path, node) for path in python_files("filedesk", "installer") for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
    ]  # fmt: skip
    methods = [part.name for _path, owner in classes for part in owner.body if isinstance(part, ast.FunctionDef)]
    declared = {part for _path, owner in classes if _is_protocol(owner) for part in owner.body}
    overridden = {
        part
        for _path, owner in classes
        for part in owner.body
        if isinstance(part, ast.FunctionDef) and ast.get_docstring(part) and methods.count(part.name) > 1
    }
    found = [
        f"{at(path, node)} {node.name}"
        for path in python_files("filedesk", "installer")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if node not in declared and node not in overridden and _does_nothing(node)
    ]
    assert not found


def _is_protocol(owner: ast.ClassDef) -> bool:
    return any("Protocol" in ast.unparse(base) for base in owner.bases)


def _does_nothing(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    if any("overload" in ast.unparse(mark) for mark in node.decorator_list):
        return False
    body = [part for part in node.body if not (isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant))]
    if len(body) == 1 and isinstance(body[0], ast.Raise):
        return "NotImplemented" in ast.unparse(body[0])
    return all(isinstance(part, ast.Pass) for part in body)


def test_no_error_is_swallowed_without_a_word() -> None:
    """`except Exception: pass` hides a bug from the crash dialog; what is foreseen is caught by its own class."""
    found = []
    for path in python_files("filedesk", "installer"):
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.ExceptHandler):
                continue
            broad = node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"}
            if broad and all(isinstance(part, ast.Pass | ast.Continue) for part in node.body):
                found.append(at(path, node))
    assert not found


def test_test_files_have_names_of_their_own() -> None:
    """They are imported by path (importlib mode): a failure names the file, and there must be only one."""
    names: dict[str, list[str]] = {}
    for path in python_files("tests"):
        if path.stem.startswith("test_"):
            names.setdefault(path.name, []).append(at(path))
    assert not {name: where for name, where in names.items() if len(where) > 1}
