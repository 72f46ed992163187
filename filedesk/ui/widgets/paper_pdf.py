"""A PDF shown from memory through QtPdf; nothing of it ever lies in a file."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt, Signal, Slot
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QWidget

Trouble = QPdfDocument.Error

_STEP: Final = 1.25
_LEAST: Final = 0.2
_MOST: Final = 6.0


class PdfPaper(QPdfView):
    """Pages below one another. `moved` comes when another page is in view or the zoom changes."""

    moved = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("paper_pdf")
        self._data = QByteArray()
        # Not children of this view: a QWidget deletes its children while they are still connected to it, and the
        # signals of a dying document then reach a view that is half gone. The document goes before its buffer.
        self._pages = QPdfDocument(parent)
        self._buffer = QBuffer(parent)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        # A bar that comes makes the page narrower, so lower, and goes again: at some heights Qt never came to an end.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setDocument(self._pages)
        self.pageNavigator().currentPageChanged.connect(self.moved)
        self.zoomFactorChanged.connect(self.moved)

    def show_bytes(self, data: bytes) -> Trouble:
        """Show a PDF; returns `Trouble.None_` or why it cannot be shown (encrypted, corrupt …)."""
        self.forget()
        self._data = QByteArray(data)
        self._buffer.setData(self._data)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._pages.load(self._buffer)
        trouble = self._pages.error()
        if trouble == Trouble.None_ and self._pages.pageCount() == 0:
            trouble = Trouble.InvalidFileFormat
        if trouble != Trouble.None_:
            self.forget()
        self.moved.emit()
        return trouble

    def forget(self) -> None:
        """Close the document and let go of its bytes."""
        self._pages.close()
        self._buffer.close()
        self._buffer.setData(QByteArray())
        self._data = QByteArray()

    def place(self) -> tuple[int, int]:
        """The page in view, counted from 1, and how many there are."""
        return self.pageNavigator().currentPage() + 1, self._pages.pageCount()

    def go(self, page: int) -> None:
        """Bring `page`, counted from 1, into view; the nearest there is."""
        wanted = max(1, min(page, self._pages.pageCount()))
        self.pageNavigator().jump(wanted - 1, QPointF(), 0)

    def zoom(self, direction: int) -> None:
        """One step larger (1) or smaller (-1)."""
        now = self.zoomFactor() if self.zoomMode() == QPdfView.ZoomMode.Custom else self._fitting()
        self.setZoomMode(QPdfView.ZoomMode.Custom)
        self.setZoomFactor(max(_LEAST, min(_MOST, now * _STEP**direction)))

    @Slot()
    def fit(self) -> None:
        """As wide as the window."""
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.moved.emit()

    def _fitting(self) -> float:
        """The zoom factor that FitToWidth amounts to now, from the page's width in points."""
        page = self._pages.pagePointSize(max(0, self.pageNavigator().currentPage())).width()
        room = self.viewport().width() - 2 * self.documentMargins().left()
        return room / (page * self.logicalDpiX() / 72) if page > 0 else 1.0
