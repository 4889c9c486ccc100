"""The tree of RFC 9162: known answers, the definition itself as the floor, and proofs that hold for nothing else."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dajuan.ledger.entry import leaf_hash
from dajuan.ledger.merkle import (
    EMPTY_ROOT,
    Edge,
    consistency_proof,
    inclusion_proof,
    is_consistent,
    join,
    root_from_inclusion,
    root_over,
)

# The eight leaves that implementations of certificate transparency test themselves with, and their roots by size.
LEAVES = [bytes.fromhex(h) for h in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")]  # fmt: skip
ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    4: "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    6: "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


def by_definition(leaves: list[bytes]) -> bytes:
    """MTH of section 2.1.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return join(by_definition(leaves[:k]), by_definition(leaves[k:]))


def node_of(leaves: list[bytes]):
    return lambda level, index: by_definition(leaves[index << level : (index + 1) << level])


def grown(leaves: list[bytes]) -> Edge:
    edge = Edge()
    for leaf in leaves:
        list(edge.append(leaf))
    return edge


hashes = st.lists(st.integers(0, 2**32).map(lambda n: leaf_hash(str(n).encode())), min_size=1, max_size=70)


@pytest.mark.parametrize("size", ROOTS)
def test_known_roots(size):
    assert grown([leaf_hash(leaf) for leaf in LEAVES[:size]]).root().hex() == ROOTS[size]


def test_of_nothing():
    assert Edge().root() == EMPTY_ROOT == hashlib.sha256(b"").digest()


@given(hashes)
def test_the_edge_gives_the_root_of_the_definition(leaves):
    edge = grown(leaves)
    assert edge.root() == by_definition(leaves) == root_over(0, len(leaves), node_of(leaves))
    assert Edge(edge.size, edge.hashes).root() == edge.root()


@given(hashes)
def test_an_append_names_the_subtrees_it_completes(leaves):
    edge = Edge()
    for leaf in leaves:
        for node in edge.append(leaf):
            assert node.hash == by_definition(leaves[node.place << node.level : (node.place + 1) << node.level])


@given(hashes, st.data())
def test_many_leaves_at_once_are_as_one_after_another(leaves, data):
    """However long the tree was before, and in whatever portions they come."""
    cuts = sorted(data.draw(st.lists(st.integers(0, len(leaves)), max_size=3)))
    kept = data.draw(st.sets(st.integers(1, 6)))
    one_by_one, at_once, nodes, extended = Edge(), Edge(), [], []
    for start, stop in zip([0, *cuts], [*cuts, len(leaves)], strict=True):
        for leaf in leaves[start:stop]:
            nodes += [node for node in one_by_one.append(leaf) if node.level in kept]
        extended += at_once.extend(leaves[start:stop], kept)
        assert (at_once.size, at_once.hashes) == (one_by_one.size, one_by_one.hashes)
    assert sorted(extended) == sorted(nodes)


@given(hashes, st.data())
def test_a_leaf_is_proved_and_no_other(leaves, data):
    size = data.draw(st.integers(1, len(leaves)))
    index = data.draw(st.integers(0, size - 1))
    root = by_definition(leaves[:size])
    proof = inclusion_proof(index, size, node_of(leaves))
    assert root_from_inclusion(leaves[index], index, size, proof) == root
    assert root_from_inclusion(leaf_hash(b"another"), index, size, proof) != root
    with pytest.raises(ValueError, match="too long"):
        root_from_inclusion(leaves[index], index, size, [*proof, root])
    if proof:
        with pytest.raises(ValueError, match="too short"):
            root_from_inclusion(leaves[index], index, size, proof[:-1])


@given(hashes, st.data())
def test_an_older_tree_is_the_beginning_of_a_newer(leaves, data):
    new = data.draw(st.integers(0, len(leaves)))
    old = data.draw(st.integers(0, new))
    older, newer = by_definition(leaves[:old]), by_definition(leaves[:new])
    proof = consistency_proof(old, new, node_of(leaves))
    assert is_consistent(old, older, new, newer, proof)
    if 0 < old < new:
        assert not is_consistent(old, newer, new, newer, proof)
        assert not is_consistent(old, older, new, older, proof)
        assert not is_consistent(old, older, new, newer, proof[:-1])
        assert not is_consistent(old, older, new, newer, [*proof, newer])


@pytest.mark.parametrize(("index", "size"), [(0, 0), (3, 3), (-1, 3)])
def test_no_proof_of_what_is_not_there(index, size):
    with pytest.raises(IndexError):
        inclusion_proof(index, size, node_of([]))


def test_an_edge_that_cannot_be():
    with pytest.raises(ValueError, match="has 2 subtrees"):
        Edge(3, [EMPTY_ROOT])
