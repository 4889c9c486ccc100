"""The growth index over a ledger: facts by year, a run that can be done again, one figure a year, certificates by two people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest
from tests.systems.growth import zone as growth_zone
from tests.systems.growth.zone import CLERK, CODES, GONE, LARGE, SILENT, firms

from dajuan.figures.ask import figures
from dajuan.figures.duck import DuckEngine
from dajuan.figures.period import period_of
from dajuan.indices.construct import construct
from dajuan.indices.load import parse_scheme
from dajuan.indices.sensitivity import Sensitivity, Share
from dajuan.indices.table import Table
from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.ledger import Ledger, ledger_of
from dajuan.ledger.read import size_of
from dajuan.ledger.trouble import RefusedError
from dajuan.ledger.zone import Zone, make_zone
from dajuan.programmes.trouble import PackError
from dajuan.subjects.subjects import Subjects
from dajuan.systems.growth import certificates, changes, record, schemes, sensitivity
from dajuan.systems.growth.firm import card_of, missing_of
from dajuan.systems.growth.register import facts_of
from dajuan.systems.growth.results import parse_results, text_of
from dajuan.systems.growth.run import Asked, Ran, run
from dajuan.systems.growth.trouble import GrowthError

ONE, OTHER = "督查室 何", "督查室 程"
NOW, TODAY = datetime(2025, 5, 12, tzinfo=UTC), date(2025, 5, 12)


@pytest.fixture
def zone(tmp_path: Path) -> Zone:
    return make_zone(tmp_path / "zone", name="云岭高新区", code="yunling", on=growth_zone.PROGRAMMES, simulated=True)


@pytest.fixture
def ledger(zone: Zone) -> Iterator[Ledger]:
    found = ledger_of(zone)
    firms(found)
    gone = Draft(
        programme="enterprise-register", subject=GONE, kind="moved", stage="moved-out", effective_on=date(2024, 6, 1)
    )
    append(found, [gone], actor=CLERK, now=datetime(2025, 3, 21, tzinfo=UTC))
    yield found
    found.store.close()


@pytest.fixture
def subjects(zone: Zone, ledger: Ledger) -> Iterator[Subjects]:
    found = Subjects(ledger, zone.derived)
    yield found
    found.close()


@pytest.fixture
def adopted(zone: Zone, ledger: Ledger) -> schemes.Version:
    drafts = schemes.drafts_of_new(zone.evidence(), schemes.built_in(), on=TODAY, why="", known=[])
    append(ledger, drafts, actor=ONE, now=NOW)
    known = schemes.versions(ledger)
    append(ledger, schemes.drafts_in_force(known[0], on=TODAY, known=known), actor=OTHER, now=NOW)
    found = schemes.in_force(ledger)
    assert found is not None
    return found


def ran(zone: Zone, subjects: Subjects, version: schemes.Version) -> Ran:
    ledger, scheme = subjects.register.ledger, schemes.scheme_of(zone.evidence(), version)
    return run(subjects, ledger.programmes, Asked(scheme, 2024, date(2024, 12, 31), size_of(ledger)))


def recorded(zone: Zone, subjects: Subjects, version: schemes.Version) -> record.Recorded:
    ledger = subjects.register.ledger
    drafts = record.drafts_of(
        zone.evidence(), ran(zone, subjects, version), version.code, on=TODAY, known=record.runs(ledger)
    )
    append(ledger, drafts, actor=ONE, now=NOW)
    return record.runs(ledger)[0]


def test_facts_are_of_their_year(ledger: Ledger, subjects: Subjects) -> None:
    scheme = parse_scheme(schemes.built_in())
    facts = facts_of(subjects, ledger.programmes, scheme, year=2024, as_of=date(2024, 12, 31), size=size_of(ledger))
    assert GONE not in facts.units
    assert np.isfinite(facts.of("revenue")[facts.units.index(CODES[3])])
    assert np.isnan(facts.of("revenue")[facts.units.index(SILENT)])
    # 2025 has no facts yet: those of 2024 still hold, but they are not 2025's.
    later = facts_of(subjects, ledger.programmes, scheme, year=2025, as_of=TODAY, size=size_of(ledger))
    assert np.isnan(later.of("revenue")).all()
    assert np.isfinite(later.of("revenue", 1)).any()
    assert facts.classes["size"][facts.units.index(LARGE)] == "large"


def test_entries_that_the_register_has_not_taken_in_are_waited_for(ledger: Ledger, subjects: Subjects) -> None:
    scheme, more = parse_scheme(schemes.built_in()), size_of(ledger) + 1
    with pytest.raises(GrowthError, match=f"要用日志前 {more} 条"):
        facts_of(subjects, ledger.programmes, scheme, year=2024, as_of=TODAY, size=more)


def test_who_is_scored_and_who_is_not(zone: Zone, ledger: Ledger, subjects: Subjects, adopted: schemes.Version) -> None:
    lines = {one.code: one for one in ran(zone, subjects, adopted).results.lines}
    assert lines[LARGE].left_out == "class"
    assert lines[SILENT].left_out == "class"
    assert lines[CODES[0]].score is not None
    assert GONE not in lines
    scored = [one for one in lines.values() if one.rank is not None]
    assert sorted(one.rank for one in scored)[0] == 1
    assert all(one.low <= one.high for one in scored)


def test_a_firm_that_states_one_thing_is_told_to_lack_data(
    zone: Zone, ledger: Ledger, subjects: Subjects, adopted: schemes.Version
) -> None:
    said = Draft(
        programme="enterprise-register", subject=SILENT, kind="stated", effective_on=date(2024, 12, 31),
        fields={"employees": 5, "revenue": 100_000_000, "assets": 100_000_000},
    )  # fmt: skip
    append(ledger, [said], actor=CLERK, now=NOW)
    lines = {one.code: one for one in ran(zone, subjects, adopted).results.lines}
    assert (lines[SILENT].left_out, lines[SILENT].score) == ("data", None)


def test_a_run_done_again_gives_the_same_bytes_whatever_came_since(
    zone: Zone, ledger: Ledger, subjects: Subjects, adopted: schemes.Version
) -> None:
    one = recorded(zone, subjects, adopted)
    since = Draft(
        programme="enterprise-register",
        subject=CODES[1],
        kind="stated",
        effective_on=date(2024, 12, 31),
        fields={"tax": 1},
    )
    append(ledger, [since], actor=CLERK, now=NOW)
    assert record.again(ledger, subjects, zone.evidence(), one).same
    assert text_of(ran(zone, subjects, adopted).results) != text_of(record.results_of(zone.evidence(), one))


def test_firms_that_grew_are_counted_by_what_is_measured_not_by_what_it_is_called(
    zone: Zone, ledger: Ledger, subjects: Subjects, adopted: schemes.Version
) -> None:
    usual = ran(zone, subjects, adopted).growing()
    assert usual
    text = schemes.built_in().replace("  revenue-growth: {", "  sales: {")
    asked = Asked(parse_scheme(text), 2024, date(2024, 12, 31), size_of(ledger))
    assert run(subjects, ledger.programmes, asked).growing() == usual
    less = text.replace("growth: revenue, unit", "level: revenue, unit")
    assert run(subjects, ledger.programmes, replace(asked, scheme=parse_scheme(less))).growing() is None


def test_results_read_back_as_they_were_written(
    zone: Zone, ledger: Ledger, subjects: Subjects, adopted: schemes.Version
) -> None:
    text = text_of(ran(zone, subjects, adopted).results)
    assert text_of(parse_results(text)) == text
    with pytest.raises(GrowthError, match="不是测算的得分表"):
        parse_results("code,name\n1,2\n")


def test_a_firms_parts_add_up_to_its_score(
    zone: Zone, ledger: Ledger, subjects: Subjects, adopted: schemes.Version
) -> None:
    made = ran(zone, subjects, adopted).made
    card = card_of(made, CODES[5])
    assert card is not None
    assert card.score is not None
    assert sum(one.contribution or 0 for one in card.sides) == pytest.approx(card.score)
    missing = {one.indicator.key for side in card.sides for one in side.parts if one.raw is None and not one.idle}
    assert "profit-margin" in missing
    idle = {one.indicator.key for side in card.sides for one in side.parts if one.idle}
    assert {"class1-ip", "rd-staff-share", "debt"} <= idle
    assert card.by == ("industry",) or card.by == ("industry", "size")
    assert card_of(made, SILENT) is None


def test_no_median_is_told_of_fewer_than_five() -> None:
    scheme = parse_scheme(
        "index: few\nname: 试\nsource: 测试\ngroups:\n  whole: {name: 总}\n  side: {name: 面, parent: whole}\n"
        "indicators:\n  a: {name: 甲, parent: side}\n  b: {name: 乙, parent: side}\n"
    )
    values = np.array([[at, at**2 if at < 4 else np.nan] for at in range(6)], dtype=float)

    def medians(firms: int) -> tuple[float | None, dict[str, float | None]]:
        table = Table(tuple("uvwxyz"[:firms]), ("a", "b"), values[:firms])
        card = card_of(construct(scheme, table), "v")
        assert card is not None
        [side] = card.sides
        return side.median, {one.indicator.key: one.standing.median for one in side.parts if one.standing}

    assert medians(4) == (None, {"a": None, "b": None})
    side, parts = medians(6)
    assert side is not None
    assert parts["a"] == pytest.approx(50)
    assert parts["b"] is None


def test_what_a_firm_without_a_score_is_missing_is_told(
    zone: Zone, subjects: Subjects, adopted: schemes.Version
) -> None:
    found = ran(zone, subjects, adopted)
    missing = {one.key for one in missing_of(found.made, found.results.table, SILENT)}
    assert "revenue-growth" in missing
    assert not missing & set(found.made.screened.idle)
    assert missing_of(found.made, found.results.table, GONE) == []


def test_a_scheme_is_submitted_by_one_and_put_in_force_by_another(zone: Zone, ledger: Ledger) -> None:
    append(
        ledger,
        schemes.drafts_of_new(zone.evidence(), schemes.built_in(), on=TODAY, why="", known=[]),
        actor=ONE,
        now=NOW,
    )
    known = schemes.versions(ledger)
    assert schemes.in_force(ledger) is None
    with pytest.raises(RefusedError):
        append(ledger, schemes.drafts_in_force(known[0], on=TODAY, known=known), actor=ONE, now=NOW)
    append(ledger, schemes.drafts_in_force(known[0], on=TODAY, known=known), actor=OTHER, now=NOW)
    again = schemes.built_in().replace("version: 1\n", "version: 2\n", 1)
    with pytest.raises(GrowthError, match="把 version 改为 2"):
        schemes.drafts_of_new(zone.evidence(), schemes.built_in(), on=TODAY, why="", known=known)
    append(ledger, schemes.drafts_of_new(zone.evidence(), again, on=TODAY, why="", known=known), actor=OTHER, now=NOW)
    known = schemes.versions(ledger)
    append(ledger, schemes.drafts_in_force(known[0], on=TODAY, known=known), actor=ONE, now=NOW)
    assert [(one.number, one.stage) for one in schemes.versions(ledger)] == [(2, "in-force"), (1, "retired")]
    with pytest.raises(PackError):
        schemes.drafts_of_new(zone.evidence(), "index: x", on=TODAY, why="", known=known)


def test_what_changed_is_told() -> None:
    old = parse_scheme(schemes.built_in())
    text = schemes.built_in().replace(
        "growth: revenue, unit: '%', weight: 2}", "growth: revenue, unit: '%', weight: 3}"
    )
    text = text.replace("imputation: none", "imputation: {method: none, by: size}")
    text = text.replace("winsorise: 5", "winsorise: 3").replace(
        "    aggregation: geometric\n", "    aggregation: arithmetic\n"
    )
    told = [one.zh for one in changes.differences(old, parse_scheme(text))]
    assert told == [
        "成长指数：合成 geometric → arithmetic",
        "营业收入增长率：权重 2 → 3",
        "缺失按什么分类填补变了",
        "异常值处理变了",
    ]


def test_a_version_is_held_to_the_one_before_it_of_the_same_scheme() -> None:
    def version(code: str, number: int) -> schemes.Version:
        return schemes.Version(f"{code}-v{number}", code, number, "drafted", TODAY, ONE, "", "", 0)

    known = [version("other", 9), version("sme-growth", 3), version("sme-growth", 2)]
    scheme = parse_scheme(schemes.built_in().replace("version: 1\n", "version: 4\n", 1))
    assert schemes.before(scheme, known) == known[1]
    assert schemes.before(replace(scheme, version=3), known) == known[2]
    assert schemes.before(replace(scheme, version=1), known) is None


def test_sensitivity_reads_back_the_choice_that_matters_most_first() -> None:
    shares = (Share("points", 0.01, 0.02, 0.05, 0.01), Share("aggregation", 0.5, 0.1, 0.62, 0.1))
    found = Sensitivity(shares, 1280, 3.25)
    assert sensitivity.parse_sensitivity(sensitivity.text_of(found)) == found._replace(shares=shares[::-1])


def test_a_year_has_one_figure_in_the_answer_sheet(
    zone: Zone, ledger: Ledger, subjects: Subjects, adopted: schemes.Version
) -> None:
    first = recorded(zone, subjects, adopted)
    with pytest.raises(RefusedError):
        append(
            ledger, list(record.drafts_of_publishing(first, on=TODAY, known=record.runs(ledger))), actor=ONE, now=NOW
        )
    append(ledger, list(record.drafts_of_publishing(first, on=TODAY, known=record.runs(ledger))), actor=OTHER, now=NOW)
    second = recorded(zone, subjects, adopted)
    assert (first.code, second.code) == ("2024-1", "2024-2")
    append(ledger, list(record.drafts_of_publishing(second, on=TODAY, known=record.runs(ledger))), actor=OTHER, now=NOW)
    assert [(one.code, one.stage) for one in record.runs(ledger)] == [("2024-2", "published"), ("2024-1", "computed")]
    programme = ledger.programmes[record.PROGRAMME]
    engine = DuckEngine(ledger.store, zone.derived)
    try:
        engine.follow()
        keys = ("growth-firms-scored", "growth-median-score", "growth-runs-published")
        told = {key: figures(engine, programme, key, [period_of("2025")])[0].shown for key in keys}
    finally:
        engine.close()
    assert int(told["growth-firms-scored"]) == second.firms
    assert float(told["growth-median-score"]) == pytest.approx(second.median, abs=0.05)
    assert int(told["growth-runs-published"]) == 1


def test_certificates_go_to_whose_whole_interval_is_in_the_best_part(
    zone: Zone, ledger: Ledger, subjects: Subjects, adopted: schemes.Version
) -> None:
    one = recorded(zone, subjects, adopted)
    results = record.results_of(zone.evidence(), one)
    best = certificates.proposed(results, 0.4)
    scored = [line for line in results.lines if line.rank]
    assert best
    assert all(line.high <= 0.4 * len(scored) for line in best)
    assert {line.code for line in scored if line.rank <= 0.4 * len(scored)} > {line.code for line in best}
    who = dict.fromkeys(CODES, ("某企业", "云河办事处"))
    drafts = certificates.drafts_of_proposals(one, best, {}, who, on=TODAY)
    append(ledger, drafts, actor=ONE, now=NOW)
    codes = [f"2024-{line.code}" for line in best]
    certify = certificates.drafts_of_certifying(codes, on=TODAY, years=2)
    with pytest.raises(RefusedError):
        append(ledger, certify, actor=ONE, now=NOW)
    append(ledger, certify, actor=OTHER, now=NOW)
    found = certificates.certificates(ledger)
    assert {one.stage for one in found.values()} == {"certified"}
    assert {one.valid_until for one in found.values()} == {"2027-05-12"}
    assert certificates.drafts_of_proposals(one, best, found, who, on=TODAY) == []
