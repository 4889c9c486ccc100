"""The bytes of an entry: RFC 8785, and the same whether they are made of an entry or of the draft it was."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.test_rules import entry

from dajuan.ledger.entry import KINDS, LARGEST, Draft, Evidence, canonical, entry_of, leaf_hash, sealed

WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
VALUES = st.one_of(WORDS, st.booleans(), st.integers(-LARGEST, LARGEST))
PROOFS = st.builds(
    Evidence, name=WORDS, sha256=WORDS, size=st.integers(0, 9), media_type=WORDS, address=WORDS, kind=WORDS
)
DRAFTS = st.builds(
    Draft,
    programme=WORDS,
    subject=WORDS,
    kind=st.sampled_from(KINDS),
    effective_on=st.dates(),
    stage=WORDS,
    fields=st.dictionaries(WORDS, VALUES, max_size=4),
    written=st.dictionaries(WORDS, WORDS, max_size=2),
    links=st.dictionaries(WORDS, WORDS, max_size=2),
    evidence=st.lists(PROOFS, max_size=2).map(tuple),
    about=st.none() | st.tuples(st.integers(0, 9), st.integers(0, 9)),
    replaces=st.none() | st.integers(0, 9),
    note=WORDS,
    key=WORDS,
)
STAMP = "2024-12-31T00:00:00.000000Z"


@given(DRAFTS)
def test_a_draft_is_sealed_into_the_bytes_of_its_entry(draft):
    made = entry(draft, actor="住建局 甲")
    data = sealed(draft, version=1, actor="住建局 甲", recorded_at=STAMP)
    assert data == canonical(made)
    assert entry_of(data) == made


def test_keys_are_sorted_at_every_depth_and_nothing_empty_is_written():
    proof = Evidence(name="证.pdf", sha256="0" * 64, size=7, media_type="application/pdf", kind="备案表")
    draft = Draft(programme="housing", subject="E-1", kind="moved", effective_on=date(2024, 1, 2), stage="listed", fields={"b": 1, "a": True}, evidence=(proof,))  # fmt: skip
    data = sealed(draft, version=1, actor="甲", recorded_at=STAMP)
    assert data == json.dumps(json.loads(data), sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    assert b'"note"' not in data
    assert b'"address"' not in data


def test_a_leaf_is_hashed_as_the_rfc_says():
    assert leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
