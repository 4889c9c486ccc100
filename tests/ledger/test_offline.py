"""The offline verifier on what it was never given by us: vectors of others, and any bytes at all."""

from __future__ import annotations

import base64
import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dajuan.ledger import offline
from dajuan.ledger.checkpoint import Checkpoint, checkpoint_of, signed
from dajuan.ledger.merkle import EMPTY_ROOT, Edge, consistency_proof, inclusion_proof, join
from dajuan.ledger.note import NoteError, Signer

# RFC 8032, section 7.1: public key, message, signature.
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]
SIGNER = Signer("yunling/ledger", bytes(range(32)))
CHECKPOINT = signed(Checkpoint("yunling/ledger", 1, hashlib.sha256(b"\x00{}").digest()), SIGNER)
PROOF = {
    "kind": "inclusion",
    "entry": "{}",
    "index": 0,
    "size": 1,
    "proof": [],
    "checkpoint": CHECKPOINT,
    "verifier": str(SIGNER.verifier),
}


@pytest.mark.parametrize(("key", "text", "signature"), VECTORS)
def test_the_vectors_of_rfc_8032(key, text, signature):
    key, text, signature = (bytes.fromhex(one) for one in (key, text, signature))
    assert offline.signature_holds(key, text, signature)
    assert not offline.signature_holds(key, text + b"x", signature)
    # The same signature with s + L would pass without the check of s: every text would have two signatures.
    s = int.from_bytes(signature[32:], "little") + offline.L
    assert not offline.signature_holds(key, text, signature[:32] + s.to_bytes(32, "little"))


@pytest.mark.parametrize("y", [offline.P, offline.P + 1, 2**255 - 1, 2])
def test_a_point_that_is_none(y):
    """Written in a second way (y at or over p), or on no curve."""
    with pytest.raises(offline.ProofError):
        offline.point(y.to_bytes(32, "little"))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.binary())
def test_any_bytes_have_an_exit_status(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any-bytes.json"
    path.write_bytes(data)
    assert offline.main([str(path)]) in {1, 2}


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(PROOF, json_values)))
def test_a_proof_with_anything_in_it_has_an_exit_status(tmp_path_factory, changed):
    path = tmp_path_factory.getbasetemp() / "any-proof.json"
    path.write_text(json.dumps(PROOF | changed), "utf-8")
    assert offline.main([str(path)]) in ({0, 1, 2} if changed else {0})


@pytest.mark.parametrize("text", ["[" * 100_000, "\ud800", json.dumps(PROOF | {"size": 2, "index": "\ud800"})])
def test_depth_and_lone_surrogates(tmp_path, text):
    path = tmp_path / "proof.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert offline.main([str(path)]) in {1, 2}


def test_a_key_is_asked_for_and_not_given(tmp_path):
    assert offline.main(["proof.json", "--key"]) == 2


@pytest.mark.parametrize("size", ["01", "+1", " 1", "1_0", "-1", "", "１"])
def test_a_size_is_written_in_one_way(size):
    """C2SP tlog-checkpoint: decimal, no leading zeros."""
    root = base64.b64encode(bytes(32)).decode()
    note = SIGNER.sign(f"yunling/ledger\n{size}\n{root}\n")
    with pytest.raises(NoteError):
        checkpoint_of(note, SIGNER.verifier)
    with pytest.raises((ValueError, offline.ProofError)):
        offline.checkpoint(note, str(SIGNER.verifier))


def test_witnesses_may_sign_too():
    """C2SP signed-note: signatures of others are passed over, in any place."""
    witness = Signer("witness.example", bytes(32)).sign(str(checkpoint_of(CHECKPOINT, SIGNER.verifier)))
    line, ours = witness.splitlines()[-1], CHECKPOINT.splitlines()[-1]
    for lines in (f"{line}\n{ours}\n", f"{ours}\n{line}\n"):
        note = CHECKPOINT.rpartition("\n\n")[0] + "\n\n" + lines
        assert checkpoint_of(note, SIGNER.verifier).size == 1
        assert offline.checkpoint(note, str(SIGNER.verifier))[1] == 1


ENTRIES = [json.dumps({"n": n, "evidence": [{"sha256": hashlib.sha256(b"%d" % n).hexdigest()}]}) for n in range(17)]
ROOTS, EDGE = [EMPTY_ROOT], Edge()
LEAVES = [hashlib.sha256(b"\x00" + one.encode()).digest() for one in ENTRIES]
for _leaf in LEAVES:
    list(EDGE.append(_leaf))
    ROOTS.append(EDGE.root())
ORIGIN, KEY = "yunling/ledger", str(SIGNER.verifier)
SIZES = [*range(10), 15, 16, 17]
HASH = st.binary(min_size=32, max_size=32)


def node(level: int, place: int) -> bytes:
    return join(node(level - 1, 2 * place), node(level - 1, 2 * place + 1)) if level else LEAVES[place]


def note(size: int, *, root: bytes | None = None, origin: str = ORIGIN, signer: Signer = SIGNER) -> str:
    return signed(Checkpoint(origin, size, ROOTS[size] if root is None else root), signer)


def texts(steps: list[bytes]) -> list[str]:
    return [base64.b64encode(one).decode() for one in steps]


def of_entry(index: int, size: int, /, **changed: object) -> dict[str, object]:
    proof = {"kind": "inclusion", "entry": ENTRIES[index], "index": index, "size": size, "checkpoint": note(size)}
    return proof | {"proof": texts(inclusion_proof(index, size, node)), "verifier": KEY} | changed


def of_growth(old: int, new: int, /, **changed: object) -> dict[str, object]:
    proof = {"kind": "consistency", "old": note(old), "new": note(new), "verifier": KEY}
    return proof | {"proof": texts(consistency_proof(old, new, node))} | changed


@pytest.fixture
def judged(tmp_path):
    def judge(proof: dict[str, object] | str, *more: str, held: str | None = None) -> int:
        path = tmp_path / "proof.json"
        path.write_text(proof if isinstance(proof, str) else json.dumps(proof), "utf-8")
        if held is not None:
            (tmp_path / "held.note").write_text(held, "utf-8", newline="")
            more = ("--held", str(tmp_path / "held.note"), *more)
        return offline.main([str(path), *more])

    return judge


class TestForgeries:
    """What a dishonest log, or somebody between the log and its auditor, might hand out."""

    @pytest.mark.parametrize("size", SIZES[1:])
    def test_every_entry_under_every_size_and_no_other(self, judged, size):
        for index in range(size):
            assert judged(of_entry(index, size), "--key", KEY, held=note(size)) == 0
            for other in {0, index - 1, index + 1, size - 1} & set(range(size)) - {index}:
                assert judged(of_entry(index, size, index=other)) == 1
                assert judged(of_entry(index, size, entry=ENTRIES[other])) == 1

    @pytest.mark.parametrize("old", SIZES)
    def test_every_growth_and_nothing_else(self, judged, old):
        for new in (size for size in SIZES if size >= old):
            proof = of_growth(old, new)
            assert judged(proof, "--key", KEY, held=note(old)) == 0
            if old not in {0, new}:
                assert judged(proof | {"old": proof["new"], "new": proof["old"]}) == 1
                assert judged(proof | {"old": note(old - 1)}) == 1 or old == 1
            if old:
                assert judged(proof | {"old": note(old, root=bytes(32))}) == 1
            if new and old:
                assert judged(proof | {"new": note(new, root=bytes(32))}) == 1

    def test_nothing_proves_anything_about_an_empty_log_but_that_it_was_empty(self, judged):
        assert judged(of_growth(0, 5, old=note(0, root=bytes(32)))) == 1
        assert judged(of_entry(0, 1, checkpoint=note(0), size=0)) == 1

    @given(st.data())
    def test_a_proof_that_was_touched(self, data):
        """Steps left out, added, swapped or changed: none is taken, of an entry or of growth."""
        size = data.draw(st.sampled_from(SIZES[3:]))
        made = data.draw(st.sampled_from([of_entry, of_growth]))
        proof = made(data.draw(st.integers(1, size - 1)), size)
        steps = list(proof["proof"])
        touched = data.draw(
            st.one_of(
                st.integers(0, len(steps) - 1).map(lambda n: steps[:n] + steps[n + 1 :]),
                st.tuples(st.integers(0, len(steps)), HASH).map(
                    lambda at: steps[: at[0]] + texts([at[1]]) + steps[at[0] :]
                ),
                st.tuples(st.integers(0, len(steps) - 1), HASH).map(
                    lambda at: steps[: at[0]] + texts([at[1]]) + steps[at[0] + 1 :]
                ),
                st.permutations(steps),
                st.integers(0, len(steps)).map(lambda n: steps[:n]),
            )
        )
        if touched != steps:
            with pytest.raises(offline.ProofError):
                offline.check(proof | {"proof": touched}, KEY, None, [])

    @pytest.mark.parametrize("length", [0, 31, 33, 64])
    def test_a_step_that_is_no_hash(self, judged, length):
        """Two hashes as one, or a part of one: what is hashed could then be cut in another place."""
        proof = of_entry(3, 8)
        assert judged(proof | {"proof": [*proof["proof"][:-1], base64.b64encode(bytes(length)).decode()]}) == 2
        assert judged(of_entry(3, 8, checkpoint=note(8, root=bytes(length)))) == 2

    def test_an_inner_node_is_no_entry(self, judged):
        """The bytes under an inner node begin with 0x01, those of an entry with 0x00."""
        left, right = LEAVES[:2]
        steps = texts(inclusion_proof(0, 4, node)[1:])
        for entry in ((left + right).decode("latin-1"), "\x01" + (left + right).decode("latin-1")):
            assert judged(of_entry(0, 4, entry=entry, proof=steps, index=0)) == 1

    @pytest.mark.parametrize("index", [-1, 4, 0.0, False, "0", None])
    def test_a_number_that_is_none(self, judged, index):
        assert judged(of_entry(0, 4, index=index)) in {1, 2}
        assert judged(of_entry(0, 1, index=index)) in {1, 2}

    def test_another_log(self, judged):
        """Of another name, though the same key has signed it; of another key, though of the same name."""
        assert judged(of_entry(0, 4, checkpoint=note(4, origin="yunling/shadow"))) == 1
        assert judged(of_growth(2, 4, new=note(4, origin="yunling/shadow"))) == 1
        with pytest.raises(NoteError, match="another log"):
            checkpoint_of(note(4, origin="yunling/shadow"), SIGNER.verifier)
        other = Signer(ORIGIN, bytes(32))
        for made in (of_entry(0, 4, checkpoint=note(4, signer=other)), of_growth(2, 4, old=note(2, signer=other))):
            assert judged(made) == 1
            assert judged(made | {"verifier": str(other.verifier)}, "--key", KEY) == 1

    def test_a_key_that_the_proof_brings_is_said_to_be_its_own(self, judged, capsys):
        """A proof may be whole and come from anybody: only a key from elsewhere shows whose it is."""
        other = Signer(ORIGIN, bytes(32))
        forged = of_entry(0, 1, checkpoint=note(1, signer=other), verifier=str(other.verifier))
        assert judged(forged) == 0
        assert f"no --key: the proof's own was used, compare '{other.verifier}'" in capsys.readouterr().out
        assert judged(forged, "--key", KEY) == 1
        assert judged(of_entry(0, 1), "--key", KEY) == 0
        assert "no --key" not in capsys.readouterr().out

    def test_a_key_whose_short_hash_is_anothers(self, judged):
        other = Signer(ORIGIN, bytes(32)).verifier
        mixed = f"{ORIGIN}+{SIGNER.verifier.key_hash.hex()}+{str(other).rsplit('+', 1)[1]}"
        assert judged(of_entry(0, 1), "--key", mixed) == 1

    def test_a_past_signed_anew(self, judged, capsys):
        """Whoever has the key can sign another past: it is told by the checkpoint that the auditor has kept."""
        rewritten = of_growth(4, 8, old=note(4, root=ROOTS[5]), new=note(8))
        assert judged(rewritten) == 1
        before = Edge()
        for leaf in [LEAVES[9], *LEAVES[1:8]]:
            list(before.append(leaf))
            if before.size == 4:
                old = note(4, root=before.root())
        steps = [join(join(LEAVES[4], LEAVES[5]), join(LEAVES[6], LEAVES[7]))]
        forged = of_growth(4, 8, old=old, new=note(8, root=before.root()), proof=texts(steps))
        assert judged(forged, "--key", KEY) == 0
        assert "no --held" in capsys.readouterr().out
        assert judged(forged, "--key", KEY, held=note(4)) == 1
        assert judged(of_entry(2, 8), held=note(7)) == 1
        assert judged(of_entry(2, 8), held=note(8, signer=Signer(ORIGIN, bytes(32)))) == 1

    def test_a_name_that_stands_twice(self, judged):
        """Whoever reads the file sees the first entry, a program the last."""
        proof = json.dumps(of_entry(2, 8))
        assert judged('{"entry": "anything", ' + proof[1:]) == 2

    def test_what_was_proved_is_printed(self, judged, capsys):
        assert judged(of_entry(2, 8)) == 0
        assert ENTRIES[2] in capsys.readouterr().out

    def test_evidence(self, judged, tmp_path):
        (tmp_path / "2.pdf").write_bytes(b"2")
        (tmp_path / "3.pdf").write_bytes(b"3")
        assert judged(of_entry(2, 8), str(tmp_path / "2.pdf")) == 0
        assert judged(of_entry(2, 8), str(tmp_path / "3.pdf")) == 1
        assert judged(of_entry(2, 8), str(tmp_path / "2.pdf"), str(tmp_path / "3.pdf")) == 1
        assert judged(of_entry(2, 8), str(tmp_path / "4.pdf")) == 2
        # A proof of growth says nothing about files: it must not look as if it did.
        assert judged(of_growth(2, 8), str(tmp_path / "2.pdf")) == 2

    @pytest.mark.parametrize("kind", ["Consistency", "", None, ["inclusion"]])
    def test_a_kind_that_there_is_not(self, judged, kind):
        assert judged(of_entry(2, 8, kind=kind)) == 2

    @pytest.mark.parametrize("more", [["--keys", KEY], ["--key", KEY, "--key", KEY], ["--help"]])
    def test_an_option_that_is_not_understood(self, judged, more):
        assert judged(of_entry(2, 8), *more) == 2
