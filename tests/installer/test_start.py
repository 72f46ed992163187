from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from installer import run, start
from installer.environment import Checkout
from installer.words import SetupFailed, say

START = Path(start.__file__)


def test_an_older_python_gets_a_sentence_in_both_languages() -> None:
    refusal = start.too_old(3, 9)
    assert "needs Python 3.11 or newer; this is Python 3.9" in refusal
    assert "需要 Python 3.11 或更高版本，当前为 Python 3.9" in refusal


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 14), (4, 0)])
def test_a_new_enough_python_gets_none(version: tuple[int, int]) -> None:
    assert start.too_old(*version) == ""


def test_start_is_readable_by_an_older_python() -> None:
    """Otherwise it would answer with a syntax error instead of the sentence."""
    tree = ast.parse(START.read_text(encoding="utf-8"), feature_version=(3, 7))
    imported_at_once = {alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names}
    assert imported_at_once == {"sys"}


def test_the_installer_imports_nothing_that_is_not_in_the_standard_library() -> None:
    for file in START.parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                assert name.split(".")[0] in {*sys.stdlib_module_names, "installer"}, f"{file.name} imports {name}"


@pytest.mark.parametrize(
    ("environ", "platform", "shown"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_whether_there_is_a_display(environ: dict[str, str], platform: str, shown: bool) -> None:
    assert run.has_display(environ, platform) is shown


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["--desk", "office"], True),
        (["--desk=office"], True),
        (["demo"], True),
        (["demo", "folder"], True),
        (["demo", "folder", "--no-window"], False),
        (["demo", "--help"], False),
        (["verify", "--desk", "office"], False),
        (["--desk", "office", "verify"], False),
        (["--version"], False),
    ],
)
def test_which_arguments_open_a_window(arguments: list[str], window: bool) -> None:
    assert run.wants_window(arguments) is window


def test_filedesk_is_run_by_the_venv_and_not_from_the_present_folder(tmp_path: Path) -> None:
    command = run.filedesk_command(Checkout(tmp_path, windows=False), ["verify", "--desk", "d"])
    assert command == [str(tmp_path / ".venv/bin/python"), "-P", "-m", "filedesk", "verify", "--desk", "d"]
    assert run.filedesk_command(Checkout(tmp_path, windows=True), [])[0] == str(tmp_path / ".venv/Scripts/python.exe")


def test_a_failed_set_up_ends_with_sentences_and_exit_code_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(arguments: list[str], environ: object) -> int:
        raise SetupFailed("No network.", "没有网络。")

    monkeypatch.setattr(run, "start", fail)
    assert run.main([]) == 3
    assert capsys.readouterr().err == "No network.\n没有网络。\n"


def test_sentences_are_said_where_the_output_knows_no_chinese(tmp_path: Path) -> None:
    with (tmp_path / "out").open("w", encoding="ascii") as out:
        say("Ready", "就绪", to=out)
    assert (tmp_path / "out").read_text() == "Ready\n??\n"


def test_a_second_start_of_a_ready_checkout_does_not_touch_it(tmp_path: Path) -> None:
    """The whole script, as a process: its .venv is stamped, so nothing is set up and filedesk is run."""
    project = Path(start.__file__).parents[1]
    for file in (project / "installer").glob("*"):
        if file.is_file():
            (tmp_path / "installer").mkdir(exist_ok=True)
            (tmp_path / "installer" / file.name).write_bytes(file.read_bytes())
    (tmp_path / "filedesk").mkdir()
    (tmp_path / "filedesk" / "__main__.py").write_text("import sys\nprint('filedesk ran', sys.argv[1:])\nsys.exit(1)\n")
    stamped = (
        "import subprocess, sys; sys.path.insert(0, '.')\n"
        "from pathlib import Path\n"
        "from installer import environment as e\n"
        "c = e.Checkout(Path.cwd())\n"
        "subprocess.run([sys.executable, '-m', 'venv', '--without-pip', c.venv], check=True)\n"
        "e.link_project(c); e.write_stamp(c, e.RUNTIME)\n"
    )
    subprocess.run([sys.executable, "-c", stamped], cwd=tmp_path, check=True)
    done = subprocess.run(
        [sys.executable, str(tmp_path / "installer" / "start.py"), "verify", "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "filedesk ran ['verify', '--json']\n"), done.stderr
