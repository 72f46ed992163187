from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from installer import debian

BOOKWORM = """\
installed\tlibgl1\tlibgl1-mesa-glx
installed\tlibglib2.0-0\t
config-files\tlibegl1\t
not-installed\tlibdbus-1-3\t
"""
TRIXIE = "installed\tlibglib2.0-0t64\tlibglib2.0-0 (= 2.84.1-1), libglib2.0-bin:any\n"


def answering(text: str, code: int = 0) -> debian.Runner:
    """A runner whose every command prints `text`."""
    return lambda command: subprocess.CompletedProcess(command, code, stdout=text, stderr="")


class Recorder:
    """A runner that remembers the commands and answers with `codes` by their program (0 for others)."""

    def __init__(self, **codes: int) -> None:
        self.codes = codes
        self.ran: list[list[str]] = []

    def __call__(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        self.ran.append(command)
        code = next((code for name, code in self.codes.items() if name in command), 0)
        return subprocess.CompletedProcess(command, code, stdout="apt says\n", stderr="")


@pytest.fixture
def root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian.os, "geteuid", lambda: 0, raising=False)


@pytest.fixture
def ordinary_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(debian.shutil, "which", lambda name: f"bin/{name}")


class TestWhatIsMissing:
    def test_only_what_is_installed_counts(self) -> None:
        """dpkg keeps the names of packages that were removed (dpkg-query(1), package status)."""
        present = debian.installed(answering(BOOKWORM))
        assert debian.missing(debian.needs_of_qt(display=False), present) == [
            "libegl1",
            "libxkbcommon0",
            "libdbus-1-3",
            "libfontconfig1",
        ]

    def test_what_another_package_provides_counts(self) -> None:
        """Debian 13 and Ubuntu 24.04 renamed libglib2.0-0 to libglib2.0-0t64."""
        assert debian.missing([("libglib2.0-0",)], debian.installed(answering(TRIXIE))) == []

    @pytest.mark.parametrize("font", ["fonts-wqy-microhei", "fonts-noto-cjk"])
    def test_one_chinese_font_of_several_is_enough(self, font: str) -> None:
        assert debian.missing(debian.FONTS, frozenset({font})) == []

    def test_without_a_chinese_font_the_small_one_is_wanted(self) -> None:
        assert debian.missing(debian.FONTS, frozenset({"fonts-dejavu"})) == ["fonts-wqy-microhei"]

    def test_a_display_needs_more(self) -> None:
        offscreen, window = debian.needs_of_qt(display=False), debian.needs_of_qt(display=True)
        assert set(offscreen) < set(window)
        assert ("libxcb-cursor0",) in window

    @pytest.mark.parametrize(("version", "package"), [((3, 11), "python3.11-venv"), ((3, 13), "python3.13-venv")])
    def test_the_package_of_ensurepip(self, version: tuple[int, int], package: str) -> None:
        assert debian.venv_package(version) == package


class TestInstalling:
    @pytest.mark.usefixtures("root")
    def test_root_installs_at_once(self, tmp_path: Path) -> None:
        runner = Recorder()
        assert debian.install(["libgl1", "libegl1"], log=tmp_path / "apt.log", runner=runner)
        apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
        assert runner.ran == [
            [*apt, "update"],
            [*apt, "install", "-y", "--no-install-recommends", "libgl1", "libegl1"],
        ]
        assert (tmp_path / "apt.log").read_text() == "apt says\napt says\n"

    @pytest.mark.usefixtures("ordinary_user")
    def test_others_by_sudo_that_asks_nothing(self, tmp_path: Path) -> None:
        runner = Recorder()
        assert debian.install(["libgl1"], log=tmp_path / "apt.log", runner=runner)
        assert runner.ran[0] == ["sudo", "-n", "true"]
        assert all(command[:2] == ["sudo", "-n"] for command in runner.ran)

    @pytest.mark.usefixtures("ordinary_user")
    def test_never_by_a_sudo_that_would_ask(self, tmp_path: Path) -> None:
        runner = Recorder(sudo=1)
        assert not debian.install(["libgl1"], log=tmp_path / "apt.log", runner=runner)
        assert runner.ran == [["sudo", "-n", "true"]]

    @pytest.mark.usefixtures("root")
    def test_a_failure_is_shown(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert not debian.install(["nosuch"], log=tmp_path / "apt.log", runner=Recorder(install=100))
        assert "apt says" in capsys.readouterr().err

    @pytest.mark.usefixtures("root")
    def test_a_source_that_cannot_be_updated_does_not_stop_it(self, tmp_path: Path) -> None:
        assert debian.install(["libgl1"], log=tmp_path / "apt.log", runner=Recorder(update=100))

    @pytest.mark.usefixtures("ordinary_user")
    def test_the_command_that_a_person_types(self) -> None:
        assert debian.command_to_type(["a", "b"]) == (
            "sudo apt-get update && sudo apt-get install -y --no-install-recommends a b"
        )

    @pytest.mark.usefixtures("ordinary_user")
    def test_the_command_that_a_person_types_where_there_is_no_sudo(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(debian.shutil, "which", lambda name: None)
        assert debian.command_to_type(["a"]) == (
            "su -c 'apt-get update && apt-get install -y --no-install-recommends a'"
        )

    @pytest.mark.usefixtures("root")
    def test_the_command_that_root_types(self) -> None:
        assert debian.command_to_type(["a"]) == "apt-get update && apt-get install -y --no-install-recommends a"
