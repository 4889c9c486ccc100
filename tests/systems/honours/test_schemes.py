"""Rules of review: grades on both sides of each line of points, what follows, what a zone adds."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import SETTINGS, zone_at
from dajuan.systems.honours.platforms import LEVELS, REVIEWS
from dajuan.systems.honours.schemes import GRADES, Effect, Review, contradiction, effect_of, next_year
from dajuan.systems.honours.settings import our_settings, settings_of

OURS = our_settings()


def review(year: int, grade: str, points: str | None = None, *, mended: bool = False) -> Review:
    return Review(year, "national", grade, None if points is None else Fraction(points), mended, False)


@pytest.mark.parametrize(
    ("points", "grade"),
    [("90", "excellent"), ("89.99", "good"), ("65", "good"), ("64.99", "basic"), ("60", "basic"), ("59.99", "failed")],
)
def test_national_enterprise_centres_are_graded_by_points(points, grade):
    scheme = OURS.scheme("enterprise-technology", "national")
    assert scheme.by_points(Fraction(points)) == grade
    assert contradiction(scheme, review(2025, grade, points)) is None


@pytest.mark.parametrize(
    ("kind", "level", "grade", "effect"),
    [
        ("enterprise-technology", "national", "basic", Effect.WARN),
        ("enterprise-technology", "national", "failed", Effect.WITHDRAW),
        ("key-lab", "provincial", "mend", Effect.WARN),
        ("engineering-technology", "provincial", "failed", Effect.WITHDRAW),
        ("incubator", "national", "excellent", Effect.NONE),
        ("incubator", "national", "failed", Effect.UNKNOWN),
        ("makerspace", "national", "failed", Effect.WITHDRAW),
        ("incubator", "municipal", "failed", Effect.UNKNOWN),
        ("consortium", "municipal", "failed", Effect.UNKNOWN),
    ],
)
def test_what_a_grade_leads_to(kind, level, grade, effect):
    assert effect_of(OURS.scheme(kind, level), [review(2025, grade)]) is effect


def test_what_was_mended_leads_to_nothing():
    scheme = OURS.scheme("key-lab", "provincial")
    assert effect_of(scheme, [review(2024, "mend", mended=True)]) is Effect.NONE
    assert effect_of(scheme, []) is Effect.NONE


def test_the_next_year_is_told_only_where_the_rule_says_how_often():
    assert next_year(OURS.scheme("engineering-technology", "provincial"), [review(2022, "qualified")]) == 2025
    assert next_year(OURS.scheme("key-lab", "provincial"), [review(2022, "good")]) is None


def test_every_kind_at_every_level_has_a_rule_with_its_source(office):
    pack = office.ledger.programmes["innovation-platforms"]
    for kind in pack.fields["kind"].choices:
        for level in LEVELS:
            assert OURS.scheme(kind.key, level).source
    assert tuple(one.key for one in office.ledger.programmes[REVIEWS].fields["grade"].choices) == GRADES
    named = {kind for one in OURS.schemes for kind in one.kinds}
    assert named <= {one.key for one in pack.fields["kind"].choices}


OWN = """
[honours]
expiring_days = 30
[[honours.scheme]]
key = "own"
kinds = ["incubator"]
levels = ["municipal"]
every = 1
mark = "copy"
zh = "本市孵化器考核"
en = "Our city's"
source = "云科〔2025〕9号（虚构）"
repeated = "withdraw"
grades = {qualified = {zh = "合格", effect = "none"}, failed = {zh = "不合格", effect = "warn"}}
"""


def written(office, text: str):
    path = office.zone.folder / SETTINGS
    path.write_text(path.read_text("utf-8") + text, "utf-8")
    return settings_of(zone_at(office.zone.folder))


def test_a_zone_adds_its_own_rule_and_line(office):
    settings = written(office, OWN)
    scheme = settings.scheme("incubator", "municipal")
    assert (settings.expiring_days, scheme.key, settings.tutoring_months) == (30, "own", 3)
    assert effect_of(scheme, [review(2024, "failed")]) is Effect.WARN
    assert effect_of(scheme, [review(2024, "failed"), review(2025, "failed")]) is Effect.WITHDRAW
    assert effect_of(scheme, [review(2024, "failed"), review(2025, "qualified")]) is Effect.NONE


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n[honours]\nexpiring = 3\n", "expiring"),
        ("\n[honours]\nexpiring_days = -1\n", "expiring_days"),
        ("\n[honours]\nscheme = 3\n", "scheme"),
        ("\n[[honours.scheme]]\nkey = 'own'\n", "own 缺 grades"),
        (OWN.replace('"copy"', '"sure"'), "mark"),
        (OWN.replace("failed =", "bad ="), "bad"),
        (OWN.replace('effect = "warn"', 'effect = "scold"'), "scold"),
    ],
)
def test_a_setting_that_cannot_be_is_named(office, text, said):
    with pytest.raises(LedgerError) as wrong:
        written(office, text)
    assert said in wrong.value.zh
    assert SETTINGS in wrong.value.zh
