"""The demonstration's zone: alive on its day, nothing of it later, everybody who wrote in it known, all of it in place."""

from __future__ import annotations

import json
import re
import tomllib
import zlib
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from math import isclose

import pytest
from samples.demo import make
from samples.demo.desk import ASKED, DAYS, DISPUTED, SENT_BACK, WAITING
from samples.demo.ground import OUTLINE, STREETS, within
from samples.demo.make import SMALL
from samples.demo.stopwatch import Stopwatch
from samples.demo.whole_year import answered
from samples.demo.years import moved, plan_year

import dajuan
from dajuan.answers.backing import LedgerBacking
from dajuan.answers.board import board
from dajuan.answers.rules import rules_of
from dajuan.answers.sheet.answer import answer_sheet, sentences_for, written
from dajuan.checks.run import examine
from dajuan.claims.read import read
from dajuan.figures.duck import DuckEngine
from dajuan.ledger.audit import audit
from dajuan.ledger.ledger import ledger_of
from dajuan.ledger.read import entries_between
from dajuan.ledger.sheets.book import read_book
from dajuan.ledger.sheets.importing import import_book

TODAY = date(2026, 11, 27)
TINY = replace(SMALL, firms=30, projects=40, signed=10, under_way=30)
ROLES = {"see", "report", "review", "lead", "administer", "audit"}
NAMING = {
    "targets": ("owner",),
    "investment-projects": ("lead-department",),
    "housing-delivery": ("lead-department", "street-office"),
    "enterprise-register": ("district",),
}
"""Fields that name an organisation of the zone."""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return make(tmp_path_factory.mktemp("demo"), today=TODAY, scale=SMALL)


@pytest.fixture(scope="module")
def ledger(made):
    found = ledger_of(made.zone)
    yield found
    found.store.close()


@pytest.fixture(scope="module")
def entries(ledger):
    return [one for _, one in entries_between(ledger)]


@pytest.fixture(scope="module")
def known(made):
    return tomllib.loads((made.zone.folder.parent / "people.toml").read_text(encoding="utf-8"))


def test_its_year_is_answered_in_every_form_with_the_time_of_each_part(made, tmp_path):
    watch = Stopwatch()
    files = answered(made, tmp_path, watch)
    assert sorted(one.suffix for one in files) == [".docx", ".html", ".pdf"]
    assert all(one.stat().st_size > 10_000 for one in files)
    assert {"看板", "答卷：算", "答卷对照台账"} < {one.zh for one in watch.parts}


def inbox(made):
    return Counter(one.stage for one in made.targets)


def moments(made):
    ledger = ledger_of(made.zone)
    found = [
        (datetime.fromisoformat(one.recorded_at).astimezone(ledger.timezone), one.effective_on)
        for _, one in entries_between(ledger)
    ]
    ledger.store.close()
    return found


# The day ----------------------------------------------------------------------------------------------------------


def check_days(made):
    """In order, none before the day that it speaks of, the last of them the evening before today."""
    found = moments(made)
    assert [moment for moment, _ in found] == sorted(moment for moment, _ in found)
    assert all(moment.date() >= day for moment, day in found)
    assert found[-1][0].date() == made.today - timedelta(days=1)


def test_it_lives_up_to_the_evening_before(made):
    check_days(made)
    assert made.year == 2026
    assert made.zone.simulated
    assert (made.entries > 8000, len(made.targets) > 80) == (True, True)


@pytest.mark.parametrize(
    ("today", "year"), [("2027-01-05", 2026), ("2027-02-10", 2026), ("2027-02-11", 2027), ("2027-12-31", 2027)]
)
def test_the_plan_under_way(today, year):
    assert plan_year(date.fromisoformat(today)) == year


@pytest.fixture(scope="module")
def in_january(tmp_path_factory):
    """The same plan seven weeks later, when its year is being closed."""
    return make(tmp_path_factory.mktemp("demo-january"), today=date(2027, 1, 17), scale=SMALL)


def test_a_day_in_january_is_the_end_of_last_years_plan(in_january):
    check_days(in_january)
    stages = inbox(in_january)
    assert in_january.year == 2026
    assert stages["closed"] > 40
    assert (stages["reported"], stages["sent-back"]) == (WAITING, SENT_BACK)


def test_what_came_before_does_not_depend_on_the_day(in_january, entries):
    """The same seed: but for what lies on the desks, both days have the same past, byte for byte."""
    ledger = ledger_of(in_january.zone)
    later = [one for _, one in entries_between(ledger)]
    ledger.store.close()
    eve = (TODAY - timedelta(days=DAYS)).isoformat()
    same = [one for one in entries if one.recorded_at[:10] < eve]
    assert len(same) > 8000
    assert later[: len(same)] == same


def test_a_day_in_march_has_a_new_plan(tmp_path):
    made = make(tmp_path, today=date(2027, 3, 1), scale=TINY)
    check_days(made)
    stages = inbox(made)
    assert made.year == 2027
    assert stages["reviewed"] > 50
    assert (stages["reported"], stages["sent-back"], stages["disputed"]) == (WAITING, SENT_BACK, DISPUTED)


# The desks --------------------------------------------------------------------------------------------------------


def test_something_lies_on_every_desk(made):
    stages = inbox(made)
    assert stages["reported"] >= WAITING
    assert stages["sent-back"] >= SENT_BACK
    assert stages["extension-asked"] >= ASKED
    assert stages["disputed"] == DISPUTED
    assert stages["assigned"] > 0
    assert len({one.owner for one in made.targets if one.stage == "reported"}) >= 3


def test_lights_of_every_kind(made, ledger):
    engine = DuckEngine(ledger.store, made.zone.derived)
    found = board(ledger, engine, rules_of(made.zone), year=made.year, as_of=TODAY)
    last = board(ledger, engine, rules_of(made.zone), year=made.year - 1, as_of=date(2026, 1, 20))
    engine.close()
    states = Counter(one.light.state for one in found.wholes())
    assert {"done", "on_schedule", "behind", "far_behind", "overdue", "unmeasured", "not_due"} <= set(states)
    assert Counter(one.light.colour for one in last.wholes())["blue"] > 40


def test_the_audit_finds_nothing(made, ledger):
    with ledger.store.reading() as reader:
        found = audit(reader, made.zone.evidence(), made.zone.checkpoints.glob("*.note"), made.zone.verifier())
    assert (found.checkpoints, found.faults) == (34, [])


@pytest.mark.parametrize("form", ["docx", "html"])
@pytest.mark.parametrize("as_of", [date(2025, 12, 31), date(2026, 3, 31), TODAY])
def test_the_check_finds_nothing_in_the_answer_sheets(made, ledger, tmp_path, as_of, form):
    """Every number is the ledger's, and there is nothing to say of the prose: what we write we would let stand."""
    engine = DuckEngine(ledger.store, made.zone.derived)
    told = board(ledger, engine, rules_of(made.zone), year=as_of.year, as_of=as_of)
    sheet = tmp_path / f"答卷.{form}"
    sheet.write_bytes(written(answer_sheet(told, made.zone, ledger, engine), sentences_for(made.zone), form))
    found = examine(read(sheet), ignores=(), backing=LedgerBacking(made.zone, ledger, engine))
    engine.close()
    assert [(one.code, one.zh) for one in found.findings] == []
    assert found.coverage is not None
    assert found.coverage.counts()["holds"] > 500


# People -----------------------------------------------------------------------------------------------------------


def test_everybody_who_wrote_is_known(entries, known):
    names = {one["code"]: one["name"] for one in known["organisations"]}
    actors = {f"{names[one['organisation']]} {one['name']}" for one in known["people"]}
    assert {one.actor for one in entries} <= actors
    assert len(actors) == len(known["people"]) == len({one["username"] for one in known["people"]})


def test_organisations_are_one_tree(known):
    parents = {one["code"]: one["parent"] for one in known["organisations"]}
    assert len(parents) == len(known["organisations"])
    assert [code for code, parent in parents.items() if not parent] == ["zone"]
    for code in parents:
        seen = []
        while code:
            assert code not in seen
            seen.append(code)
            code = parents[code]


@pytest.mark.parametrize(("programme", "field"), [(one, field) for one, some in NAMING.items() for field in some])
def test_whoever_is_named_is_in_the_tree(programme, field, entries, known):
    named = {str(one.fields[field]) for one in entries if one.programme == programme and field in one.fields}
    assert named
    assert named <= {one["name"] for one in known["organisations"]}


def test_one_of_each_kind_is_offered_at_sign_in(known):
    offered = [one for one in known["people"] if one.get("demo")]
    assert {grant["role"] for one in offered for grant in one["grants"]} == ROLES
    assert len(offered) == 10
    assert all(one["about"]["zh"] and one["about"]["en"] for one in offered)
    codes = {one["code"] for one in known["organisations"]}
    assert {grant["at"] for one in known["people"] for grant in one["grants"]} <= codes


def test_enterprises_are_on_the_register_and_behind_projects(entries, known):
    codes = [one["enterprise"] for one in known["people"] if one["enterprise"]]
    assert len(codes) == 2
    gone = {one.subject for one in entries if one.stage == "deregistered"}
    there = {one.subject for one in entries if one.programme == "enterprise-register" and one.kind == "opened"} - gone
    behind = {one.links["enterprise"] for one in entries if "enterprise" in one.links}
    for code in codes:
        assert code in there
        assert f"enterprise-register/{code}" in behind


# The ground -------------------------------------------------------------------------------------------------------


def area(ring):
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True))) / 2


def test_street_offices_tile_the_zone():
    edges = Counter(
        frozenset(edge) for ring in STREETS.values() for edge in zip(ring, (*ring[1:], ring[0]), strict=True)
    )
    outer = {frozenset(edge) for edge in zip(OUTLINE, (*OUTLINE[1:], OUTLINE[0]), strict=True)}
    assert {edge for edge, many in edges.items() if many == 1} == outer
    assert set(edges.values()) == {1, 2}
    assert isclose(sum(map(area, STREETS.values())), area(OUTLINE))


def test_sites_lie_in_their_street_office(made, entries):
    drawn = json.loads((made.zone.folder.parent / "zone.geojson").read_text(encoding="utf-8"))
    rings = {one["properties"]["name"]: one["geometry"]["coordinates"][0] for one in drawn["features"]}
    opened = [one for one in entries if one.kind == "opened" and one.programme in NAMING.keys() - {"targets"}]
    assert len(opened) > 150
    for one in opened:
        site = json.loads(one.fields["site"])
        points = [site["coordinates"]] if site["type"] == "Point" else site["coordinates"][0]
        street = one.fields.get("district") or one.fields.get("street-office")
        around = [rings[street]] if street else [rings[name] for name in STREETS]
        assert any(all(within(point, ring) for point in points) for ring in around), one.subject


# What lies beside -------------------------------------------------------------------------------------------------


def test_years_move_and_numbers_do_not():
    assert moved("2025年，2000P，2316处，2025-06-30，120250年", 2) == "2027年，2000P，2316处，2027-06-30，120250年"


def test_the_plan_is_clean_and_its_draft_is_not(made):
    assert not [(one.code, one.zh) for one in dajuan.check(made.documents.plan) if one.severity == "error"]
    assert not [(one.code, one.zh) for one in dajuan.check(made.documents.last) if one.severity == "error"]
    assert len([one for one in dajuan.check(made.documents.draft) if one.severity == "error"]) > 8


def test_last_years_promises_are_answered_in_this_years_plan(made):
    verdicts = Counter(one.verdict for one in dajuan.compare(made.documents.last, made.documents.plan).answers)
    assert verdicts["met"] > 20
    assert verdicts["missed"] + verdicts["partly"] > 5


def dry_run(made, ledger, path):
    return import_book(
        ledger, read_book(path.read_bytes(), path.name), evidence=made.zone.evidence(), folder=path.parent,
        actor="产业发展局 孙", on=TODAY, dry_run=True,
    )  # fmt: skip


def test_a_department_hands_in_its_sheet(made, ledger):
    right, wrong = (dry_run(made, ledger, path) for path in made.workbooks)
    assert right.troubles == ()
    assert [set(one.fields) for one in right.drafts] == [{"reported"}] * 3
    assert len(wrong.troubles) == 3
    assert wrong.drafts == ()


def test_evidence_opens(made, entries):
    papers = {paper.sha256: paper for one in entries for paper in one.evidence if "模拟" in paper.name}
    kinds = {ending: [one for one in papers.values() if one.name.endswith(ending)] for ending in ("pdf", "png", "xlsx")}
    assert all(len(some) > 10 for some in kinds.values())
    path = made.zone.evidence().path_of
    paper, code = next((one, found[0]) for one in kinds["pdf"] if (found := re.match(r"\d{4}-\d{3}", one.name)))
    assert code in dajuan.read(path(paper.sha256)).document.text
    picture = path(kinds["png"][0].sha256).read_bytes()
    start = picture.index(b"IDAT")
    size = int.from_bytes(picture[start - 4 : start], "big")
    assert len(zlib.decompress(picture[start + 4 : start + 4 + size])) == 160 * (1 + 3 * 240)
    sheet = kinds["xlsx"][0]
    (page,) = read_book(path(sheet.sha256).read_bytes(), sheet.name).sheets
    assert page.name == "明细"
