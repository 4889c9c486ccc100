#!/usr/bin/env python3
"""Checks proofs of a Dajuan log with nothing but Python: no database, no network, nothing of the dajuan package.

    python3 offline.py proof.json [--key 'name+hash+key'] [--held checkpoint.note] [evidence files …]

A proof of inclusion shows that an entry, word for word, is in the log that a checkpoint signs. A proof of consistency
shows that everything under an older checkpoint is, unchanged, the beginning of the log under a newer one. Evidence
files named after it are held to the SHA-256 that the entry states. --key is the log's public key, --held a checkpoint
that you have kept: without them those in the proof are used, which anybody, or whoever owns the log, could have made
for it, and that is said. Exit status: 0 holds, 1 does not hold, 2 cannot be read. RFC 9162, 8032; C2SP notes.
"""

import base64
import hashlib
import json
import sys
from collections.abc import Iterator
from typing import Any

Point = tuple[int, int, int, int]
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


class ProofError(Exception):
    """Something that does not hold, in Chinese and English."""


def point(data: bytes) -> Point:
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        raise ProofError("签名里的点不在曲线上 / a point of the signature is not on the curve")
    x = P - x if x & 1 != sign else x
    return (x, y, 1, x * y % P)


def add(p: Point, q: Point) -> Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(n: int, p: Point) -> Point:
    total = (0, 1, 1, 0)
    while n:
        total = add(total, p) if n & 1 else total
        p, n = add(p, p), n >> 1
    return total


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signature_holds(key: bytes, text: bytes, signature: bytes) -> bool:
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + text).digest(), "little") % L
    p, q = times(s, BASE), add(point(signature[:32]), times(h, point(key)))
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


def hashes(texts: list[str]) -> list[bytes]:
    found = [base64.b64decode(text, validate=True) for text in texts]
    if type(texts) is not list or any(len(one) != 32 for one in found):
        raise ValueError("a hash is not one")
    return found


def checkpoint(note: str, verifier: str) -> tuple[str, int, bytes]:
    """(origin, size, root) of a note that the verifier's key has signed."""
    name, key_hash, key_text = verifier.strip().split("+", 2)
    key = base64.b64decode(key_text, validate=True)
    short = hashlib.sha256(name.encode() + b"\n" + key).digest()[:4]
    if key[:1] != b"\x01" or len(key) != 33 or short.hex() != key_hash:
        raise ProofError("不是 Ed25519 公钥，或与短码不符 / not an Ed25519 key, or its hash does not match")
    text, _, lines = note.rpartition("\n\n")
    for line in lines.removesuffix("\n").split("\n"):
        who, _, mark = line.removeprefix("— ").rpartition(" ")
        signature = base64.b64decode(mark, validate=True)
        if (who, signature[:4]) == (name, short) and signature_holds(key[1:], f"{text}\n".encode(), signature[4:]):
            origin, size, root = text.split("\n")[:3]
            if str(abs(int(size))) != size or origin != name:
                raise ProofError("不是这本日志的检查点 / it is no checkpoint of the log that the key is of")
            return origin, int(size), hashes([root])[0]
    raise ProofError(f"检查点没有 {name} 的有效签名 / the checkpoint bears no valid signature of {name}")


def join(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def upwards(place: int, last: int, steps: list[bytes]) -> Iterator[tuple[bytes, bool]]:
    """RFC 9162, 2.1.3.2 and 2.1.4.2: each hash on the way to the root, and whether it stands on the left."""
    for step in steps:
        if last == 0:
            raise ProofError("证明过长 / the proof is too long")
        left = bool(place & 1) or place == last
        yield step, left
        while left and not place & 1 and place:
            place, last = place >> 1, last >> 1
        place, last = place >> 1, last >> 1
    if last:
        raise ProofError("证明过短 / the proof is too short")


def root_from_inclusion(leaf: bytes, index: int, size: int, proof: list[bytes]) -> bytes:
    if not 0 <= index < size:
        raise ProofError("记录的序号不在检查点之内 / the entry's number is beyond the checkpoint")
    root = leaf
    for step, left in upwards(index, size - 1, proof):
        root = join(step, root) if left else join(root, step)
    return root


def consistent(old: int, old_root: bytes, new: int, new_root: bytes, proof: list[bytes]) -> bool:
    if old == new:
        return not proof and old_root == new_root
    if old == 0:
        return not proof and old_root == hashlib.sha256(b"").digest()
    steps = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if old > new or not steps:
        return False
    level = (old & -old).bit_length() - 1  # of the subtree that the older tree ends with
    older = newer = steps[0]
    for step, left in upwards((old - 1) >> level, (new - 1) >> level, steps[1:]):
        older = join(step, older) if left else older
        newer = join(step, newer) if left else join(newer, step)
    return older == old_root and newer == new_root


def check(proof: dict[str, Any], verifier: str, held: str | None, files: list[str]) -> str:
    steps, inclusion = hashes(proof["proof"]), {"inclusion": True, "consistency": False}[proof["kind"]]
    origin, size, root = checkpoint(proof["checkpoint" if inclusion else "old"], verifier)
    if held is not None and checkpoint(held, verifier) != (origin, size, root):
        raise ProofError("不是您手里的那个检查点 / the proof is not about the checkpoint that you hold")
    if not inclusion:
        _, new, new_root = checkpoint(proof["new"], verifier)
        if files:
            raise ValueError("no evidence belongs to a proof of consistency")
        if not consistent(size, root, new, new_root, steps):
            raise ProofError(f"前 {size} 条已被改动或删除 / the first {size} entries were changed or dropped")
        return f"前 {size} 条在 {new} 条的日志里原样未动 / the first {size} of {new} entries of {origin} are unchanged"
    leaf, index = hashlib.sha256(b"\x00" + proof["entry"].encode()).digest(), proof["index"]
    if type(index) is not int or size != proof["size"] or root_from_inclusion(leaf, index, size, steps) != root:
        raise ProofError(f"第 {index} 条不在检查点的日志里，或已被改动 / the entry is not in that log, or was changed")
    stated = {one.get("sha256") for one in json.loads(proof["entry"]).get("evidence", ())}
    for path in files:
        if hashlib.sha256(read(path)).hexdigest() not in stated:
            raise ProofError(f"{path} 不是这条记录的佐证 / {path} is no evidence of this entry")
    return f"第 {index} 条在 {origin} 的日志里（共 {size} 条）/ entry {index} of {size} holds: {proof['entry']}"


def read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A name that stands twice could show a reader one thing and this program another."""
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a name stands twice")
    return dict(pairs)


def main(arguments: list[str]) -> int:
    given: dict[str, str] = {}
    for name in {"--key", "--held"}.intersection(arguments[:-1]):
        place = arguments.index(name)
        given[name] = arguments[place + 1]
        del arguments[place : place + 2]
    if not arguments or any(one.startswith("--") for one in arguments):
        print(__doc__)
        return 2
    try:
        proof = json.loads(read(arguments[0]), object_pairs_hook=once)
        held = read(given["--held"]).decode() if "--held" in given else None
        text, status = check(proof, given.get("--key", proof["verifier"]), held, arguments[1:]), 0
        for name, own in {"--key": proof["verifier"], "--held": proof.get("old", proof.get("checkpoint"))}.items():
            if name not in given:
                print(f"没有 {name}，用了证明自带的，请核对 / no {name}: the proof's own was used, compare {own!a}")
    except ProofError as error:
        text, status = str(error), 1
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        print(f"读不懂 / cannot be read: {type(error).__name__}: {str(error)!a}", file=sys.stderr)
        return 2
    print(text if text.isprintable() else ascii(text))
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
