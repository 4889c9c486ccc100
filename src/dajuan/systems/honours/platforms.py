"""创新平台: at which level each stands on a day, until when that is valid, what its reviews lead to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from dajuan.subjects.row import Row
from dajuan.subjects.subjects import Subjects
from dajuan.subjects.words import folded
from dajuan.systems.firms import every
from dajuan.systems.honours.schemes import Effect, Review, Scheme, contradiction, effect_of, next_year
from dajuan.systems.honours.settings import Settings

PLATFORMS, REVIEWS = "innovation-platforms", "platform-reviews"
LEVELS = ("national", "provincial", "municipal")
"""The stages in which a platform is held, the highest first."""
CARRIERS = ("incubator", "makerspace", "accelerator", "science-park", "star-space")
"""孵化载体, as the pack's indicators have them."""


class Validity(StrEnum):
    """In the order in which somebody has to look at them."""

    LAPSED = "lapsed"
    """Past its last day, and nobody has recorded that it expired or was renewed."""
    EXPIRING = "expiring"
    VALID = "valid"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    NOT_HELD = "not-held"
    """Applied for, refused, or recognised with no level written."""


IN_FORCE = (Validity.LAPSED, Validity.EXPIRING, Validity.VALID)
"""What the indicators count: held by the record, also where the last day has gone by unnoticed."""


class Platform(NamedTuple):
    row: Row
    kind: str
    level: str
    """Empty: at none."""
    until: date | None
    validity: Validity
    days_left: int | None
    scheme: Scheme
    """Of its kind at its level."""
    reviews: tuple[Review, ...]
    """Those with a result, oldest first; of lower levels, too."""
    effect: Effect
    """Of those at its level: what a lower level was found to be is past."""
    next_review: int | None
    wrong_grades: tuple[tuple[Review, str], ...]
    """Whose points give another grade than was written, and which."""

    @property
    def code(self) -> str:
        return self.row.code

    @property
    def should_go(self) -> bool:
        """Its review says that it loses its title, and it is still held."""
        return self.effect is Effect.WITHDRAW and self.validity in IN_FORCE

    @property
    def wrong_flags(self) -> list[Review]:
        """Written down as a carrier's where it is none, or the other way round: the indicators count by that."""
        return [one for one in self.reviews if one.carrier != (self.kind in CARRIERS)]


def platforms(
    subjects: Subjects,
    settings: Settings,
    on: date,
    *,
    reviewed: bool = True,
    as_of: date | None = None,
    size: int | None = None,
) -> list[Platform]:
    """All of the zone: who has to be looked at first comes first. ``reviewed``: whether the zone keeps reviews."""
    reviews = _reviews(every(subjects, REVIEWS, as_of=as_of, size=size) if reviewed else ())
    rows = every(subjects, PLATFORMS, as_of=as_of, size=size)
    return in_order(platform_of(row, reviews.get(row.code, ()), settings, on) for row in rows)


def in_order(some: Iterable[Platform]) -> list[Platform]:
    order = list(Validity)
    return sorted(some, key=lambda one: (order.index(one.validity), one.until or date.max, one.code))


def platform_of(row: Row, reviews: Iterable[Review], settings: Settings, on: date) -> Platform:
    kind, level = str(row.fields.get("kind", "")), row.stage if row.stage in LEVELS else ""
    said = row.fields.get("valid-until")
    until = date.fromisoformat(str(said)) if said else None
    scheme, told = settings.scheme(kind, level), tuple(sorted(reviews))
    here = [one for one in told if one.level == level]
    left = (until - on).days if until and level else None
    wrong = [(one, contradiction(settings.scheme(kind, one.level), one)) for one in told]
    return Platform(
        row, kind, level, until, _validity(row, left, settings.expiring_days), left, scheme, told,
        effect_of(scheme, here), next_year(scheme, here), tuple((one, due) for one, due in wrong if due),
    )  # fmt: skip


def _validity(row: Row, left: int | None, expiring: int) -> Validity:
    if row.stage in (Validity.EXPIRED, Validity.WITHDRAWN):
        return Validity(row.stage)
    if row.stage not in LEVELS:
        return Validity.NOT_HELD
    if left is None or left > expiring:
        return Validity.VALID
    return Validity.LAPSED if left < 0 else Validity.EXPIRING


def _reviews(rows: Iterable[Row]) -> dict[str, list[Review]]:
    """Those with a result, by their platform's code."""
    found: dict[str, list[Review]] = defaultdict(list)
    for row in rows:
        platform, _, year = row.code.rpartition(".")
        if row.stage in ("graded", "mended"):
            points = row.fields.get("score")
            found[platform].append(
                Review(
                    int(year),
                    str(row.fields["level"]),
                    str(row.fields["grade"]),
                    Fraction(int(points), 100) if points is not None else None,
                    row.stage == "mended",
                    row.fields["carrier"] is True,
                )
            )
    return found


def is_chosen(one: Platform, kind: str, level: str, validity: str) -> bool:
    """Empty: any. A cell of the matrix counts what is held, so its list does."""
    if (kind and one.kind != kind) or (level and one.level != level):
        return False
    if validity:
        return one.validity == validity
    return one.validity in IN_FORCE or not (kind or level)


def matrix(some: Iterable[Platform]) -> dict[str, Counter[str]]:
    """Kind → level → how many are held, each once."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for one in some:
        if one.level and one.validity in IN_FORCE:
            found[one.kind][one.level] += 1
    return dict(found)


def grades(some: Iterable[Platform], year: int) -> dict[str, Counter[str]]:
    """Kind → grade → how many were given it in a year's review."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for one in some:
        for review in one.reviews:
            if review.year == year:
                found[one.kind][review.grade] += 1
    return dict(found)


def doubles(some: Iterable[Platform]) -> list[list[Platform]]:
    """Those held under one name and kind: perhaps the same, entered by each of the firms that share it."""
    found: dict[tuple[str, str], list[Platform]] = defaultdict(list)
    for one in some:
        if one.validity in IN_FORCE:
            found[one.kind, folded(one.row.name)].append(one)
    return [together for together in found.values() if len(together) > 1]
