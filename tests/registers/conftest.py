from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from dataclasses import replace

import pypdfium2
import pytest

from filedesk.config import resources
from filedesk.registers.faces import BUNDLED, Faces
from filedesk.registers.printer import PdfPrinter
from filedesk.services.ports import PrintFacts
from tests.registers.drawing import print_register


@pytest.fixture(scope="session")
def bundled_faces() -> Faces:
    """Only what ships along, so that no test depends on the fonts of the machine."""
    return Faces(tuple(resources() / "fonts" / name for name in BUNDLED))


@pytest.fixture
def printer(bundled_faces: Faces) -> PdfPrinter:
    return PdfPrinter(bundled_faces)


@pytest.fixture
def facts() -> PrintFacts:
    return PrintFacts(
        office="华兴实业有限公司",
        titled="",
        told="2026年",
        printed_by="王喆堃",
        printed_at="2026-03-05 16:30",
        journal_size=1234,
        root="9f2c" * 16,
        code="FD1|1234|" + "9f2c" * 16 + "|" + "ab" * 16,
        language="zh_CN",
    )


@pytest.fixture
def incoming(printer: PdfPrinter, facts: PrintFacts) -> Callable[..., bytes]:
    """Prints rows as the incoming register; keyword arguments change the facts."""

    def draw(rows: Iterable[tuple[str, ...]], **changes: object) -> bytes:
        out = io.BytesIO()
        print_register(printer, definition="incoming", facts=replace(facts, **changes), rows=rows, out=out)
        return out.getvalue()

    return draw


@pytest.fixture
def page_texts() -> Callable[[bytes], list[str]]:
    """The text of each page as a reader copies it, without white space (lines of cells are joined)."""

    def read(pdf: bytes) -> list[str]:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in document]
        finally:
            document.close()

    return read


@pytest.fixture
def make_row() -> Callable[..., tuple[str, ...]]:
    """A row of the incoming register."""

    def make(number: int, title: str = "关于加强个人所得税纳税信用建设的通知", **cells: str) -> tuple[str, ...]:
        return (
            f"收〔2026〕{number:04d}",
            "2026-03-05",
            cells.get("sender", "区人民政府办公室"),
            f"华政发〔2026〕{number}号",
            title,
            "",
            "1",
            "普通",
            "办公室",
            cells.get("signed", "李镕"),
            "",
            "2026-04-01",
            "0012",
        )

    return make
