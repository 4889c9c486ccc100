"""What the answer sheet says: the packs' indicators, which agree with what the pages work out."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.systems.honours.life import PRIZES, PROJECTS, TODAY

from dajuan.figures.ask import figures
from dajuan.figures.duck import DuckEngine
from dajuan.figures.period import period_of
from dajuan.systems.honours.listings import LISTINGS
from dajuan.systems.honours.platforms import CARRIERS, PLATFORMS, REVIEWS, matrix, platforms
from dajuan.systems.honours.settings import our_settings


@pytest.fixture
def asked(office):
    def ask(programme: str, indicator: str, year: str = "2025") -> Fraction | None:
        engine = DuckEngine(office.ledger.store, office.zone.derived)
        engine.follow()
        [found] = figures(engine, office.ledger.programmes[programme], indicator, [period_of(year)])
        engine.close()
        return found.value

    return ask


@pytest.mark.parametrize(
    ("programme", "indicator", "year", "expected"),
    [
        (PLATFORMS, "platforms", "2024", 5),
        (PLATFORMS, "platforms", "2025", 5),
        (PLATFORMS, "platforms-new", "2025", 1),
        (PLATFORMS, "provincial-labs-new", "2025", 1),
        (PLATFORMS, "provincial-labs-new", "2023", 0),
        (PLATFORMS, "municipal-platforms-new", "2023", 1),
        (PLATFORMS, "consortia-new", "2025", 1),
        (PLATFORMS, "national-enterprise-centres", "2025", 1),
        (PLATFORMS, "carriers", "2025", 2),
        (PLATFORMS, "platforms-withdrawn", "2025", 1),
        (PLATFORMS, "platforms-expired", "2025", 1),
        (REVIEWS, "carriers-excellent", "2025", 1),
        (REVIEWS, "carriers-excellent-rate", "2025", 100),
        (REVIEWS, "reviews-failed", "2025", 1),
        (PRIZES, "prizes", "2025", 1),
        (PRIZES, "prizes-provincial-up", "2024", 1),
        (PROJECTS, "projects-provincial-up", "2025", 1),
        (PROJECTS, "grants", "2025", 580),
        (LISTINGS, "listed-new", "2025", 2),
        (LISTINGS, "listed-domestic", "2025", 1),
        (LISTINGS, "quoted", "2025", 0),
        (LISTINGS, "quoted", "2024", 1),
        (LISTINGS, "raised", "2025", 7),
        (LISTINGS, "days-to-list", "2025", 503),
    ],
)
def test_shared_ones_count_once_and_levels_by_the_year_they_were_reached(asked, programme, indicator, year, expected):
    assert (asked(programme, indicator, year) or 0) == expected


def test_the_page_and_the_indicators_agree(office, asked):
    counted = matrix(platforms(office.subjects, our_settings(), TODAY))
    of_level = {level: sum(one[level] for one in counted.values()) for level in ("national", "provincial", "municipal")}
    assert of_level == {level: asked(PLATFORMS, f"{level}-platforms") or 0 for level in of_level}
    assert sum(sum(counted[kind].values()) for kind in CARRIERS if kind in counted) == asked(PLATFORMS, "carriers")
