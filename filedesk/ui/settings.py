"""The person's own settings of the window (language, theme, columns, geometry) in one JSON file in user state.

Never the registry and never the desk: they belong to this person on this computer, and `FILEDESK_STATE` moves
them along with everything else of hers.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path

from filedesk.config import state_folder

Value = str | int | bool | list[str] | dict[str, int]

log = logging.getLogger(__name__)


class Settings:
    """Values by name, kept in a file. A broken file counts as empty, and is kept beside as `.broken`.

    A disk that cannot take them costs the person her column widths, not her work: it is logged, and the values
    hold until the program ends.
    """

    def __init__(self, file: Path | None = None) -> None:
        self.file = file or state_folder() / "window.json"
        self._values: dict[str, Value] = self._load()

    def text(self, name: str, default: str = "") -> str:
        """The text kept under `name`."""
        value = self._values.get(name, default)
        return value if isinstance(value, str) else default

    def flag(self, name: str, default: bool = False) -> bool:
        """The yes or no kept under `name`."""
        value = self._values.get(name, default)
        return value if isinstance(value, bool) else default

    def number(self, name: str, default: int) -> int:
        """The whole number kept under `name`."""
        value = self._values.get(name, default)
        return value if isinstance(value, int) and not isinstance(value, bool) else default

    def texts(self, name: str) -> list[str]:
        """The list of texts kept under `name`, empty where there is none."""
        value = self._values.get(name)
        return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []

    def numbers(self, name: str) -> dict[str, int]:
        """The numbers by name kept under `name`, empty where there are none."""
        value = self._values.get(name)
        return {k: v for k, v in value.items() if isinstance(v, int)} if isinstance(value, dict) else {}

    def put(self, name: str, value: Value) -> None:
        """Keep `value` under `name`, on disk at once where it is new."""
        if self._values.get(name) != value:
            self._values[name] = value
            self._save()

    def _load(self) -> dict[str, Value]:
        try:
            told = json.loads(self.file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            log.warning("settings unreadable, starting afresh: %s", error)
            self._put_aside()
            return {}
        return told if isinstance(told, dict) else {}

    def _put_aside(self) -> None:
        try:
            self.file.replace(self.file.with_suffix(".broken"))
        except OSError as error:
            log.warning("unreadable settings stay where they are: %s", error)

    def _save(self) -> None:
        fresh = self.file.with_suffix(".new")
        try:
            fresh.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), encoding="utf-8")
            fresh.replace(self.file)
        except OSError as error:
            log.warning("settings not kept: %s", error)
