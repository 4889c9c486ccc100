"""企业梯度: firms above scale hand in each spring what the ladder's rules ask for; some are recommended, recognised, some lapse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from random import Random

from samples.plan_year.agenda import Call, Step
from samples.systems.place import REGISTER, Firm, Place
from samples.year.enterprises import SCALE

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Kind, Value
from dajuan.subjects.subjects import Subjects
from dajuan.subjects.years import ByYear

PROGRAMMES = ("enterprise-titles",)
TITLES = PROGRAMMES[0]
REPORTER = "科技创新局 罗"
_SHARE = 0.7
"""Of the firms above scale in industry and software: so many report."""
_WAN = 1_000_000
"""分 in 万元."""
_LASTS = {
    "tech-sme": 1,
    "innovative-sme": 3,
    "specialised-sme": 3,
    "little-giant": 3,
    "high-tech": 3,
    "smart-factory-basic": 3,
    "smart-factory-advanced": 3,
}
"""Years."""
_CHANCE = {
    "tech-sme": 0.5,
    "innovative-sme": 0.35,
    "high-tech": 0.3,
    "specialised-sme": 0.14,
    "little-giant": 0.03,
    "smart-factory-basic": 0.08,
    "smart-factory-advanced": 0.03,
}


def lived(place: Place) -> Iterator[Step | Call]:
    random = place.random("ladder")
    chosen = [
        one
        for one in place.firms
        if one.revenue > SCALE and one.industry in ("industry", "software") and random.random() < _SHARE
    ]
    first = place.since.year
    for year in range(first, place.today.year + 1):
        moment = place.at(date(year, 3, 12), 15)
        years = (year - 1,) if year > first else (year - 2, year - 1)
        yield Call(moment, _reporting(place, chosen, years))
    for nth, firm in enumerate(chosen):
        yield from _titles(place, Random(f"{place.seed}-ladder-{nth}"), firm, first)


def _reporting(place: Place, chosen: list[Firm], years: tuple[int, ...]) -> Callable[[datetime], None]:
    """Everybody's sheets at once: numbers go with the revenue that the register has for the year."""

    def run(moment: datetime) -> None:
        subjects = Subjects(place.ledger, place.derived)
        subjects.follow()
        known = subjects.by_year(REGISTER, ["revenue", "employees", "rd-spend", "registered-on"])
        subjects.close()
        drafts = [
            draft
            for nth, firm in enumerate(chosen)
            for year in years
            if (draft := _sheet(Random(f"{place.seed}-{nth}-{year}"), firm, nth, year, known.get(firm.code, {})))
        ]
        scores = [_score(firm, nth, moment.date()) for nth, firm in enumerate(chosen) if nth % 3]
        append(place.ledger, [*drafts, *scores], actor=REPORTER, now=moment)

    return run


def _sheet(random: Random, firm: Firm, nth: int, year: int, known: ByYear) -> Draft | None:
    """What one firm reports of one year."""
    revenue = dict(known.get("revenue", {})).get(year)
    if not isinstance(revenue, int):
        return None
    able = _able(nth)
    staff = max(5, firm.employees)
    rd = round(revenue * 0.06 * able * random.uniform(0.8, 1.2))
    assets = round(revenue * random.uniform(0.7, 1.6))
    fields: dict[str, Value] = {
        "resident": True, "audit-collected": True, "restricted-product": False, "abnormal-list": nth % 61 == 0,
        "dishonest-list": False, "clean-since": f"{2008 + nth % 14}-01-01", "registered-on": f"{2008 + nth % 14}-01-01",
        "main-revenue": round(revenue * min(0.99, 0.6 + 0.4 * random.betavariate(4, 2))),
        "total-income": round(revenue * 1.01), "high-tech-revenue": round(revenue * min(0.95, 0.25 + 0.7 * able)),
        "total-cost": round(revenue * random.uniform(0.82, 0.95)), "rd-spend": rd, "rd-domestic": rd,
        "net-profit": round(revenue * random.uniform(-0.02, 0.14)), "assets": assets,
        "liabilities": round(assets * random.uniform(0.25, 0.85)), "employees": staff,
        "tech-staff": round(staff * min(0.6, 0.05 + 0.4 * able * random.uniform(0.8, 1.2))),
        "rd-staff": round(staff * min(0.5, 0.03 + 0.3 * able * random.uniform(0.8, 1.2))),
        "class1-ip": int(6 * able**2), "class1-own": int(5 * able**2), "class1-used": int(5 * able**2),
        "class2-ip": int(12 * able), "niche-since": f"{2012 + nth % 12}-01-01", "strategic-field": able > 0.5,
        "high-tech-field": able > 0.3, "market-position": able > 0.4, "key-link": able > 0.75, "core-system": able > 0.3,
        "management-certificate": able > 0.25, "own-brand": able > 0.35, "digital-level": 1 + int(3 * able),
        "product-class": "six-bases" if able > 0.7 else "other", "conversions": int(6 * able),
        "rd-institution": "provincial" if able > 0.92 else "municipal" if able > 0.6 else "none",
    }  # fmt: skip
    if nth % 9 == 4:  # Some never say how much they owe.
        del fields["liabilities"]
    return Draft(
        programme=REGISTER, subject=firm.code, kind="stated", effective_on=date(year, 12, 31), fields=fields,
        note="企业培育年报（模拟）", key=f"ladder-{firm.code}-{year}",
    )  # fmt: skip


def _able(nth: int) -> float:
    """How strong a firm is in research, nought to one: the same every year."""
    return Random(f"able-{nth}").random()


def _score(firm: Firm, nth: int, day: date) -> Draft:
    """What the platform says this year."""
    fields: dict[str, Value] = {"evaluation-score": round(3000 + 4500 * _able(nth))}
    return Draft(
        programme=REGISTER, subject=firm.code, kind="stated", effective_on=day, fields=fields, note="平台评价（模拟）"
    )


def _titles(place: Place, random: Random, firm: Firm, first: int) -> Iterator[Step]:
    for title, chance in _CHANCE.items():
        if random.random() >= chance or (title.startswith("smart-factory") and firm.industry != "industry"):
            continue
        day = date(first + random.randrange(2), random.randint(2, 12), random.randint(1, 28))
        code = f"{title}.{firm.code}"
        named: dict[str, Value] = {
            "name": f"{firm.name} {title}",
            "title": title,
            "district": firm.district,
        }
        yield _step(place, code, day, "opened", fields=named, links={"enterprise": firm.reference})
        yield _step(place, code, day, "moved", stage="prepared")
        if random.random() < 0.25:
            continue
        yield _step(
            place,
            code,
            day + timedelta(days=40),
            "moved",
            stage="recommended",
            paper=("推荐表", f"{firm.name} {title}"),
        )
        got = day + timedelta(days=110)
        if random.random() < 0.15:
            yield _step(place, code, got, "moved", stage="failed")
            continue
        until = (
            date(got.year + _LASTS[title] - 1, 12, 31)
            if title == "tech-sme"
            else got + timedelta(days=365 * _LASTS[title])
        )
        yield _step(place, code, got, "moved", stage="recognised", fields={"valid-until": until.isoformat(), "batch": f"{got.year} 年第 1 批"},
                    paper=("认定文件", f"{got.year} 年{title}认定名单"))  # fmt: skip
        renewed = random.random() < 0.7
        if until < place.today:
            yield _step(place, code, until + timedelta(days=1), "moved", stage="expired")
            if renewed:
                again = until + timedelta(days=150)
                yield _step(place, code, again, "moved", stage="recognised", fields={"valid-until": date(again.year, 12, 31).isoformat()},
                            paper=("认定文件", f"{again.year} 年{title}认定名单"))  # fmt: skip


def _step(place: Place, code: str, day: date, kind: Kind, *, stage: str = "", fields: dict[str, Value] | None = None,
          links: dict[str, str] | None = None, paper: tuple[str, str] | None = None) -> Step:  # fmt: skip
    evidence = (place.file(*paper),) if paper and day < place.today else ()
    draft = Draft(
        programme=TITLES, subject=code, kind=kind, effective_on=day, stage=stage, fields=fields or {}, links=links or {}, evidence=evidence,
    )  # fmt: skip
    return Step(place.at(day, 11), REPORTER, draft)
