"""绑定建议: which indicator would measure a promise, with the reason in plain words. Never a binding: a person says yes.

Weighed are its words, unit, whether it adds up, growth or level, and scope. What contradicts keeps an indicator out
however alike the rest is (交付 is no 销号, 亿元以上项目 are not all projects): a wrong suggestion costs more than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dajuan.answers.binding_words import NEW, Role, Words, shared, words_of
from dajuan.answers.catalogue import Catalogue, Measure, Part
from dajuan.answers.proposals import Proposal
from dajuan.answers.target import Binding, Target
from dajuan.programmes.pack import Cumulative, Programme
from dajuan.programmes.units import Unit, same_base
from dajuan.programmes.values.amounts import amount_in
from dajuan.programmes.values.trouble import ValueTrouble

LEAST = 0.72
"""Nothing below is suggested. Of the pairs in tests/answers/binding_pairs.tsv the right ones lie above 0.75."""
_WORTH_TELLING = 0.4
"""How near an indicator has to be to be told of as the nearest, with why it is not suggested."""
_WORD = 2
"""A known word weighs as much as so many characters."""

_WITHOUT_ITS_PROGRAMME = 0.3
_BARE = 0.15
_OTHER_KIND_OF_AMOUNT = 0.08
_PART_ONLY = 0.04
_OTHER_DIRECTION = 0.03
_SAME_AS_ITS_BASE = 0.02
"""What each takes off the score: no word of the programme in the promise; only one word there is to go by (营收); a sum where a level was asked, or the other way
round; a split where an indicator of its own may be; the other way is better; 本年累计 where the sum itself will do."""

_ROLES: tuple[tuple[Role, str, str], ...] = (
    ("thing", "对象", "of"),
    ("act", "动作", "doing"),
    ("scope", "范围", "scope"),
    ("measure", "计量", "measuring"),
)
_BREAK = re.compile(r"[，、；：。]")


class Suggestion(NamedTuple):
    """An indicator for a promise: ``score`` 0–1, and why, in Chinese and English."""

    binding: Binding
    score: float
    zh: str
    en: str


class Suggested(NamedTuple):
    """``best`` first; ``nearest`` is what came closest where there is none, its reason telling why it will not do."""

    best: tuple[Suggestion, ...]
    nearest: Suggestion | None = None


class _Asked(NamedTuple):
    """What a promise says of itself."""

    name: Words
    said: Words
    """Of the clause it stands in, for what its name does not repeat."""
    area: Words
    text: str
    unit: Unit
    basis: str
    accrues: bool | None
    bound: str
    lead: str
    """Whose part it is, where it was split."""


class _Compared(NamedTuple):
    """``hits`` and ``lost`` in characters; a known word is so many as ``_WORD``."""

    hits: int
    lost: int
    besides: frozenset[str]
    """Known words of the promise that the indicator has not."""
    needed: frozenset[str]
    """Known words of the indicator that the promise has not, but for things."""
    part: Part | None
    extra: str
    """What the promise says besides, in characters of no list."""


class _Fit(NamedTuple):
    score: float
    measure: Measure
    called: str
    words: Words
    part: Part | None
    extra: str
    against: tuple[str, str] | None
    """Why it will not do, in Chinese and English."""


def suggest(
    promise: Target | Proposal, catalogue: Catalogue, *, whole: Target | None = None, most: int = 3
) -> Suggested:
    """The indicators that would measure a promise. ``whole``: the target it was split from, whose binding it follows.

    A promise without a number (定性任务) has none.
    """
    asked = _asked(promise)
    if asked is None:
        return Suggested(())
    if asked.lead and whole is not None and whole.binding is not None:
        return _of_the_whole(asked, whole, whole.binding, catalogue)
    fits = sorted(_fits(asked, catalogue), key=lambda one: -one.score)
    good = [one for one in fits if one.against is None and one.score >= LEAST]
    best = tuple(_told(one, asked) for one in good[:most])
    if best:
        return Suggested(best)
    misread = _in_another_unit(asked, catalogue)
    if misread is not None:
        return Suggested((), _told(misread, asked))
    return Suggested((), _told(fits[0], asked) if fits and fits[0].score >= _WORTH_TELLING else None)


def _in_another_unit(asked: _Asked, catalogue: Catalogue) -> _Fit | None:
    """What would be suggested but for its unit: of an installed capacity in 万千瓦时, one of the two is wrong."""
    fits = [one for one in _fits(asked, catalogue, same=False) if one.against is None and one.score >= LEAST]
    best = max(fits, key=lambda one: one.score, default=None)
    if best is None:
        return None
    mine, theirs = best.measure.unit.written, asked.unit.written
    return best._replace(
        against=(
            f"单位不能换算：目标用{theirs}，指标用{mine}，核对目标的单位",
            f"the units do not convert: the promise is in {theirs}, the indicator in {mine}; look at the promise's unit",
        )
    )


def suggestions(
    chosen: Sequence[Target], known: Sequence[Target], programmes: Mapping[str, Programme], *, most: int = 3
) -> dict[str, Suggested]:
    """By code, of those that have a number, are followed and bound to nothing yet. ``known``: all targets of the plan."""
    catalogue, by_code = Catalogue(programmes), {one.code: one for one in known}
    return {
        one.code: suggest(one, catalogue, whole=by_code.get(one.part_of), most=most)
        for one in chosen
        if one.value is not None and one.binding is None and not one.over and one.stage != "dropped"
    }


def _asked(promise: Target | Proposal) -> _Asked | None:
    value = promise.value if isinstance(promise, Proposal) else promise.value.text if promise.value else ""
    try:
        unit = amount_in(value).unit if value else None
    except ValueTrouble:
        unit = None
    if unit is None:
        return None
    split = isinstance(promise, Target) and bool(promise.part_of)
    said = next((one for one in reversed(_BREAK.split(promise.words)) if value in one), "")
    return _Asked(
        words_of(promise.name),
        words_of(said.replace(value, "")),
        words_of(promise.area),
        promise.name,
        unit,
        promise.basis,
        promise.accrues,
        promise.bound or "",
        promise.owner if split else "",
    )


# Weighing ---------------------------------------------------------------------------------------------------------


def _fits(asked: _Asked, catalogue: Catalogue, *, same: bool = True) -> Iterator[_Fit]:
    """Each indicator that is in such a unit (or in none such) and of such a kind, by the one of its names that fits best."""
    for measure in catalogue.measures:
        if same_base(asked.unit, measure.unit) != same or measure.grows != _asks_growth(asked):
            continue
        others = catalogue.marks_of_others(measure.around)
        fits = [_fit(asked, measure, called, words, others) for called, words in measure.phrases]
        yield max(fits, key=lambda one: (one.against is None, one.score))


def _asks_growth(asked: _Asked) -> bool:
    return asked.basis == "growth" or (asked.basis == "change" and asked.unit.dimension == "point")


def _fit(asked: _Asked, measure: Measure, called: str, words: Words, others: frozenset[str]) -> _Fit:
    placed = _placed(asked, measure)
    told = _compared(asked, measure, words, placed=placed)
    elsewhere = frozenset[str]() if placed else asked.name.known & others
    score = told.hits / (told.hits + told.lost) if told.hits else 0.0
    if not placed and (told.lost or told.part or elsewhere or measure.around.marks & words.known):
        score -= _WITHOUT_ITS_PROGRAMME
    elif not placed and len(words.known) == 1 and not words.rest:
        score -= _BARE
    score -= _takings(asked, measure, told.part)
    against = _contradiction(told) or (_misplaced(measure, elsewhere) if elsewhere else None)
    return _Fit(max(score, 0.0), measure, called, words, told.part, told.extra, against)


def _compared(asked: _Asked, measure: Measure, words: Words, *, placed: bool) -> _Compared:
    """Word by word, and what no list has by its characters.

    A thing may go unsaid, at no cost where the programme is told: 保交楼交付2100套 are homes.
    """
    heard, subjects = asked.name.known | asked.said.known, measure.around.subjects
    besides = (asked.name.known | asked.said.of("scope")) - words.known - subjects
    missing = words.known - heard
    both = shared(asked.name.rest, words.rest)
    part = _part_said(asked, measure, besides, both.first)
    extra = _without(both.first, measure.around.names)
    if part is not None:
        besides -= part.words.known
        extra = _without(extra, part.words.rest)
    things = words.of("thing")
    needed, unsaid = missing - things, frozenset[str]() if placed else missing & things - subjects
    known = len(words.known & heard) + (len(part.words.known) if part else 0)
    hits = _WORD * known + both.size + len(both.first) - len(extra)
    lost = _WORD * (len(besides) + len(needed)) + len(unsaid) + len(extra) + len(both.second)
    return _Compared(hits, lost, besides, needed, part, extra)


def _placed(asked: _Asked, measure: Measure) -> bool:
    """Whether a word of the promise, or the heading it stands under, tells that it is of this programme."""
    around = measure.around
    if around.marks & (asked.name.known | asked.said.known) or around.own & asked.area.known:
        return True
    return any(name in piece for name in around.names for piece in asked.name.rest)


def _part_said(asked: _Asked, measure: Measure, besides: frozenset[str], extra: str) -> Part | None:
    """The choice (制造业) or flag (外资项目) that the promise names besides, the longest; of a field that is set already none.

    新增规上企业 are those that came to be so, most of them long on the register: not the new ones that are.
    """
    fixed = {one.field for one in measure.indicator.where}
    named = [
        one
        for one in measure.around.parts
        if one.field not in fixed
        and one.words.known - measure.around.subjects <= besides
        and (one.words.known & besides or one.words.rest)
        and all(piece in extra for piece in one.words.rest)
        and not (one.may_change and NEW in asked.name.known)
    ]
    return max(named, key=lambda one: sum(map(len, one.words.rest)), default=None)


def _without(text: str, pieces: tuple[str, ...]) -> str:
    for piece in pieces:
        text = text.replace(piece, "", 1)
    return text


def _takings(asked: _Asked, measure: Measure, part: Part | None) -> float:
    taken = 0.0
    if asked.accrues is not None and not measure.grows and asked.accrues != measure.adds_up:
        taken += _OTHER_KIND_OF_AMOUNT
    if part is not None:
        taken += _PART_ONLY
    if (asked.bound == "at-most") != (measure.indicator.direction == "down"):
        taken += _OTHER_DIRECTION
    if isinstance(measure.indicator.definition, Cumulative) and measure.adds_up:
        taken += _SAME_AS_ITS_BASE
    return taken


def _contradiction(told: _Compared) -> tuple[str, str] | None:
    if told.besides:
        said = _quoted(told.besides)
        return f"目标说的是{said}，指标没有", f"the promise says {said}, the indicator does not"
    if told.needed:
        said = _quoted(told.needed)
        return f"指标要{said}，目标没有说", f"the indicator is of {said}, the promise is not"
    return None


def _misplaced(measure: Measure, elsewhere: frozenset[str]) -> tuple[str, str]:
    """项目 alone is of the programme whose subject a 项目 is."""
    programme = measure.around.programme.name
    return (
        f"目标没有提到“{programme.zh}”，{_quoted(elsewhere)}属于别的事项",
        f"the promise does not speak of {programme.said('en')}, and {_quoted(elsewhere)} is another programme's",
    )


# Parts of a target that was split --------------------------------------------------------------------------------


def _of_the_whole(asked: _Asked, whole: Target, binding: Binding, catalogue: Catalogue) -> Suggested:
    measure = next(
        (
            one
            for one in catalogue.measures
            if (one.around.programme.code, one.indicator.key) == (binding.programme, binding.indicator)
        ),
        None,
    )
    field = measure.around.owner_field if measure is not None and not binding.field else ""
    if measure is None or not field:
        return Suggested(())
    led = measure.around.programme.fields[field].name
    return Suggested(
        (
            Suggestion(
                Binding(binding.programme, binding.indicator, field, asked.lead),
                1.0,
                f"{whole.code} 绑定“{measure.indicator.name.zh}”，这是分解给{asked.lead}的：只算{led.zh}是它的",
                f"{whole.code} is bound to '{measure.indicator.name.said('en')}', and this is {asked.lead}'s part of it:"
                f" only those whose {led.said('en').lower()} it is",
            ),
        )
    )


# Telling ----------------------------------------------------------------------------------------------------------


def _told(fit: _Fit, asked: _Asked) -> Suggestion:
    measure, part = fit.measure, fit.part
    programme, indicator = measure.around.programme, measure.indicator
    field, value = (part.field, part.value) if part else ("", "")
    if asked.lead and measure.around.owner_field and not field:
        field, value = measure.around.owner_field, asked.lead
    zh, en = _matching(fit, asked)
    if fit.against is not None:
        zh, en = [*zh, fit.against[0]], [*en, fit.against[1]]
    elif fit.score < LEAST:
        zh, en = [*zh, "对上的太少"], [*en, "too little of it matches"]
    return Suggestion(
        Binding(programme.code, indicator.key, field, value),
        round(fit.score, 2),
        f"“{indicator.name.zh}”：{'；'.join(zh)}",
        f"'{indicator.name.said('en')}': {'; '.join(en)}",
    )


def _matching(fit: _Fit, asked: _Asked) -> tuple[list[str], list[str]]:
    """What is the same, then what is not."""
    heard = (asked.name.known | asked.said.known) & (fit.words.known | fit.measure.around.marks)
    same = Words(heard, ())
    zh, en = [], []
    matched = [(name, other, same.of(role)) for role, name, other in _ROLES if same.of(role)]
    unit = fit.measure.unit.written
    units = (f"单位“{unit}”", f"unit {unit}") if same_base(asked.unit, fit.measure.unit) else ("叫法", "the words")
    zh.append("、".join([*(f"{name}{_quoted(words)}" for name, _, words in matched), units[0]]) + "一致")
    en.append(", ".join([*(f"{other} {_quoted(words)}" for _, other, words in matched), units[1]]) + " agree")
    if fit.part is not None:
        zh.append(f"只算“{fit.part.zh}”")
        en.append(f"only {fit.part.en}")
    if fit.extra:
        zh.append(f"目标里的“{fit.extra}”没有对上")
        en.append(f"“{fit.extra}” of the promise has no match")
    kind = _kind_told(fit.measure, asked)
    return [*zh, kind[0]], [*en, kind[1]]


def _kind_told(measure: Measure, asked: _Asked) -> tuple[str, str]:
    if measure.grows:
        return "都是增减", "both are changes"
    mine = ("按期累加", "adds up over a period") if measure.adds_up else ("不累加", "does not add up")
    if asked.accrues is None or asked.accrues == measure.adds_up:
        return f"指标{mine[0]}，和目标一致", f"the indicator {mine[1]}: so with the target"
    theirs = ("逐月累加", "adds up") if asked.accrues else ("不累加", "does not")
    return f"指标{mine[0]}，目标{theirs[0]}", f"the indicator {mine[1]}, the target {theirs[1]}"


def _quoted(words: frozenset[str]) -> str:
    return "".join(f"“{one}”" for one in sorted(words))
