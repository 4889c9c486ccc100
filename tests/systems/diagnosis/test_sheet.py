"""A questionnaire as text and back; the draft that keeps it says the points and the level that it comes to."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from tests.standards.digital.test_level import EDITION, answers, scenes

from dajuan.standards.digital.level import digital_level
from dajuan.standards.trouble import RuleError
from dajuan.subjects.row import Row
from dajuan.systems.diagnosis.diagnoses import advice, diagnosis_of, scored, shares
from dajuan.systems.diagnosis.sheet import answers_text, read_answers, read_scenes, scenes_text

ON = date(2026, 5, 1)


def row(**fields: object) -> Row:
    return Row(
        "digital-diagnosis", "91410100MA0000001X-1", "云岭一号", "visited", ON, 3, False, ON, 3, "", fields, {}, ()
    )  # type: ignore[arg-type]


@pytest.mark.parametrize("share", [0, 100])
def test_text_and_back(share):
    told = answers(share)
    assert read_answers(EDITION, answers_text(EDITION, told)) == told
    assert read_scenes(scenes_text(EDITION, scenes(3))) == scenes(3)


def test_what_is_recorded_is_what_it_comes_to():
    draft = scored(row(), EDITION, answers(100), scenes(4), ON)
    assert (draft.fields["points"], draft.fields["level"], draft.fields["edition"]) == (10_000, "level-4", "2024")
    again = diagnosis_of(row(**draft.fields), ON)
    assert again.found is not None
    assert again.found.level == 4


def test_open_questions_record_no_points_and_no_level():
    told = answers(100)
    del told["network"], told["collection"], told["systems"]
    draft = scored(row(), EDITION, told, scenes(4), ON)
    assert "points" not in draft.fields
    assert "level" not in draft.fields


def test_advice_says_what_the_next_level_lacks():
    found = digital_level(EDITION, {**answers(100), "network": frozenset({"none"})}, scenes(3))
    assert advice(found)[0].zh == "到四级（协同级）还差：再有 10 个场景达到4级、其中必选场景再有 6 个"
    assert advice(found)[1].zh == "网络建设：还可得 8 分"


def test_the_radar_is_in_per_cent_of_what_each_may_give():
    sides = dict(shares(digital_level(EDITION, answers(100), scenes(2, 16, 10))))
    assert set(sides.values()) == {Fraction(100), Fraction(50)}


@pytest.mark.parametrize("text", ["network", "wifi: yes", "digital-share: 3 of 4"])
def test_text_that_is_none_is_named(text):
    with pytest.raises(RuleError):
        read_answers(EDITION, text)


def test_a_broken_sheet_is_told_and_breaks_nothing_else():
    assert diagnosis_of(row(answers="network"), ON).trouble is not None
