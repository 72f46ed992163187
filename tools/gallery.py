"""Pictures of the window's shell and widgets with sample pages, in both languages, light and dark, to be looked at.

Run from the project's root: `QT_QPA_PLATFORM=offscreen python -m tools.gallery FOLDER [SCALE]`. It needs no desk;
what it shows is made up here.
"""

from __future__ import annotations

import io
import os
import sys
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from filedesk.errors import RuleRefused
from filedesk.texts import mark, tr
from filedesk.ui.application import Setting, make_application
from filedesk.ui.crash_report import CrashDialog, crash_report
from filedesk.ui.languages import switch_language
from filedesk.ui.main_window import MainWindow
from filedesk.ui.messages import ask
from filedesk.ui.models.source import Column, Row, TableQuery
from filedesk.ui.models.table import RecordTable
from filedesk.ui.page import Page, PageSpec
from filedesk.ui.widgets.completing_line import CompletingLine
from filedesk.ui.widgets.drop_area import DropArea
from filedesk.ui.widgets.filter_chips import Chip, FilterChips
from filedesk.ui.widgets.form_grid import FormGrid
from filedesk.ui.widgets.form_lines import DateLine, NumberLine
from filedesk.ui.widgets.paper_view import PaperView
from filedesk.ui.widgets.register_table import RegisterTable
from filedesk.ui.widgets.search_box import SearchBox
from filedesk.ui.widgets.typed_line import TypedLine

TODAY = date(2026, 3, 10)
TITLES = ("关于加强安全生产工作的通知", "关于报送年度统计报表的函", "关于召开协调会的通知", "关于调整收费标准的批复")
SENDERS = ("市住房和城乡建设局", "区应急管理局", "华兴物业集团", "市档案局")


@dataclass(frozen=True)
class Sample:
    id: int
    number: str
    received: str
    sender: str
    their_number: str
    title: str
    urgency: str


class Samples:
    """A source of a hundred thousand made-up documents."""

    def first_page(self, query: TableQuery) -> Sequence[Row]:
        return list(self.rows(self.ids(query)[:60]).values())

    def ids(self, query: TableQuery) -> array[int]:  # noqa: ARG002 - one order for all
        return array("q", range(100_000, 0, -1))

    def rows(self, ids: Sequence[int]) -> Mapping[int, Row]:
        return {
            i: Sample(
                i,
                f"收〔2026〕{i % 10000:04d}",
                "2026-03-05",
                SENDERS[i % 4],
                f"华兴办〔2026〕{i % 90 + 1}号",
                TITLES[i % 4],
                ("常规", "加急", "特急", "常规")[i % 4],
            )
            for i in ids
        }


COLUMNS = (
    Column("number", mark("Receipt number"), 16),
    Column("received", mark("Received on"), 12),
    Column("sender", mark("Sending body"), 22),
    Column("their_number", mark("Their number"), 20),
    Column("title", mark("Document title"), 40),
    Column("urgency", mark("Urgency"), 8, tone=lambda row: "error" if row.urgency == "特急" else None),
)


class RegisterSample(Page):
    def __init__(self, setting: Setting) -> None:
        super().__init__("incoming", mark("Incoming register"))
        self.new = QPushButton(tr("Choose files"))
        self.new.setProperty("primary", True)
        self.head.addWidget(self.new)
        self.box = SearchBox()
        self.chips = FilterChips()
        years = [Chip("year", year, year, raw=True) for year in ("2026", "2025")]
        self.chips.set_chips([*years, Chip("urgency", "u", mark("Urgency")), Chip("secrecy", "s", mark("Secrecy"))])
        self.chips.press((("year", "2026"),))
        model = RecordTable(COLUMNS, Samples(), setting.tasks, self)
        self.table = RegisterTable("incoming_table", model, setting.settings)
        self.body.addWidget(self.box)
        self.body.addWidget(self.chips)
        self.body.addWidget(self.table, 1)
        model.ask(TableQuery())
        model.loaded.connect(lambda: self.table.selectRow(2))


class FormSample(Page):
    def __init__(self, setting: Setting) -> None:
        super().__init__("register", mark("Document title"))
        form = FormGrid("form", columns=2)
        form.add("title", mark("Document title"), TypedLine("title"), required=True, span=2)
        form.add("sender", mark("Sending body"), CompletingLine("sender", lambda _w: [], setting.tasks), required=True)
        number = NumberLine("number")
        number.setText("华兴办〔2026〕12号")
        form.add("number", mark("Their number"), number)
        day = DateLine("day", lambda: TODAY)
        day.set_day(TODAY)
        form.add("date", mark("Date of the paper"), day)
        wrong = DateLine("received", lambda: TODAY)
        wrong.setText("1332")
        form.add("received", mark("Received on"), wrong)
        form.add("notes", mark("Notes"), QPlainTextEdit(), span=2)
        form.set_error("received", lambda: tr("This is no date."))
        form.mark_suggested("number")
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(DropArea())
        column.addWidget(form)
        column.addStretch(1)
        self.paper = PaperView(setting.tasks)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(self.paper)
        split.setSizes([420, 560])
        self.body.addWidget(split, 1)
        self.paper.show_paper(sample_pdf(), "application/pdf", "sample.pdf")
        self.message_bar.show_error(RuleRefused("folder_not_taken", rule="I1", name="2026年3月"))


class BlankSample(Page):
    def __init__(self, setting: Setting) -> None:
        super().__init__("blank", mark("Notes"))
        paper = PaperView(setting.tasks)
        paper.show_paper(b"x" * 123456, "application/vnd.ms-excel", "统计报表.xls")
        self.body.addWidget(paper, 1)


def sample_pdf() -> bytes:
    """A three-page PDF drawn with Pillow."""
    from PIL import Image, ImageDraw

    pages = [Image.new("RGB", (620, 877), "white") for _ in range(3)]
    for number, page in enumerate(pages, 1):
        draw = ImageDraw.Draw(page)
        draw.line((60, 200, 560, 200), fill="#b3261e", width=3)
        for line in range(20):
            draw.line((60, 260 + 25 * line, 560 - 40 * (line % 3), 260 + 25 * line), fill="#888888", width=2)
        draw.text((300, 830), str(number), fill="black")
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:])
    return out.getvalue()


def settle(milliseconds: int = 250) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("FILEDESK_STATE", str(folder / "state"))
    setting = make_application(sys.argv[:1])
    specs = [
        PageSpec("todo", mark("Copies"), "todo", lambda: BlankSample(setting)),
        PageSpec("incoming", mark("Incoming register"), "inbox", lambda: RegisterSample(setting)),
        PageSpec("outgoing", mark("Outgoing register"), "outbox", lambda: FormSample(setting)),
        PageSpec("internal", mark("Internal register"), "internal", lambda: BlankSample(setting)),
        PageSpec("office", mark("Keys"), "office", lambda: BlankSample(setting)),
    ]
    window = MainWindow(setting, lambda: specs)
    window.set_desk("华兴物业服务有限公司", demo=True)
    window.enter("陈文员", frozenset())
    window.navigation.set_count("todo", 12)
    window.navigation.set_count("incoming", 3)
    window.set_state(lambda: tr("Keys") + " ✓", "good")
    window.resize(1240, 800)
    window.show()
    for code in ("zh_CN", "en"):
        switch_language(setting.application, code)
        for theme in ("light", "dark"):
            setting.appearance.choose(theme)
            for spec in specs[:3]:
                window.open_page(spec.key)
                settle()
                window.grab().save(str(folder / f"{spec.key}-{code}-{theme}.png"))
            box = ask(window, tr("Lock"), yes=tr("Lock"), then=lambda: None, detail=tr("No paper."))
            menu = window.menus.menus["view"]
            menu.popup(window.mapToGlobal(window.rect().topLeft()))
            crash = CrashDialog(crash_report(ValueError("x")))
            crash.show()
            window.menus.actions["keys"].trigger()
            keys = window.findChild(QWidget, "keys_dialog")
            settle()
            for name, shown in (("question", box), ("menu", menu), ("crash", crash), ("keys", keys)):
                shown.grab().save(str(folder / f"{name}-{code}-{theme}.png"))
                shown.close()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.close()


if __name__ == "__main__":
    if len(sys.argv) > 2:
        os.environ["QT_SCALE_FACTOR"] = sys.argv[2]
    main(Path(sys.argv[1]))
