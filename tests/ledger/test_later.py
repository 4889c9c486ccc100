"""What was said later of an entry is what the state of its subject makes of it."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings
from tests.subjects.lives import histories, ledger_at, opening, record

from dajuan.ledger.append import append
from dajuan.ledger.later import later
from dajuan.ledger.read import entries_between, state_of_subject


@settings(max_examples=40)
@given(histories)
def test_it_agrees_with_the_state_of_every_subject(tmp_path_factory, history):
    ledger = ledger_at(str(tmp_path_factory.mktemp("later") / "ledger.sqlite"))
    append(ledger, opening(), actor="甲", now=datetime(2025, 5, 1, tzinfo=UTC))
    record(ledger, history)
    every = list(entries_between(ledger))
    for programme, subject in {(entry.programme, entry.subject) for _, entry in every if entry.subject}:
        own = [(seq, one) for seq, one in every if one.programme == programme and one.subject in ("", subject)]
        state = state_of_subject(ledger, programme=programme, subject=subject)
        said = later(own)
        asked = {seq for seq, one in own if one.kind not in {"withdrawn", "declared"}}
        assert {seq for seq in asked if said[seq].counts} == set(state.entries)
        for seq in (seq for seq, one in state.entries.items() if one.subject):
            assert bool(said[seq].verified_by) == state.is_verified(seq)
    ledger.store.close()
