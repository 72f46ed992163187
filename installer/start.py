"""Sets filedesk up in this checkout and starts it: `python3 installer/start.py` (`py installer\\start.py` on Windows).

    start.py                     open the window
    start.py demo [FOLDER]       make the demo office and open it (without a display: print its registers as PDF)
    start.py test                every check and every test; `start.py test ARGS...` runs pytest alone, with ARGS
    start.py ARGS...             the command line, as `filedesk ARGS...`

This file alone must also be readable by a much older Python, which gets a sentence instead of a syntax error:
so it holds no newer syntax, and everything else is imported after the check.
"""

import sys

OLDEST = (3, 11)
TOO_OLD = (
    "filedesk needs Python %d.%d or newer; this is Python %d.%d. Install a newer Python and start it with that one.\n"
    "filedesk 需要 Python %d.%d 或更高版本，当前为 Python %d.%d。请安装新版 Python，再用它启动。\n"
)


def too_old(major: int, minor: int) -> str:
    """The sentence for a Python that cannot run filedesk, or "" for one that can."""
    if (major, minor) >= OLDEST:
        return ""
    return TOO_OLD % (*OLDEST, major, minor, *OLDEST, major, minor)


def begin() -> int:
    """Check the Python version, then hand over to `installer.run`. Returns the exit code."""
    refusal = too_old(sys.version_info[0], sys.version_info[1])
    if refusal:
        sys.stderr.write(refusal)
        return 3
    from pathlib import Path

    # The folder of this file leaves the path, so that nothing in it hides a module of the standard library.
    here = Path(__file__).resolve().parent
    sys.path[:] = [str(here.parent), *(entry for entry in sys.path if Path(entry).resolve() != here)]
    from installer.run import main

    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(begin())
