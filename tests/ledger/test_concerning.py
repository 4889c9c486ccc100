"""Of a reviewer's many stretches a subject is told by those that are about it, and is the same as told by them all."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as some

from dajuan.ledger.entry import Entry
from dajuan.ledger.state import State, concerning


def entry(kind: str, subject: str, actor: str, about: tuple[int, int] | None = None) -> Entry:
    more = {"stage": "listed"} if kind == "moved" else {}
    return Entry(
        programme="estates", subject=subject, kind=kind, effective_on=date(2024, 1, 2), actor=actor, about=about,
        version=1, recorded_at="2024-01-02T00:00:00Z", **more,
    )  # fmt: skip


@some.composite
def logs(draw) -> list[Entry]:
    log: list[Entry] = []
    for seq in range(draw(some.integers(1, 25))):
        kind = draw(some.sampled_from(["moved", "moved", "verified", "withdrawn"])) if seq else "moved"
        actor = draw(some.sampled_from("甲乙"))
        if kind == "moved":
            log.append(entry(kind, draw(some.sampled_from(["E-1", "E-2"])), actor))
            continue
        first = draw(some.integers(0, seq - 1))
        log.append(entry(kind, "", actor, (first, draw(some.integers(first, seq + 3)))))
    return log


def told(own: list[tuple[int, Entry]], wide: list[tuple[int, Entry]]) -> State:
    state = State("estates", "E-1")
    for seq, one in sorted([*own, *wide], key=lambda each: each[0]):
        state.take(seq, one)
    return state


@given(logs())
def test_a_subject_is_the_same(log):
    numbered = list(enumerate(log))
    own = [one for one in numbered if one[1].subject == "E-1"]
    wide = [one for one in numbered if not one[1].subject]
    few, all_ = told(own, concerning([seq for seq, _ in own], wide)), told(own, wide)
    seqs = {seq for seq, _ in own}
    assert few.entries.keys() & seqs == all_.entries.keys() & seqs
    assert few.dead & seqs == all_.dead & seqs
    assert [few.is_verified(seq) for seq in seqs] == [all_.is_verified(seq) for seq in seqs]


def test_stretches_about_others_are_left_out():
    passed = [(10, entry("verified", "", "乙", (0, 4))), (11, entry("verified", "", "乙", (5, 9)))]
    taken_back = (12, entry("withdrawn", "", "乙", (11, 11)))
    assert concerning([7], [*passed, taken_back]) == [passed[1], taken_back]
