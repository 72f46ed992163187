"""Colours that can be read, Chinese that is never boxes, icons that are all there, settings that are kept."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QTextLayout
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from filedesk.config import resources
from filedesk.ui.appearance import Appearance, palette, style_sheet
from filedesk.ui.application import Setting
from filedesk.ui.colours import colours
from filedesk.ui.fonts import bundled_family, chinese_family
from filedesk.ui.icons import drawn
from filedesk.ui.languages import language_at_start
from filedesk.ui.settings import Settings

ROOT = Path(__file__).parents[2]
CHINESE = "收文登记簿 华兴办〔2026〕12号 喆堃祎璟珺镕玥旻 ，。《》“”"


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, relative luminance and contrast ratio."""

    def luminance(name: str) -> float:
        paint = QColor(name)
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in paint.getRgbF()[:3]]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_wcag_1_4_3_everything_written_can_be_read(shade: str) -> None:
    paints = colours(shade)
    pairs = [
        *product(("text", "muted", "accent", "good", "warning", "error"), ("window", "surface", "field", "raised")),
        *product(("text",), ("selection", "hover", "alternate", "navigation", "accent_soft")),
        *((tone, f"{tone}_soft") for tone in ("good", "warning", "error", "info")),
        *(("text", f"{tone}_soft") for tone in ("good", "warning", "error", "info")),
        ("muted", "navigation"),
        ("accent", "accent_soft"),
        ("on_accent", "accent"),
        ("on_accent", "accent_hover"),
        ("text", "paper"),
        ("muted", "paper"),
    ]
    assert [(a, b) for a, b in pairs if contrast(paints[a], paints[b]) < 4.5] == []


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_wcag_1_4_11_the_edges_of_fields_can_be_seen(shade: str) -> None:
    paints = colours(shade)
    assert contrast(paints["border_strong"], paints["field"]) >= 3
    assert contrast(paints["accent"], paints["surface"]) >= 3


def test_both_themes_name_the_same_colours_and_the_sheet_no_other() -> None:
    assert colours("light").keys() == colours("dark").keys()
    for shade in ("light", "dark"):
        assert "@" not in style_sheet(shade)
        assert palette(shade).window().color().name() == colours(shade)["window"]


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_the_sheets_small_pictures_are_there_in_the_themes_colours(shade: str) -> None:
    named = set(re.findall(r'url\("([^"]+)"\)', style_sheet(shade)))
    assert len(named) == 4
    for picture in named:
        used = set(re.findall(r"#[0-9a-f]{6}", Path(picture).read_text(encoding="utf-8")))
        assert used <= set(colours(shade).values())


def test_a_kept_theme_is_shown_at_the_next_start(setting: Setting, settings: Settings) -> None:
    settings.put("theme", "dark")
    again = Appearance(setting.application, settings)
    assert again.shade == "dark"
    again.choose("light")
    again.setParent(None)


def test_the_system_theme_is_followed(setting: Setting, settings: Settings) -> None:
    setting.appearance.choose("system")
    dark = setting.application.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert setting.appearance.shade == ("dark" if dark else "light")
    setting.appearance.choose("light")


def glyphs(font: QFont, text: str) -> list[int]:
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()]


def test_chinese_is_never_boxes(setting: Setting) -> None:
    found = glyphs(setting.application.font(), CHINESE)
    assert len(found) == len(CHINESE)
    assert 0 not in found


def test_the_bundled_font_serves_where_the_system_has_none(qapp: QApplication) -> None:
    assert chinese_family([]) is None
    found = glyphs(QFont(bundled_family()), CHINESE)
    assert 0 not in found


def test_the_better_of_the_systems_fonts_is_taken() -> None:
    assert chinese_family(["SimSun", "Microsoft YaHei", "KaiTi"]) == "Microsoft YaHei"
    assert chinese_family(["SimSun"]) == "SimSun"


def test_every_icon_named_in_the_program_is_there_and_takes_its_colour(qapp: QApplication) -> None:
    icons = {file.stem for file in (resources() / "icons").glob("*.svg")}
    named: set[str] = set()
    for file in (ROOT / "filedesk" / "ui").rglob("*.py"):
        named |= set(re.findall(r'(?:put_icon\([^,]+, |icon\()"(\w+)"', file.read_text(encoding="utf-8")))
    assert {"lock", "search", "close", "user"} <= named <= icons
    for name in icons:
        assert QSvgRenderer(str(resources() / "icons" / f"{name}.svg")).isValid()
        image = drawn(name, "#b3261e", 24).toImage()
        inked = [image.pixelColor(x, y) for x in range(24) for y in range(24) if image.pixelColor(x, y).alpha() > 250]
        assert inked, name
        wanted = QColor("#b3261e")
        assert all(abs(paint.red() - wanted.red()) <= 2 for paint in inked), name
        assert all(abs(paint.green() - wanted.green()) <= 2 for paint in inked), name


def test_the_icons_licence_lies_beside_them() -> None:
    assert "Apache License" in (resources() / "icons" / "LICENSE.txt").read_text(encoding="utf-8")


def test_settings_are_kept_from_start_to_start(tmp_path: Path) -> None:
    file = tmp_path / "window.json"
    settings = Settings(file)
    settings.put("language", "zh_CN")
    settings.put("incoming/widths", {"title": 300})
    settings.put("incoming/order", ["title"])
    again = Settings(file)
    assert again.text("language") == "zh_CN"
    assert again.numbers("incoming/widths") == {"title": 300}
    assert again.texts("incoming/order") == ["title"]
    assert again.text("unknown", "default") == "default"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("broken", [b"", b"{", b"[1]", b"\xff\xfe\x00", b'{"language": 5, "geometry": null}'])
def test_broken_settings_count_as_none(tmp_path: Path, broken: bytes) -> None:
    file = tmp_path / "window.json"
    file.write_bytes(broken)
    settings = Settings(file)
    assert settings.text("language") == ""
    settings.put("language", "en")
    assert Settings(file).text("language") == "en"


def test_a_disk_that_takes_no_settings_stops_nobody(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "gone" / "window.json")
    settings.put("language", "zh_CN")
    assert settings.text("language") == "zh_CN"


def test_settings_lie_in_the_state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FILEDESK_STATE", str(tmp_path / "state"))
    Settings().put("language", "en")
    assert (tmp_path / "state" / "window.json").is_file()


def test_an_unknown_kept_language_falls_back(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "window.json")
    settings.put("language", "xx")
    assert language_at_start(settings) in ("zh_CN", "en")


def test_every_sentence_of_the_window_has_its_chinese() -> None:
    from filedesk.texts import catalogue
    from filedesk.texts.sentences import window

    chinese = catalogue("zh_CN")
    assert [sentence for sentence in window.SENTENCES.values() if chinese.tr(sentence) == sentence] == []
