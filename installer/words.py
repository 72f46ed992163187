"""What the set-up says: each sentence in English and in Chinese, because no catalogue is installed yet."""

from __future__ import annotations

import sys
from typing import TextIO


class SetupFailed(Exception):
    """The set-up cannot go on; carries the two sentences and ends the run with exit code 3."""

    def __init__(self, english: str, chinese: str) -> None:
        super().__init__(english)
        self.english = english
        self.chinese = chinese


def say(english: str, chinese: str, *, to: TextIO | None = None) -> None:
    """Write both sentences at once (to standard output unless told), also where the output knows no Chinese."""
    out = to or sys.stdout
    for sentence in (english, chinese):
        try:
            print(sentence, file=out, flush=True)
        except UnicodeEncodeError:
            encoding = out.encoding or "ascii"
            print(sentence.encode(encoding, "replace").decode(encoding), file=out, flush=True)


def complain(failure: SetupFailed) -> None:
    """Write a failure to standard error."""
    say(failure.english, failure.chinese, to=sys.stderr)
