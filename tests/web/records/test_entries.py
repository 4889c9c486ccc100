"""An entry is shown as it is in the log, with what was said of it later and the proof that others can check."""

from __future__ import annotations

import json
from datetime import date

import pytest
from tests.web.lively import REPORTER, REVIEWER, entry_of

from dajuan.ledger import offline
from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, canonical, leaf_hash
from dajuan.ledger.read import entries_at, size_of
from dajuan.web.served import served

pytestmark = pytest.mark.usefixtures("lively")


def text(answer) -> str:
    assert answer.status_code == 200, answer.content.decode()[:800]
    return answer.content.decode()


def estate(code: str, kind: str, **more) -> Draft:
    return Draft(programme="housing-delivery", subject=code, kind=kind, effective_on=date(2025, 9, 13), **more)


def test_its_words_its_times_and_its_bytes(as_):
    seq = entry_of(served().ledger, "E-001", "attached")
    page = text(as_("office").get(f"/records/entry/{seq}/"))
    [(_, entry)] = entries_at(served().ledger, seqs=[seq])
    for told in (REPORTER, "2025-03-05", entry.recorded_at, "竣工验收备案表.pdf", leaf_hash(canonical(entry)).hex()):
        assert told in page
    assert as_("office").get(f"/records/entry/{seq}/entry.json").content == canonical(entry)


def test_who_verified_it(as_):
    seq = entry_of(served().ledger, "E-001", "moved")
    page = text(as_("office").get(f"/records/entry/{seq}/"))
    assert "已复核" in page
    assert REVIEWER in page


def test_what_corrected_it_and_what_it_corrects(as_):
    ledger = served().ledger
    wrong = size_of(ledger)
    append(ledger, [estate("E-001", "stated", fields={"homes": 7})], actor=REPORTER)
    append(ledger, [estate("E-001", "stated", fields={"homes": 8}, replaces=wrong)], actor=REPORTER)
    page = text(as_("office").get(f"/records/entry/{wrong}/"))
    assert "已更正" in page
    assert f"/records/entry/{wrong + 1}/" in page
    assert f"/records/entry/{wrong}/" in text(as_("office").get(f"/records/entry/{wrong + 1}/"))


def test_a_withdrawn_one_is_still_there_and_says_so(as_):
    ledger = served().ledger
    seq = entry_of(ledger, "E-001", "attached")
    append(ledger, [estate("E-001", "withdrawn", about=(seq, seq))], actor=REPORTER)
    assert "已撤回" in text(as_("office").get(f"/records/entry/{seq}/"))


def test_the_proof_convinces_the_verifier_that_others_run(as_):
    seq = entry_of(served().ledger, "E-001", "attached")
    proof = json.loads(as_("auditor").get(f"/records/entry/{seq}/proof.json").content)
    assert proof["index"] == seq
    assert offline.check(proof, str(served().zone.verifier()), None, [])
    proof["entry"] = proof["entry"].replace("E-001", "E-002")
    with pytest.raises(offline.ProofError, match="被改动"):
        offline.check(proof, str(served().zone.verifier()), None, [])


def test_what_no_checkpoint_covers_has_no_proof_yet(as_):
    seq = size_of(served().ledger)
    append(served().ledger, [estate("E-001", "stated", fields={"homes": 7})], actor=REPORTER)
    assert "还没有包含它的检查点" in text(as_("office").get(f"/records/entry/{seq}/"))
    assert as_("office").get(f"/records/entry/{seq}/proof.json").status_code == 404


def test_as_known_before_it_was_recorded_it_is_not_there(as_):
    seq = entry_of(served().ledger, "E-001", "attached")
    assert as_("office").get(f"/records/entry/{seq}/?known_at=2025-01-01").status_code == 404
    assert as_("office").get("/records/entry/999999/").status_code == 404


def test_text_that_others_wrote_is_text(as_):
    seq = size_of(served().ledger)
    evil = "<script>alert(1)</script>"
    append(served().ledger, [estate("E-001", "stated", fields={"homes": 7}, note=evil)], actor=REPORTER)
    for path in (f"/records/entry/{seq}/", "/records/of/housing-delivery/E-001/"):
        assert evil not in text(as_("office").get(path))
