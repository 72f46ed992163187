"""What the menus do that needs neither a desk nor a person: copy, select, language, theme, keys, about."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QWidget

from filedesk.ui.appearance import Theme
from filedesk.ui.application import Setting
from filedesk.ui.languages import switch_language
from filedesk.ui.window_menus import WindowMenus


class MenuActs(QObject):
    """Carries these acts out for one window. Its dialogs are loaded when they are asked for."""

    def __init__(self, window: QWidget, menus: WindowMenus, setting: Setting) -> None:
        super().__init__(window)
        self._window = window
        self._menus = menus
        self._setting = setting
        menus.language_chosen.connect(self._choose_language)
        menus.theme_chosen.connect(self._choose_theme)
        acts = {"copy": _copy, "select_all": _select_all, "keys": self._show_keys, "about": self._show_about}
        for name, act in acts.items():
            menus.actions[name].triggered.connect(act)

    @Slot(str)
    def _choose_language(self, code: str) -> None:
        switch_language(self._setting.application, code, self._setting.settings)

    @Slot(str)
    def _choose_theme(self, theme: str) -> None:
        self._setting.appearance.choose(cast("Theme", theme))

    @Slot()
    def _show_keys(self) -> None:
        from filedesk.ui.keys_help import KeysDialog

        KeysDialog(self._window, list(self._menus.actions.values())).open()

    @Slot()
    def _show_about(self) -> None:
        from filedesk.ui.keys_help import show_about

        show_about(self._window)


def _copy() -> None:
    """Copy what is selected where the keyboard is; lines, texts and tables each know how."""
    copy = getattr(QApplication.focusWidget(), "copy", None)
    if copy is not None:
        copy()


def _select_all() -> None:
    """Select everything where the keyboard is."""
    select = getattr(QApplication.focusWidget(), "selectAll", None)
    if select is not None:
        select()
