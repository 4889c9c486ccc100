"""成长指数: a scheme submitted and put in force, a second version a year later; the yearly facts that firms report each spring;
two years computed, published by another person, and the best of them certified.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, datetime
from functools import partial

from samples.plan_year.agenda import Call, Step
from samples.plan_year.people import OFFICE, REVIEWERS
from samples.systems.place import REGISTER, Firm, Place

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Value
from dajuan.ledger.read import size_of
from dajuan.subjects.row import owners_of
from dajuan.subjects.subjects import Subjects
from dajuan.systems.growth import certificates, record, schemes
from dajuan.systems.growth.run import Asked, run

PROGRAMMES = (schemes.PROGRAMME, record.PROGRAMME, certificates.PROGRAMME)
REPORTING, MOST_CERTIFIED = 300, 12
"""Firms that report their yearly facts here; certificates of a year."""
ABOVE = 2000
"""规模以上: revenue in 万元."""
_CLERK = "经济发展局 周"


def lived(place: Place) -> Iterator[Step | Call]:
    first = place.since.year
    yield Call(place.at(date(first, 3, 4)), partial(_adopt, place, 1))
    yield Call(place.at(date(first, 3, 6)), partial(_in_force, place))
    for year in (first - 1, first):
        yield from _facts(place, year)
        yield Call(place.at(date(year + 1, 5, 12)), partial(_computed, place, year))
        yield Call(place.at(date(year + 1, 5, 20)), partial(_published, place, year))
        yield Call(place.at(date(year + 1, 6, 3)), partial(_proposed, place, year))
        yield Call(place.at(date(year + 1, 6, 18)), partial(_certified, place, year))
    yield Call(place.at(date(first + 1, 3, 10)), partial(_adopt, place, 2))
    yield Call(place.at(date(first + 1, 3, 13)), partial(_in_force, place))


def _facts(place: Place, year: int) -> Iterator[Step]:
    """What the larger firms state of a year besides what the register's own sheets hold; some leave gaps."""
    random = place.random(f"growth-{year}")
    firms = [one for one in place.firms if one.revenue > ABOVE][:REPORTING]
    for at, firm in enumerate(firms):
        moment = place.at(date(year + 1, 3, 1 + at % 25), 9, at % 60)
        fields = _stated(
            firm, random.uniform(-0.15, 0.35) + (year - place.since.year + 1) * 0.08, random.random(), random.random()
        )
        draft = Draft(
            programme=REGISTER, subject=firm.code, kind="stated", effective_on=date(year, 12, 31), fields=fields
        )
        yield Step(moment, _CLERK, draft)


def _stated(firm: Firm, grown: float, part: float, gap: float) -> dict[str, Value]:
    """Money in 分, people, 瓦时. ``part`` and ``gap`` are chances between 0 and 1."""
    money = 10_000 * 100
    employees = max(3, round(firm.employees * (1 + grown / 2)))
    assets = firm.assets * (1 + grown)
    fields: dict[str, Value] = {
        "employees": employees,
        "assets": round(assets * money),
        "profit": round(firm.revenue * (0.12 * part - 0.02 + 0.1 * grown) * money),
        "liabilities": round(assets * (0.25 + 0.5 * (1 - part)) * money),
        "energy": round(firm.revenue * (0.02 + 0.1 * part) * 10_000 * 1000),
        "rd-staff": round(employees * (0.04 + 0.2 * part)),
    }
    if gap < 0.1:
        del fields["liabilities"], fields["rd-staff"]
    return fields


def _adopt(place: Place, number: int, moment: datetime) -> None:
    text = schemes.built_in()
    why = "起步方案，自拟"
    if number > 1:
        text = text.replace("version: 1\n", f"version: {number}\n", 1).replace(
            "growth: revenue, unit: '%', weight: 2}", "growth: revenue, unit: '%', weight: 3}"
        )
        why = "座谈后加重营业收入增长率"
    drafts = schemes.drafts_of_new(
        place.evidence, text, on=moment.date(), why=why, known=schemes.versions(place.ledger)
    )
    append(place.ledger, drafts, actor=OFFICE, now=moment)


def _in_force(place: Place, moment: datetime) -> None:
    known = schemes.versions(place.ledger)
    append(
        place.ledger, schemes.drafts_in_force(known[0], on=moment.date(), known=known), actor=REVIEWERS[0], now=moment
    )


def _computed(place: Place, year: int, moment: datetime) -> None:
    version = schemes.in_force(place.ledger)
    assert version is not None
    asked = Asked(schemes.scheme_of(place.evidence, version), year, date(year, 12, 31), size_of(place.ledger))
    known = record.runs(place.ledger)
    with closing(Subjects(place.ledger, place.derived)) as subjects:
        ran = run(subjects, place.ledger.programmes, asked)
    drafts = record.drafts_of(place.evidence, ran, version.code, on=moment.date(), known=known)
    append(place.ledger, drafts, actor=OFFICE, now=moment)


def _published(place: Place, year: int, moment: datetime) -> None:
    known = record.runs(place.ledger)
    one = _of(known, year)
    append(
        place.ledger,
        list(record.drafts_of_publishing(one, on=moment.date(), known=known)),
        actor=REVIEWERS[0],
        now=moment,
    )


def _proposed(place: Place, year: int, moment: datetime) -> None:
    one = _of(record.runs(place.ledger), year)
    lines = certificates.proposed(record.results_of(place.evidence, one), certificates.BEST)[:MOST_CERTIFIED]
    programme = place.ledger.programmes[REGISTER]
    who = {
        firm.code: (firm.name, next(iter(owners_of({"district": firm.district}, programme)), ""))
        for firm in place.firms
    }
    drafts = certificates.drafts_of_proposals(
        one, lines, certificates.certificates(place.ledger), who, on=moment.date()
    )
    if drafts:
        append(place.ledger, drafts, actor=OFFICE, now=moment)


def _certified(place: Place, year: int, moment: datetime) -> None:
    known = certificates.certificates(place.ledger).values()
    codes = [one.code for one in known if one.year == str(year) and one.stage == certificates.PROPOSED]
    drafts = certificates.drafts_of_certifying(codes, on=moment.date(), years=certificates.YEARS)
    if drafts:
        append(place.ledger, drafts, actor=REVIEWERS[1], now=moment)


def _of(known: Sequence[record.Recorded], year: int) -> record.Recorded:
    return next(one for one in known if one.year == year)
