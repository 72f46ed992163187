"""The person's own choices for this computer: language, light or dark, after how long the window locks."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from filedesk.texts import LANGUAGES, language, mark, tr
from filedesk.ui.appearance import THEMES, Appearance, Theme
from filedesk.ui.idle import IDLE_MINUTES, USUAL_IDLE
from filedesk.ui.languages import NAMES, switch_language
from filedesk.ui.settings import Settings
from filedesk.ui.widgets.count_spin import CountSpin
from filedesk.ui.widgets.form_grid import FormGrid

_THEME_NAMES = {"system": mark("As the system"), "light": mark("Light"), "dark": mark("Dark")}


class WindowChoices(QWidget):
    """`idle_changed` says that the minutes until the lock are others now."""

    idle_changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.language = QComboBox()
        self.language.setObjectName("language_choice")
        for code in LANGUAGES:
            self.language.addItem(NAMES[code], code)
        self.theme = QComboBox()
        self.theme.setObjectName("theme_choice")
        for theme in THEMES:
            self.theme.addItem("", theme)
        self.idle = CountSpin("idle_minutes", most=240)
        self.idle.setValue(settings.number(IDLE_MINUTES, USUAL_IDLE))
        self.form = FormGrid("window_choices", columns=3)
        self.form.add("language_choice", mark("Language"), self.language)
        self.form.add("theme_choice", mark("Light and dark"), self.theme)
        self.form.add("idle_minutes", mark("Lock after minutes without a stroke"), self.idle, hint=mark("0: never"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(self.form)
        column.addLayout(row)
        self.language.activated.connect(self._language_chosen)
        self.theme.activated.connect(self._theme_chosen)
        self.idle.valueChanged.connect(self._idle_chosen)
        appearance = _appearance()
        if appearance is not None:
            appearance.changed.connect(self._theme_changed)
        self.retranslate()

    def retranslate(self) -> None:
        """Show what is in use, in the language in use."""
        with QSignalBlocker(self.language), QSignalBlocker(self.theme):
            self.language.setCurrentIndex(self.language.findData(language()))
            appearance = _appearance()
            for place, theme in enumerate(THEMES):
                self.theme.setItemText(place, tr(_THEME_NAMES[theme]))
            if appearance is not None:
                self.theme.setCurrentIndex(self.theme.findData(appearance.theme))

    @Slot()
    def _language_chosen(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            switch_language(application, self.language.currentData(), self._settings)

    @Slot()
    def _theme_chosen(self) -> None:
        appearance = _appearance()
        if appearance is not None:
            appearance.choose(cast("Theme", self.theme.currentData()))

    @Slot()
    def _theme_changed(self) -> None:
        self.retranslate()

    @Slot()
    def _idle_chosen(self) -> None:
        self._settings.put(IDLE_MINUTES, self.idle.value())
        self.idle_changed.emit()


def _appearance() -> Appearance | None:
    application = QApplication.instance()
    found = application.findChildren(Appearance) if application is not None else []
    return found[-1] if found else None
