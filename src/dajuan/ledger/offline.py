#!/usr/bin/env python3
"""Checks proofs of a Dajuan log with nothing but Python: no database, no network, nothing of the dajuan package.

    python3 offline.py proof.json [--key 'name+hash+key'] [evidence files …]

A proof of inclusion shows that an entry, word for word, is in the log that a checkpoint signs. A proof of consistency
shows that everything under an older checkpoint is, unchanged, the beginning of the log under a newer one. Evidence
files named after it are held to the SHA-256 that the entry states. Give --key when you have the log's public key from
elsewhere; the key in the proof is only what its maker says. Exit status: 0 holds, 1 does not hold, 2 cannot be read.

RFC 9162 (Merkle tree), C2SP signed-note and tlog-checkpoint, RFC 8032 (Ed25519).
"""

import base64
import hashlib
import json
import sys
from typing import Any

Point = tuple[int, int, int, int]
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


class ProofError(Exception):
    """Something that does not hold, in Chinese and English."""


def recover_x(y: int, sign: int) -> int:
    if y >= P:
        raise ProofError("签名里的点不在曲线上 / a point of the signature is not on the curve")
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and sign):
        raise ProofError("签名里的点不在曲线上 / a point of the signature is not on the curve")
    return P - x if x & 1 != sign else x


def point(data: bytes) -> Point:
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    x = recover_x(y, sign)
    return (x, y, 1, x * y % P)


def add(p: Point, q: Point) -> Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(n: int, p: Point) -> Point:
    total = (0, 1, 1, 0)
    while n:
        if n & 1:
            total = add(total, p)
        p, n = add(p, p), n >> 1
    return total


def same(p: Point, q: Point) -> bool:
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (recover_x(BASE_Y, 0), BASE_Y, 1, recover_x(BASE_Y, 0) * BASE_Y % P)


def signature_holds(key: bytes, text: bytes, signature: bytes) -> bool:
    if len(signature) != 64:
        return False
    s = int.from_bytes(signature[32:], "little")
    if s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + text).digest(), "little") % L
    return same(times(s, BASE), add(point(signature[:32]), times(h, point(key))))


def checkpoint(note: str, verifier: str) -> tuple[str, int, bytes]:
    """(origin, size, root) of a note that the verifier's key has signed."""
    name, key_hash, key_text = verifier.strip().split("+", 2)
    key = base64.b64decode(key_text, validate=True)
    if key[:1] != b"\x01" or len(key) != 33:
        raise ProofError("不是 Ed25519 公钥 / not an Ed25519 key")
    if hashlib.sha256(name.encode() + b"\n" + key).digest()[:4].hex() != key_hash:
        raise ProofError("公钥与短码不符 / the key does not match its hash")
    text, _, lines = note.rpartition("\n\n")
    text += "\n"
    for line in lines.removesuffix("\n").split("\n"):
        who, _, mark = line.removeprefix("— ").rpartition(" ")
        signature = base64.b64decode(mark, validate=True)
        if who == name and signature[:4].hex() == key_hash and signature_holds(key[1:], text.encode(), signature[4:]):
            origin, size, root = text.split("\n")[:3]
            if str(abs(int(size))) != size:
                raise ValueError("size")
            return origin, int(size), base64.b64decode(root, validate=True)
    raise ProofError(f"检查点没有 {name} 的有效签名 / the checkpoint bears no valid signature of {name}")


def join(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_from_inclusion(leaf: bytes, index: int, size: int, proof: list[bytes]) -> bytes:
    """RFC 9162, 2.1.3.2."""
    if not 0 <= index < size:
        raise ProofError("记录的序号不在检查点之内 / the entry's number is beyond the checkpoint")
    place, last, root = index, size - 1, leaf
    for step in proof:
        if last == 0:
            raise ProofError("证明过长 / the proof is too long")
        if place & 1 or place == last:
            root = join(step, root)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            root = join(root, step)
        place, last = place >> 1, last >> 1
    if last:
        raise ProofError("证明过短 / the proof is too short")
    return root


def consistent(old: int, old_root: bytes, new: int, new_root: bytes, proof: list[bytes]) -> bool:
    """RFC 9162, 2.1.4.2."""
    if old == new:
        return not proof and old_root == new_root
    if old == 0:
        return not proof and old_root == hashlib.sha256(b"").digest()
    steps = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if old > new or not steps:
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


def check(proof: dict[str, Any], verifier: str, files: list[str]) -> str:
    steps = [base64.b64decode(step, validate=True) for step in proof["proof"]]
    if proof["kind"] == "consistency":
        origin, old, old_root = checkpoint(proof["old"], verifier)
        other, new, new_root = checkpoint(proof["new"], verifier)
        if origin != other or not consistent(old, old_root, new, new_root, steps):
            raise ProofError(f"前 {old} 条已被改动或删除 / the first {old} entries were changed or dropped")
        return f"前 {old} 条在 {new} 条的日志里原样未动 / the first {old} of {new} entries of {origin} are unchanged"
    origin, size, root = checkpoint(proof["checkpoint"], verifier)
    leaf = hashlib.sha256(b"\x00" + proof["entry"].encode()).digest()
    if size != proof["size"] or root_from_inclusion(leaf, proof["index"], size, steps) != root:
        raise ProofError(
            f"第 {proof['index']} 条不在检查点的日志里，或已被改动 / the entry is not in that log, or was changed"
        )
    stated = {one.get("sha256") for one in json.loads(proof["entry"]).get("evidence", ())}
    for path in files:
        with open(path, "rb") as file:
            if hashlib.sha256(file.read()).hexdigest() not in stated:
                raise ProofError(f"{path} 不是这条记录的佐证 / {path} is no evidence of this entry")
    return f"第 {proof['index']} 条在 {origin} 的日志里（共 {size} 条）/ entry {proof['index']} of {size} holds"


def main(arguments: list[str]) -> int:
    key = None
    if "--key" in arguments[:-1]:
        place = arguments.index("--key")
        key = arguments[place + 1]
        del arguments[place : place + 2]
    if not arguments or "--key" in arguments:
        print(__doc__)
        return 2
    try:
        with open(arguments[0], encoding="utf-8") as file:
            proof = json.load(file)
        print(check(proof, key or proof["verifier"], arguments[1:]))
    except ProofError as error:
        print(ascii(str(error)) if not str(error).isprintable() else error)
        return 1
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        print(f"读不懂 / cannot be read: {type(error).__name__}: {str(error)!a}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
