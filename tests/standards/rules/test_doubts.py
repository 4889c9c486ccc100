"""Facts that do not go together are asked about."""

from __future__ import annotations

from tests.standards.rules.enterprise import ON, WAN, sound

from dajuan.standards.rules.doubts import doubts
from dajuan.standards.rules.facts import Facts


def asked(**changes: object) -> list[tuple[tuple[str, ...], bool]]:
    return [(one.facts, one.certain) for one in doubts(Facts(sound(**changes), ON))]


def test_a_sound_firm_raises_none() -> None:
    assert asked() == []


def test_research_above_revenue_is_asked_about() -> None:
    assert asked(rd_spend=9000 * WAN) == [(("rd-spend", "revenue"), False)]


def test_a_part_above_its_whole_cannot_be() -> None:
    assert asked(tech_staff=101) == [(("tech-staff", "employees"), True)]
    assert asked(class1_own=6) == [(("class1-own", "class1-ip"), True)]


def test_yuan_for_wan_yuan_shows_in_revenue_a_head_and_against_last_year() -> None:
    found = doubts(Facts(sound(revenue={2025: 8000, 2024: 7000 * WAN}, main_revenue=7600, rd_spend=600), ON))
    assert {("revenue", "employees"), ("revenue",)} <= {one.facts for one in found}
    assert "单位不同" in next(one.zh for one in found if one.facts == ("revenue",))
