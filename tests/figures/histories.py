"""Random lives of a few estates: opened, moved, measured, stated, corrected, withdrawn, verified, backdated."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import msgspec
from hypothesis import strategies as st

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Evidence
from dajuan.ledger.read import entries_at, size_of, state_of_subject

PROOFS = tuple(Evidence(name=kind, sha256="0" * 64, kind=kind) for kind in ("竣工验收备案表", "销号审批单"))
CODES = ("E-001", "E-002", "E-003")
STAGES = ("listed", "building", "delivered", "closed", "halted")

NEXT = {"": "listed", "listed": "building", "building": "delivered", "delivered": "closed", "halted": "building"}

days = st.integers(0, 500).map(lambda n: date(2023, 9, 1) + timedelta(days=n))
codes = st.sampled_from(CODES)
homes = st.fixed_dictionaries({"homes": st.integers(1, 500)})
people = st.sampled_from(["甲", "乙", "丙"])


def draft(kind, **more):
    return st.builds(Draft, programme=st.just("housing"), kind=st.just(kind), subject=codes, effective_on=days, **more)


drafts = st.one_of(
    draft("moved", stage=st.sampled_from(["next", "next", "next", *STAGES]), evidence=st.just(PROOFS), fields=homes),
    draft("moved", stage=st.just("next"), evidence=st.just(PROOFS)),
    draft("measured", fields=st.fixed_dictionaries({"paid": st.integers(0, 10**9)})),
    draft("stated", fields=homes),
    draft("stated", fields=st.fixed_dictionaries({"homes": st.integers(0, 500), "area": st.integers(0, 10**8)})),
    draft("stated", fields=st.fixed_dictionaries({"developer": st.sampled_from(["云岭置业", "松溪地产"])})),
)
correct = st.tuples(st.just("correct"), st.integers(0, 1000), drafts, people)
about = st.tuples(
    st.sampled_from(["withdrawn", "verified", "verified"]),
    st.integers(0, 1000),
    st.integers(0, 6),
    st.booleans(),
    people,
)
histories = st.lists(
    st.one_of(st.tuples(drafts, people), st.tuples(drafts, people), correct, about), min_size=8, max_size=60
)


def opening():
    return [
        Draft(programme="housing", subject=code, kind=kind, stage=stage, effective_on=date(2023, 10, 1), fields=fields)
        for code in CODES
        for kind, stage, fields in (("opened", "", {"developer": "云岭置业"}), ("moved", "listed", {}))
    ]


def record(ledger, history, start=0):
    """Append what the rules let in, each a minute after the one before."""
    for n, wish in enumerate(history, start):
        one = resolved(ledger, wish)
        moment = datetime(2025, 6, 1, tzinfo=UTC) + timedelta(minutes=n)
        if one is not None:
            append(ledger, [one], actor=wish[-1], now=moment, partial=True)


def resolved(ledger, wish):
    """A wish as a draft that has a chance: what it corrects or speaks of is looked up in the log as it is."""
    if wish[0] == "correct":
        _, nth, one, _ = wish
        meant = [
            (seq, e)
            for seq, e in state_of_subject(ledger, programme="housing", subject=one.subject).entries.items()
            if e.kind == one.kind
        ]
        if not meant:
            return None
        seq, entry = meant[nth % len(meant)]
        return msgspec.structs.replace(one, replaces=seq, stage=entry.stage)
    if wish[0] in ("withdrawn", "verified"):
        kind, first, width, wide, _ = wish
        size = size_of(ledger)
        entry = dict(entries_at(ledger, seqs=[first % size]))[first % size]
        return Draft(
            programme="housing", kind=kind, subject="" if wide else entry.subject, effective_on=date(2024, 12, 1),
            about=(first % size, min(first % size + width, size - 1)),
        )  # fmt: skip
    one = wish[0]
    if one.stage != "next":
        return one
    stage = state_of_subject(ledger, programme="housing", subject=one.subject).stage
    later = max(one.effective_on, stage.on) if stage else one.effective_on
    return msgspec.structs.replace(one, stage=NEXT.get(str(stage.value) if stage else "", "halted"), effective_on=later)
