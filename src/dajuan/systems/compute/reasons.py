"""A placement in words: why this offer, why none of the others, which term binds; and where there is none, what would help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dajuan.programmes.pack import Name
from dajuan.systems.compute.calendar import Calendar
from dajuan.systems.compute.candidates import Candidate, Obstacle, candidates, obstacles, slots_of, window
from dajuan.systems.compute.needs import Need
from dajuan.systems.compute.objectives import Measures, Objective
from dajuan.systems.compute.offers import Offer
from dajuan.systems.compute.placing import best_of

TERMS: Mapping[str, Name] = {
    "precision": Name("精度", "precision"),
    "amount": Name("按卡还是按核", "cards or cores"),
    "size": Name("数量", "amount"),
    "memory": Name("显存或内存", "memory"),
    "location": Name("数据所在地", "data location"),
    "protection": Name("等保级别", "protection level"),
    "budget": Name("预算", "budget"),
    "finish": Name("最晚完成", "latest finish"),
    "validity": Name("挂牌期限", "validity of the offer"),
    "room": Name("空闲", "room"),
}


@dataclass(frozen=True, slots=True)
class Rank:
    """An offer for a need: the best it could have there, or what stands against it."""

    offer: Offer
    candidate: Candidate | None
    loss: int = 0
    obstacles: tuple[Obstacle, ...] = ()
    words: Name | None = None
    """Of a candidate, how it compares with the best of each measure."""


@dataclass(frozen=True, slots=True)
class Reasons:
    need: Need
    ranks: Sequence[Rank]
    """Those it could go to first, by their loss; then the others, those nearest to it first."""
    chosen: Candidate | None
    why: Name
    binding: Sequence[Name] = ()
    helps: Sequence[Name] = field(default=())


def ranks(need: Need, offers: Mapping[str, Offer], calendar: Calendar, objective: Objective) -> list[Rank]:
    """Every offer, for this need alone."""
    firsts = {code: candidates(need, one, calendar)[:1] for code, one in offers.items()}
    possible = [some[0] for some in firsts.values() if some]
    best = best_of(possible)
    found = []
    for code, offer in offers.items():
        if firsts[code]:
            one = firsts[code][0]
            found.append(Rank(offer, one, objective.loss(one.measures, best), (), _against(one.measures, best)))
        else:
            found.append(Rank(offer, None, 0, tuple(obstacles(need, offer, calendar))))
    return sorted(found, key=lambda it: (it.candidate is None, it.loss, len(it.obstacles), it.offer.code))


def reasons(
    need: Need,
    offers: Mapping[str, Offer],
    calendar: Calendar,
    objective: Objective,
    chosen: Candidate | None,
    others: Sequence[Candidate] = (),
) -> Reasons:
    """``calendar``: before anything of this round was placed. ``others``: what else the round placed."""
    return _told(need, ranks(need, offers, calendar, objective), offers, calendar, chosen, others)


def alone(need: Need, offers: Mapping[str, Offer], calendar: Calendar, objective: Objective) -> Reasons:
    """The choice for a need as if nobody else waited."""
    ranked = ranks(need, offers, calendar, objective)
    return _told(need, ranked, offers, calendar, ranked[0].candidate if ranked else None, ())


def _told(
    need: Need,
    ranked: Sequence[Rank],
    offers: Mapping[str, Offer],
    calendar: Calendar,
    chosen: Candidate | None,
    others: Sequence[Candidate],
) -> Reasons:
    possible = [one for one in ranked if one.candidate]
    if chosen is None:
        return Reasons(need, ranked, None, _why_none(possible), (), _helps(ranked) if not possible else ())
    why = _why(chosen, possible, offers, others)
    return Reasons(need, ranked, chosen, why, tuple(_binding(need, offers[chosen.offer], calendar, chosen)))


def _against(one: Measures, best: Measures) -> Name:
    zh, en = [], []
    for name, value, least in (("费用", one.cost, best.cost), ("能耗", one.energy, best.energy)):
        english = {"费用": "cost", "能耗": "energy"}[name]
        if value == least:
            zh.append(f"{name}最低")
            en.append(f"least {english}")
        elif least:
            more = 100 * (value - least) / least
            zh.append(f"{name}高 {more:.0f}%")
            en.append(f"{english} {more:.0f}% above the least")
        else:
            zh.append(f"{name}不是最低")
            en.append(f"not the least {english}")
    later = one.finish - best.finish
    zh.append("完成最早" if not later else f"晚 {later} 小时完成")
    en.append("soonest" if not later else f"{later} hours later than the soonest")
    return Name("，".join(zh), ", ".join(en))


def _why(chosen: Candidate, possible: Sequence[Rank], offers: Mapping[str, Offer], others: Sequence[Candidate]) -> Name:
    own = possible[0] if possible else None
    if own is None or own.candidate is None or own.candidate.offer == chosen.offer:
        later = chosen.start - own.candidate.start if own and own.candidate else 0
        if later > 0:
            return Name(
                f"各项加权后仍是最好；先到的作业占着，晚 {later} 小时开始",
                f"weighed, still the best; others hold it, so it begins {later} hours later",
            )
        if len(possible) == 1:
            return Name("只有这一处满足全部要求", "the only one that meets every term")
        how = own.words if own and own.words else Name("")
        return Name(
            f"{len(possible)} 处满足要求，加权后这一处最好：{how.zh}",
            f"of {len(possible)} that meet every term the best when weighed: {how.en}",
        )
    holders = [one.need for one in others if one.offer == own.candidate.offer and one.start < own.candidate.end]
    by = "、".join(holders[:5])
    return Name(
        f"单独看 {own.offer.name} 更好，但给了 {by}，各作业合起来损失最小",
        f"alone it would go to {own.offer.name}, which {by or 'another'} takes: so the loss of all together is least",
    )


def _why_none(possible: Sequence[Rank]) -> Name:
    if possible:
        return Name(
            "有满足要求的，但这一轮都给了别的作业；等下一轮",
            "some offers meet every term, but this round others take them; it waits for the next",
        )
    return Name("没有一处满足全部要求", "no offer meets every term")


def _binding(need: Need, offer: Offer, calendar: Calendar, chosen: Candidate) -> list[Name]:
    """The terms that leave nothing to spare, or close to it."""
    found = []
    spare = need.budget - chosen.cost
    if spare * 20 <= need.budget:
        found.append(Name(f"预算只剩 {spare / 100:,.2f} 元", f"{spare / 100:,.2f} yuan of the budget are left"))
    hours = window(need, offer, calendar)[1] - chosen.start
    if hours <= max(1, slots_of(need) // 10):
        found.append(Name(f"离最晚完成只有 {hours} 小时余地", f"{hours} hours to spare before the latest finish"))
    if need.memory and need.memory == offer.memory:
        found.append(Name("显存或内存刚好", "memory is just enough"))
    free = min(calendar.free[offer.code][chosen.start : chosen.end], default=0)
    if free == chosen.quantity:
        found.append(Name("占满了它这段时间的空闲", "it takes all that is free there"))
    if offer.location == need.location and need.location != "country":
        found.append(Name("数据所在地的要求排除了更远的", "the term on data location rules out what is farther"))
    return found


def _helps(ranked: Sequence[Rank]) -> list[Name]:
    """For each term, how many offers would do if it alone were given up."""
    found = []
    for kind, name in TERMS.items():
        freed = [one for one in ranked if one.obstacles and all(it.kind == kind for it in one.obstacles)]
        if freed:
            first = freed[0]
            found.append(
                Name(
                    f"只放宽“{name.zh}”，有 {len(freed)} 处可选，如 {first.offer.name}（{first.obstacles[0].words.zh}）",
                    f"with {name.en} alone given up {len(freed)} would do, such as {first.offer.name}"
                    f" ({first.obstacles[0].words.en})",
                )
            )
    return found
