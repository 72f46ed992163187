"""The program as a process of its own, on a desk of the test's own: nothing of filedesk is imported here."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT.parent / "shared" / "samples"
DEMO_PASSWORD = "demo-filedesk"
CLERK, HEAD, AUDITOR = "王芳", "李建国", "赵敏"
GOOD, ANSWER_NO, WRONG_USE, ENVIRONMENT = 0, 1, 2, 3
"""The exit codes of design section 8."""


@dataclass(frozen=True)
class Said:
    """What one run of the program said."""

    code: int
    out: str
    err: str

    @property
    def last(self) -> str:
        return self.out.strip().splitlines()[-1]

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Program:
    """Runs `python -m filedesk` with a state folder of its own; no system keyring is ever asked."""

    home: Path
    language: str = "en"
    extra: dict[str, str] = field(default_factory=dict)

    def run(self, *arguments: object, code: int = GOOD) -> Said:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("FILEDESK_")},
            "FILEDESK_STATE": str(self.home / "state"),
            "FILEDESK_LANGUAGE": self.language,
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "PYTHONIOENCODING": "utf-8",
            **self.extra,
        }
        done = subprocess.run(
            [sys.executable, "-m", "filedesk", *map(str, arguments)],
            cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", timeout=300, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert done.returncode == code, f"{arguments}: exit {done.returncode}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr, done.stderr
        return Said(done.returncode, done.stdout, done.stderr)


@dataclass
class DemoDesk:
    """A copy of the demo desk and the program to use on it."""

    folder: Path
    program: Program

    def run(self, command: str, *arguments: object, code: int = GOOD) -> Said:
        """A command on this desk, without a person."""
        return self.program.run(command, *arguments, "--desk", self.folder, code=code)

    def as_person(self, command: str, *arguments: object, name: str = CLERK, code: int = GOOD) -> Said:
        """A command on this desk as a person of the demo."""
        secret = self.program.home / "password.txt"
        secret.write_text(DEMO_PASSWORD + "\n", encoding="utf-8")
        return self.run(command, *arguments, "--as", name, "--password-file", secret, code=code)

    def register(
        self, *arguments: object, title: str = "关于试验的通知", sender: str = "试验局", code: int = GOOD
    ) -> Said:
        """Register an incoming document as the clerk."""
        return self.as_person(
            "register", "incoming", "--title", title, "--from", sender, *arguments, code=code
        )  # fmt: skip

    def listed(self, *arguments: object) -> list[dict[str, Any]]:
        """The incoming register's rows."""
        rows: list[dict[str, Any]] = self.as_person("list", "incoming", "--json", *arguments).json
        return rows

    def database(self) -> Path:
        return self.folder / "desk.sqlite3"


@cache
def demo_template(base: Path) -> Path:
    """The demo office, built by the program itself, once a run."""
    folder = base / "demo"
    said = Program(base).run("demo", folder, "--no-window")
    assert DEMO_PASSWORD in said.out
    return folder


def demo_copy(base: Path, home: Path) -> DemoDesk:
    """A copy of the demo office in the test's own folder."""
    return DemoDesk(Path(shutil.copytree(demo_template(base), home / "desk")), Program(home))
