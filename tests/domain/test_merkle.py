"""The Merkle tree against the reference roots of RFC 6962's own implementation, and against itself in every form."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from filedesk.domain import merkle

LEAVES = (
    b"", b"\x00", b"\x10", b"\x20\x21", b"\x30\x31", b"\x40\x41\x42\x43", bytes(range(0x50, 0x58)),
    bytes(range(0x60, 0x70)),
)  # fmt: skip
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
"""merkle_tree_test.cc of github.com/google/certificate-transparency: roots after each of the leaves above."""


def plain_root(hashes: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word for word."""
    if len(hashes) <= 1:
        return hashes[0] if hashes else hashlib.sha256().digest()
    k = 1 << ((len(hashes) - 1).bit_length() - 1)
    return hashlib.sha256(b"\x01" + plain_root(hashes[:k]) + plain_root(hashes[k:])).digest()


def test_the_reference_roots() -> None:
    tree = merkle.Frontier()
    for leaf, root in zip(LEAVES, ROOTS, strict=True):
        tree.append(merkle.leaf_hash(leaf))
        assert tree.root().hex() == root
    assert merkle.subtree_root([merkle.leaf_hash(leaf) for leaf in LEAVES]).hex() == ROOTS[-1]


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert merkle.Frontier().root() == merkle.EMPTY_ROOT == hashlib.sha256(b"").digest() == merkle.subtree_root([])


def grown(count: int) -> tuple[list[bytes], dict[tuple[int, int], bytes], merkle.Frontier]:
    hashes = [merkle.leaf_hash(b"%d" % n) for n in range(count)]
    tree, tiles = merkle.Frontier(), {}
    for hashed in hashes:
        for level, place, tile in tree.append(hashed):
            tiles[level, place] = tile
    return hashes, tiles, tree


HASHES, TILES, TREE = grown(2 * 65_536 + 3 * 256 + 77)


@given(st.integers(0, 2000) | st.integers(0, len(HASHES)) | st.sampled_from([255, 256, 257, 65_535, 65_536, 65_537]))
def test_the_root_from_tiles_is_that_of_all_leaves(size: int) -> None:
    root = merkle.root(
        size, lambda a, b: HASHES[a:b], lambda level, a, b: [TILES[level, place] for place in range(a, b)]
    )
    assert root == merkle.subtree_root(HASHES[:size])
    if size <= 2000:
        assert root == plain_root(HASHES[:size])


def test_the_frontier_agrees_with_the_tiles_at_its_whole_size() -> None:
    assert TREE.size == len(HASHES)
    assert TREE.root() == merkle.subtree_root(HASHES)
    assert {level for level, _ in TILES} == set(merkle.TILE_LEVELS)
    assert TILES[16, 1] == plain_root(HASHES[65_536 : 2 * 65_536])


@given(st.lists(st.binary(max_size=40), max_size=70))
def test_growing_leaf_by_leaf_is_the_definition(leaves: list[bytes]) -> None:
    tree = merkle.Frontier()
    for leaf in leaves:
        tree.append(merkle.leaf_hash(leaf))
    assert tree.root() == plain_root([merkle.leaf_hash(leaf) for leaf in leaves])
