"""The real papers beside the project, registered through the real window: dropped, read, numbered, shown, proven."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from tests.e2e.program import SAMPLES, DemoDesk, Program
from tests.ui.founded_desk import CLERK, PASSWORD
from tests.ui.real_window import NUMBER, RealWindow, ink, serials

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real papers are not beside this project")
BLANK, PDF, IMAGE, TEXT = "paper_blank", "paper_pdf", "paper_image", "paper_text"


@dataclass(frozen=True)
class Paper:
    """A real paper: how it is shown, what its form must suggest, what notice is told."""

    shown: str
    suggested: dict[str, str] = field(default_factory=dict)
    notice: str = ""


PAPERS = {
    "joint-notice.pdf": Paper(
        PDF,
        {
            "entry_sender": "发展改革委办公厅、税务总局办公厅",
            "entry_sender_number": "发改办财金规〔2019〕860号",
            "entry_title": "关于加强个人所得税纳税信用建设的通知",
            "entry_dated": "2019-08-20",
            "entry_kind": "Notice",
        },
    ),
    "reply-signed.ofd": Paper(
        BLANK,
        {
            "entry_sender": "测试符路桥区卫生局",
            "entry_sender_number": "路卫发〔2011〕76号",
            "entry_title": "关于同意张阿三同志辞职的批复",
            "entry_dated": "2011-03-10",
            "entry_kind": "Official reply",
        },
    ),
    "handling-slip.ofd": Paper(
        BLANK,
        {
            "entry_sender": "市人民政府办公室",
            "entry_sender_number": "府办专督〔2020〕24号",
            "entry_title": "市委主要领导同志调研后续落实事项的通知",
        },
    ),
    "mojibake-text-layer.pdf": Paper(PDF, notice="notice_0_text_layer_unusable"),
    "cjk-text.pdf": Paper(PDF),
    "joint-notice-page1.png": Paper(IMAGE),
    "joint-notice-page1.xml": Paper(TEXT),
}
SUGGESTIBLE = ("entry_sender", "entry_sender_number", "entry_title", "entry_dated")


def test_every_real_paper_is_registered_through_the_window(at_window: RealWindow, own_desk: Path) -> None:
    """Rules I1 and I2: dropped on the to-do page, looked at, saved by one key; then opened, and the desk is proven."""
    window = at_window
    window.start(own_desk)
    window.sign_in(CLERK, PASSWORD)
    given = []
    for name, paper in PAPERS.items():
        window.drop(SAMPLES / name)
        window.staged()
        assert window.text("staged_0").startswith(f"{name} · ")
        for line in SUGGESTIBLE:
            wanted = paper.suggested.get(line, "")
            assert window.text(line) == wanted, (name, line)
            assert bool(window.find(QWidget, line).property("suggested")) == bool(wanted), (name, line)
        assert window.text("entry_kind") == paper.suggested.get("entry_kind", window.text("entry_kind")), name
        assert bool(window.all(QLabel, paper.notice)) if paper.notice else True
        if not paper.suggested:
            window.fill("entry_sender", "市档案局")
            window.fill("entry_title", f"样本{name}")
        given.append(window.save())
        assert NUMBER.fullmatch(given[-1]), name
        window.press("registered_open")
        shown_on_its_page(window, name, paper)
        window.page("to_do")
    assert serials(given) == list(range(1, len(PAPERS) + 1))
    window.settle()
    window.window.close()
    desk = DemoDesk(own_desk, Program(own_desk.parent))
    secret = own_desk.parent / "password.txt"
    secret.write_text(PASSWORD + "\n", encoding="utf-8")
    report = desk.run("verify", "--as", CLERK, "--password-file", secret, "--json").json
    assert report["good"]
    assert report["opened"] == report["files"] == len(PAPERS)


def shown_on_its_page(window: RealWindow, name: str, paper: Paper) -> None:
    """The document page shows the paper itself, or, of a kind that it cannot draw, its name and what to do."""
    window.settle()
    view = window.paper()
    assert view.accessibleDescription() == name
    if paper.shown == BLANK:
        said = " ".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())
        assert name in said
        assert "cannot be shown here" in said
        return
    inside = window.find(QWidget, paper.shown)
    assert view.isAncestorOf(inside)
    if isinstance(inside, QPlainTextEdit):
        assert "发文机关标志" in inside.toPlainText()
    else:
        window.until(lambda: ink(inside) > 60, f"{name} drawn on the page")
