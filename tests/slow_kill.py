"""Ten thousand registrations killed at random moments: `python -m tests.slow_kill [rounds] [seed]`. Linux only.

The gate does the same with 200 rounds (tests/storage/test_durability.py). Prints the seed, so that a failure can be
looked into with the same moments. Each thousand rounds begin on a fresh desk, since every round opens the desk and
counts all its numbers. Run it from the project's root; it takes the better part of an hour.
"""

from __future__ import annotations

import random
import sys

from tests.desk_template import founded_template
from tests.storage.killing import Acknowledged, killed_rounds, quick_folder

A_DESK = 1000
"""So many rounds are carried out on one desk."""


def main(rounds: int, seed: int) -> None:
    print(f"{rounds} rounds, seed {seed}", flush=True)
    before = [0, 0, 0]

    def tell(done: Acknowledged) -> None:
        kills, entries, swept = (
            sum(both) for both in zip(before, (done.rounds, len(done.entries), len(done.swept)), strict=True)
        )
        print(f"{kills} kills, {entries} entries acknowledged and all there, {swept} swept", flush=True)

    for number, begun in enumerate(range(0, rounds, A_DESK)):
        with quick_folder() as base:
            folder = founded_template(base).copy(base / "desk")
            paper = base / "paper.txt"
            paper.write_bytes(b"paper " * 2000)
            some = min(A_DESK, rounds - begun)
            done = killed_rounds(folder, paper, some, seed + number, verify_every=500, told_of=tell)
        before = [before[0] + done.rounds, before[1] + len(done.entries), before[2] + len(done.swept)]


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 10_000,
        int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(1 << 32),
    )
