"""The little zone with parcels: two of the reporter's office, one of the neighbour's; its county is 990172."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.systems.land.drawn import plot
from tests.systems.land.life import DIVISION, FIRST, NOW, moved, opened
from tests.web.little_zone import FIRM, switch

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.zone import SETTINGS
from dajuan.programmes.values.geometry import read_geometry
from dajuan.systems.land.codes import Desk, issue
from dajuan.systems.land.parcels import CODES, PARCELS
from dajuan.systems.land.settings import settings_of

A, B, C = "DK2025-00001", "DK2025-00002", "DK2025-00003"
OURS, THEIRS = "住房保障中心", "经济发展局"
ACTOR = f"{OURS} 王"


@pytest.fixture
def land(little):
    """A: custom land, supplied in March, of FIRM, in the neighbour's hands. B beside it and overlapping. C: the neighbour's."""
    settings = little.folder / SETTINGS
    settings.write_text(f'{settings.read_text("utf-8")}\n[land]\ndivisions = ["{DIVISION}"]\n', "utf-8")
    here = switch(on=(PARCELS, CODES))
    since, supplied = date(2025, 1, 6), date(2025, 3, 3)
    area = 1_000_000
    contract = {
        "custom": True, "use": "industrial", "supply": "granted", "contract-no": "云让字第 1 号", "promised-investment": 850 * 15 * 10**6,
        "promised-plot-ratio": 1_800_000, "built-by": "2025-06-30", "holder": THEIRS,
    }  # fmt: skip
    append(
        here.ledger,
        [
            *opened(A, since, links={"enterprise": f"enterprise-register/{FIRM}"}, **{"lead-department": OURS, "area": area}),
            *opened(B, since, **{"lead-department": OURS, "area": area}),
            *opened(C, since, **{"lead-department": THEIRS, "area": area}),
        ],
        actor=ACTOR, now=NOW,
    )  # fmt: skip
    desk = Desk(here.ledger, here.subjects(), settings_of(here.zone, here.today()), ACTOR, since, now=NOW)
    assert issue(desk, A, FIRST[:14]).text == FIRST
    drafts = [
        moved(A, "planned", since + timedelta(days=20), "规划条件"),
        moved(A, "supplied", supplied, "出让合同或划拨决定书", **contract),
        *(_shape(code, ring) for code, ring in {A: plot(0, 0), B: plot(90, 0), C: plot(300, 0)}.items()),
        Draft(programme=PARCELS, subject=A, kind="stated", effective_on=date(2025, 9, 1), fields={"invested-total": 1_350_000_000}),
    ]  # fmt: skip
    append(here.ledger, drafts, actor=ACTOR, now=NOW)
    return switch()


def _shape(code: str, ring) -> Draft:
    at = ",".join(f"[{x:.9f},{y:.9f}]" for x, y in ring)
    site = f'{{"type":"Polygon","coordinates":[[{at}]]}}'
    return Draft(
        programme=PARCELS,
        subject=code,
        kind="stated",
        effective_on=date(2025, 3, 3),
        fields={"site": read_geometry(site)},
    )
