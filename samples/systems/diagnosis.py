"""数字化诊断: some eighty firms a year are looked at, a third of them again after they have changed something."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from samples.plan_year.agenda import Call, Step
from samples.systems.place import Firm, Place
from samples.year.enterprises import SCALE

from dajuan.ledger.entry import Draft, Evidence, Kind, Value
from dajuan.standards.digital.level import Answer, digital_level
from dajuan.standards.digital.questionnaire import Edition, edition_on
from dajuan.systems.diagnosis.diagnoses import DIAGNOSES
from dajuan.systems.diagnosis.sheet import answers_text, scenes_text

PROGRAMMES = (DIAGNOSES,)
OFFICE = "数字经济局 石"
_PROVIDERS = ("云岭数智服务中心（虚构）", "望岭智能制造研究院（虚构）")
_MANY = 160


def lived(place: Place) -> Iterator[Step | Call]:
    random = place.random("diagnosis")
    makers = [one for one in place.firms if one.industry == "industry" and one.revenue > SCALE][:_MANY]
    first = place.since.date()
    for nth, firm in enumerate(makers):
        able = random.random()
        day = first + timedelta(days=20 + nth * 4)
        yield from _diagnosed(place, random, firm, 1, day, able)
        if nth % 3 == 0:
            yield from _diagnosed(place, random, firm, 2, day + timedelta(days=240), min(1.0, able + 0.25))
    for nth, firm in enumerate(one for one in place.firms if one.revenue > SCALE and random.random() < 0.6):
        if nth % 5 == 0:
            day = first + timedelta(days=30 + nth // 2)
            fields: dict[str, Value] = {"on-cloud": True}
            yield Step(
                place.at(day), OFFICE,
                Draft(programme="enterprise-register", subject=firm.code, kind="stated", effective_on=day, fields=fields),
            )  # fmt: skip


def _diagnosed(place: Place, random: Random, firm: Firm, nth: int, day: date, able: float) -> Iterator[Step]:
    code = f"{firm.code}-{nth}"
    opened: dict[str, Value] = {
        "name": firm.name, "round": "first" if nth == 1 else "again", "department": "数字经济局", "provider": _PROVIDERS[nth % 2],
    }  # fmt: skip
    yield _step(place, code, day, "opened", fields=opened, links={"enterprise": firm.reference})
    yield _step(place, code, day, "moved", stage="planned")
    yield _step(place, code, day + timedelta(days=12), "moved", stage="visited")
    told = day + timedelta(days=20)
    yield _step(place, code, told, "stated", fields=_filled(edition_on(max(told, date(2024, 9, 4))), random, able))
    yield _step(place, code, told, "moved", stage="scored")
    if random.random() < 0.9:
        report = day + timedelta(days=34)
        papers = (place.file("诊断报告", f"{firm.name} 第 {nth} 次"),) if report < place.today else ()
        yield _step(place, code, report, "moved", stage="advised", evidence=papers)


def _filled(edition: Edition, random: Random, able: float) -> dict[str, Value]:
    answers: dict[str, Answer] = {}
    for key, one in edition.questions.items():
        keys = list(one.options)
        if one.kind == "many":
            answers[key] = frozenset(each for each in keys if random.random() < able) or frozenset({"none"})
        elif one.kind == "one":
            answers[key] = keys[min(len(keys) - 1, int(able * len(keys) * random.uniform(0.7, 1.2)))]
        else:
            answers[key] = (Fraction(int(80 * able * random.uniform(0.6, 1))), Fraction(80))
    scenes = {one.key: min(4, int(4.6 * able * random.uniform(0.6, 1.2))) for one in edition.scenes}
    found = digital_level(edition, answers, scenes)
    return {
        "edition": edition.key, "answers": answers_text(edition, answers), "scenes": scenes_text(edition, scenes),
        "points": round(found.points.low * 100), "level": f"level-{found.level}",
    }  # fmt: skip


def _step(
    place: Place, code: str, day: date, kind: Kind, *, stage: str = "", fields: dict[str, Value] | None = None,
    links: dict[str, str] | None = None, evidence: tuple[Evidence, ...] = (),
) -> Step:  # fmt: skip
    draft = Draft(
        programme=DIAGNOSES,
        subject=code,
        kind=kind,
        effective_on=day,
        stage=stage,
        fields=fields or {},
        links=links or {},
        evidence=evidence,
    )
    return Step(place.at(day, 15), OFFICE, draft)
