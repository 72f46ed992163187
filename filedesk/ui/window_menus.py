"""The menus of the main window. Every act has a key, a name of its own for tests, and its words in both languages."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QMenuBar

from filedesk.texts import LANGUAGES, language, mark, tr
from filedesk.ui.appearance import Theme
from filedesk.ui.icons import put_icon
from filedesk.ui.languages import NAMES

_MENUS: Final = {
    "file": mark("&File"),
    "edit": mark("&Edit"),
    "view": mark("&View"),
    "help": mark("&Help"),
}
_ACTS: Final = (
    ("file", "open_desk", mark("Open a desk…"), "Ctrl+Shift+O", "folder"),
    ("file", "switch_person", mark("Switch person or sign out"), "Ctrl+Shift+U", "users"),
    ("file", "lock", mark("Lock"), "Ctrl+L", "lock"),
    ("file", "quit", mark("Quit"), "Ctrl+Q", ""),
    ("edit", "copy", mark("Copy"), "", ""),
    ("edit", "select_all", mark("Select all"), "", ""),
    ("edit", "search", mark("Search on this page"), "Ctrl+F", "search"),
    ("edit", "command", mark("Command box"), "F2", "command"),
    ("view", "refresh", mark("Refresh"), "F5", "refresh"),
    ("help", "keys", mark("Keys"), "F1", ""),
    ("help", "about", mark("About filedesk"), "", "info"),
)
_THEMES: Final[dict[Theme, str]] = {"system": mark("As the system"), "light": mark("Light"), "dark": mark("Dark")}
_PAGES_BY_KEY: Final = 9


class WindowMenus(QObject):
    """Fills a menu bar. Each act is one of `actions`; `language_chosen`, `theme_chosen` and `page_chosen` carry
    a language code, a theme, and a page's place from 0.
    """

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    page_chosen = Signal(int)

    def __init__(self, bar: QMenuBar, theme: Theme) -> None:
        super().__init__(bar)
        self.menus: dict[str, QMenu] = {}
        self.actions: dict[str, QAction] = {}
        for name in _MENUS:
            menu = QMenu(bar)
            menu.setObjectName(f"menu_{name}")
            bar.addMenu(menu)
            menu.aboutToShow.connect(self._draw)
            self.menus[name] = menu
        self._pictures: dict[QMenu, list[tuple[QAction, str]]] = {menu: [] for menu in self.menus.values()}
        for menu_name, name, _title, key, picture in _ACTS:
            self._act(self.menus[menu_name], name, key, picture)
        self.menus["file"].insertSeparator(self.actions["quit"])
        self.menus["edit"].insertSeparator(self.actions["search"])
        view = self.menus["view"]
        view.addSeparator()
        self._themes = self._choice(view, "theme", list(_THEMES), theme, "sun")
        self._languages = self._choice(view, "language", list(LANGUAGES), language(), "language")
        self.retranslate()

    def retranslate(self) -> None:
        """Every word in the language in use."""
        for name, title in _MENUS.items():
            self.menus[name].setTitle(tr(title))
        for _menu, name, title, _key, _picture in _ACTS:
            self.actions[name].setText(tr(title))
        self._themes.setTitle(tr("Light and dark"))
        for name, title in _THEMES.items():
            self.actions[f"theme_{name}"].setText(tr(title))
        both = "语言 Language"
        self._languages.setTitle(both)
        self._languages.menuAction().setStatusTip(both)
        for code, title in NAMES.items():
            self.actions[f"language_{code}"].setText(title)
            self.actions[f"language_{code}"].setChecked(code == language())

    def _act(self, menu: QMenu, name: str, key: str, picture: str) -> None:
        action = QAction(menu)
        action.setObjectName(f"action_{name}")
        if key:
            action.setProperty("shortcut", key)  # as a property: `setShortcut` has PySide load all names of Qt (20 ms)
        if picture:
            self._pictures[menu].append((action, picture))
        menu.addAction(action)
        self.actions[name] = action

    def _choice(self, menu: QMenu, name: str, values: list[str], chosen: str, picture: str) -> QMenu:
        offered = menu.addMenu("")
        offered.setObjectName(f"menu_{name}")
        self._pictures[menu].append((offered.menuAction(), picture))
        group = QActionGroup(offered)
        for value in values:
            action = QAction(group)
            action.setObjectName(f"action_{name}_{value}")
            action.setCheckable(True)
            action.setChecked(value == chosen)
            action.setData(value)
            offered.addAction(action)
            self.actions[f"{name}_{value}"] = action
        group.triggered.connect(self._theme_chosen if name == "theme" else self._language_chosen)
        return offered

    @Slot()
    def _draw(self) -> None:
        """The icons of a menu, when it is first opened: drawing all of them would hold every start up."""
        menu = self.sender()
        if isinstance(menu, QMenu):
            for action, picture in self._pictures[menu]:
                put_icon(action, picture)
            self._pictures[menu].clear()

    def make_page_keys(self) -> None:
        """Ctrl+1, Ctrl+2 … for the pages; to be asked once, when there are pages."""
        bar = self.parent()
        assert isinstance(bar, QMenuBar)
        for place in range(_PAGES_BY_KEY):
            self._page_key(bar, place)

    def _page_key(self, bar: QMenuBar, place: int) -> None:
        action = QAction(bar)
        action.setShortcut(f"Ctrl+{place + 1}")
        action.setData(place)
        action.triggered.connect(self._page_chosen)
        bar.window().addAction(action)

    def _theme_chosen(self, action: QAction) -> None:
        self.theme_chosen.emit(action.data())

    def _language_chosen(self, action: QAction) -> None:
        self.language_chosen.emit(action.data())

    def _page_chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.page_chosen.emit(action.data())
