"""Setting the program up as a window: application object, font, look, language, crash dialog, workers."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtWidgets import QApplication

from filedesk import __version__
from filedesk.ui.appearance import Appearance
from filedesk.ui.collecting import collect_here
from filedesk.ui.crash import CrashHandler
from filedesk.ui.fonts import use_fonts
from filedesk.ui.languages import language_at_start, switch_language
from filedesk.ui.operations import ChangeHub, Operations
from filedesk.ui.settings import Settings
from filedesk.ui.tasks import Tasks


class Setting(NamedTuple):
    """What every page of the window stands on, made once."""

    application: QApplication
    settings: Settings
    appearance: Appearance
    tasks: Tasks
    hub: ChangeHub
    operations: Operations


def make_application(argv: list[str]) -> Setting:
    """Make the application object (there must be none yet), install the crash dialog and prepare the rest."""
    # Told as an argument: `setStyle` hands the style out, and PySide then loads all that styles know (5 ms).
    application = QApplication([*argv[:1], "-style", "Fusion", *argv[1:]])
    application.setApplicationName("filedesk")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("filedesk")
    CrashHandler(application).install()
    return prepare(application, Settings())


def prepare(application: QApplication, settings: Settings) -> Setting:
    """Give an application object our style, font, look, language and workers."""
    collect_here(application)
    use_fonts(application)
    switch_language(application, language_at_start(settings))
    tasks = Tasks(application)
    hub = ChangeHub(application)
    return Setting(
        application=application,
        settings=settings,
        appearance=Appearance(application, settings),
        tasks=tasks,
        hub=hub,
        operations=Operations(tasks, hub),
    )
