"""The PDF that `print` writes: nothing else is overwritten by it, and a paper that reaches nobody is told as such."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from filedesk.errors import EnvironmentFailed, RuleRefused
from filedesk.services.desk_ports import Ports
from filedesk.services.keys import Session
from filedesk.services.printing import Printed, abandon_print

PDF = b"%PDF-"


def check_target(output: Path) -> None:
    """See before anything is noted whether a paper can be written there.

    Raises EnvironmentFailed("write_failed") and RuleRefused("target_is_no_pdf"): a slip of the pen must not overwrite
    the desk's own files, or the clerk's.
    """
    if not output.absolute().parent.is_dir():
        raise EnvironmentFailed("write_failed", file=str(output), reason=os.strerror(errno.ENOENT))
    if not output.is_file():
        return
    try:
        with output.open("rb") as there:
            begins = there.read(len(PDF))
    except OSError as error:
        raise EnvironmentFailed("write_failed", file=str(output), reason=error.strerror or "") from error
    if begins not in {b"", PDF}:
        raise RuleRefused("target_is_no_pdf", file=str(output))


def write_pdf(output: Path, paper: bytes) -> None:
    """Write a paper, whole or not at all. Raises EnvironmentFailed("write_failed")."""
    device = output.exists() and not output.is_file()
    part = output if device else output.with_name(output.name + ".part")
    try:
        part.write_bytes(paper)
        if part != output:
            part.replace(output)
    except OSError as error:
        if part != output:
            part.unlink(missing_ok=True)
        raise EnvironmentFailed("write_failed", file=str(output), reason=error.strerror or "") from error


def write_paper(output: Path, paper: bytes, ports: Ports, session: Session, printed: Printed) -> None:
    """Write a printed register, whole or not at all.

    Where that fails the journal says that the print was abandoned. Raises EnvironmentFailed("write_failed").
    """
    try:
        write_pdf(output, paper)
    except EnvironmentFailed:
        abandon_print(ports, session, printed)
        raise
