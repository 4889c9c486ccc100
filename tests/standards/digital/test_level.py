"""The digital level of 2024: points by question, scenes, the level and what the next one lacks."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dajuan.standards.digital.level import Answer, digital_level, level_of_total
from dajuan.standards.digital.questionnaire import edition_on, editions
from dajuan.standards.trouble import RuleError

EDITION = edition_on(date(2026, 5, 1))


def answers(share: int) -> dict[str, Answer]:
    """Every question answered as well as can be (100) or not at all (0)."""
    found: dict[str, Answer] = {}
    for key, one in EDITION.questions.items():
        if one.kind == "many":
            found[key] = frozenset(one.options) if share else frozenset({"none"})
        elif one.kind == "band":
            found[key] = (Fraction(share), Fraction(100))
        else:
            ranked = sorted(one.options, key=lambda option: one.options[option].share)
            found[key] = ranked[-1] if share else ranked[0]
    return found


def scenes(at: int, many: int = 16, mandatory: int = 10) -> dict[str, int]:
    """So many scenes at a level, of them so many mandatory; the others at nought."""
    first = [one.key for one in EDITION.scenes if one.mandatory][:mandatory]
    rest = [one.key for one in EDITION.scenes if not one.mandatory][: many - len(first)]
    return {one.key: at if one.key in (*first, *rest) else 0 for one in EDITION.scenes}


def test_points_add_up_to_a_hundred_as_the_file_says() -> None:
    assert sum(one.points for one in EDITION.dimensions) == 100
    for one in EDITION.dimensions:
        assert sum(question.points for question in one.questions) == one.points
        for question in one.questions:
            shares = [option.share for option in question.options.values()]
            assert (
                sum(shares) if question.kind == "many" else max([*shares, *(share for _, share in question.bands)])
            ) == 1


def test_everything_is_the_fourth_level_and_nothing_is_none() -> None:
    assert digital_level(EDITION, answers(100), scenes(4)).level == 4
    nothing = digital_level(EDITION, answers(0), scenes(0))
    assert (nothing.level, nothing.points.high) == (0, 0)


@pytest.mark.parametrize(
    ("at", "many", "mandatory", "level"),
    [
        (4, 10, 6, 4),
        (4, 9, 6, 3),
        (4, 10, 5, 3),
        (3, 8, 5, 3),
        (3, 8, 4, 2),
        (3, 7, 5, 2),
        (2, 6, 3, 2),
        (2, 6, 2, 0),
        (1, 6, 3, 1),
        (1, 5, 3, 0),
    ],
)
def test_scenes_on_both_sides_of_each_line(at: int, many: int, mandatory: int, level: int) -> None:
    assert digital_level(EDITION, answers(100), scenes(at, many, mandatory)).level == level


def test_points_alone_keep_it_down_and_the_gap_says_by_how_much() -> None:
    """Without networks, data collection and coverage 72 points are left: short of 80 by 8."""
    told = {**answers(100), "network": frozenset({"none"}), "collection": frozenset({"none"}), "systems": "none"}
    found = digital_level(EDITION, told, scenes(4))
    assert (found.level, found.points.low) == (3, 72)
    assert found.gap is not None
    assert (found.gap.level.level, found.gap.points, found.gap.scenes) == (4, 8, 0)


BANDS = {"digital-share": Fraction(6), "networked-share": Fraction(6), "spending": Fraction("7.5")}


def test_the_questions_with_bands_are_these() -> None:
    assert {key: one.points for key, one in EDITION.questions.items() if one.kind == "band"} == BANDS


@pytest.mark.parametrize("question", BANDS)
@pytest.mark.parametrize(("bound", "share", "above"), [(10, 0, 25), (20, 25, 50), (40, 50, 75), (60, 75, 100)])
def test_bands_include_their_right_end(question: str, bound: int, share: int, above: int) -> None:
    found = []
    for part in (bound - Fraction(1, 100), bound, bound + Fraction(1, 100)):
        told: dict[str, Answer] = {**answers(0), question: (Fraction(part), Fraction(100))}
        found.append(digital_level(EDITION, told, scenes(0)).points.low / BANDS[question] * 100)
    assert found == [share, share, above]


def test_what_was_not_answered_leaves_it_open_where_it_could_matter() -> None:
    told = answers(100)
    del told["network"]
    assert digital_level(EDITION, told, scenes(4)).level == 4
    del told["collection"], told["systems"]
    assert digital_level(EDITION, told, scenes(4)).level is None


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"wifi": "yes"}, "问卷里没有 wifi"),
        ({"systems": "some"}, "没有 some 这个选项"),
        ({"network": frozenset({"none", "shop"})}, "不能和别的一起选"),
        ({"digital-share": (Fraction(12), Fraction(10))}, "不成比例"),
        ({"network": "shop"}, "写法不对"),
    ],
)
def test_an_answer_that_is_none(told: dict[str, Answer], said: str) -> None:
    with pytest.raises(RuleError, match=said):
        digital_level(EDITION, told, {})
    with pytest.raises(RuleError, match="0 到 4"):
        digital_level(EDITION, {}, {"safety": 5})


@pytest.mark.parametrize(("total", "level"), [(80, 4), (79, 3), (60, 3), (40, 2), (20, 1), (19, 0)])
def test_the_edition_of_2022_by_its_total(total: int, level: int) -> None:
    before = edition_on(date(2024, 9, 3))
    assert before.key == "2022"
    assert level_of_total(before, Fraction(total)) == level


@given(st.lists(st.integers(0, 4), min_size=16, max_size=16), st.integers(0, 15))
def test_a_better_scene_never_lowers_the_level(steps: list[int], which: int) -> None:
    one = dict(zip((scene.key for scene in EDITION.scenes), steps, strict=True))
    other = {**one, EDITION.scenes[which].key: min(4, steps[which] + 1)}
    low, high = (digital_level(EDITION, answers(100), each).level for each in (one, other))
    assert low is not None
    assert high is not None
    assert high >= low


def test_editions_leave_no_day_twice() -> None:
    one, after = editions()
    assert one.last is not None
    assert one.last < after.first
