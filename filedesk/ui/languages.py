"""Chinese and English at run time: our catalogue, Qt's own sentences, and the news to every open window."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from filedesk.texts import LANGUAGES, use_language
from filedesk.ui.settings import Settings

NAMES: Final = {"zh_CN": "中文", "en": "English"}
"""Each language by its own name, whatever language is in use."""

_of_qt: list[QTranslator] = []
"""The translator of Qt's own sentences that is in use; the application does not keep it."""


def language_at_start(settings: Settings) -> str:
    """What the person chose, or what her system speaks, or English."""
    kept = settings.text("language")
    if kept in LANGUAGES:
        return kept
    spoken = QLocale.system().name()
    return "zh_CN" if spoken.startswith("zh") else "en"


def switch_language(application: QApplication, code: str, settings: Settings | None = None) -> None:
    """Show everything in the language `code` from now on; with `settings`, at the next start too.

    Every open window gets Qt's LanguageChange, which Qt passes on to all their children. Raises ValueError for
    a language that is not there.
    """
    use_language(code)
    QLocale.setDefault(QLocale(code))
    for before in _of_qt:
        application.removeTranslator(before)
    translator = QTranslator()
    _of_qt[:] = [translator]
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{code}", folder):
        application.installTranslator(translator)
    for window in QApplication.topLevelWidgets():
        QCoreApplication.postEvent(window, QEvent(QEvent.Type.LanguageChange))
    if settings is not None:
        settings.put("language", code)
