"""The Merkle tree of RFC 9162, section 2.1: roots, proofs, and their checks. Pure functions over hashes.

``Edge`` is the tree's right edge: the roots of the complete subtrees that its size is made of, largest first. It is all
that an append needs, so an append costs the same at a thousand entries as at ten million.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple

NodeOf = Callable[[int, int], bytes]
"""(level, index) → the hash of a complete subtree of ``2**level`` leaves; its first leaf is ``index << level``."""

EMPTY_ROOT = sha256(b"").digest()


def join(left: bytes, right: bytes) -> bytes:
    """The hash over two subtrees: SHA-256 of 0x01, left, right."""
    return sha256(b"\x01" + left + right).digest()


class Node(NamedTuple):
    """A complete subtree that has just come to be: of ``2**level`` leaves, the ``place``-th of its level."""

    level: int
    place: int
    hash: bytes


class Edge:
    """The right edge of a growing tree."""

    __slots__ = ("hashes", "size")

    def __init__(self, size: int = 0, hashes: Sequence[bytes] = ()) -> None:
        if size.bit_count() != len(hashes):
            raise ValueError(f"a tree of {size} leaves has {size.bit_count()} subtrees on its edge, not {len(hashes)}")
        self.size = size
        self.hashes = list(hashes)

    def append(self, leaf: bytes) -> Sequence[Node]:
        """Take one more leaf; the subtrees (of two leaves and more) that it completes, smallest first."""
        index = self.size
        self.size += 1
        if not index & 1:
            self.hashes.append(leaf)
            return ()
        level, node, completed = 0, leaf, []
        while index & 1:
            node = join(self.hashes.pop(), node)
            level, index = level + 1, index >> 1
            completed.append(Node(level, index, node))
        self.hashes.append(node)
        return completed

    def extend(self, leaves: Sequence[bytes], kept: Container[int]) -> list[Node]:
        """Take many leaves, level by level: :meth:`append` of each, and of the subtrees those of the levels ``kept``."""
        nodes, edge = list[Node](), list[bytes]()
        level, start, row = 0, self.size, list(leaves)
        while row:
            if start & 1:
                row.insert(0, self.hashes.pop())
                start -= 1
            if len(row) & 1:
                edge.append(row.pop())
            pairs = iter(row)
            row = [sha256(b"\x01" + left + right).digest() for left, right in zip(pairs, pairs, strict=True)]
            level, start = level + 1, start >> 1
            if level in kept:
                nodes += [Node(level, start + place, hash_) for place, hash_ in enumerate(row)]
        self.hashes += reversed(edge)
        self.size += len(leaves)
        return nodes

    def root(self) -> bytes:
        """The root over all leaves so far; of none, the hash of nothing."""
        if not self.hashes:
            return EMPTY_ROOT
        root = self.hashes[-1]
        for left in reversed(self.hashes[:-1]):
            root = join(left, root)
        return root


def _split(count: int) -> int:
    """The largest power of two below ``count``."""
    return 1 << ((count - 1).bit_length() - 1)


def root_over(start: int, count: int, node: NodeOf) -> bytes:
    """The root over ``count`` leaves from ``start`` on, ``start`` a multiple of the power of two at or above ``count``."""
    if count == 0:
        return EMPTY_ROOT
    if count & (count - 1) == 0:
        level = count.bit_length() - 1
        return node(level, start >> level)
    left = _split(count)
    return join(root_over(start, left, node), root_over(start + left, count - left, node))


def inclusion_proof(index: int, size: int, node: NodeOf) -> list[bytes]:
    """What proves that leaf ``index`` is in the tree of ``size`` leaves, from the leaf upwards (2.1.3.1)."""
    if not 0 <= index < size:
        raise IndexError(f"no leaf {index} in a tree of {size}")
    return list(_path(index, 0, size, node))


def _path(index: int, start: int, count: int, node: NodeOf) -> Iterator[bytes]:
    if count == 1:
        return
    left = _split(count)
    if index < left:
        yield from _path(index, start, left, node)
        yield root_over(start + left, count - left, node)
    else:
        yield from _path(index - left, start + left, count - left, node)
        yield root_over(start, left, node)


def consistency_proof(old: int, new: int, node: NodeOf) -> list[bytes]:
    """What proves that the tree of ``old`` leaves is the beginning of the tree of ``new`` leaves (2.1.4.1)."""
    if not 0 <= old <= new:
        raise IndexError(f"a tree of {new} does not begin with one of {old}")
    if old in {0, new}:
        return []
    return list(_subproof(old, 0, new, True, node))


def _subproof(old: int, start: int, count: int, whole: bool, node: NodeOf) -> Iterator[bytes]:
    if old == count:
        if not whole:
            yield root_over(start, count, node)
        return
    left = _split(count)
    if old <= left:
        yield from _subproof(old, start, left, whole, node)
        yield root_over(start + left, count - left, node)
    else:
        yield from _subproof(old - left, start + left, count - left, False, node)
        yield root_over(start, left, node)


def root_from_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes:
    """The root that the proof leads to (2.1.3.2); :class:`ValueError` when the proof has the wrong length."""
    if not 0 <= index < size:
        raise ValueError("the leaf is not within the tree")
    place, last, root = index, size - 1, leaf
    for step in proof:
        if last == 0:
            raise ValueError("the proof is too long")
        if place & 1 or place == last:
            root = join(step, root)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            root = join(root, step)
        place, last = place >> 1, last >> 1
    if last:
        raise ValueError("the proof is too short")
    return root


def is_consistent(old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the proof shows that the older tree is the beginning of the newer one (2.1.4.2)."""
    if old > new:
        return False
    if old == new:
        return not proof and old_root == new_root
    if old == 0:
        return not proof and old_root == EMPTY_ROOT
    steps = list(proof)
    if old & (old - 1) == 0:
        steps.insert(0, old_root)
    if not steps:
        return False
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    older = newer = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            older, newer = join(step, older), join(step, newer)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            newer = join(newer, step)
        place, last = place >> 1, last >> 1
    return last == 0 and older == old_root and newer == new_root
