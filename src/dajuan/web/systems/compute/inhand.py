"""The network of the zone being served, and one job of it, if the viewer may see it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple

from django.http import Http404

from dajuan.ledger.trouble import LedgerError
from dajuan.subjects.row import Row
from dajuan.systems.compute.engines.configured import engines, settings_of
from dajuan.systems.compute.engines.engine import Engine
from dajuan.systems.compute.jobs import Job, job_of
from dajuan.systems.compute.needs import JOBS
from dajuan.systems.compute.network import Network, network
from dajuan.systems.compute.objectives import Objective, objectives
from dajuan.systems.compute.offers import CENTRES, OFFERS, Offer, offer_of
from dajuan.systems.compute.settling import USERS
from dajuan.systems.compute.terms import Terms, terms
from dajuan.web.access.deeds import whose_row
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.programmes.found import Found, programme_called, subject_called
from dajuan.web.served import served


def now() -> datetime:
    """The hour that is under way where the zone is: placements begin with it."""
    here = datetime.now(served().zone.timezone)
    today = served().today()
    return here.replace(year=today.year, month=today.month, day=today.day, minute=0, second=0, microsecond=0)


def network_now() -> Network:
    return network(served().subjects())


def objectives_now() -> Mapping[str, Objective]:
    return objectives(settings_of(served().zone))


def terms_now() -> Terms:
    return terms(settings_of(served().zone))


def engines_now() -> dict[str, Engine]:
    return engines(served().zone)


class InHand(NamedTuple):
    found: Found
    job: Job


def job_called(viewer: Viewer, code: str) -> InHand:
    """Raises ``Http404`` where there is none, or none that this viewer may see."""
    found = subject_called(viewer, JOBS, code)
    row = served().subjects().one(JOBS, code)
    if row is None:
        raise Http404
    return InHand(found, job_of(row))


def recordable(viewer: Viewer, programme: str, codes: Collection[str]) -> set[str]:
    """Those of these subjects that the viewer may write about."""
    pack, rows = programme_called(programme), served().subjects().some(programme, codes)
    return {code for code, row in rows.items() if viewer.may(Action.RECORD, whose_row(pack, row).to(Action.RECORD))}


def offer_row(code: str) -> Row | None:
    return served().subjects().one(OFFERS, code)


def sold_by(offer: Row | None) -> str:
    """``card`` or ``core``: of the offer that a job is on, whatever has become of that."""
    return str(offer.fields.get("sold-by", "card")) if offer else "card"


def offer_called(code: str) -> Offer:
    """Raises ``LedgerError`` with what is wrong where it cannot be used now."""
    row = offer_row(code)
    centre = row and served().subjects().one(CENTRES, str(row.fields.get("centre", "")).partition("/")[2])
    made = offer_of(row, centre) if row else []
    if isinstance(made, Offer):
        return made
    zh, en = "；".join(one.zh for one in made), "; ".join(one.en for one in made)
    raise LedgerError(
        f"资源 {code} 用不了：{zh or '没有这项资源'}", f"the offer {code} cannot be used: {en or 'there is none'}"
    )


def engine_of(name: str) -> Engine:
    found = engines_now().get(name)
    if found is None:
        raise LedgerError(
            f"dajuan.toml 里没有名为“{name}”的引擎：在 [compute.engines.{name or '名称'}] 写明 kind",
            f"dajuan.toml names no engine '{name}': write its kind under [compute.engines.{name or 'NAME'}]",
        )
    return found


def user_row(enterprise: str) -> Row | None:
    return served().subjects().one(USERS, enterprise)
