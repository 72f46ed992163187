"""From `python -m filedesk` to the first usable window, against a bare PySide6 window.

    python -m tests.bench.bench_start [--rounds 7]

Both are processes of their own, from their start to the moment when a top-level window is exposed and has nothing left
to lay out; offscreen unless a display is wanted with QT_QPA_PLATFORM. A first run of each, not counted, caches the
compiled modules. The goal is at most 1.5 times the bare window. The program opens a demo office that was built before.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from filedesk.demo.building import build_demo
from tests.bench.measuring import Line, show

_UNTIL_USABLE = """
import os, sys
from PySide6.QtWidgets import QApplication
def until_usable(*_):
    app = QApplication.instance()
    def usable():
        shown = [w for w in app.topLevelWidgets() if w.isVisible() and w.windowHandle()]
        return any(w.windowHandle().isExposed() for w in shown)
    while not usable():
        app.processEvents()
    app.processEvents()
    print("usable", flush=True)
    os._exit(0)
"""
_BARE = (
    _UNTIL_USABLE
    + """
from PySide6.QtWidgets import QMainWindow, QLabel
app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QLabel("filedesk"))
window.resize(1200, 800)
window.show()
until_usable()
"""
)
_OURS = (
    _UNTIL_USABLE
    + """
QApplication.exec = until_usable
sys.argv = ["filedesk", "--desk", os.environ["BENCH_DESK"]]
from filedesk.__main__ import main
main()
"""
)


def started(script: str, environment: dict[str, str]) -> float:
    """Seconds from starting the process to its window. Raises RuntimeError when it never says so."""
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, env=environment, text=True
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        took = time.perf_counter() - began
        process.wait()
    if said.strip() != "usable":
        raise RuntimeError("the window never came")
    return took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    told = parser.parse_args()
    if importlib.util.find_spec("filedesk.ui.start") is None:
        print("filedesk.ui.start is not there: nothing to measure")
        return
    with tempfile.TemporaryDirectory(prefix="filedesk-bench-") as folder:
        desk = Path(folder) / "desk"
        build_demo(desk)
        environment = {
            "QT_QPA_PLATFORM": "offscreen",
            **os.environ,
            "FILEDESK_STATE": str(Path(folder) / "state"),
            "BENCH_DESK": str(desk),
            "PYTHONPYCACHEPREFIX": str(Path(folder) / "bytecode"),
            "PYTHONDONTWRITEBYTECODE": "",
            "QT_LOGGING_RULES": "qt.qpa.*=false",
        }
        for script in (_BARE, _OURS):
            started(script, environment)
        rounds = [(started(_BARE, environment), started(_OURS, environment)) for _ in range(told.rounds)]
    bare, own = (statistics.median(column) * 1e3 for column in zip(*rounds, strict=True))
    show(
        f"Start to the first usable window (median of {told.rounds})",
        [
            Line("bare PySide6 window", bare, "ms"),
            Line("filedesk", own, "ms", f"{own / bare:.2f}x of it (goal at most 1.5x)"),
        ],
    )


if __name__ == "__main__":
    main()
