from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from installer import environment
from installer.environment import DEVELOPMENT, RUNTIME, Checkout
from installer.words import SetupFailed


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A checkout with two lock files and a .venv that holds nothing yet."""
    found = Checkout(tmp_path / "办公 桌面")
    (found.root / "installer").mkdir(parents=True)
    found.lock(RUNTIME).write_text("click==8.5.1\n")
    found.lock(DEVELOPMENT).write_text("click==8.5.1\nruff==0.17.6\n")
    venv.create(found.venv, with_pip=False, symlinks=sys.platform != "win32")
    return found


class TestStamp:
    def test_a_venv_without_a_stamp_is_an_interrupted_one(self, checkout: Checkout) -> None:
        assert not environment.is_ready(checkout, RUNTIME)

    def test_a_stamped_one_is_ready(self, checkout: Checkout) -> None:
        environment.write_stamp(checkout, RUNTIME)
        assert environment.is_ready(checkout, RUNTIME)
        assert not environment.is_ready(checkout, DEVELOPMENT)

    def test_development_contains_what_runs_the_program(self, checkout: Checkout) -> None:
        environment.write_stamp(checkout, DEVELOPMENT)
        assert environment.is_ready(checkout, RUNTIME)
        assert environment.is_ready(checkout, DEVELOPMENT)

    def test_another_lock_file_asks_for_another_set_up(self, checkout: Checkout) -> None:
        environment.write_stamp(checkout, DEVELOPMENT)
        checkout.lock(RUNTIME).write_text("click==8.5.2\n")
        assert not environment.is_ready(checkout, RUNTIME)
        assert environment.is_ready(checkout, DEVELOPMENT)

    def test_line_ends_do_not_matter(self, checkout: Checkout) -> None:
        environment.write_stamp(checkout, RUNTIME)
        checkout.lock(RUNTIME).write_bytes(b"click==8.5.1\r\n")
        assert environment.is_ready(checkout, RUNTIME)

    @pytest.mark.parametrize("key", ["script", "python", "platform"])
    def test_another_python_or_script_asks_for_another_set_up(
        self, checkout: Checkout, monkeypatch: pytest.MonkeyPatch, key: str
    ) -> None:
        environment.write_stamp(checkout, RUNTIME)
        now = {**environment.made_with(), key: "another"}
        monkeypatch.setattr(environment, "made_with", lambda: now)
        assert not environment.is_ready(checkout, RUNTIME)

    def test_a_venv_whose_python_is_gone_is_not_ready(self, checkout: Checkout) -> None:
        environment.write_stamp(checkout, RUNTIME)
        checkout.python.unlink()
        assert not environment.is_ready(checkout, RUNTIME)

    @pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"locks": 1}', "\N{SNOWMAN}"])
    def test_a_damaged_stamp_is_none(self, checkout: Checkout, text: str) -> None:
        checkout.stamp.write_text(text, encoding="utf-8")
        assert not environment.is_ready(checkout, RUNTIME)


class TestMaking:
    """With pip replaced by a recorder: what the set-up does to .venv, in which order, and after a failure."""

    @pytest.fixture
    def commands(self, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
        ran: list[list[str]] = []

        def record(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
            ran.append(command)
            if command[1:3] == ["-m", "venv"]:
                venv.create(command[3], with_pip=False, symlinks=sys.platform != "win32")
            return subprocess.CompletedProcess(command, 0)

        monkeypatch.setattr(environment.subprocess, "run", record)
        return ran

    def test_an_unstamped_venv_is_made_from_nothing(self, checkout: Checkout, commands: list[list[str]]) -> None:
        left = checkout.venv / "half-installed"
        left.touch()
        environment.ensure(checkout, RUNTIME)
        assert not left.exists()
        assert [command[1:4] for command in commands] == [["-m", "venv", str(checkout.venv)], ["-I", "-m", "pip"]]
        assert environment.is_ready(checkout, RUNTIME)

    def test_a_second_time_nothing_is_run(self, checkout: Checkout, commands: list[list[str]]) -> None:
        environment.ensure(checkout, DEVELOPMENT)
        commands.clear()
        environment.ensure(checkout, DEVELOPMENT)
        environment.ensure(checkout, RUNTIME)
        assert commands == []

    def test_development_is_added_to_a_complete_venv(self, checkout: Checkout, commands: list[list[str]]) -> None:
        environment.ensure(checkout, RUNTIME)
        commands.clear()
        environment.ensure(checkout, DEVELOPMENT)
        assert [command[3] for command in commands] == ["pip"]
        assert environment.is_ready(checkout, DEVELOPMENT)

    def test_an_interruption_leaves_no_stamp(self, checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
        environment.write_stamp(checkout, RUNTIME)

        def interrupt(command: list[str], **_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(environment.subprocess, "run", interrupt)
        with pytest.raises(KeyboardInterrupt):
            environment.ensure(checkout, DEVELOPMENT)
        assert not environment.is_ready(checkout, RUNTIME)

    def test_a_failing_pip_is_told_and_leaves_no_stamp(
        self, checkout: Checkout, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(command: list[str], **_: object) -> None:
            raise subprocess.CalledProcessError(1, command)

        monkeypatch.setattr(environment.subprocess, "run", fail)
        with pytest.raises(SetupFailed, match="did not finish") as failure:
            environment.ensure(checkout, RUNTIME)
        assert "安装未完成" in failure.value.chinese
        assert not environment.is_ready(checkout, RUNTIME)


def test_pip_takes_nothing_without_a_hash_and_compiles_nothing(checkout: Checkout) -> None:
    command = environment.install_command(checkout, RUNTIME, talkative=True)
    assert command[:2] == [str(checkout.python), "-I"]
    assert "--require-hashes" in command
    assert command[command.index("--only-binary") + 1] == ":all:"
    assert command[-2:] == ["-r", str(checkout.lock(RUNTIME))]


class TestLinkedProject:
    def test_the_venv_finds_the_checkout_wherever_it_is_started(self, checkout: Checkout, tmp_path: Path) -> None:
        (checkout.root / "filedesk").mkdir()
        (checkout.root / "filedesk" / "__main__.py").write_text("print('the checkout')\n")
        elsewhere = tmp_path / "elsewhere"
        (elsewhere / "filedesk").mkdir(parents=True)
        (elsewhere / "filedesk" / "__main__.py").write_text("print('a folder of the same name')\n")
        environment.link_project(checkout)
        command = checkout.scripts / ("filedesk.cmd" if checkout.windows else "filedesk")
        said = subprocess.run([str(command)], cwd=elsewhere, capture_output=True, text=True, check=True)
        assert said.stdout == "the checkout\n"

    def test_its_path_is_relative_and_ascii_also_in_a_folder_with_a_chinese_name(self, checkout: Checkout) -> None:
        """Python 3.11 and 3.12 read .pth files in the system's code page (`site.addpackage`)."""
        environment.link_project(checkout)
        (written,) = environment.site_packages(checkout).glob("filedesk*.pth")
        assert set(written.read_bytes()) <= set(b"./\n")

    def test_site_packages_are_where_python_looks(self, checkout: Checkout) -> None:
        asked = subprocess.run(
            [str(checkout.python), "-I", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        assert Path(asked.stdout.strip()) == environment.site_packages(checkout)

    def test_on_windows_it_is_a_command_file_beside_python(self, tmp_path: Path) -> None:
        checkout = Checkout(tmp_path, windows=True)
        environment.site_packages(checkout).mkdir(parents=True)
        checkout.scripts.mkdir(parents=True)
        environment.link_project(checkout)
        assert (checkout.scripts / "filedesk.cmd").read_text() == '@"%~dp0python.exe" -P -m filedesk %*\n'


class TestVenvModule:
    """Debian keeps `ensurepip` in python3.X-venv (python3-venv's description)."""

    def test_where_it_may_be_installed_it_is(self, checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
        installed: list[str] = []

        def install(packages: list[str], **_: object) -> bool:
            installed.extend(packages)
            return True

        monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: installed or None)
        monkeypatch.setattr(environment.debian, "is_debian", lambda: True)
        monkeypatch.setattr(environment.debian, "install", install)
        environment.ensure_venv_module(checkout)
        assert installed == [f"python{sysconfig.get_python_version()}-venv"]

    def test_where_it_may_not_the_command_is_told(self, checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None)
        monkeypatch.setattr(environment.debian, "is_debian", lambda: True)
        monkeypatch.setattr(environment.debian, "install", lambda packages, **_: False)
        with pytest.raises(SetupFailed, match=r"apt-get install -y --no-install-recommends python3\.\d+-venv") as told:
            environment.ensure_venv_module(checkout)
        assert "apt-get install" in told.value.chinese
