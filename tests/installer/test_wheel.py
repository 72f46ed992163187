"""The wheel runs as well as the checkout: what it holds, and that it finds its own resources."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).resolve().parents[2]
RUN = """
import io, sys
from pathlib import Path
import filedesk
from filedesk import config
from filedesk.errors import Cancelled
from filedesk.texts import catalogue, error_text
from filedesk.registers.faces import BUNDLED
here = Path(sys.argv[1])
assert Path(filedesk.__file__).is_relative_to(here), filedesk.__file__
assert config.resources() == here / "filedesk" / "resources", config.resources()
missing = [name for name in BUNDLED if not (config.resources() / "fonts" / name).is_file()]
assert not missing, missing
sys.stdout.reconfigure(encoding="utf-8")
print(error_text(Cancelled(), catalogue("zh_CN")))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built as `pip install .` builds it, without a network."""
    (built,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("wheel")), versions=["standard"])
    return Path(built)


def test_it_holds_the_program_and_all_its_resources(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    expected = {
        f"filedesk/{path.relative_to(ROOT / 'filedesk').as_posix()}" for path in (ROOT / "filedesk").rglob("*.py")
    }
    expected |= {
        f"filedesk/resources/{path.relative_to(ROOT / 'resources').as_posix()}"
        for path in (ROOT / "resources").rglob("*")
        if path.is_file()
    }
    assert expected <= held
    assert "filedesk/resources/locale/zh_CN/LC_MESSAGES/filedesk.mo" in held
    assert "filedesk/resources/fonts/NotoSansSC-Regular.ttf" in held


def test_it_holds_the_licences(wheel: Path) -> None:
    """Apache-2.0, the OFL and MIT ask that their text goes along."""
    with zipfile.ZipFile(wheel) as archive:
        licences = {name.split("/licenses/")[1] for name in archive.namelist() if "/licenses/" in name}
    fonts = {path.stem.split("-")[0] for path in (ROOT / "resources" / "fonts").glob("*.ttf")}
    assert {"LICENSE", "resources/icons/LICENSE.txt", "resources/pinyin/pypinyin-LICENSE.txt"} <= licences
    assert {f"resources/fonts/{font}-LICENSE.txt" for font in fonts} <= licences


def test_it_holds_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
        names = archive.namelist()
    assert {top for top in tops if not top.endswith(".dist-info")} == {"filedesk"}
    assert not [name for name in names if name.split("/")[-1].startswith("test_") or "__pycache__" in name]


def test_it_gives_the_command_and_the_entry_without_a_console(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith("/entry_points.txt")]
        told = archive.read(name).decode()
    assert "[console_scripts]\nfiledesk = filedesk.__main__:main" in told
    assert "[gui_scripts]\nfiledesk-window = filedesk.__main__:window" in told


def test_unpacked_it_runs_with_its_own_texts_and_fonts(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    environ = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(tmp_path)],
        cwd=tmp_path, env=environ, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert any("\u4e00" <= character <= "\u9fff" for character in done.stdout)
    command = [sys.executable, "-m", "filedesk", "verify", "--help"]
    helped = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, encoding="utf-8", check=False)
    assert helped.returncode == 0, helped.stderr
    assert "--printed" in helped.stdout
