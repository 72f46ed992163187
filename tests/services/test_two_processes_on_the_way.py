"""Two processes act on the same paper on its way: the second is told by whom it was changed, and nothing is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from filedesk.errors import ChangedMeanwhile
from filedesk.services import circulation, finishing
from filedesk.services.keys import Session
from filedesk.services.verification import verify
from tests.domain.test_projection import assert_live_is_folded
from tests.services.route_office import BUILDER, CLERK, PAYER, SECOND_CLERK, Ways, ways

ROOT = Path(__file__).resolve().parents[2]


class Elsewhere:
    """Somebody at work on the same desk in a process of his own."""

    def __init__(self, folder: Path, name: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.services.other_process", str(folder), name],
            cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1"}, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            encoding="utf-8",
        )  # fmt: skip
        assert self.answer() == {"ready": name}

    def ask(self, act: str, **arguments: Any) -> None:
        """Have him act; he answers by `answer` when it is done."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"act": act, "arguments": arguments}) + "\n")
        self.process.stdin.flush()

    def answer(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        told: dict[str, Any] = json.loads(self.process.stdout.readline())
        return told

    def does(self, act: str, **arguments: Any) -> dict[str, Any]:
        self.ask(act, **arguments)
        return self.answer()

    def end(self) -> None:
        self.process.communicate(timeout=60)
        assert self.process.returncode == 0


@pytest.fixture
def office(templates: Path, tmp_path: Path) -> Iterator[Ways]:
    opened = ways(templates, tmp_path / "desk")
    yield opened
    opened.desk.close()


@pytest.fixture
def elsewhere(office: Ways) -> Iterator[Elsewhere]:
    """The second clerk, in a process of her own."""
    other = Elsewhere(office.folder, SECOND_CLERK)
    yield other
    other.end()


@pytest.fixture
def clerk(office: Ways) -> Session:
    return office.session(CLERK)


def test_the_second_is_told_who_was_first_and_sees_the_new_state(
    office: Ways, elsewhere: Elsewhere, clerk: Session
) -> None:
    """I4: both want to send the paper on; only one hand-over is written."""
    paper = office.said([BUILDER, PAYER])
    circulation.begin_circulation(office.ports, clerk, document=paper)
    circulation.sign_reading(office.ports, office.session(BUILDER), document=paper, text="同意")
    seen = office.seen(paper)
    done = elsewhere.does("send_to_next", documents=[paper], seen=seen)
    with pytest.raises(ChangedMeanwhile) as caught:
        circulation.send_to_next(office.ports, clerk, documents=[paper], seen=seen)
    assert (caught.value.code, caught.value.params["name"]) == ("changed_meanwhile", SECOND_CLERK)
    assert caught.value.params["last_seq"] == office.seen(paper) == done["done"] == office.size()
    assert office.turn(paper, PAYER)["state"] == "out"
    assert (office.turn(paper, BUILDER)["opinion"], office.document(paper)["holder"]) == ("同意", 7)
    assert verify(office.ports).good


def test_and_so_is_the_other_process(office: Ways, elsewhere: Elsewhere, clerk: Session) -> None:
    paper = office.said([BUILDER])
    circulation.begin_circulation(office.ports, clerk, document=paper)
    seen = office.seen(paper)
    circulation.sign_reading(office.ports, office.session(BUILDER), document=paper)
    size = office.size()
    told = elsewhere.does("take_back", document=paper, seen=seen)
    assert told == {
        "refused": "changed_meanwhile", "name": BUILDER, "number": office.document(paper)["number"], "last_seq": size
    }  # fmt: skip
    assert elsewhere.does("take_back", document=paper, seen=size) == {"done": size + 1}
    assert office.document(paper)["holder"] == 3


def test_at_the_same_moment_one_of_them_does_it(office: Ways, elsewhere: Elsewhere, clerk: Session) -> None:
    """Ten times both finish the same paper as they see it; each time one does, and the other is told of him."""
    papers = [office.said([BUILDER]) for _ in range(10)]
    for paper in papers:
        circulation.begin_circulation(office.ports, clerk, document=paper)
        circulation.sign_reading(office.ports, office.session(BUILDER), document=paper)
    firsts = []
    for paper in papers:
        seen = office.seen(paper)
        elsewhere.ask("finish", document=paper, seen=seen)
        try:
            finishing.finish(office.ports, clerk, document=paper, seen=seen)
        except ChangedMeanwhile as changed:
            told = (changed.params["name"], "done" in elsewhere.answer())
            firsts.append(SECOND_CLERK)
        else:
            answer = elsewhere.answer()
            told = (answer["name"], answer["refused"] == "changed_meanwhile")
            firsts.append(CLERK)
        assert told == (firsts[-1], True)
    assert len(firsts) == office.events().count("finished") == len(papers)
    assert {row["state"] for row in office.rows("document")} == {"finished"}
    assert_live_is_folded(office)
    assert verify(office.ports).good


def test_on_different_papers_neither_waits_for_the_other(office: Ways, elsewhere: Elsewhere, clerk: Session) -> None:
    """What both do at once is all there, in one order, with no number of the journal twice."""
    own, others = [[office.said([BUILDER]) for _ in range(8)] for _ in range(2)]
    for paper in own + others:
        circulation.begin_circulation(office.ports, clerk, document=paper, send=False)
    size = office.size()
    for mine, hers in zip(own, others, strict=True):
        elsewhere.ask("send_to_next", documents=[hers], seen=office.seen(hers))
        circulation.send_to_next(office.ports, clerk, documents=[mine], seen=office.seen(mine))
        assert "done" in elsewhere.answer()
    carriers = [row["carrier"] for row in office.rows("movement", purpose="reading")]
    assert sorted(map(int, map(str, carriers))) == [2] * 8 + [3] * 8
    assert office.events()[size:].count("handed_over") == office.size() - size
    assert verify(office.ports).good
