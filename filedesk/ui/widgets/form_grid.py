"""Labelled fields in one or more columns, with what is wrong told right under the field."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6 import QtCore
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from filedesk.errors import FiledeskError
from filedesk.texts import error_text, tr
from filedesk.ui.retranslated import Retranslated


class FormField:
    """One field: its editor, title (a message id), and the sentences that stand under it."""

    def __init__(self, title: str, editor: QWidget, *, label: QLabel, below: QLabel, required: bool, hint: str) -> None:
        self.title = title
        self.editor = editor
        self.label = label
        self.below = below
        self.required = required
        self.hint = hint
        self.wrong: Callable[[], str] | None = None


class FormGrid(Retranslated, QWidget):
    """Fields by name. A field's editor keeps its own objectName; label and error are named after the field."""

    def __init__(self, name: str, parent: QWidget | None = None, *, columns: int = 1) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.fields: dict[str, FormField] = {}
        self._columns = columns
        self._next = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(8)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def add(
        self,
        name: str,
        title: str,
        editor: QWidget,
        *,
        required: bool = False,
        hint: str = "",
        span: int = 1,
    ) -> FormField:
        """Add a field named `name` under `title` (a message id); `span` columns wide, in the next free place."""
        label, below = QLabel(self), QLabel(self)
        label.setObjectName(f"{name}_label")
        label.setProperty("role", "field")
        label.setBuddy(editor)
        below.setObjectName(f"{name}_error")
        below.setWordWrap(True)
        below.setProperty("role", "field_hint")
        cell = QVBoxLayout()
        cell.setSpacing(3)
        cell.addWidget(label)
        cell.addWidget(editor)
        cell.addWidget(below)
        cell.addStretch(1)
        span = min(span, self._columns)
        if self._next % self._columns + span > self._columns:
            self._next += self._columns - self._next % self._columns
        self._grid.addLayout(cell, self._next // self._columns, self._next % self._columns, 1, span)
        self._next += span
        field = FormField(title, editor, label=label, below=below, required=required, hint=hint)
        self.fields[name] = field
        self._tell(field)
        return field

    def set_error(self, name: str, told: Callable[[], str] | None) -> None:
        """Tell under the field what is wrong with it; None when nothing is."""
        field = self.fields[name]
        field.wrong = told
        self._tell(field)

    def show_error(self, error: FiledeskError, places: Mapping[str, str] | None = None) -> bool:
        """Tell `error` under the field that it speaks of, and go there; False where it speaks of none.

        `places` says so by its code; for others its parameter `field` does.
        """
        name = (places or {}).get(error.code) or error.params.get("field")
        if not isinstance(name, str) or name not in self.fields:
            return False
        self.set_error(name, lambda: error_text(error))
        self.fields[name].editor.setFocus(QtCore.Qt.FocusReason.OtherFocusReason)
        return True

    def clear_errors(self) -> None:
        """Nothing is wrong any more."""
        for name in self.fields:
            self.set_error(name, None)

    def mark_suggested(self, name: str, suggested: bool = True) -> None:
        """Mark the field as filled by the program, to be looked at."""
        _set_property(self.fields[name].editor, "suggested", suggested)

    def retranslate(self) -> None:
        for field in self.fields.values():
            self._tell(field)

    def _tell(self, field: FormField) -> None:
        title = tr(field.title)
        field.label.setText(f"{title} *" if field.required else title)
        written_in = field.editor.focusProxy() or field.editor
        for named in (field.editor, written_in):
            named.setAccessibleName(title)
        wrong = field.wrong() if field.wrong is not None else ""
        below = wrong or (tr(field.hint) if field.hint else "")
        _set_property(field.below, "role", "field_error" if wrong else "field_hint")
        if wrong:  # it may hold words from outside
            field.below.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        field.below.setText(below)
        field.below.setVisible(bool(below))
        written_in.setAccessibleDescription(below)
        _set_property(field.editor, "wrong", bool(wrong))


def _set_property(widget: QWidget, name: str, value: str | bool) -> None:
    if (widget.property(name) or False) != value:
        widget.setProperty(name, value)
        if not widget.testAttribute(QtCore.Qt.WidgetAttribute.WA_WState_Polished):
            return  # it is polished when it is first shown
        widget.style().unpolish(widget)
        widget.style().polish(widget)
