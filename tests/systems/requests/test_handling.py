"""The rules of handling: versions and their days, and a file that is wrong says where."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dajuan.programmes.find import find_programmes
from dajuan.systems.requests import PROGRAMME
from dajuan.systems.requests.handling import (
    FILE,
    GRADES,
    KINDS,
    MARKS,
    HandlingError,
    Handlings,
    handlings_in,
    ours,
    published,
    read_handlings,
    text_of,
)  # fmt: skip

OURS = ours().versions[0]


@pytest.mark.parametrize("version", published(), ids=lambda one: one.code)
def test_what_is_published_says_its_source_and_limits_everything(version):
    assert version.source
    assert version.mark in MARKS
    assert version.name.zh
    assert version.name.en
    assert all(version.limit(kind, grade) >= 1 for kind in KINDS for grade in GRADES)
    assert [rung.at is not None for rung in version.ladder] == sorted(
        (rung.at is not None for rung in version.ladder), reverse=True
    )


def test_kinds_and_grades_are_those_of_the_pack():
    fields = find_programmes().programmes[PROGRAMME].fields
    assert tuple(one.key for one in fields["kind"].choices) == KINDS
    assert tuple(one.key for one in fields["grade"].choices) == GRADES


def test_what_is_not_of_the_source_is_said_to_be_ours():
    """No place published a ladder of ours, or how often a firm may be visited."""
    for version in published():
        assert version.mark == "ours" or version.source.endswith("提醒阶梯、延期天数、回访和入企次数是我们的"), (
            version.code
        )


def test_xuchang_as_its_order_has_it():
    version = next(one for one in published() if one.code == "xuchang-2011")
    assert (version.assign_within, version.limit("help", "ordinary"), version.limit("help", "complex")) == (3, 15, 30)


def test_a_version_holds_from_its_day_on():
    new = replace(OURS, code="new", first=date(2025, 7, 1), limits={"default": {"ordinary": 4}})
    rules = Handlings((OURS, new))
    assert rules.on(date(2025, 6, 30)).code == "ours"
    assert rules.on(date(2025, 7, 1)).code == "new"


def test_before_the_first_and_after_the_last_the_nearest_holds():
    only = replace(OURS, first=date(2025, 1, 1), last=date(2025, 12, 31))
    assert Handlings((only,)).on(date(2024, 1, 1)) is only
    assert Handlings((only,)).on(date(2026, 1, 1)) is only


def test_a_zone_writes_its_own_and_reads_the_same(tmp_path):
    assert handlings_in(tmp_path) == ours()
    versions = (OURS, replace(OURS, code="new", first=date(2025, 7, 1)))
    (tmp_path / FILE).write_text(text_of(versions), encoding="utf-8")
    assert handlings_in(tmp_path).versions == versions


def test_two_from_one_day_are_refused():
    with pytest.raises(HandlingError, match="从同一天起施行"):
        text_of([OURS, replace(OURS, code="other")])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("assign_within: 1", "assign_within: 0", "versions[0] assign_within"),
        ("    ordinary: 7", "    ordinary: 七", "limits.default.ordinary"),
        ("      ordinary: 7\n", "", "limits.default.ordinary"),
        ("  consultation:", "  consult:", "limits.consult"),
        ("    urgent: 3", "    rush: 3", "limits.default.rush"),
        ("- code: half\n    at: 50", "- code: half", "ladder[0]"),
        ("    - department\n", "    - boss\n", "ladder[0].tell"),
        ("clock: assigned", "clock: never", "clock"),
        ("mark: ours", "mark: sure", "mark"),
        ("visits_a_month: 2", "visits_a_month: 2\n  colour: red", "colour"),
        ("    from: null", "    from: spring", "in_force.from"),
    ],
)
def test_what_is_wrong_is_named(old, new, said):
    text = text_of([OURS])
    assert old in text
    with pytest.raises(HandlingError) as caught:
        read_handlings(text.replace(old, new, 1), "requests.yaml")
    assert said in caught.value.zh
    assert said in caught.value.en


@pytest.mark.parametrize("text", ["", "versions: []", "- 1", "versions: [1]", "a: [", "versions: {a: 1}"])
def test_a_file_that_holds_no_rules(text):
    with pytest.raises(HandlingError, match="requests"):
        read_handlings(text, "requests.yaml")
