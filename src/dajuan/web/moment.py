"""截至哪天、当时知道什么: the day a page shows and what was known when, kept in the address and carried from page to page.

``as_of=2026-06-30`` leaves out what came into effect later, ``known_at=2026-07-05T18:00`` what was recorded later (a day
alone means its end), ``verified=1`` what nobody else has verified. Without them a page shows now.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from dajuan.programmes.values.dates import read_date
from dajuan.programmes.values.trouble import ValueTrouble
from dajuan.web.words import Words

KEYS = ("as_of", "known_at", "verified")
_FIRST_YEAR, _LAST_YEAR = 2, 9998


@dataclass(frozen=True, slots=True)
class Moment:
    as_of: date | None = None
    known_at: datetime | None = None
    verified: bool = False
    size: int | None = None
    """The log's size when it was known; None: all of it."""
    troubles: tuple[Words, ...] = ()

    @property
    def is_now(self) -> bool:
        return self.as_of is None and self.known_at is None and not self.verified

    @property
    def is_past(self) -> bool:
        """Whether anything but the present is shown: then nothing can be recorded from this page."""
        return self.as_of is not None or self.known_at is not None

    def query(self) -> dict[str, str]:
        """As it stands in the address."""
        told = {
            "as_of": self.as_of.isoformat() if self.as_of else "",
            "known_at": self.known_at.strftime("%Y-%m-%dT%H:%M:%S") if self.known_at else "",
            "verified": "1" if self.verified else "",
        }
        return {key: value for key, value in told.items() if value}

    def on(self, address: str) -> str:
        """An address with this moment."""
        if self.is_now:
            return address
        asked = urlencode(self.query())
        path, mark, rest = address.partition("#")
        return f"{path}{'&' if '?' in path else '?'}{asked}{mark}{rest}"


def year_shown(said: str, years: Sequence[int], day: date) -> int:
    """Of the years that have a plan (not empty) the one that an address names, else that of the day or the last before it,
    else the first there is."""
    if said.isdigit() and int(said) in years:
        return int(said)
    return max((year for year in years if year <= day.year), default=min(years))


def moment_of(asked: Mapping[str, str], size_at: Callable[[datetime], int]) -> Moment:
    """What an address asks for; what cannot be read is told and left out. ``size_at`` finds the log's size at a moment."""
    troubles: list[Words] = []
    as_of = known_at = None
    if said := asked.get("as_of", "").strip():
        try:
            as_of = date.fromisoformat(read_date(said))
        except ValueTrouble as trouble:
            troubles.append(Words(f"截至日期“{said}”没有看懂：{trouble.zh}", f"as of '{said}': {trouble.en}"))
    if said := asked.get("known_at", "").strip():
        known_at = _moment(said, troubles)
    return Moment(
        as_of,
        known_at,
        asked.get("verified", "") in {"1", "true", "on"},
        size_at(known_at) if known_at else None,
        tuple(troubles),
    )


def _moment(said: str, troubles: list[Words]) -> datetime | None:
    moment = _read_moment(said)
    # Beyond these years there is no same moment in another time zone.
    if moment is None or not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        troubles.append(
            Words(
                f"“当时知道”写成 2026-07-05 或 2026-07-05T18:00，现为“{said}”",
                f"known at is written 2026-07-05 or 2026-07-05T18:00, not '{said}'",
            )
        )
        return None
    return moment if moment.tzinfo else timezone.make_aware(moment)


def _read_moment(said: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        try:
            return datetime.combine(date.fromisoformat(read_date(said)), time.max)
        except ValueTrouble:
            return None
    return datetime.combine(moment.date(), time.max) if len(said) <= len("2026-07-05") else moment


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def answer(request: HttpRequest) -> HttpResponse:
        from dajuan.web.served import served

        asked = any(request.GET.get(key) for key in KEYS)
        moment = moment_of(request.GET, lambda at: served().size_at(at)) if asked else Moment()
        request.moment = moment  # type: ignore[attr-defined]
        return get_response(request)

    return answer
