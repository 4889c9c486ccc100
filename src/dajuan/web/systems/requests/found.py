"""The requests and visits of the zone served, as a page's moment has them and its viewer may see them."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from datetime import date

from django.http import Http404

from dajuan.ledger.ledger import Ledger
from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.pack import Programme
from dajuan.subjects.asked import Filter, Range
from dajuan.systems.requests import PROGRAMME, REGISTER, VISITS
from dajuan.systems.requests.book import Book, cases_of
from dajuan.systems.requests.case import Case
from dajuan.systems.requests.clock import worked_days
from dajuan.systems.requests.intake import Firm
from dajuan.systems.requests.settings import Settings, settings_of
from dajuan.systems.requests.standing import Standing, standing
from dajuan.systems.requests.visits import Visit, visit_of
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.moment import Moment
from dajuan.web.served import served
from dajuan.web.systems.requests.rights import sees_visit, thing_of

NOW = Moment()
_MOST_VISITS = 1000
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
    if moment.as_of is None and moment.size is None:
        return list(book().cases().values())
    pack()
    return cases_of(served().ledger, as_of=moment.as_of, size=moment.size)


def seen(viewer: Viewer, moment: Moment = NOW) -> list[Case]:
    if viewer.everywhere(Action.SEE):
        return cases(moment)
    return [one for one in cases(moment) if viewer.may(Action.SEE, thing_of(one))]


def case_called(viewer: Viewer, code: str, moment: Moment = NOW) -> Case:
    """Raises ``Http404`` where there is none, or none that this viewer may see; whose it is now decides."""
    now = book().cases().get(code)
    if now is None or not viewer.may(Action.SEE, thing_of(now)):
        raise Http404
    if moment.as_of is None and moment.size is None:
        return now
    found = next((one for one in cases(moment) if one.code == code), None)
    if found is None:
        raise Http404
    return found


def standings(some: Iterable[Case], day: date) -> list[Standing]:
    rules, days = settings().handlings, worked_days()
    return [standing(one, rules, day, days) for one in some]


def firm_of(code: str) -> Firm | None:
    """As the register has it; None where it does not, or the zone has no register."""
    row = served().subjects().one(REGISTER, code)
    return Firm(code, row.name, str(row.fields.get("district", ""))) if row else None


def firms_called(text: str) -> list[Firm]:
    """Enterprises that a name may mean."""
    rows = served().subjects().page(REGISTER, where=Filter(text=text), limit=8).rows if text.strip() else []
    return [Firm(row.code, row.name, str(row.fields.get("district", ""))) for row in rows]


# Visits -----------------------------------------------------------------------------------------------------------


def visits_of_firm(code: str) -> list[Visit]:
    return _visits(Filter(fields={"enterprise": (code,)}), NOW)


def visits_between(viewer: Viewer, first: date, last: date, moment: Moment = NOW) -> list[Visit]:
    """Planned for these days, those that the viewer may see."""
    planned = Range(first.isoformat(), last.isoformat())
    return [one for one in _visits(Filter(fields={"planned-on": planned}), moment) if sees_visit(viewer, one)]


def visit_called(viewer: Viewer, code: str) -> Visit:
    pack(VISITS)
    row = served().subjects().one(VISITS, code)
    found = visit_of(row) if row else None
    if found is None or not sees_visit(viewer, found):
        raise Http404
    return found


def _visits(where: Filter, moment: Moment) -> list[Visit]:
    pack(VISITS)
    page = served().subjects().page(VISITS, where=where, limit=_MOST_VISITS, as_of=moment.as_of, size=moment.size)
    return sorted((one for row in page.rows if (one := visit_of(row))), key=lambda one: (one.planned_on, one.code))
