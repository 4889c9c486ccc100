"""纳入 − 销号 = 在账 on every day, over any history; a close-out counts once another person has looked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dajuan.ledger.entry import Entry, Evidence
from dajuan.ledger.state import State
from dajuan.programmes.find import built_in_paths
from dajuan.programmes.load import read_pack
from dajuan.subjects.row import Row
from dajuan.systems.housing.account import account, by_month
from dajuan.systems.housing.closing import closings
from dajuan.systems.housing.estate import CLOSED, HOUSING, Estate, estates_of
from dajuan.systems.housing.status import status_of, told_of

PACK = next(read_pack(path) for path in built_in_paths() if path.stem == HOUSING)
FIRST = date(2024, 1, 1)
STAGES = tuple(PACK.stages)
ACTORS = ("住房保障中心 王", "督查室 程")
PAPER = Evidence(name="审批单.pdf", address="https://yunling.example/p.pdf", kind="销号审批单")


def entry(kind: str, code: str, day: int, actor: str, **more) -> Entry:  # type: ignore[no-untyped-def]
    return Entry(
        programme=HOUSING, version=1, subject=code, kind=kind, effective_on=FIRST + timedelta(days=day), actor=actor,
        recorded_at=datetime(2026, 1, 1, tzinfo=UTC).isoformat(), **more,
    )  # fmt: skip


def estate(code: str, *entries: Entry, on: date = date(2026, 12, 31)) -> Estate:
    state = State(HOUSING, code)
    for seq, one in enumerate(entries):
        state.take(seq, one)
    row = Row(HOUSING, code, code, "", None, None, False, FIRST, len(entries), "", {}, {}, ())
    return estates_of([row], {code: state}, PACK, on)[0]


def moved(code: str, day: int, stage: str, actor: str = ACTORS[0]) -> Entry:
    papers = (PAPER,) if stage == CLOSED else ()
    return entry("moved", code, day, actor, stage=stage, evidence=papers)


def verified(code: str, seq: int, day: int, actor: str = ACTORS[1]) -> Entry:
    return entry("verified", code, day, actor, about=(seq, seq))


@st.composite
def histories(draw) -> Estate:  # type: ignore[no-untyped-def]
    """Whatever was recorded, in whichever order: stages, homes restated, checks by anybody, withdrawals."""
    code = draw(st.sampled_from(["E-1", "E-2", "E-3"]))
    entries = [entry("opened", code, 0, ACTORS[0], fields={"name": code, "homes": draw(st.integers(0, 500))})]
    for _ in range(draw(st.integers(0, 9))):
        day, actor = draw(st.integers(0, 700)), draw(st.sampled_from(ACTORS))
        match draw(st.sampled_from(["moved", "moved", "closed", "stated", "verified", "withdrawn"])):
            case "moved":
                entries.append(moved(code, day, draw(st.sampled_from(STAGES)), actor))
            case "closed":
                entries.append(moved(code, day, CLOSED, actor))
            case "stated":
                fields = {"homes": draw(st.integers(0, 500)), "area": draw(st.integers(0, 10**8))}
                entries.append(entry("stated", code, day, actor, fields=fields))
            case kind:
                about = draw(st.integers(0, len(entries) - 1))
                entries.append(entry(kind, code, day, actor, about=(about, about)))
    return estate(code, *entries)


def stage_on(one: Estate, on: date) -> str:
    return next((str(held.value) for held in reversed(one.moves) if held.on <= on), "")


@given(st.lists(histories(), max_size=5), st.integers(0, 710))
@settings(max_examples=120, deadline=None)
def test_listed_less_closed_is_what_remains_on_every_day(estates, day):
    on = FIRST + timedelta(days=day)
    told = account(estates, on)
    for listed, closed, remaining in zip(told.listed, told.closed, told.remaining, strict=True):
        assert listed - closed == remaining
    within = [one for one in estates if stage_on(one, on) not in ("", CLOSED)]
    assert told.remaining.estates == len(within)
    assert told.remaining.homes == sum(one.number("homes", on) for one in within)
    assert told.again <= told.closed.estates


def test_a_close_out_counts_once_another_person_has_looked():
    way = (
        entry("opened", "E-1", 0, ACTORS[0], fields={"homes": 300}),
        moved("E-1", 0, "listed"),
        moved("E-1", 60, CLOSED),
    )
    alone, own = estate("E-1", *way), estate("E-1", *way, verified("E-1", 2, 61, ACTORS[0]))
    both = estate("E-1", *way, verified("E-1", 2, 61))
    day = date(2024, 6, 30)
    assert [account([one], day).closed.homes for one in (alone, own, both)] == [0, 0, 300]
    assert [one.stage for one in (alone, own, both)] == ["listed", "listed", CLOSED]
    [waits], [done] = closings([own]), closings([both])
    assert (waits.checked_by, done.checked_by) == ((), (ACTORS[1],))
    assert done.evidence == (PAPER,)
    assert account([both], date(2024, 2, 1)).remaining.estates == 1


def test_what_is_listed_again_is_counted_again():
    again = estate(
        "E-1", entry("opened", "E-1", 0, ACTORS[0], fields={"homes": 100}), moved("E-1", 0, "listed"), moved("E-1", 40, CLOSED),
        verified("E-1", 2, 41), moved("E-1", 80, "relisted"),
    )  # fmt: skip
    told = account([again], date(2024, 12, 31))
    assert (told.listed.estates, told.again, told.closed.estates, told.remaining.estates) == (2, 1, 1, 1)
    assert (told.listed.homes, told.closed.homes, told.remaining.homes) == (200, 100, 100)
    assert [one.remaining.estates for one in by_month([again], 2024, date(2024, 4, 15))] == [1, 0, 1, 1]


def test_every_stage_has_words_for_a_buyer_in_both_languages():
    for stage in PACK.stages:
        words, after = told_of(stage)
        assert words.zh, stage
        assert words.en, stage
        assert bool(after.zh) == bool(after.en) == (stage != CLOSED), stage


def test_a_buyer_is_told_no_person_and_the_plan_only_where_it_is_published():
    fields = {
        "homes": 120,
        "developer": "云岭置业",
        "lead-cadre": "包保领导 张",
        "plan": "区属平台接盘，10 月底交付",
        "due-on": "2024-10-31",
    }
    one = estate(
        "E-1",
        entry("opened", "E-1", 0, ACTORS[0], fields=fields),
        moved("E-1", 5, "listed"),
        moved("E-1", 30, "building"),
    )
    told = status_of(one, date(2024, 11, 10), with_plan=False)
    assert "张" not in repr(told)
    assert ACTORS[0] not in repr(told)
    assert (told.plan, told.days_late, told.words.zh) == ("", 10, "已全面复工，正在建设")
    assert status_of(one, date(2024, 11, 10), with_plan=True).plan == fields["plan"]
