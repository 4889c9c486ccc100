"""Hazards: limits by grade, a recheck by another, the ladder of reminders, the heat of sectors and streets."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.systems.safety.hazards import (
    BASE,
    CODE,
    DEPARTMENT,
    RULES,
    STREET,
    found,
    hazard,
    ledger_in,
    on,
    only,
    paper,
    record,
)

from dajuan.answers.notices.timing import default_timing
from dajuan.ledger.trouble import LedgerError, RefusedError
from dajuan.ledger.zone import SETTINGS, zone_at
from dajuan.systems.safety.campaigns import Tally, by_campaign
from dajuan.systems.safety.handling import FILE, Settings, handling_in, settings_of
from dajuan.systems.safety.hazard import by_urgency, standing
from dajuan.systems.safety.heat import heat
from dajuan.systems.safety.reminders import notices_due, notices_of
from dajuan.systems.safety.steps import BY_KEY, Told, draft_of, steps_for

NOTICE, MENDED, PASSED = paper("责令限期整改通知书"), paper("整改材料"), paper("复查意见书")


def take(key, one, day="03-02", **told):
    return draft_of(BY_KEY[key], one, Told(on(day), **told), RULES, today=on("12-31"))


def refused(work) -> str:
    with pytest.raises(RefusedError) as told:
        work()
    assert all(one.en for one in told.value.troubles)
    return "；".join(one.zh for one in told.value.troubles)


@pytest.mark.parametrize(("grade", "due"), [("general", "2026-03-09"), ("major", "2026-05-01")])
def test_a_notice_gives_what_the_grade_allows(grade, due):
    draft = take("notify", hazard("found", grade=grade), evidence=(NOTICE,))
    assert (draft.stage, draft.fields) == ("notified", {"due-on": due})
    assert take("notify", hazard("found", grade=grade), due_on=on("03-05"), evidence=(NOTICE,)).fields == {
        "due-on": "2026-03-05"
    }


def test_a_notice_gives_no_more_than_its_grade_allows():
    said = refused(lambda: take("notify", hazard("found"), due_on=on("03-10"), evidence=(NOTICE,)))
    assert "整改期限 2026-03-10 不在 2026-03-02 到 2026-03-09 之间" in said
    assert refused(lambda: take("notify", hazard("found"), due_on=on("03-01"), evidence=(NOTICE,)))


def test_more_time_is_granted_up_to_the_most():
    one = hazard(due_on="2026-03-09")
    draft = take("extend", one, "03-05", days=5, note="设备到货延迟")
    assert draft.fields == {"extended": 5, "due-on": "2026-03-14"}
    again = hazard(due_on="2026-03-14", extended=5)
    assert "延期合计最多 7 天，已批 5" in refused(lambda: take("extend", again, "03-05", days=3, note="再延"))


def test_working_days_where_the_zone_says_so(tmp_path):
    text = (RULES_FILE).replace("days: calendar", "days: working")
    (tmp_path / FILE).write_text(text, "utf-8")
    rules = handling_in(tmp_path)
    assert draft_of(
        BY_KEY["notify"], hazard("found"), Told(on("03-02"), evidence=(NOTICE,)), rules, today=on("12-31")
    ).fields == {"due-on": "2026-03-11"}
    assert standing(hazard(due_on="2026-03-13"), rules, on("03-16")).over == 1  # over a weekend


def test_mended_in_time_or_late():
    one = hazard(due_on="2026-03-09")
    assert take("mend", one, "03-09", person="赵", evidence=(MENDED,)).fields == {"mender": "赵", "in-time": True}
    assert take("mend", one, "03-10", person="赵", evidence=(MENDED,)).fields["in-time"] is False


def test_the_mender_does_not_recheck_by_name_nor_by_hand(tmp_path):
    assert "赵 是整改责任人，不能自己复查" in refused(
        lambda: take("pass", hazard("mended", mender="赵"), person="赵 ", evidence=(PASSED,))
    )
    ledger = ledger_in(tmp_path / "zone")
    found(ledger)
    for key, told in (("notify", {"evidence": (NOTICE,)}), ("mend", {"person": "赵", "evidence": (MENDED,)})):
        record(ledger, [take(key, only(ledger), **told)])
    passed = take("pass", only(ledger), person="方", evidence=(PASSED,))
    with pytest.raises(RefusedError):
        record(ledger, [passed])
    record(ledger, [passed], actor="督查室 程")
    with pytest.raises(RefusedError):
        record(ledger, [take("close", only(ledger))])
    record(ledger, [take("close", only(ledger))], actor="督查室 程")
    assert (only(ledger).stage, only(ledger).waits) == ("closed", "")


def test_what_fails_is_mended_again_and_its_day_stands(tmp_path):
    ledger = ledger_in(tmp_path / "zone")
    found(ledger)
    record(ledger, [take("notify", only(ledger), evidence=(NOTICE,))])
    record(ledger, [take("mend", only(ledger), "03-05", person="赵", evidence=(MENDED,))])
    record(ledger, [take("fail", only(ledger), "03-06", person="方", note="仍有积尘")], actor="督查室 程")
    one = only(ledger)
    assert [step.key for step in steps_for(one)] == ["mend", "extend"]
    stands = standing(one, RULES, on("03-11"))
    assert (stands.waits, stands.due, stands.over) == ("mending", on("03-09"), 2)


@pytest.mark.parametrize(
    ("key", "one", "told", "zh"),
    [
        ("mend", hazard("found"), {"person": "赵", "evidence": (MENDED,)}, "现在不能这样办"),
        ("mend", hazard(), {"evidence": (MENDED,)}, "登记整改：没有填"),
        ("mend", hazard(stage_on="03-05"), {"person": "赵", "evidence": (MENDED,)}, "早于上一步（2026-03-05）"),
        ("fail", hazard("mended"), {"person": "方"}, "复查不合格：没有填"),
        ("notify", hazard("found"), {}, "通知整改：没有填"),
    ],
)
def test_steps_that_cannot_be(key, one, told, zh):
    assert zh in refused(lambda: take(key, one, **told))


def test_a_day_that_has_not_come():
    told = Told(on("03-03"), person="赵", evidence=(MENDED,))
    assert "还没有到（今天 2026-03-02）" in refused(
        lambda: draft_of(BY_KEY["mend"], hazard(), told, RULES, today=on("03-02"))
    )


@pytest.mark.parametrize(
    ("one", "day", "waits", "over", "light"),
    [
        (hazard("found", notified=""), "03-03", "notice", 0, "yellow"),
        (hazard("found", notified=""), "03-04", "notice", 1, "red"),
        (hazard(due_on="2026-03-09"), "03-06", "mending", 0, "green"),
        (hazard(due_on="2026-03-09"), "03-07", "mending", 0, "yellow"),
        (hazard(due_on="2026-03-09"), "03-10", "mending", 1, "red"),
        (hazard("mended"), "03-05", "recheck", 0, "yellow"),
        (hazard("rechecked"), "03-06", "closing", 1, "red"),
        (hazard("closed"), "03-30", "", 0, "blue"),
        (hazard("void"), "03-30", "", 0, "blue"),
    ],
)
def test_how_a_hazard_stands(one, day, waits, over, light):
    stands = standing(one, RULES, on(day))
    assert (stands.waits, stands.over, stands.light) == (waits, over, light)


SETTINGS_OF = Settings(RULES, "督查室", "管委会", default_timing())


@pytest.mark.parametrize(
    ("day", "reason", "to"),
    [
        ("03-06", None, []),
        ("03-07", "hazard-due", [DEPARTMENT]),
        ("03-10", "hazard-overdue", [DEPARTMENT, STREET]),
        ("03-13", "hazard-overdue", [DEPARTMENT, STREET, "督查室"]),
        ("03-19", "hazard-overdue", [DEPARTMENT, "督查室", "管委会"]),
    ],
)
def test_the_ladder(day, reason, to):
    stands = standing(hazard(due_on="2026-03-09"), RULES, on(day))
    told = list(notices_of([stands], SETTINGS_OF, on(day)))
    assert [one.to for one in told] == to
    assert {one.reason for one in told} == ({reason} if reason else set())
    tomorrow = standing(hazard(due_on="2026-03-09"), RULES, on(day) + timedelta(days=1))
    if to and tomorrow.rung == stands.rung:
        assert {one.key for one in notices_of([tomorrow], SETTINGS_OF, on(day))} == {one.key for one in told}


def test_a_late_recheck_is_told_to_the_department(tmp_path):
    ledger = ledger_in(tmp_path / "zone")
    found(ledger)
    zone = zone_at(tmp_path / "zone")
    assert notices_due(zone, ledger, on("03-02")) == []
    (late,) = notices_due(zone, ledger, on("03-03"))
    assert (late.to, late.reason) == (DEPARTMENT, "hazard-waits")
    assert "发现后 2 天没有通知整改（限 1）" in late.text.zh


def test_how_often_it_is_told_again_is_the_zones(tmp_path):
    """In working days, as [notices] has it: due on 2 March, five of them are over on the 9th."""
    late = [
        standing(hazard("found", stage_on="03-01", notified=""), RULES, on(day)) for day in ("03-03", "03-09", "03-10")
    ]
    keys = [
        [one.key for one in notices_of([it], SETTINGS_OF, on(day))]
        for it, day in zip(late, ("03-03", "03-09", "03-10"), strict=True)
    ]
    assert keys[0] == keys[1] != keys[2]
    often = SETTINGS_OF._replace(timing=replace(SETTINGS_OF.timing, repeat_every=1))
    assert [one.key for one in notices_of([late[1]], often, on("03-09"))] != keys[0]


def test_heat():
    some = [
        standing(one, RULES, on("03-12"))
        for one in (
            hazard(due_on="2026-03-20"), hazard(due_on="2026-03-09", grade="major"), hazard("closed"),
            hazard(due_on="2026-03-20", sector="fire", street="松溪街道"),
        )
    ]  # fmt: skip
    found_ = heat(some, ["chemicals", "fire", "industry"])
    assert (found_.sectors, found_.streets) == (("fire", "industry"), (STREET, "松溪街道"))
    hot, mild = found_.cells["industry", STREET], found_.cells["fire", "松溪街道"]
    assert (hot.open, hot.overdue, hot.major, hot.level) == (2, 1, 1, 4)
    assert (mild.open, mild.overdue, mild.level) == (1, 0, 1)
    assert (found_.whole.open, found_.by_sector["industry"].open, found_.by_street[STREET].open) == (3, 2, 2)
    assert heat([], ["fire"]).cells == {}


def test_what_each_campaign_found():
    """One closed, one that was none, one overdue; and one outside any campaign."""
    some = [
        standing(one, RULES, on("03-12"))
        for one in (
            hazard("closed", campaign="ZX-1"), hazard("void", campaign="ZX-1"), hazard(due_on="2026-03-09", campaign="ZX-1"),
            hazard(due_on="2026-03-20"),
        )
    ]  # fmt: skip
    assert by_campaign(some) == {"ZX-1": Tally(3, 1, 1, 1), "": Tally(1, 0, 1, 0)}


def test_the_most_urgent_comes_first():
    late, major = hazard(due_on="2026-03-09", code="A"), hazard(due_on="2026-03-20", grade="major", code="B")
    soon, done = hazard(due_on="2026-03-20", code="C"), hazard("closed", code="D")
    some = [standing(one, RULES, on("03-12")) for one in (done, soon, major, late)]
    assert [one.hazard.code for one in by_urgency(some)] == ["A", "B", "C", "D"]


RULES_FILE = """source: 本区规定
mark: ours
days: calendar
limits: {general: 7, major: 60}
extension_most: {general: 7, major: 60}
notify_within: 1
recheck_within: 3
close_within: 3
ladder: [{code: over, over: 1, tell: [department], name: {zh: 催办, en: pressed}}]
"""


@pytest.mark.parametrize(
    ("old", "new", "zh"),
    [
        ("limits: {general: 7, major: 60}", "limits: {general: 7}", "limits：general、major 各写一个天数"),
        ("general: 7, major: 60}\next", "general: 7, major: 0}\next", "limits.major：应是 1 到 400 的整数，现为 0"),
        ("days: calendar", "days: lunar", "days：应是 calendar、working 之一，现为 'lunar'"),
        ("tell: [department]", "tell: [mayor]", "ladder[0].tell：告诉 department"),
        ("over: 1,", "over: 1, at: 50,", "ladder[0]：写 at（百分之几）或 over（超期几天），二者之一"),
        ("notify_within: 1", "notify: 1", "notify：没有这一项"),
        ("source: 本区规定", "source: ''", "source：没有写"),
        ("mark: ours", "mark: sure", "mark：应是 seen、copy、ours 之一，现为 'sure'"),
        ("limits:", "limits: [", "读不懂"),
    ],
)  # fmt: skip
def test_rules_that_cannot_be_read_are_named(old, new, zh, tmp_path):
    (tmp_path / FILE).write_text(RULES_FILE.replace(old, new), "utf-8")
    with pytest.raises(LedgerError) as told:
        handling_in(tmp_path)
    assert zh in told.value.zh
    assert FILE in told.value.en


def test_settings(tmp_path):
    folder = tmp_path / "zone"
    ledger_in(folder)
    path = folder / SETTINGS
    path.write_text(f"{path.read_text('utf-8')}\n[safety]\nleader = '管委会'\n", "utf-8")
    assert settings_of(zone_at(folder)).leader == "管委会"
    path.write_text(path.read_text("utf-8").replace("leader = '管委会'", "leader = 3"), "utf-8")
    with pytest.raises(LedgerError, match="leader 应是单位名称"):
        settings_of(zone_at(folder))


def test_the_pack_keeps_what_a_hazard_needs(tmp_path):
    ledger = ledger_in(tmp_path / "zone")
    found(ledger)
    with pytest.raises(RefusedError):
        record(ledger, [take("notify", only(ledger), evidence=(paper("别的"),))])
    assert only(ledger).code == CODE
    assert only(ledger).fields == BASE
