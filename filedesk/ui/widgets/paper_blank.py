"""What stands where a paper cannot be shown: what it is, how large it is, why it is not shown, and the way out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from filedesk.texts import mark, tr
from filedesk.ui.colours import colour
from filedesk.ui.icons import drawn, put_icon
from filedesk.ui.retranslated import Retranslated

_OFFICE = ("word", "excel", "powerpoint", "officedocument", "opendocument", "wps", "rtf", "msword")

_KINDS = {
    "file_pdf": "PDF",
    "file_ofd": "OFD",
    "file_image": mark("Picture"),
    "file_text": mark("Text"),
    "file_office": mark("Office file"),
    "file_other": mark("Another kind of file"),
}


def file_icon(media_type: str) -> str:
    """The name of the icon for a type of file."""
    if media_type == "application/pdf":
        return "file_pdf"
    if media_type.startswith("image/"):
        return "file_image"
    if media_type.startswith("text/"):
        return "file_text"
    if "ofd" in media_type:
        return "file_ofd"
    return "file_office" if any(word in media_type for word in _OFFICE) else "file_other"


def size_text(size: int) -> str:
    """A size in bytes as people read it, in the language in use."""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)


class BlankPaper(Retranslated, QWidget):
    """An icon, a name, type and size, a sentence, and the button that opens it with another program."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper_blank")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._file: tuple[str, str, int] | None = None
        self._sentence = ""
        self.offered = True
        """Whether the file can be handed to another program from here."""
        self._mark = QLabel()
        self._name = QLabel()
        self._name.setObjectName("paper_name")
        self._kind = QLabel()
        self._kind.setObjectName("paper_kind")
        self._kind.setProperty("role", "muted")
        self._told = QLabel()
        self._told.setObjectName("paper_told")
        self.open_with = QPushButton()
        self.open_with.setObjectName("paper_blank_open_with")
        self.open_with.setAutoDefault(False)
        put_icon(self.open_with, "open_with")
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(1)
        for label in (self._mark, self._name, self._kind, self._told):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(label is not self._mark)
            column.addWidget(label)
        column.addWidget(self.open_with, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self.retranslate()

    def describe(self, name: str, media_type: str, size: int) -> None:
        """The file that this stands for, `size` bytes large."""
        self._file = (name, media_type, size)
        self.say("")

    def nothing(self) -> None:
        """No file."""
        self._file = None
        self.say(mark("No paper."))

    def say(self, sentence: str) -> None:
        """The sentence (a message id) that stands there."""
        self._sentence = sentence
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.retranslate()

    def retranslate(self) -> None:
        self._told.setText(tr(self._sentence))
        self.open_with.setText(tr("Open with another program"))
        name, media_type, size = self._file or ("", "", 0)
        self._name.setText(name)
        for widget in (self._name, self._kind):
            widget.setVisible(self._file is not None)
        self.open_with.setVisible(self._file is not None and self.offered)
        picture = file_icon(media_type) if self._file else "file_other"
        self._kind.setText(f"{tr(_KINDS[picture])} · {size_text(size)}")
        self._kind.setToolTip(media_type)
        self._mark.setPixmap(drawn(picture, colour("muted"), 48, self.devicePixelRatioF()))
