"""The log: proofs that another party can check alone, checkpoints, and an audit that names what was touched."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from tests.ledger.life import NOW, draft, moved
from tests.ledger.life import opened as estate

import dajuan.ledger.offline
from dajuan.ledger.append import append
from dajuan.ledger.audit import audit
from dajuan.ledger.checkpoint import checkpoint_of
from dajuan.ledger.evidence import EvidenceStore
from dajuan.ledger.merkle import EMPTY_ROOT, Edge
from dajuan.ledger.note import NoteError, Signer, opened, verifier_of
from dajuan.ledger.proofs import proof_of_entry, proof_of_growth, root_at, signed_checkpoint
from dajuan.ledger.read import entries_at
from dajuan.ledger.trouble import LedgerError

SIGNER = Signer("yunling/ledger", bytes(range(32)))
OFFLINE = Path(dajuan.ledger.offline.__file__)


def offline(proof: dict, tmp_path: Path, *more: str) -> tuple[int, str]:
    """Run the verifier as an auditor would: on its own, with no package of ours in reach."""
    path = tmp_path / "proof.json"
    path.write_text(json.dumps(proof), encoding="utf-8")
    told = subprocess.run([sys.executable, "-I", str(OFFLINE), str(path), *more], capture_output=True, text=True)
    return told.returncode, told.stdout + told.stderr


@pytest.fixture
def grown(ledger):
    """Some 700 entries: more than two stored nodes and an uneven edge."""
    drafts = [estate(f"E-{n:04}") for n in range(700)]
    append(ledger, drafts[:300], actor="甲", now=NOW)
    append(ledger, drafts[300:], actor="乙", now=NOW)
    return ledger


def test_roots_of_any_beginning(grown):
    with grown.store.reading() as reader:
        edge = Edge()
        assert root_at(reader, 0) == EMPTY_ROOT
        for row in list(reader.rows(0, 701)):
            list(edge.append(row.leaf))
            if edge.size in {1, 2, 255, 256, 257, 511, 512, 640, 700, 701}:
                assert root_at(reader, edge.size) == edge.root()
        with pytest.raises(LedgerError, match="701"):
            root_at(reader, 702)


@pytest.mark.parametrize("seq", [0, 1, 255, 256, 511, 699, 700])
def test_an_entry_is_proved_to_another_party(grown, tmp_path, seq):
    with grown.store.reading() as reader:
        note = signed_checkpoint(reader, "yunling/ledger", SIGNER)
        proof = proof_of_entry(reader, seq, 701, note, str(SIGNER.verifier))
    assert offline(proof, tmp_path)[0] == 0
    proof["entry"] = proof["entry"].replace("云岭置业", "云岭地产").replace("housing", "housinj")
    assert offline(proof, tmp_path)[0] == 1


def test_the_past_is_proved_untouched(grown, tmp_path):
    with grown.store.reading() as reader:
        old = SIGNER.sign(str(checkpoint_of(signed_checkpoint(reader, "yunling/ledger", SIGNER), SIGNER.verifier)))
    append(grown, [moved(f"E-{n:04}", "listed") for n in range(350)], actor="丙", now=NOW)
    with grown.store.reading() as reader:
        new = signed_checkpoint(reader, "yunling/ledger", SIGNER)
        proof = proof_of_growth(reader, 701, 1051, (old, new), str(SIGNER.verifier))
    assert offline(proof, tmp_path)[0] == 0
    other = Signer("yunling/ledger", bytes(32))
    assert offline(proof, tmp_path, "--key", str(other.verifier))[0] == 1
    proof["proof"] = proof["proof"][:-1]
    assert offline(proof, tmp_path)[0] == 1
    proof["proof"] = "?"
    assert offline(proof, tmp_path)[0] == 2


def test_the_offline_verifier_is_short_and_needs_nothing():
    text = OFFLINE.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 200
    assert "dajuan" not in "".join(line for line in text.splitlines() if line.startswith(("import", "from")))


def test_a_note_says_who_signed_it():
    note = SIGNER.sign("云岭\n3\n")
    assert opened(note, SIGNER.verifier) == "云岭\n3\n"
    assert verifier_of(str(SIGNER.verifier)) == SIGNER.verifier
    for bad in (note.replace("3", "4"), note.replace("—", "-"), note.replace("\n\n", "\n"), "", note[:-1]):
        with pytest.raises(NoteError):
            opened(bad, SIGNER.verifier)
    with pytest.raises(NoteError):
        opened(note, Signer("yunling/other", bytes(range(32))).verifier)


@pytest.mark.parametrize("bad", ["", "yunling", "yunling/ledger+00000000+AQ==", "a+b+c+d", str(SIGNER.verifier)[:-4]])
def test_a_key_that_is_none(bad):
    with pytest.raises(NoteError):
        verifier_of(bad)


def look(ledger, tmp_path):
    with ledger.store.reading() as reader:
        return audit(reader, EvidenceStore(tmp_path / "evidence"), tmp_path.glob("*.note"), SIGNER.verifier)


def test_an_untouched_log(grown, tmp_path):
    with grown.store.reading() as reader:
        (tmp_path / "a.note").write_text(signed_checkpoint(reader, "yunling/ledger", SIGNER), encoding="utf-8")
    found = look(grown, tmp_path)
    assert (found.entries, found.checkpoints, found.faults) == (701, 1, [])


def break_open(path: Path, *statements: str) -> None:
    """What an intruder with the file can do: take the triggers away first."""
    connection = sqlite3.connect(path)
    for name in ("entry_is_never_changed", "entry_is_never_dropped", "pack_is_never_changed"):
        connection.execute(f"drop trigger {name}")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("update entry set data = replace(data, '云岭置业', '云岭地产') where seq = 17", "entry 17"),
        ("update entry set leaf = zeroblob(32) where seq = 17", "entry 17"),
        ("delete from entry where seq = 17", "entry 17"),
        ("delete from entry where seq = 700", "log"),
        ("update log_node set hash = zeroblob(32) where place = 1", "log_node 8/1"),
        ("delete from log_node where place = 1", "log_node 8/1"),
        ("update log_head set edge = zeroblob(length(edge))", "log"),
        ("update pack set text = text || ' '", "pack housing 1"),
    ],
)
def test_what_was_touched_is_named(grown, address, tmp_path, statement, where):
    break_open(Path(address), statement)
    assert where in [fault.where for fault in look(grown, tmp_path).faults]


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_a_rewritten_log_does_not_match_its_checkpoint(grown, address, tmp_path):
    """Whoever writes the whole log anew, hashes and all, still does not have the old root."""
    with grown.store.reading() as reader:
        (tmp_path / "a.note").write_text(signed_checkpoint(reader, "yunling/ledger", SIGNER), encoding="utf-8")
        rows = [row.data for row in reader.rows(0, 701)]
    grown.store.close()
    for path in tmp_path.glob("ledger.sqlite*"):
        path.unlink()
    from dajuan.ledger.entry import leaf_hash
    from dajuan.ledger.store import Head, store_at

    store = store_at(address)
    edge, nodes, new = Edge(), [], []
    for seq, data in enumerate(rows):
        changed = (data.replace("云岭置业", "云岭地产") if seq == 300 else data).encode()
        nodes += edge.append(leaf_hash(changed))
        new.append((seq, changed, leaf_hash(changed)))
    with store.writing() as writer:
        writer.append(new, nodes, Head(edge, "2024-12-31T09:00:00.000000Z"))
    with store.reading() as reader:
        found = audit(reader, EvidenceStore(tmp_path / "evidence"), tmp_path.glob("*.note"), SIGNER.verifier)
    store.close()
    assert [Path(fault.where).name for fault in found.faults] == ["a.note"]


def test_evidence_lost_and_altered(lived_in, tmp_path):
    evidence = EvidenceStore(tmp_path / "evidence")
    kept = []
    for name in ("甲.pdf", "乙.pdf", "丙.pdf"):
        path = tmp_path / name
        path.write_bytes(b"%PDF-1.4 " + name.encode())
        kept.append(evidence.keep(path, kind="照片"))
    append(lived_in, [draft("E-001", "attached", evidence=tuple(kept[:2]))], actor="甲", now=NOW)
    evidence.path_of(kept[0].sha256).unlink()
    lost = evidence.path_of(kept[1].sha256)
    lost.chmod(0o644)
    lost.write_bytes(b"%PDF-1.4 else")
    found = look(lived_in, tmp_path)
    told = {fault.where.rsplit("/", 1)[-1]: fault.en for fault in found.faults}
    assert "lost" in told[kept[0].sha256]
    assert "altered" in told[kept[1].sha256]
    assert found.spare == 1


def test_entries_are_found_by_their_places_in_the_order_asked(grown):
    found = entries_at(grown, seqs=[699, 3, 3, 9999, *range(600)])
    assert [seq for seq, _ in found] == [699, 3, 3, *range(600)]
    assert found[0][1].subject == "E-0698"  # The first entry is the declaration.
    assert entries_at(grown, seqs=[]) == []
