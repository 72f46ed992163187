"""A scan shown from memory, page by page where the file has several (TIFF); decoded in a worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QImageReader, QPixmap, QResizeEvent, QTransform
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from filedesk.services.ports import Progress
from filedesk.ui.tasks import Generation, Tasks

_STEP: Final = 1.25
_LEAST: Final = 0.05
_MOST: Final = 6.0


@dataclass(frozen=True)
class Decoded:
    """One page of a picture file and how many there are; a null image where it cannot be read."""

    image: QImage
    pages: int


def decode(data: bytes, page: int = 1) -> Decoded:
    """Page `page` of a picture, turned as its own data say. May run in any thread."""
    held = QByteArray(data)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    pages = max(1, reader.imageCount())
    if page > 1:
        reader.jumpToImage(page - 1)
    found = Decoded(reader.read(), pages)
    del reader  # before its device: a TIFF reader still uses that when it goes
    return found


class ImagePaper(QScrollArea):
    """A picture as wide as the window until one zooms. `moved` comes with every new page and zoom, `unreadable`
    when the bytes are no picture that can be shown.
    """

    moved = Signal()
    unreadable = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper_image")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._tasks = tasks
        self._question = Generation()
        self._data = b""
        self._image = QImage()
        self._page, self._pages = 1, 1
        self._turned = 0
        self._factor: float | None = None
        self._label = QLabel()
        self._label.setObjectName("paper_image_label")
        self.setWidget(self._label)

    def show_bytes(self, data: bytes) -> None:
        """Show the first page of the picture `data` as soon as it is decoded."""
        self._data = data
        self._page, self._turned, self._factor = 1, 0, None
        self._label.clear()
        self._decode()

    def forget(self) -> None:
        """Let go of the picture."""
        self._question.next()
        self._data, self._image = b"", QImage()
        self._label.clear()

    def place(self) -> tuple[int, int]:
        """The page in view, counted from 1, and how many there are."""
        return self._page, self._pages

    def go(self, page: int) -> None:
        """Show another page."""
        wanted = max(1, min(page, self._pages))
        if wanted != self._page:
            self._page = wanted
            self._decode()

    def zoom(self, direction: int) -> None:
        """One step larger (1) or smaller (-1)."""
        self._factor = max(_LEAST, min(_MOST, self.factor() * _STEP**direction))
        self._draw()

    @Slot()
    def fit(self) -> None:
        """As wide as the window."""
        self._factor = None
        self._draw()

    @Slot()
    def rotate(self) -> None:
        """A quarter turn to the right, on the screen only."""
        self._turned = (self._turned + 90) % 360
        self._draw()

    def factor(self) -> float:
        """Screen pixels for each pixel of the picture."""
        if self._factor is not None:
            return self._factor
        width = (self._image.height() if self._turned % 180 else self._image.width()) or 1
        return max(_LEAST, min(_MOST, (self.viewport().width() - 24) / width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._factor is None and not self._image.isNull():
            self._draw()

    def _decode(self) -> None:
        number, data, page = self._question.next(), self._data, self._page

        def read(_progress: Progress) -> Decoded:
            return decode(data, page)

        def came(found: Decoded) -> None:
            if self._question.is_current(number):
                self._came(found)

        self._tasks.run(read, done=came, on="pool", owner=self)

    def _came(self, found: Decoded) -> None:
        if found.image.isNull():
            self.unreadable.emit()
            return
        self._image, self._pages = found.image, found.pages
        self._draw()

    def _draw(self) -> None:
        if self._image.isNull():
            return
        ratio = self.devicePixelRatioF()
        turned = self._image.transformed(QTransform().rotate(self._turned))
        size = QSize(round(turned.width() * self.factor()), round(turned.height() * self.factor()))
        drawn = turned.scaled(
            size * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        drawn.setDevicePixelRatio(ratio)
        self._label.setPixmap(QPixmap.fromImage(drawn))
        self._label.resize(size)
        self.moved.emit()
