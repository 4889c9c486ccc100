"""The offline verifier on what it was never given by us: vectors of others, and any bytes at all."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dajuan.ledger import offline
from dajuan.ledger.checkpoint import Checkpoint, checkpoint_of, signed
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
CHECKPOINT = signed(Checkpoint("yunling/ledger", 1, offline.hashlib.sha256(b"\x00{}").digest()), SIGNER)
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
