"""Money of projects: once, by its lead, against the schedule that the zone chose; what does not fit is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.systems.works.life import TODAY, UPTO, WAN, draft, measured
from tests.systems.works.simulated import zone

from dajuan.answers.rules import rules_of
from dajuan.ledger.entry import Draft
from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import SETTINGS, zone_at
from dajuan.programmes.find import built_in_paths
from dajuan.programmes.load import read_pack
from dajuan.programmes.pack import Stage
from dajuan.systems.works.batches import batches, four_rates, taken
from dajuan.systems.works.doubts import What, doubts
from dajuan.systems.works.owners import by_owner
from dajuan.systems.works.progress import Progress, progress_of, whole
from dajuan.systems.works.project import PROJECTS, WORKS, distinct, family_of, link_same, reported_to
from dajuan.systems.works.settings import our_settings, settings_of
from dajuan.systems.works.slipping import Why, listed


def test_the_schedule_is_that_of_the_last_month_reported(office):
    slow = office.progress(office.one("P-SLOW"))[0]
    assert (slow.plan, slow.done, slow.due) == (60_000 * WAN, 16_000 * WAN, Fraction(9, 12))
    assert slow.state == "far_behind"
    assert office.progress(office.one("P-FAST"))[0].state == "on_schedule"


def test_what_is_complete_is_done_whatever_it_did_not_need(office):
    office.record(draft(PROJECTS, "P-SLOW", "moved", "2025-09-01", stage="producing"))
    assert office.progress(office.one("P-SLOW"))[0].state == "done"


def test_the_zone_chooses_its_curve(office):
    path = office.zone.folder / SETTINGS
    path.write_text(path.read_text("utf-8") + '\n[answers]\nschedule = "guangdong-2022"\n', "utf-8")
    rules = rules_of(zone_at(office.zone.folder))
    assert progress_of(office.one("P-SLOW"), 2025, UPTO, rules).due == Fraction(9, 10)


def test_a_work_planned_to_start_in_the_year_is_held_against_the_rest_of_it(office):
    office.record(draft(WORKS, "W-ROAD", "stated", "2025-02-01", fields={"start-due": "2025-07-01"}))
    assert office.progress(office.one("W-ROAD"))[0].due == Fraction(3, 6)


def test_what_is_on_both_lists_counts_once(office):
    every = office.projects()
    once = distinct(every)
    assert {one.row.code for one in every} - {one.row.code for one in once} == {"W-TWIN"}
    total = whole(office.progress(*once), 2025, UPTO, office.rules)
    assert total.done == (80_000 + 16_000 + 3_000 + 3_000 + 8_000 + 8_000 + 16_000) * WAN


def test_the_same_approval_code_is_the_same_project(office):
    code = {"approval-code": "2024-410172-48-01"}
    office.record(draft(WORKS, "W-HALL", "stated", "2025-01-05", fields=code))
    assert office.one("W-HALL").same == "P-TWIN"


def test_a_project_of_two_owners_is_in_the_sum_once(office):
    rows = {one.owner: one for one in by_owner(office.progress(*distinct(office.projects())))}
    assert rows["规划建设局"].done == 16_000 * WAN
    assert [one.project.row.code for one in rows["住房保障中心"].joint] == ["W-ROAD"]
    assert (rows["住房保障中心"].done, len(rows["住房保障中心"].led)) == (0, 0)
    assert sum(one.done for one in rows.values()) == 134_000 * WAN
    assert rows["规划建设局"].rate == Fraction(16_000, 24_000)
    assert rows["住房保障中心"].rate is None


@given(
    st.lists(
        st.tuples(st.lists(st.sampled_from("甲乙丙丁"), max_size=3, unique=True), st.integers(0, 10**13)), max_size=12
    )
)
@settings(max_examples=40, deadline=None)
def test_rows_by_owner_add_up_to_the_distinct_sum(some):
    """Whoever the owners of each are."""
    model = zone(1, many=1).projects[0]
    progress = [
        Progress(
            model._replace(row=model.row._replace(code=f"{nth}", owners=tuple(owners))), None, done, None, "unmeasured"
        )
        for nth, (owners, done) in enumerate(some)
    ]
    rows = by_owner(progress)
    assert sum(one.done for one in rows) == sum(done for _, done in some)
    assert sorted(each.project.row.code for one in rows for each in one.led) == sorted(
        one.project.row.code for one in progress
    )


def test_january_and_february_are_reported_together(office):
    assert reported_to([office.one("P-FAST")], date(2025, 2, 10)) is None
    assert doubts([office.one("P-FAST")], 2025) == []
    office.record(measured(PROJECTS, "P-FAST", "2025-01-31", 100))
    [found] = doubts([office.one("P-FAST")], 2025)
    assert (found.what, found.field, found.on) == (What.JANUARY, "invested", date(2025, 1, 31))
    assert "1 月不单独报" in found.words.zh


def test_what_does_not_fit_is_named_by_row_and_field(office):
    office.record(
        measured(PROJECTS, "P-WAIT", "2025-08-31", 10),
        measured(PROJECTS, "P-STOP", "2025-08-31", -300),
    )
    found = {(one.project.row.code, one.field, one.what) for one in doubts(office.projects(), 2025)}
    assert found == {
        ("P-OVER", "planned-total", What.UNDER_DONE),
        ("P-OVER", "planned-year", What.YEAR_OVER_TOTAL),
        ("P-WAIT", "invested", What.BEFORE_START),
        ("P-STOP", "invested", What.NEGATIVE),
        ("W-TWIN", "invested", What.TWICE),
    }
    assert all(one.words.zh and one.words.en for one in doubts(office.projects(), 2025))


def test_each_on_the_list_has_the_rule_that_put_it_there(office):
    found = listed(office.progress(*distinct(office.projects())), TODAY, UPTO, our_settings(), office.rules)
    why = {one.progress.project.row.code: {slip.why: slip for slip in one.slips} for one in found}
    assert set(why) == {"P-SLOW", "P-STOP", "P-QUIET", "P-WAIT", "W-HALL"}
    assert set(why["P-QUIET"]) == {Why.SILENT, Why.BEHIND}
    assert "2025-03 以后 6 个月没有投资" in why["P-QUIET"][Why.SILENT].words.zh
    assert "本系统口径" in why["P-QUIET"][Why.SILENT].rule.zh
    assert "银川" in why["P-SLOW"][Why.BEHIND].rule.zh
    assert why["W-HALL"][Why.START].colour == "red"
    assert set(why["P-WAIT"]) == {Why.WAITING}
    assert set(why["P-STOP"]) == {Why.STALLED, Why.BEHIND}
    assert {one.progress.project.row.code for one in found if one.is_stalled} == {"P-STOP", "P-QUIET"}


def test_entry_in_the_statistics_is_asked_about_where_the_zone_keeps_it(office):
    def entries() -> set[str]:
        some = listed(office.progress(*distinct(office.projects())), TODAY, UPTO, our_settings(), office.rules)
        return {one.progress.project.row.code for one in some if any(slip.why is Why.ENTRY for slip in one.slips)}

    assert entries() == set()
    office.record(draft(PROJECTS, "P-FAST", "stated", "2025-01-05", fields={"in-statistics": True}))
    assert entries() == {"P-SLOW", "P-STOP", "P-QUIET", "P-OVER", "P-TWIN", "W-ROAD"}


def test_the_chain_of_rates_divides_by_the_link_before(office):
    office.record(
        Draft(programme=PROJECTS, subject="P-SLOW", kind="moved", effective_on=date(2025, 10, 1), stage="removed")
    )
    rates = {(one.of, one.to): one for one in four_rates(office.projects())}
    assert {one.row.code for one in rates["signed", "honoured"].waiting} == {"P-WAIT"}
    assert (len(rates["signed", "honoured"].all), rates["signed", "honoured"].rate) == (6, Fraction(5, 6))
    assert rates["honoured", "started"].rate == 1
    assert rates["started", "producing"].rate == 0
    assert rates["producing", "at-capacity"].rate is None


def test_batches_are_of_the_quarter_and_take_in_what_is_large_enough(office):
    first, *_ = batches(office.projects(), 2025)
    assert [one.row.code for one in first.signed] == ["P-WAIT"]
    assert taken(first.signed, our_settings().batches) == 1  # 3 亿元 of manufacturing.
    second = batches(office.projects(), 2024)[1]
    assert len(second.started) == 8
    assert taken(chain(second.started), our_settings().batches) == 5


def test_settings_that_cannot_be_are_refused_by_name(office):
    path = office.zone.folder / SETTINGS
    path.write_text(path.read_text("utf-8") + '\n[works]\nsilent_months = "three"\n', "utf-8")
    with pytest.raises(Exception, match="silent_months = 'three' 不行"):
        settings_of(zone_at(office.zone.folder))
    path.write_text(path.read_text("utf-8").replace('"three"', "2"), "utf-8")
    assert settings_of(zone_at(office.zone.folder)).silent_months == 2


def test_a_project_and_a_work_without_codes_are_not_the_same(office):
    bare = [office.one("P-FAST"), office.one("W-HALL")]
    assert [one.row.fields.get("approval-code") for one in bare] == [None, None]
    assert [one.same for one in link_same(bare)] == ["", ""]


def test_a_work_that_only_has_a_projects_code_is_not_taken_for_it(office):
    before = [one for one in doubts(office.projects(), 2025) if one.what is What.TWICE]
    fields = {"name": "同号工程", "kind": "park", "planned-total": 900 * WAN}
    office.record(draft(WORKS, "P-TWIN", "opened", "2025-01-05", fields=fields))
    after = [one for one in doubts(office.projects(), 2025) if one.what is What.TWICE]
    assert [one.words for one in after] == [one.words for one in before]
    assert len(after) == 1


def test_a_stage_that_a_zone_adds_means_what_its_place_says():
    pack = next(read_pack(path) for path in built_in_paths() if path.stem == PROJECTS)
    family = family_of(pack)
    assert family.before == ("planned", "signed", "honoured")
    assert (family.running, family.over) == (("started", "building"), ("producing", "at-capacity"))
    assert (family.stalled, family.gone) == (("stalled",), ("terminated", "removed"))
    stages = dict[str, Stage]()
    for key, stage in pack.stages.items():
        stages[key] = stage
        if key == "building":
            stages["topped-out"] = replace(stage, key="topped-out")
    stages["suspended"] = replace(pack.stages["stalled"], key="suspended")
    own = family_of(replace(pack, stages=stages))
    assert own.running == ("started", "building", "topped-out")
    assert own.stalled == ("stalled", "suspended")
    assert (own.before, own.over, own.gone) == (family.before, family.over, family.gone)


def test_what_was_given_up_is_held_to_no_plan(office):
    assert office.progress(office.one("P-SLOW"))[0].state == "far_behind"
    office.record(draft(PROJECTS, "P-SLOW", "moved", "2025-10-01", stage="terminated"))
    assert office.progress(office.one("P-SLOW"))[0].state == "unmeasured"


def test_the_zone_chooses_its_rules_by_name(office):
    path = office.zone.folder / SETTINGS
    path.write_text(path.read_text("utf-8") + '\n[works]\nstart = "yinchuan-entry"\n', "utf-8")
    with pytest.raises(LedgerError, match="是 entry，不是 start"):
        settings_of(zone_at(office.zone.folder))
    path.write_text(path.read_text("utf-8").replace('start = "yinchuan-entry"', 'batches = "xinyang-batches"'), "utf-8")
    assert settings_of(zone_at(office.zone.folder)).batches.origin.code == "xinyang-batches"
