"""From `python -m filedesk` to the first usable window, against a bare PySide6 window.

    python -m tests.bench.bench_start [--rounds 7]

Each is a process of its own, from its start to the moment when its window is exposed and painted and the widget that
has the keyboard takes what is typed; offscreen unless a display is wanted with QT_QPA_PLATFORM. The bare one is a
main window with a line to type into. The program is started without a desk (start page) and with a demo office that
was built before (sign-in, where a password can be typed while the desk is opened); how long it takes until the names
of the office are there and somebody can be let in is told beside it. A first run of each, not counted, caches the
compiled modules. The goal is at most 1.5 times the bare window.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from filedesk.demo.building import build_demo
from tests.bench.measuring import Line, show

_UNTIL_USABLE = """
import os, sys
from PySide6.QtWidgets import QApplication
def until_usable(*_):
    app = QApplication.instance()
    def usable():
        typed = app.focusWidget()
        return typed is not None and typed.isEnabled() and typed.window().windowHandle().isExposed()
    while not usable():
        app.processEvents()
    app.focusWidget().window().repaint()
    print("usable", flush=True)
    if os.environ["BENCH_UNTIL"] == "names":
        from PySide6.QtWidgets import QComboBox
        window = app.focusWidget().window()
        while not any(box.count() for box in window.findChildren(QComboBox, "person_choice")):
            app.processEvents()
        print("names", flush=True)
    os._exit(0)
"""
_BARE = (
    _UNTIL_USABLE
    + """
from PySide6.QtWidgets import QMainWindow, QLineEdit
app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QLineEdit("filedesk"))
window.resize(1200, 800)
window.show()
until_usable()
"""
)
_OURS = (
    _UNTIL_USABLE
    + """
QApplication.exec = until_usable
sys.argv = ["filedesk", *sys.argv[1:]]
from filedesk.__main__ import main
main()
"""
)


def started(script: str, environment: dict[str, str], *arguments: str, until: str = "usable") -> float:
    """Seconds from starting the process until it says `until`. Raises RuntimeError when it never does."""
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        stdout=subprocess.PIPE,
        env={**environment, "BENCH_UNTIL": until},
        text=True,
    ) as process:
        assert process.stdout is not None
        said = next((line for line in process.stdout if line.strip() == until), "")
        took = time.perf_counter() - began
        process.wait()
    if not said:
        raise RuntimeError("the window never came")
    return took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="filedesk-bench-") as folder:
        desk = Path(folder) / "desk"
        build_demo(desk)
        environment = {
            "QT_QPA_PLATFORM": "offscreen",
            **os.environ,
            "FILEDESK_STATE": str(Path(folder) / "state"),
            "PYTHONPYCACHEPREFIX": str(Path(folder) / "bytecode"),
            "PYTHONDONTWRITEBYTECODE": "",
            "QT_LOGGING_RULES": "qt.qpa.*=false",
        }
        desks = ("--desk", str(desk))
        measured: list[Callable[[], float]] = [
            lambda: started(_BARE, environment),
            lambda: started(_OURS, environment),
            lambda: started(_OURS, environment, *desks),
            lambda: started(_OURS, environment, *desks, until="names"),
        ]
        for one in measured:
            one()
        rounds = [[one() for one in measured] for _ in range(told.rounds)]
    bare, fresh, known, names = (statistics.median(column) * 1e3 for column in zip(*rounds, strict=True))
    show(
        f"Start to the first usable window (median of {told.rounds})",
        [
            Line("bare PySide6 window", bare, "ms"),
            Line("filedesk, start page", fresh, "ms", f"{fresh / bare:.2f}x of it (goal at most 1.5x)"),
            Line("filedesk, sign-in", known, "ms", f"{known / bare:.2f}x of it (goal at most 1.5x)"),
            Line("with the names", names, "ms", f"{names / bare:.2f}x of it"),
        ],
    )


if __name__ == "__main__":
    main()
