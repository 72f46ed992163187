"""PySide6 6.12.0 on Python 3.11 aborts a program after some hundred signals or thousands of calls; ours must not be."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

PROGRAM = """
import filedesk.ui
from PySide6.QtCore import QCoreApplication, QObject, Signal
class Source(QObject):
    sent = Signal(object)
application, source, got = QCoreApplication([]), Source(), []
source.sent.connect(got.append)
for number in range(50_000):
    source.sent.emit(number)
    source.setParent(None)
print(len(got))
"""


def test_a_program_may_emit_signals_and_call_qt_as_often_as_it_likes() -> None:
    ran = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "50000\n", "")
