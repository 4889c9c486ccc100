"""预测: the year-end value from monthly values, with intervals and the chance of meeting the target.

Two models, chosen by what the value is, never by which fits best: what adds up (``forecast_flows``) and levels or rates
(``forecast_levels``). Both say their mathematics at the top of the file. They answer with draws, and everything here is
read off those: the middle, the 80 % and 95 % intervals, the chance. The draws are seeded: the same months give the same
forecast. An interval is calibrated by how the series would have forecast itself; how often it then holds the truth,
process by process, is printed by ``bench/forecast.py``, and so is why no library's ETS is used.

Under four known months it is too early (为时尚早). With no whole earlier year, a rush at the year's end cannot be
foreseen, and the forecast says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from dajuan.answers.completion import Bound, fewer, goal, meets, slack

if TYPE_CHECKING:
    from dajuan.answers.forecast_flows import Floats

FEWEST = 4
"""Months known, of this year or earlier ones, under which nothing is said."""
_SEED = 2024
Number: TypeAlias = Fraction | int | float


class Interval(NamedTuple):
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Target:
    """What the year-end value is to meet, in its unit; see ``completion``."""

    low: Fraction | None
    high: Fraction | None
    bound: Bound
    rate: bool = False
    less: bool = False


@dataclass(frozen=True, slots=True)
class Forecast:
    """``value`` is the middle: as likely to be exceeded as not. None, all of them, where it is too early.

    ``chance`` of meeting the target, 0–1; None without a target. ``months``: how many months it rests on.
    """

    value: float | None
    likely: Interval | None
    """80 %."""
    nearly_sure: Interval | None
    """95 %."""
    chance: float | None
    months: int
    zh: str
    en: str


def forecast(
    months: Sequence[Number | None],
    *,
    earlier: Sequence[Sequence[Number | None]] = (),
    accrues: bool = True,
    counts: bool = False,
    done: Number | None = None,
    target: Target | None = None,
) -> Forecast:
    """The value at the year's end.

    ``months``: January on, what each month added (``accrues``) or where it ended; None where nothing is known. An
    unknown month before a known one shares that one's amount (1—2 月 are reported together), a level is drawn straight
    across it; those after the last known one are still to come. ``earlier``: twelve of each earlier year, oldest first.
    ``counts``: whole numbers of cases. ``done``: what has come together by today, the month under way included; where
    nothing was ever taken back, the year does not end under it.

    Raises ``ValueError`` for more than twelve months or an earlier year of fewer.
    """
    if len(months) > 12 or any(len(year) != 12 for year in earlier):
        raise ValueError("本年最多 12 个月，以前各年都是 12 个月 / at most twelve months; twelve in each earlier year")
    known = sum(month is not None for year in (*earlier, months) for month in year)
    if known < FEWEST:
        zh = f"为时尚早：只有 {known} 个月的数，至少要 {FEWEST} 个月"
        return Forecast(None, None, None, None, known, zh, f"too early: {known} months are known, {FEWEST} are needed")
    now = _trimmed(months)
    if len(now) == 12:
        return _over(now, accrues, target, known)
    draws = _adding(now, earlier, counts, done) if accrues else _standing(now, earlier)
    return _told(draws, counts and accrues, target, known, _words(now, earlier, accrues, known))


def _over(now: Sequence[Number | None], accrues: bool, target: Target | None, known: int) -> Forecast:
    exact = [Fraction(month) for month in now if month is not None]
    value = sum(exact, Fraction(0)) if accrues else exact[-1]
    chance = None if target is None else float(_met(value, target))
    only = Interval(float(value), float(value))
    return Forecast(float(value), only, only, chance, known, "全年已定", "the year is over")


def _words(
    now: Sequence[Number | None], earlier: Sequence[Sequence[Number | None]], accrues: bool, known: int
) -> tuple[str, str]:
    whole = sum(None not in year for year in earlier)
    if not whole:
        return (
            f"按 {known} 个月的数推算；没有完整的往年，年末集中完成的看不出来",
            f"from {known} months; with no whole earlier year a rush at the year's end cannot be foreseen",
        )
    how = ("各月比重", "their months' shares") if accrues else ("变化", "their changes")
    return (
        f"按 {known} 个月的数推算，参照以前 {whole} 个整年的{how[0]}",
        f"from {known} months, with {how[1]} in {whole} whole earlier year{'s' * (whole != 1)}",
    )


# Months as arrays -------------------------------------------------------------------------------------------------


def _adding(
    now: Sequence[Number | None], earlier: Sequence[Sequence[Number | None]], counts: bool, done: Number | None
) -> Floats:
    import numpy as np

    from dajuan.answers.forecast_flows import rest_of_year
    from dajuan.answers.forecast_levels import year_end

    left, years = 12 - len(now), _filled([*earlier, now])
    *past, this = [[month for month in year if month is not None] for year in years]
    months, before = np.array(this), np.array([month for year in past for month in year])
    values = np.concatenate([before, months])
    rng = np.random.default_rng(_SEED)
    if (values < 0).any():
        # Amounts may be taken back: the running total is a level that drifts.
        totals = np.cumsum(values)
        return year_end(totals, left, rng) + float(months.sum() - totals[-1])
    whole = np.array([year for year in past if len(year) == 12]).reshape(-1, 12)
    # Of 10¹² 元 as of 3 个: the model is the same in any unit, its smallest numbers are not.
    unit = 1.0 if counts else float(values.mean()) or 1.0
    rest = rest_of_year(months / unit, left, whole / unit, counts, before / unit, rng)
    ends = rest * unit + float(months.sum())
    return ends if done is None else np.maximum(ends, float(done))


def _standing(now: Sequence[Number | None], earlier: Sequence[Sequence[Number | None]]) -> Floats:
    import numpy as np

    from dajuan.answers.forecast_levels import year_end

    line = [*(month for year in earlier for month in year), *now]
    places = [place for place, month in enumerate(line) if month is not None]
    known = [float(month) for month in line if month is not None]
    values = np.interp(np.arange(places[0], places[-1] + 1), places, known)
    ends = len(line) - 1 - places[-1]
    return year_end(values, 12 - len(now) + ends, np.random.default_rng(_SEED))


def _trimmed(months: Sequence[Number | None]) -> Sequence[Number | None]:
    last = max((place for place, month in enumerate(months, 1) if month is not None), default=0)
    return months[:last]


def _filled(years: Sequence[Sequence[Number | None]]) -> list[list[float | None]]:
    filled: list[list[float | None]] = []
    for year in years:
        filled.append(_shared(year, begun=any(month is not None for before in filled for month in before)))
    return filled


def _shared(year: Sequence[Number | None], begun: bool) -> list[float | None]:
    """Unknown months share the amount of the next known one of their year; what no later month tells stays unknown.

    Months before a series began (``begun``: known before this year) stay unknown too, but for a January alone (1—2 月)
    and where only quarters' ends are told.
    """
    first = next((place for place, month in enumerate(year) if month is not None), len(year))
    quarters = all(month is None or place % 3 == 2 for place, month in enumerate(year))
    start = first if first > 1 and not (begun or quarters) else 0
    shared: list[float | None] = [None] * start
    gap = 1
    for month in year[start:]:
        if month is None:
            gap += 1
            continue
        shared += [float(month) / gap] * gap
        gap = 1
    return [*shared, *[None] * (len(year) - len(shared))]


# Draws as a forecast ----------------------------------------------------------------------------------------------


def _told(draws: Floats, counts: bool, target: Target | None, known: int, words: tuple[str, str]) -> Forecast:
    import numpy as np

    low95, low80, middle, high80, high95 = (float(one) for one in np.quantile(draws, (0.025, 0.1, 0.5, 0.9, 0.975)))
    likely, sure = Interval(low80, high80), Interval(low95, high95)
    if counts:
        middle, likely, sure = float(round(middle)), _whole(draws, likely, 0.8), _whole(draws, sure, 0.95)
    chance = None if target is None else _chance(draws, target)
    return Forecast(middle, likely, sure, chance, known, *words)


def _whole(draws: Floats, interval: Interval, share: float) -> Interval:
    """The whole-numbered interval, near this one, that holds nearest to so much."""
    import numpy as np

    low, high = np.ceil(interval.low), np.floor(interval.high)
    near = [
        Interval(float(a), float(b)) for a in (low, low - 1, low + 1) for b in (high, high - 1, high + 1) if 0 <= a <= b
    ]
    if not near:
        return interval
    return min(near, key=lambda one: abs(float(((draws >= one.low) & (draws <= one.high)).mean()) - share))


def _chance(draws: Floats, target: Target) -> float:
    """The share of draws that meet it; the target's exact ends are found once, not draw by draw."""
    low, high = _ends(target)
    return float(((draws >= low) & (draws <= high)).mean())


def _ends(target: Target) -> tuple[float, float]:
    """Between which values the target is met."""
    if target.bound == "range":
        return float(goal(target.low, target.high, "at_least")), float(goal(target.low, target.high, "at_most"))
    end = float(goal(target.low, target.high, target.bound))
    if target.bound == "exactly":
        return end, end
    give = float(slack(goal(target.low, target.high, target.bound), target.rate)) if target.bound == "about" else 0.0
    return (float("-inf"), end + give) if fewer(target.bound, target.less) else (end - give, float("inf"))


def _met(value: Fraction, target: Target) -> bool:
    return meets(value, target.low, target.high, target.bound, rate=target.rate, less=target.less)
