"""How fast the streaming register engine is, as a ratio to ReportLab's LongTable in the same run.

    python tests/bench/bench_registers.py [--rows 10000] [--large 100000]

Both draw the same rows, the same 13 columns of wrapped Chinese, type sizes and font, each in a process of its own
so that times (CPU seconds) and peak memory are its own. A smaller --rows is quicker; LongTable grows faster than
linearly, so the ratio is then to the engine's disadvantage. No time is asserted.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from filedesk.config import resources  # noqa: E402
from filedesk.registers.definitions import BINDING_EDGE, RIGHT_MARGIN, definition  # noqa: E402
from filedesk.registers.document import A4_LANDSCAPE, POINTS_PER_MM  # noqa: E402
from filedesk.registers.printer import PdfPrinter  # noqa: E402
from filedesk.services.ports import PrintFacts  # noqa: E402
from filedesk.texts import catalogue  # noqa: E402
from tests.registers.drawing import print_register  # noqa: E402

FACTS = PrintFacts(
    office="华兴实业有限公司办公室",
    titled="收文登记簿",
    told="2026年",
    printed_by="王喆堃",
    printed_at="2026-03-05 16:30",
    journal_size=123456,
    root="9f2c" * 16,
    code="FD1|123456|" + "9f2c" * 16,
    language="zh_CN",
)
SENDERS = (
    "市财政局",
    "区人民政府办公室",
    "省档案局",
    "市自然资源和规划局",
    "国家税务总局某市税务局",
    "Municipal Archives Bureau",
)
ABOUT = (
    "机关公文处理工作",
    "年度预算执行情况",
    "安全生产专项检查",
    "不动产登记档案移交",
    "“十四五”规划中期评估",
    "ISO 15489 records management",
)
WHAT = ("的通知", "的意见", "的请示", "工作方案的通知", "有关事项的函", "实施细则（试行）的通知")
RARE = "喆堃祎璟珺镕玥旻"
COMMON = [chr(0x4E00 + number) for number in range(0, 20902, 7)]


def rows(count: int) -> Iterator[tuple[str, ...]]:
    """Rows as an office has them: most titles different, numbers and dates different, names repeated."""
    chance = random.Random(1)
    for number in range(1, count + 1):
        about = chance.choice(ABOUT)
        extra = "".join(chance.choice(COMMON) for _ in range(3))
        yield (
            f"收〔2026〕{number:04d}",
            f"2026-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
            chance.choice(SENDERS),
            f"某政发〔2026〕{chance.randint(1, 999)}号",
            f"关于《{about}》{chance.choice(WHAT)}（第{chance.randint(1, 9999)}批，经办{extra}）",
            chance.choice(("", "1", "2")),
            "1",
            chance.choice(("普通", "秘密", "机密")),
            chance.choice(("办公室", "财务部", "工程管理部")),
            chance.choice(RARE) + chance.choice(RARE),
            chance.choice(("", f"华兴办〔2026〕{chance.randint(1, 99)}号")),
            chance.choice(("", "2026-12-01")),
            chance.choice(("", f"{chance.randint(1, 99):04d}")),
        )


def engine(count: int, out: Path) -> int:
    """Draw with the streaming engine; returns the pages."""
    with out.open("wb") as file:
        return print_register(PdfPrinter(), definition="incoming", facts=FACTS, rows=rows(count), out=file)


def long_table(count: int, out: Path) -> int:
    """Draw the same with platypus: one LongTable of Paragraphs, header repeated; returns the pages."""
    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(TTFont("Noto", str(resources() / "fonts" / "NotoSansSC-Regular.ttf")))
    chosen = definition("incoming")
    size = chosen.cell_size
    style = ParagraphStyle("cell", fontName="Noto", fontSize=size, leading=size * 1.32, wordWrap="CJK")
    words = catalogue("zh_CN")
    header = [Paragraph(words.tr(column.title), style) for column in chosen.columns]
    table = LongTable(
        [header, *([Paragraph(escape(cell), style) for cell in row] for row in rows(count))],
        colWidths=[width * POINTS_PER_MM for width in chosen.widths("zh_CN")],
        repeatRows=1,
        style=[
            ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("LEFTPADDING", (0, 0), (-1, -1), 2.3),
            ("RIGHTPADDING", (0, 0), (-1, -1), 2.3),
        ],
    )
    document = SimpleDocTemplate(
        str(out),
        pagesize=A4_LANDSCAPE,
        leftMargin=BINDING_EDGE * POINTS_PER_MM - 6,
        rightMargin=RIGHT_MARGIN * POINTS_PER_MM - 6,
        topMargin=70,
        bottomMargin=90,
    )
    document.build([table])
    return int(document.page)


DRAWERS: dict[str, Callable[[int, Path], int]] = {"engine": engine, "long_table": long_table}


def measured(name: str, count: int) -> dict[str, float]:
    """CPU seconds, peak memory (MB), pages and file size (MB) of one drawing in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--draw", name, "--rows", str(count)], check=True, capture_output=True, text=True
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    print(
        f"{name:>10} {count:>7} rows: {found['seconds']:8.2f} s CPU, peak {found['memory']:6.0f} MB,"
        f" {found['pages']:.0f} pages, {found['size']:.1f} MB"
    )
    return found


def draw(name: str, count: int) -> None:
    """Draw here and print the figures as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "register.pdf"
        began = time.process_time()
        pages = DRAWERS[name](count, out)
        seconds = time.process_time() - began
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"seconds": seconds, "memory": memory, "pages": pages, "size": out.stat().st_size / 1e6}))


def main() -> None:
    """Run the comparison and the large register, or one drawing (--draw)."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=100_000)
    parser.add_argument("--draw", choices=sorted(DRAWERS), help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.draw:
        draw(told.draw, told.rows)
        return
    ours = measured("engine", told.rows)
    theirs = measured("long_table", told.rows)
    print(f"{theirs['seconds'] / ours['seconds']:.1f} times as fast as LongTable at {told.rows} rows (goal: 10)")
    if told.large:
        large = measured("engine", told.large)
        growth = (large["seconds"] / told.large) / (ours["seconds"] / told.rows)
        print(f"time a row at {told.large} is {growth:.2f} of that at {told.rows} (linear: 1); goal: under 300 MB")


if __name__ == "__main__":
    main()
