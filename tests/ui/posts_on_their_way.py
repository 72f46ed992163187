"""A post that is handed over in the demo office, and its dialogs, for the test of both languages."""

from __future__ import annotations

from pathlib import Path

from filedesk.demo import DEMO_PASSWORD
from filedesk.desk import open_desk
from filedesk.domain.posts import Line, Thing
from filedesk.services import posts
from filedesk.services.people import people as everybody
from filedesk.services.people import sign_in
from tests.ui.drafts_on_their_way import OFFERED
from tests.ui.seen_texts import Reader

CLERK, LEAVER, SUCCESSOR, SUPERVISOR = "王芳", "张伟", "陈静", "李建国"
DIALOGS = (
    ("post_list_dialog", "post_new"),
    ("post_list_dialog", "post_change"),
    ("post_record_dialog", "post_record"),
    ("post_withdraw_dialog", "post_withdraw"),
)
"""Which dialog, by which button of the one with the lists, "posts_dialog"."""

OF_THE_OFFICE = (
    ("add_kind_dialog", "add_kind"), ("close_book_dialog", "close_book"), ("department_code_dialog", "set_code"),
)  # fmt: skip
"""The clerk's dialogs on the page of the office, by their buttons."""


def of_the_office(reader: Reader) -> tuple[tuple[str, str], ...]:
    """Those dialogs; the code that one of them offers is known as a name and no untranslated word."""
    reader.data.insert(0, OFFERED)
    return OF_THE_OFFICE


def prepare_a_list(folder: Path) -> None:
    """张伟 hands over to 陈静, before 李建国."""
    desk = open_desk(folder)
    ids = {row["name"]: row["id"] for row in everybody(desk.ports)}
    clerk = sign_in(desk.ports, name=CLERK, password=DEMO_PASSWORD)
    people = {"leaver": ids[LEAVER], "successor": ids[SUCCESSOR], "supervisor": ids[SUPERVISOR]}
    posts.prepare(desk.ports, clerk, **people, lines=[Line(Thing.KEY, LEAVER, 2)])
    desk.close()
