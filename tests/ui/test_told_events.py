"""The life and the way of every document of a desk with some of everything can be told, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from filedesk.services import reading
from filedesk.texts import language, use_language
from filedesk.texts.names import EVENTS
from filedesk.ui.pages.desk_facts import load_facts
from filedesk.ui.pages.document_acts import allowed_acts, next_act
from filedesk.ui.pages.document_timeline import told_of
from filedesk.ui.pages.route_lines import sections
from tests.desk_template import CLERK, HEAD, Office, filled_template


@pytest.fixture
def filled_office(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Iterator[Office]:
    base = tmp_path_factory.getbasetemp() / "told"
    base.mkdir(exist_ok=True)
    before = language()
    opened = filled_template(base).opened(tmp_path / "desk")
    yield opened
    opened.desk.close()
    use_language(before)


@pytest.mark.parametrize("code", ["en", "zh_CN"])
@pytest.mark.parametrize("name", [CLERK, HEAD])
def test_every_event_and_every_way(filled_office: Office, name: str, code: str) -> None:
    """No type of event is left without its name, and none stops the page."""
    use_language(code)
    ports, session = filled_office.ports, filled_office.session(name)
    facts = load_facts(ports, session)
    told = set()
    for row in filled_office.rows("document", order="id")[:30]:
        view = reading.document(ports, session, int(str(row["id"])))
        for event, words in view.timeline:
            told_of(event, words, view, facts)
            told.add(event.type)
        assert sections(view, facts)[0].lines, "somebody has every paper"
        allowed = allowed_acts(view, session)
        assert next_act(view, allowed) in {None, *allowed}
    assert told <= set(EVENTS), told - set(EVENTS)
    assert {"reading_signed", "urged", "document_sent", "original_returned"} <= told
