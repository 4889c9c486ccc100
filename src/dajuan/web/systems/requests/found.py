"""The requests and visits of the zone served, as a page's moment has them and its viewer may see them."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from datetime import date

from django.http import Http404

from dajuan.figures.period import period_with
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.pack import Programme
from dajuan.standards.working_days import worked_days
from dajuan.subjects.asked import Filter, Range
from dajuan.systems.firms import REGISTER, every
from dajuan.systems.requests import PROGRAMME, VISITS
from dajuan.systems.requests.alike import Alike, Asked
from dajuan.systems.requests.book import Book, cases_of
from dajuan.systems.requests.case import Case
from dajuan.systems.requests.intake import Firm
from dajuan.systems.requests.settings import Settings, settings_of
from dajuan.systems.requests.standing import Standing, by_urgency, standing
from dajuan.systems.requests.visits import Budget, Visit, budget_of, visit_of
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.moment import Moment
from dajuan.web.served import served
from dajuan.web.systems.requests.rights import sees_visit, thing_of

NOW = Moment()
_lock = threading.Lock()
_held: tuple[Ledger, Book] | None = None


def pack(code: str = PROGRAMME) -> Programme:
    """Raises :class:`LedgerError` where the zone has not switched it on."""
    found = served().programmes.get(code)
    if found is None:
        raise LedgerError(
            f"没有启用 {code}：在 dajuan.toml 的 [programmes] 里加上它",
            f"{code} is not switched on: add it to [programmes] in dajuan.toml",
        )
    return found


def book() -> Book:
    """Of the ledger being served; another one when settings or packs have changed."""
    global _held
    pack()
    with _lock:
        ledger = served().ledger
        if _held is None or _held[0] is not ledger:
            _held = ledger, Book(ledger)
        return _held[1]


def settings() -> Settings:
    return settings_of(served().zone)


def day_of(moment: Moment) -> date:
    return moment.as_of or served().today()


def cases(moment: Moment = NOW) -> list[Case]:
    """All of them."""
    if _is_now(moment):
        return list(book().cases().values())
    pack()
    return cases_of(served().ledger, as_of=moment.as_of, size=moment.size)


def _is_now(moment: Moment) -> bool:
    return moment.as_of is None and moment.size is None


def seen(viewer: Viewer, moment: Moment = NOW) -> list[Case]:
    if viewer.everywhere(Action.SEE):
        return cases(moment)
    return [one for one in cases(moment) if viewer.may(Action.SEE, thing_of(one))]


def case_called(viewer: Viewer, code: str, moment: Moment = NOW) -> Case:
    """Raises ``Http404`` where there is none, or none that this viewer may see; whose it is now decides."""
    now = book().cases().get(code)
    if now is None or not viewer.may(Action.SEE, thing_of(now)):
        raise Http404
    if _is_now(moment):
        return now
    found = cases_of(served().ledger, only=[code], as_of=moment.as_of, size=moment.size)
    if not found:
        raise Http404
    return found[0]


def standings(some: Iterable[Case], day: date) -> list[Standing]:
    rules, days = settings().handlings, worked_days()
    return [standing(one, rules, day, days) for one in some]


def under_way(viewer: Viewer, moment: Moment) -> list[Standing]:
    """Those that are open, the most urgent first."""
    return by_urgency(standings((one for one in seen(viewer, moment) if one.is_open), day_of(moment)))


def alike_seen(viewer: Viewer, asked: Asked, *, most: int = 5) -> list[tuple[Alike, Case]]:
    """What a text is like among the requests that stand, the likest ones; those of them that the viewer may see."""
    known = book().cases()
    found = [(one, known[one.other]) for one in book().corpus().like(asked, most=most) if one.other in known]
    return [(one, other) for one, other in found if viewer.may(Action.SEE, thing_of(other))]


def firm_of(code: str) -> Firm | None:
    """As the register has it; None where it does not, or the zone has no register."""
    row = served().subjects().one(REGISTER, code)
    return Firm(code, row.name, str(row.fields.get("district", ""))) if row else None


def firms_called(text: str) -> list[Firm]:
    """Enterprises that a name may mean."""
    rows = served().subjects().page(REGISTER, where=Filter(text=text), limit=8).rows if text.strip() else []
    return [Firm(row.code, row.name, str(row.fields.get("district", ""))) for row in rows]


# Visits -----------------------------------------------------------------------------------------------------------


def visits_of_firm(code: str, moment: Moment = NOW) -> list[Visit]:
    return _visits(Filter(fields={"enterprise": (code,)}), moment)


def visits_between(viewer: Viewer, first: date, last: date, moment: Moment = NOW) -> list[Visit]:
    """Planned for these days, those that the viewer may see."""
    planned = Range(first.isoformat(), last.isoformat())
    return [one for one in _visits(Filter(fields={"planned-on": planned}), moment) if sees_visit(viewer, one)]


def budget(firm: str, month: date) -> Budget:
    """Of the month in which this day is."""
    whole = period_with("month", month)
    planned = Range(whole.start.isoformat(), whole.end.isoformat())
    visits = _visits(Filter(fields={"enterprise": (firm,), "planned-on": planned}), NOW)
    return budget_of(firm, month, visits, settings().handlings)


def visit_called(viewer: Viewer, code: str) -> Visit:
    pack(VISITS)
    row = served().subjects().one(VISITS, code)
    found = visit_of(row) if row else None
    if found is None or not sees_visit(viewer, found):
        raise Http404
    return found


def _visits(where: Filter, moment: Moment) -> list[Visit]:
    pack(VISITS)
    rows = every(served().subjects(), VISITS, where=where, as_of=moment.as_of, size=moment.size)
    return sorted((one for row in rows if (one := visit_of(row))), key=lambda one: (one.planned_on, one.code))
