"""The QR codes can be read from a scan of the printed page (ISO/IEC 18004), with a reader that is not ours."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from filedesk.registers.printer import PdfPrinter
from filedesk.services.ports import HandlingSlip, PrintFacts

pytestmark = pytest.mark.skipif(
    not (shutil.which("pdftoppm") and shutil.which("zbarimg")), reason="pdftoppm and zbarimg are not installed"
)


def codes(pdf: bytes, folder: Path, resolution: int) -> list[list[str]]:
    """What zbarimg reads on each page, scanned at so many dots an inch."""
    (folder / "page.pdf").write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", str(resolution), "-gray", "-png", "page.pdf", "page"], cwd=folder, check=True)
    found = []
    for image in sorted(folder.glob("page-*.png")):
        read = subprocess.run(["zbarimg", "-q", "--raw", image.name], cwd=folder, capture_output=True, check=False)
        found.append(sorted(read.stdout.decode().splitlines()))
    return found


@pytest.mark.parametrize("resolution", [150, 200])
@pytest.mark.parametrize("demo", [False, True])
def test_the_code_is_read_on_every_page_of_a_register(
    incoming: Callable[..., bytes],
    make_row: Callable[..., tuple[str, ...]],
    facts: PrintFacts,
    tmp_path: Path,
    resolution: int,
    demo: bool,
) -> None:
    pages = codes(incoming(map(make_row, range(25)), demo=demo), tmp_path, resolution)
    assert len(pages) > 1
    assert pages == [[facts.code]] * len(pages)


def test_a_long_code_is_read(incoming: Callable[..., bytes], tmp_path: Path) -> None:
    code = "FD1|" + "0123456789abcdef" * 13
    assert codes(incoming([], code=code), tmp_path, 200) == [[code]]


@pytest.mark.parametrize("number", ["收〔2026〕0123", "FDP:00000000000000000123456789abcdef"])
def test_a_slip_has_the_receipt_number_and_the_ledgers_code(
    printer: PdfPrinter, facts: PrintFacts, tmp_path: Path, number: str
) -> None:
    out = io.BytesIO()
    printer.print_slip(slip=HandlingSlip(facts=facts, number=number), out=out)
    assert codes(out.getvalue(), tmp_path, 150) == [sorted((number, facts.code))]


def test_a_slip_whose_code_is_its_number_has_one_qr(printer: PdfPrinter, facts: PrintFacts, tmp_path: Path) -> None:
    out = io.BytesIO()
    same = replace(facts, code="收〔2026〕0123")
    printer.print_slip(slip=HandlingSlip(facts=same, number="收〔2026〕0123"), out=out)
    assert codes(out.getvalue(), tmp_path, 150) == [["收〔2026〕0123"]]
