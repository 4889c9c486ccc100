"""Platforms, prizes, projects and listings as a viewer may see them."""

from __future__ import annotations

from collections.abc import Collection

from django.http import Http404

from dajuan.subjects.row import Row
from dajuan.systems.firms import REGISTER, every
from dajuan.systems.honours.listings import LISTINGS, Listing, listing_of
from dajuan.systems.honours.platforms import PLATFORMS, REVIEWS, Platform, platforms
from dajuan.systems.honours.settings import settings_of
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_row
from dajuan.web.moment import Moment
from dajuan.web.programmes.found import programme_called
from dajuan.web.served import served
from dajuan.web.systems.kept import Kept, day_of

PRIZES, PROJECTS = "science-prizes", "science-projects"


def _made(moment: Moment) -> list[Platform]:
    here = served()
    return platforms(
        here.subjects(), settings_of(here.zone), day_of(moment), reviewed=REVIEWS in here.programmes,
        as_of=moment.as_of, size=moment.size,
    )  # fmt: skip


_PLATFORMS = Kept((PLATFORMS, REVIEWS), _made)


def platforms_at(viewer: Viewer, moment: Moment) -> list[Platform]:
    """Whom somebody has to look at first comes first. Raises ``Http404`` where the zone keeps none."""
    pack = programme_called(PLATFORMS)
    every_one = _PLATFORMS.at(moment)
    if viewer.owners() is None:
        return every_one
    return [one for one in every_one if viewer.may(Action.SEE, thing_of_row(pack, one.row))]


def rows_at(viewer: Viewer, programme: str, moment: Moment, *, only: Collection[str] | None = None) -> list[Row]:
    """Of prizes, projects or listings. Raises ``Http404`` where the zone keeps none."""
    pack = programme_called(programme)
    rows = every(served().subjects(), programme, only=only, as_of=moment.as_of, size=moment.size)
    if viewer.owners() is None:
        return list(rows)
    return [row for row in rows if viewer.may(Action.SEE, thing_of_row(pack, row))]


def row_called(viewer: Viewer, programme: str, code: str, moment: Moment) -> Row:
    found = rows_at(viewer, programme, moment, only=[code])
    if not found:
        raise Http404
    return found[0]


def platform_called(viewer: Viewer, code: str, moment: Moment) -> Platform:
    found = next((one for one in platforms_at(viewer, moment) if one.code == code), None)
    if found is None:
        raise Http404
    return found


def listings_at(viewer: Viewer, moment: Moment) -> list[Listing]:
    settings = settings_of(served().zone)
    return [listing_of(row, settings) for row in rows_at(viewer, LISTINGS, moment)]


def naming(viewer: Viewer, firm: str, programme: str, moment: Moment) -> list[Row]:
    """The subjects of a programme that name a firm and are the viewer's to see; none where the zone keeps no such."""
    pack = served().programmes.get(programme)
    if pack is None:
        return []
    around = served().subjects().linked(REGISTER, firm, as_of=moment.as_of, size=moment.size)
    rows = {one.code: one.row for one in around.named_by if one.programme == programme and one.row}
    return [row for row in rows.values() if viewer.may(Action.SEE, thing_of_row(pack, row))]
