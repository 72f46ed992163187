"""What a person sees whose keys the general manager has not confirmed yet: his fingerprint, and nothing else."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from filedesk.texts import mark, tr
from filedesk.ui.front_card import FrontCard
from filedesk.ui.widgets.secret_fields import BigGroups


class Unconfirmed(FrontCard):
    """`sign_in_again` asks to go back to the sign-in, where he is let in once he is confirmed."""

    sign_in_again = Signal()

    def __init__(self, name: str, fingerprint: str, parent: QWidget | None = None) -> None:
        super().__init__("unconfirmed", mark("Wait to be confirmed"), width=700, parent=parent)
        self._name = name
        self.fingerprint = BigGroups("own_fingerprint")
        self.fingerprint.put(fingerprint)
        self._told = QLabel()
        self._told.setObjectName("unconfirmed_told")
        self._told.setWordWrap(True)
        self._again = QPushButton()
        self._again.setObjectName("sign_in_again")
        self._again.setProperty("primary", True)
        self._again.clicked.connect(self.sign_in_again)
        self.body.addWidget(self._told)
        self.body.addWidget(self.fingerprint)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._again)
        self.body.addLayout(row)
        self.setFocusProxy(self._again)
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        self._told.setText(
            tr(
                "{name}, your keys are made. The general manager now compares this fingerprint with the one on his "
                "screen and confirms you; read it to him. Until then you see nothing of the office's papers.",
                name=self._name,
            )
        )
        self._again.setText(tr("Back to sign-in"))
