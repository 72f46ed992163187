"""Ten thousand registrations killed at random moments: `python -m tests.slow_kill [rounds] [seed]`. Linux only.

The gate does the same with 200 rounds (tests/storage/test_durability.py). Prints the seed, so that a failure can be
looked into with the same moments. Run it from the project's root; it takes the better part of an hour.
"""

from __future__ import annotations

import random
import sys

from tests.desk_template import founded_template
from tests.storage.killing import Acknowledged, killed_rounds, quick_folder


def main(rounds: int, seed: int) -> None:
    print(f"{rounds} rounds, seed {seed}", flush=True)
    with quick_folder() as base:
        folder = founded_template(base).copy(base / "desk")
        paper = base / "paper.txt"
        paper.write_bytes(b"paper " * 2000)
        killed_rounds(folder, paper, rounds, seed, verify_every=500, told_of=tell)


def tell(done: Acknowledged) -> None:
    """How far it is, after each whole check; the last line stands for all."""
    said = f"{done.rounds} kills, {len(done.entries)} entries acknowledged and all there, {len(done.swept)} swept"
    print(said, flush=True)


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 10_000,
        int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(1 << 32),
    )
