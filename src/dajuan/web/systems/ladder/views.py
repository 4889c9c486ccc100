"""Pages of the ladder."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dajuan.outputs.rows import Column
from dajuan.programmes.pack import Programme
from dajuan.standards.digital.questionnaire import editions
from dajuan.standards.rules.assess import assess, rules
from dajuan.standards.rules.doubts import doubts
from dajuan.standards.rules.facts import asked_name
from dajuan.standards.rules.listing import rule_lines
from dajuan.standards.rules.rule import Rule
from dajuan.standards.words import interval
from dajuan.systems.firms import Firm
from dajuan.systems.ladder.standing import Group, Standing, counted, other_verdicts, standing_of, verdicts
from dajuan.web.access.pages import needs, seen_by
from dajuan.web.access.roles import Action
from dajuan.web.layout.downloads import table
from dajuan.web.layout.stretches import stretch
from dajuan.web.systems.kept import day_of
from dajuan.web.systems.ladder.seen import firm_called, ladder_at, mine, register_pack
from dajuan.web.systems.ladder.shown import (
    COLOURS,
    GROUPS,
    TRUTHS,
    grade_said,
    shown,
    tables_of,
    title_name,
    unconfirmed_of,
)
from dajuan.web.systems.ladder.what_if import tried
from dajuan.web.words import Words, spoken

_WATCHED = (Group.HELD, Group.EXPIRING, Group.READY, Group.NEAR, Group.OPEN)


def _rule(key: str) -> Rule:
    if key not in rules():
        raise Http404
    return rules()[key]


def _titled() -> list[Rule]:
    return [one for one in rules().values() if one.title]


def _title_rule(key: str) -> Rule:
    found = _rule(key)
    if not found.title:
        raise Http404
    return found


@require_safe
@needs(Action.SEE)
def home(request: HttpRequest) -> HttpResponse:
    """Each title: who holds it, whose ends soon, who could have it, who nearly could."""
    viewer, moment = seen_by(request)
    seen = ladder_at(moment)
    tiers = []
    for key, standings in seen.items():
        some = mine(standings, viewer)
        many = counted(some)
        tiers.append(
            {
                "rule": rules()[key],
                "counts": [(group, GROUPS[group], many[group]) for group in _WATCHED],
                "all": len(some),
                "soon": [one for one in some if one.group is Group.EXPIRING][:5],
                "near": [one for one in some if one.group is Group.NEAR][:5],
            }
        )
    others = [one for one in rules().values() if not one.title]
    context = {"tiers": tiers, "others": others, "chart": _chart(tiers), "on": day_of(moment)}
    return render(request, "ladder/home.html", context)


def _chart(tiers: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "kind": "bars",
        "stacked": True,
        "horizontal": True,
        "unit": str(Words("家", "firms")),
        "about": str(Words("各级资质的企业数", "enterprises by title")),
        "across": [str(Words(*tier["rule"].name)) for tier in tiers],
        "series": [
            {"name": str(GROUPS[group]), "values": [tier["counts"][place][2] for tier in tiers]}
            for place, group in enumerate(_WATCHED[:4])
        ],
    }


@require_safe
@needs(Action.SEE)
def title(request: HttpRequest, rule: str) -> HttpResponse:
    """Where each enterprise stands with one title, the nearest first."""
    viewer, moment = seen_by(request)
    chosen = _title_rule(rule)
    some = mine(ladder_at(moment)[chosen.key], viewer)
    group, district = request.GET.get("group", ""), request.GET.get("district", "")
    found = _found(some, group, district)
    shown_now = stretch(found, request.GET.get("from"))
    many = counted(some)
    context = {
        "rule": chosen,
        "groups": [(one, GROUPS[one], many[one]) for one in Group],
        "group": group,
        "districts": sorted({name for one in some for name in one.owners}),
        "district": district,
        "rows": [_row(one) for one in shown_now.rows],
        "stretch": shown_now,
        "on": day_of(moment),
        "may_export": viewer.may(Action.EXPORT),
    }
    return render(request, "ladder/title.html", context)


def _found(standings: list[Standing], group: str, district: str) -> list[Standing]:
    return [one for one in standings if (not group or one.group == group) and (not district or district in one.owners)]


def _names(keys: Iterable[str]) -> list[Words]:
    return [Words(*asked_name(key)) for key in keys]


def _row(one: Standing) -> dict[str, Any]:
    return {
        "standing": one,
        "group": GROUPS[one.group],
        "score": interval(one.score, "") if one.score else "",
        "effort": f"{float(one.effort):.0%}" if one.effort else "",
        "lacking": [Words(*words) for words in one.lacking[:3]],
        "more": max(0, len(one.lacking) - 3),
        "missing": _names(one.missing[:3]),
        "missing_more": max(0, len(one.missing) - 3),
    }


_COLUMNS = (
    Column("code", "信用代码", "Credit code", "text"),
    Column("name", "企业", "Enterprise", "text"),
    Column("district", "办事处或园区", "District", "text"),
    Column("standing", "情况", "Standing", "text"),
    Column("score", "得分", "Score", "text"),
    Column("until", "有效期至", "Valid until", "text"),
    Column("lacking", "差什么", "Lacking", "text"),
    Column("missing", "缺的数", "Not known", "text"),
    Column("effort", "最大变动", "Largest change", "text"),
)


@require_safe
@needs(Action.EXPORT)
def export(request: HttpRequest, rule: str, form: str) -> HttpResponse:
    viewer, moment = seen_by(request)
    chosen = _title_rule(rule)
    found = _found(
        mine(ladder_at(moment)[chosen.key], viewer), request.GET.get("group", ""), request.GET.get("district", "")
    )
    place = 1 if spoken() == "en" else 0
    rows = [
        (
            one.code, one.name, "、".join(one.owners), str(GROUPS[one.group]), interval(one.score, "") if one.score else "",
            one.until.isoformat() if one.until else "", "；".join(words[place] for words in one.lacking),
            "；".join(map(str, _names(one.missing))), f"{float(one.effort):.1%}" if one.effort else "",
        )
        for one in found
    ]  # fmt: skip
    name = f"{chosen.name[place]}-{day_of(moment)}"
    return table(form, _COLUMNS, rows, name=name, sheet=chosen.name[place][:31])


@require_safe
@needs(Action.SEE, enterprises=True)
def enterprise(request: HttpRequest, code: str) -> HttpResponse:
    """One enterprise with every rule, what it lacks and how far; other numbers may be tried."""
    viewer, moment = seen_by(request)
    firm, pack, on = firm_called(viewer, code, moment), register_pack(), day_of(moment)
    before = verdicts(firm, pack, on)
    trial = tried(firm, pack, on.year - 1, before, request.GET.dict())
    found = verdicts(firm, pack, on, trial.changes) if trial.changes else before
    others = other_verdicts(firm, pack, on, trial.changes)
    facts = firm.facts(pack, on)
    context = {
        "firm": firm,
        "on": on,
        "titles": [(one, title_name(one.key), one.days_left(on)) for one in firm.titles],
        "verdicts": [
            (
                shown(one, GROUPS[standing_of(firm, one).group]),
                TRUTHS[was.truth] if was.truth is not one.truth else None,
            )
            for one, was in zip(found, before, strict=True)
        ],
        "others": [(shown(one, grade_said(one)), None) for one in others],
        "not_yet": [one for one in rules().values() if not one.in_force(on)],
        "doubts": doubts(facts),
        "trial": trial,
        "titled": _titled(),
        "history": _history(firm, pack, on),
        "may_record": viewer.is_staff,
    }
    return render(request, "ladder/enterprise.html", context)


def _history(firm: Firm, pack: Programme, on: date) -> list[tuple[date, list[tuple[str, Words, str]]]]:
    """The end of June of each of the last years, under the rule of its day; facts as they are known by now."""
    days = [date(year, 6, 30) for year in range(on.year - 3, on.year + 1) if date(year, 6, 30) <= on]
    found = []
    for day in days:
        facts, told = firm.facts(pack, day), []
        for rule in _titled():
            if not rule.in_force(day):
                told.append(("", Words("当时无此规则", "no such rule then"), "grey"))
                continue
            verdict = assess(rule, facts, on=day)
            told.append((verdict.version.key, TRUTHS[verdict.truth], COLOURS[verdict.truth]))
        found.append((day, told))
    return found


@require_safe
@needs(Action.SEE, enterprises=True)
def rule(request: HttpRequest, rule: str) -> HttpResponse:
    """A rule as a table, version after version, in the law's own order."""
    chosen = _rule(rule)
    versions = [
        {
            "version": one,
            "lines": list(rule_lines(one.requires)),
            "tables": tables_of(one),
            "unconfirmed": unconfirmed_of(one),
        }
        for one in reversed(chosen.versions)
    ]
    return render(request, "ladder/rule.html", {"rule": chosen, "versions": versions})


@require_safe
@needs(Action.SEE)
def unconfirmed(request: HttpRequest) -> HttpResponse:
    """What of all rules nobody could confirm: shown, and deciding nothing."""
    rows = [
        (one, version, found)
        for one in rules().values()
        for version in one.versions
        if (found := unconfirmed_of(version))
    ]
    asked = [(one, one.unconfirmed) for one in editions() if one.unconfirmed]
    return render(request, "ladder/unconfirmed.html", {"rows": rows, "editions": asked})
