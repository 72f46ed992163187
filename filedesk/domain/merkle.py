"""The Merkle tree over the journal (RFC 6962, section 2.1): leaf hashes, subtree tiles and roots.

A journal keeps the roots of full subtrees of 256 and 65,536 leaves ("tiles"), so that the root at any size is
computed from a few hundred hashes; the verifier computes all of them anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

TILE_LEVELS = (8, 16)
"""The levels whose subtree roots are kept: 2^8 and 2^16 leaves."""

EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(leaf: bytes) -> bytes:
    """SHA-256(0x00 ‖ leaf)."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 ‖ left ‖ right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def subtree_root(hashes: Sequence[bytes]) -> bytes:
    """The root over these hashes of equal-sized full subtrees (or leaves); there may be any number of them."""
    if not hashes:
        return EMPTY_ROOT
    level = list(hashes)
    while len(level) > 1:
        paired = [node_hash(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
        if len(level) % 2:
            paired.append(level[-1])
        level = paired
    return level[0]


def root(
    size: int, leaves: Callable[[int, int], Sequence[bytes]], tiles: Callable[[int, int, int], Sequence[bytes]]
) -> bytes:
    """The root hash at `size`.

    `leaves(first, end)` gives the leaf hashes of that half-open range, counted from 0; `tiles(level, first, end)`
    the kept subtree roots of that level.
    """
    low, high = TILE_LEVELS
    whole_high, whole_low = size >> high, size >> low
    return _join(
        (
            tiles(high, 0, whole_high),
            tiles(low, whole_high << (high - low), whole_low),
            leaves(whole_low << low, size),
        )
    )


def _join(spine: Sequence[Sequence[bytes]]) -> bytes:
    """Join runs of subtrees, each run's subtrees larger than the next one's, into the RFC 6962 root."""
    peaks: list[bytes] = []
    for run in spine:
        start = 0
        while start < len(run):
            width = 1 << ((len(run) - start).bit_length() - 1)
            peaks.append(subtree_root(run[start : start + width]))
            start += width
    if not peaks:
        return EMPTY_ROOT
    joined = peaks.pop()
    while peaks:
        joined = node_hash(peaks.pop(), joined)
    return joined


class Frontier:
    """The right edge of a growing tree: appends leaves and tells the root, keeping about log2(size) hashes."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[tuple[int, bytes]] = []

    def append(self, leaf: bytes) -> list[tuple[int, int, bytes]]:
        """Add a leaf hash; returns the tiles that it completes as (level, index, hash)."""
        self.size += 1
        height, made = 0, leaf
        tiles: list[tuple[int, int, bytes]] = []
        while self._peaks and self._peaks[-1][0] == height:
            made = node_hash(self._peaks.pop()[1], made)
            height += 1
            if height in TILE_LEVELS:
                tiles.append((height, (self.size >> height) - 1, made))
        self._peaks.append((height, made))
        return tiles

    def root(self) -> bytes:
        """The root hash over what has been appended."""
        if not self._peaks:
            return EMPTY_ROOT
        joined = self._peaks[-1][1]
        for _height, peak in reversed(self._peaks[:-1]):
            joined = node_hash(peak, joined)
        return joined
