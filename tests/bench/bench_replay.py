"""How fast a journal is proven: replaying it into rows, checking its signatures, and both as `verify` does them.

    python -m tests.bench.bench_replay [--events 30000]

Goals on one core: replay at least 10,000 events a second, signatures at least 5,000 a second. Replay is reading events
and words, projecting them, folding the operations per key and writing the rows into an empty copy; its baseline is
parsing the same payloads as JSON and inserting the same rows with executemany. The baseline of the signatures is
Ed25519 alone, one key object for each check, over the same bytes. All events are really signed: registrations, each
with a proposal, a handing-over and a submission to the general manager.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from filedesk.desk import Desk
from filedesk.domain.events import parse
from filedesk.domain.projection import project
from filedesk.services.acts import Act, act_of
from filedesk.services.keys import Session
from filedesk.services.ports import Progress
from filedesk.services.verification import verify
from filedesk.services.verifying_journal import check_journal
from filedesk.storage.applying import Folding
from filedesk.storage.database import empty_copy
from filedesk.vault.signing import encoding
from tests.bench.measuring import Line, founded_desk, show

_BATCH = 500
EACH = 4


def _append_one(act: Act, document: int) -> None:
    data = {
        "document": document, "series": "incoming", "secret": 0, "level": "ordinary", "year": 2026, "serial": document,
        "files": [], "kind": "notice", "received": "2026-03-05", "copies": 1, "urgency": "routine", "medium": "paper",
        "correspondent": document % 200 + 1, "correspondent_new": int(document <= 200), "dated": "2026-03-01",
    }  # fmt: skip
    words = {
        "title": f"关于开展第{document}号住宅小区消防设施专项检查的通知",
        "sender": f"市第{document % 200 + 1}局",
        "sender_number": f"建〔2026〕{document}号",
    }
    act.append("document_registered", data, words)
    proposed = {"document": document, "readers": [1], "departments": [{"department": 2, "lead": 1}]}
    act.append("proposal_made", proposed, {"text": "拟请工程部阅办，请总经理批示。"})
    moved = {"document": document, "from": 2, "to": 1, "carrier": 2, "purpose": "review"}
    act.append("handed_over", moved)
    act.append("put_to_general_manager", {"document": document})


def fill(desk: Desk, session: Session, events: int) -> None:
    """Sign and append that many events, some hundred in a transaction."""
    documents = events // EACH
    for first in range(1, documents + 1, _BATCH):
        with desk.ports.ledger.writing() as writing:
            for document in range(first, min(first + _BATCH, documents + 1)):
                _append_one(act_of(writing, session), document)


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of one run in this thread."""
    began = time.thread_time()
    work()
    return time.thread_time() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, default=30_000)
    told = parser.parse_args()
    with founded_desk() as (desk, session):
        writing = cpu(lambda: fill(desk, session, told.events))
        connection = desk.database.connection()
        stored = connection.execute("SELECT payload, signature, key FROM event ORDER BY seq").fetchall()
        count = len(stored)
        signing = {row[0]: row[1] for row in connection.execute("SELECT key, signing FROM person")}
        checks = [(bytes.fromhex(signing[key]), p, s) for p, s, key in stored if key in signing]

        folding = Folding()
        words: dict[int, dict[str, str]] = {}
        for seq, field, text in connection.execute("SELECT seq, field, text FROM word"):
            words.setdefault(seq, {})[field] = text
        for payload, _signature, _key in stored:
            event = parse(payload)
            for operation in project(event, words.get(event.seq, {})):
                folding.add(operation)
        with desk.ports.inspection.open() as inspected:
            with empty_copy() as copy:
                base_replay = cpu(lambda: ([json.loads(p) for p, _s, _k in stored], folding.write(copy)))
            began = time.thread_time()
            with inspected.replayed(0):
                empty = time.thread_time() - began
            with empty_copy() as copy:
                replay = cpu(lambda: inspected._projected(count, Progress()).write(copy))  # type: ignore[attr-defined]
            compare = cpu(lambda: list(inspected.compare(count, Progress()))) - empty
            base_holds = cpu(
                lambda: [Ed25519PublicKey.from_public_bytes(k).verify(s, encoding(p)) for k, p, s in checks]
            )
            holds = cpu(lambda: [desk.ports.vault.holds(k, p, s) for k, p, s in checks])
            journal = cpu(lambda: check_journal(desk.ports.vault, inspected, Progress()))
        whole = cpu(lambda: verify(desk.ports))
        signed = len(checks)
        show(
            f"Proving a journal of {count:,} events, CPU time of one core",
            [
                Line("append (sign, chain, project, index)", count / writing, "/s"),
                Line("baseline: parse JSON, insert the rows", count / base_replay, "events/s"),
                Line("replay", count / replay, "events/s", f"{replay / base_replay:.1f}x of it (goal 10,000/s)"),
                Line(
                    "replay and compare every row", count / compare, "events/s", f"{compare / base_replay:.1f}x of it"
                ),
                Line("baseline: Ed25519 alone", signed / base_holds, "/s"),
                Line("signature checks", signed / holds, "/s", f"{holds / base_holds:.2f}x of it (goal 5,000/s)"),
                Line("journal: form, chain, tree, signature, words", count / journal, "events/s"),
                Line("verify as a whole", count / whole, "events/s"),
            ],
        )


if __name__ == "__main__":
    main()
