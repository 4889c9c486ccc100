"""Pages beside the journeys' way, in each language at one size: they fit, everybody can use them, they are pictured."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.journey, pytest.mark.other_looks]

PAGES = {
    "": {"sign-in": "/sign-in/", "public": "/public/"},
    "supervision": {
        "board": "/board/", "inbox": "/targets/inbox/", "target": "/targets/2026-014/", "change": "/targets/2026-014/plan/change/",
        "reader": "/reader/", "compare": "/reader/compare/", "sheets": "/sheets/", "subject": "/records/of/housing-delivery/E-006/",
    },
    "reporter": {"inbox": "/targets/inbox/", "form": "/targets/2026-017/to/reported/", "month": "/targets/report/", "sheets": "/programmes/targets/sheets/"},
    "reviewer": {"pass": "/targets/2026-013/to/reviewed/"},
    "leader": {
        "lineage": "/records/target/2026-014/", "figures": "/figures/", "figure": "/figures/investment-projects/invested/?period=2026",
        "past": "/board/?as_of=2026-06-30&known_at=2026-07-05", "programmes": "/programmes/", "board": "/programmes/housing-delivery/board/",
        "map": "/programmes/housing-delivery/map/", "tokens": "/api/v1/tokens/",
    },
    "enterprise-1": {"mine": "/records/mine/"},
    "administrator": {"packs": "/programmes/_packs/", "pack": "/programmes/_packs/housing-delivery/"},
}  # fmt: skip


@pytest.mark.parametrize(("language", "size"), [("en", "desktop"), ("zh", "phone")])
def test_it_can_be_read(traveller, seen, language, size):
    for username, pages in PAGES.items():
        somebody = traveller(username, language=language, size=size)
        for name, address in pages.items():
            somebody.go(address)
            seen(somebody.page, f"{username or 'nobody'}-{name}", whole=False)
