"""A made-up enterprise that every rule would be glad of, and what changes make of it."""

from __future__ import annotations

from datetime import date
from typing import Any

WAN = 10_000
ON = date(2026, 5, 1)
SOUND: dict[str, Any] = {
    "registered-on": date(2012, 3, 1), "resident": True, "audit-collected": True, "restricted-product": False, "abnormal-list": False,
    "dishonest-list": False, "clean-since": date(2012, 3, 1), "niche-since": date(2014, 1, 1), "industry": "industry",
    "employees": {2025: 100, 2024: 96, 2023: 90}, "tech-staff": {2025: 30}, "rd-staff": {2025: 25},
    "revenue": {2025: 8000 * WAN, 2024: 7000 * WAN, 2023: 6000 * WAN},
    "main-revenue": {2025: 7600 * WAN, 2024: 6500 * WAN, 2023: 5600 * WAN},
    "total-income": {2025: 8100 * WAN}, "high-tech-revenue": {2025: 6000 * WAN}, "total-cost": {2025: 7000 * WAN},
    "rd-spend": {2025: 640 * WAN, 2024: 580 * WAN, 2023: 420 * WAN},
    "rd-domestic": {2025: 640 * WAN, 2024: 580 * WAN, 2023: 420 * WAN},
    "net-profit": {2025: 900 * WAN}, "assets": {2025: 9000 * WAN, 2024: 8000 * WAN, 2023: 6500 * WAN},
    "liabilities": {2025: 4000 * WAN, 2024: 3800 * WAN, 2023: 3300 * WAN},
    "class1-ip": 5, "class1-own": 5, "class1-used": 5, "class2-ip": 8, "high-tech-field": True, "key-link": True,
    "six-bases": True, "market-position": True, "core-system": True, "management-certificate": True, "own-brand": True,
    "strategic-field": True, "product-class": "six-bases", "digital-level": 3, "niche-share": 0.15, "local-score": 10,
    "rd-institution": "provincial", "evaluation-score": {2026: 66}, "ip-advance": 7, "ip-support": 7, "ip-way": 5,
    "conversions": 5, "rd-rules": 5, "rd-base": 5, "rd-incentives": 3, "rd-people": 3,
}  # fmt: skip
"""Amounts in 元."""
HELD = {"innovative-sme": date(2027, 6, 30), "specialised-sme": date(2027, 6, 30)}


def sound(**changes: Any) -> dict[str, Any]:
    """With changes; ``rd_spend`` is ``rd-spend``."""
    return {**SOUND, **{key.replace("_", "-"): value for key, value in changes.items()}}


def without(*keys: str) -> dict[str, Any]:
    return {key: value for key, value in SOUND.items() if key not in keys}
