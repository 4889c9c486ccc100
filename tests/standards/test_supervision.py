"""The rule files of supervision: each says where it comes from, what nobody confirmed decides nothing."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from dajuan.standards.supervision.lights import STATES, colour_names, light_rules, light_rules_of, state_names
from dajuan.standards.supervision.rule_file import entries, entry, origin_of
from dajuan.standards.supervision.schedules import published_schedule
from dajuan.standards.supervision.scores import score_rules, score_rules_of
from dajuan.standards.trouble import MARKS, RuleError

FILES = ("schedules.yaml", "lights.yaml", "scores.yaml")


@pytest.mark.parametrize("file", FILES)
def test_every_rule_has_a_source_a_mark_and_both_names(file):
    assert entries(file)
    for code, rule in entries(file).items():
        origin = origin_of(rule)
        assert origin.code == code
        assert origin.source
        assert origin.mark in MARKS
        assert origin.name.zh != origin.name.en


@pytest.mark.parametrize("file", FILES)
def test_what_is_used_unasked_was_seen(file):
    assert entry(file, None, None)["mark"] == "seen"


def test_a_rule_holds_only_on_its_days():
    assert published_schedule("guangdong-2022", date(2022, 12, 31)).points == (
        (6, Fraction(3, 5)),
        (12, Fraction(6, 5)),
    )
    with pytest.raises(RuleError, match="在 2023-01-01 不施行"):
        published_schedule("guangdong-2022", date(2023, 1, 1))


def test_an_unknown_rule_is_told_what_there_is():
    with pytest.raises(RuleError, match=r"没有名为 traffic 的规则；有：points、ratio"):
        light_rules("traffic")


def test_a_colour_is_data():
    """Where blue is praise for whoever leads, and what is done is green."""
    own = dict(entries("lights.yaml")["points"]) | {"code": "ours"}
    own["colours"] = own["colours"] | {"on_schedule": "blue", "done": "green"}
    assert light_rules_of(own).colours["on_schedule"] == "blue"
    assert set(state_names()) == set(STATES)
    assert set(light_rules().colours.values()) <= set(colour_names())


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"mark": "heard"}, "mark 只能是"),
        ({"form": "days"}, "form 只能是"),
        ({"yellow_from": 40}, "红灯门槛"),
        ({"yellow_from": "ten"}, "不是数"),
        ({"red_over": None}, "缺 red_over"),
        ({"colours": {"done": "blue"}}, "每种情形一种灯色"),
    ],
)
def test_a_light_rule_that_cannot_be_applied_is_refused(change, why):
    with pytest.raises(RuleError, match=why):
        light_rules_of(dict(entries("lights.yaml")["points"]) | change)


def test_an_unconfirmed_cap_is_off_until_the_zone_gives_it():
    assert origin_of(entries("scores.yaml")["completion"]).mark == "memory"
    with pytest.raises(RuleError, match="请由园区给出"):
        score_rules("completion")
    assert score_rules("completion", cap=Fraction("1.1")).cap == Fraction("1.1")
    with pytest.raises(RuleError, match="cap"):
        score_rules("completion", cap=Fraction("0.9"))


@pytest.mark.parametrize("code", ["goal", "race"])
def test_points_that_nobody_published_are_not_made_up(code):
    rules = score_rules(code)
    assert rules.half_share == Fraction(1, 2)
    assert rules.half_points is None
    assert rules.events
    assert all(one.points is None for one in rules.events.values())


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"method": "vote"}, "method"),
        ({"settings": {"grey": "hide"}}, "grey"),
        ({"settings": {"fewest": 0}}, "fewest"),
        ({"settings": {"events": {"late_report": {"points": -2, "most": 4}}}}, "late_report.most"),
    ],
)
def test_a_score_rule_that_cannot_be_applied_is_refused(change, why):
    with pytest.raises(RuleError, match=why):
        score_rules_of(dict(entries("scores.yaml")["goal"]) | change)
