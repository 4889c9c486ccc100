"""The rules of ``dajuan.standards`` in force on 1 May 2026, written by hand for a table in pandas, as one does in a notebook.

Nothing of ours is used and nothing is unknown: amounts are whole yuan, so that shares are compared by multiplying out.
Each function gives truth (0 missed, 1 open, 2 met), the score's ends, the class; what it has none of is None.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

WAN, YI = 10**4, 10**8
ON = pd.Timestamp(2026, 5, 1)
NO, OPEN, YES = 0, 1, 2


class Told(NamedTuple):
    truth: np.ndarray
    low: np.ndarray | None = None
    high: np.ndarray | None = None
    at_least: np.ndarray | None = None
    at_most: np.ndarray | None = None


def met(found: pd.Series) -> np.ndarray:
    return np.where(found, YES, NO)


def bands(part: pd.Series, whole: pd.Series, cuts: list[tuple[int, int]]) -> np.ndarray:
    """Per cent from which so many points are given, the best first."""
    return np.select([part * 100 >= whole * cut for cut, _ in cuts], [points for _, points in cuts], 0)


def counted(number: pd.Series, cuts: list[tuple[int, int]]) -> np.ndarray:
    return np.select([number >= cut for cut, _ in cuts], [points for _, points in cuts], 0)


def within(day: pd.Series, years: int) -> pd.Series:
    return (day >= ON - pd.DateOffset(years=years)) & (day <= ON)


def clean(firms: pd.DataFrame, since: pd.Timestamp) -> pd.Series:
    return (firms["clean-since"] <= firms["registered-on"]) | (firms["clean-since"] <= since)


def full_years(since: pd.Series, until: pd.Timestamp) -> pd.Series:
    after = (since.dt.month > until.month) | ((since.dt.month == until.month) & (since.dt.day > until.day))
    return (until.year - since.dt.year - after).clip(lower=0)


def high_institution(firms: pd.DataFrame) -> pd.Series:
    return firms["rd-institution"].isin(["provincial", "national"])


def tech_sme(f: pd.DataFrame) -> Told:
    staff = bands(f["tech-staff"], f["employees"], [(30, 20), (25, 16), (20, 12), (15, 8), (10, 4)])
    by_revenue = bands(f["rd-spend"], f["revenue"], [(6, 50), (5, 40), (4, 30), (3, 20), (2, 10)])
    by_cost = bands(f["rd-spend"], f["total-cost"], [(30, 50), (25, 40), (20, 30), (15, 20), (10, 10)])
    property_ = np.maximum(
        counted(f["class1-ip"], [(1, 30)]), counted(f["class2-ip"], [(4, 24), (3, 18), (2, 12), (1, 6)])
    )
    score = staff + np.maximum(by_revenue, by_cost) + property_
    sized = (f["employees"] <= 500) & (f["revenue"] <= 2 * YI) & (f["assets"] <= 2 * YI)
    lawful = clean(f, pd.Timestamp(2025, 1, 1)) & ~f["abnormal-list"] & ~f["dishonest-list"]
    direct = f["held high-tech"] | within(f["national-award-on"], 5) | high_institution(f) | f["standards-led"]
    enough = ((score >= 60) & (staff > 0)) | direct
    return Told(
        met(f["resident"] & f["audit-collected"] & sized & ~f["restricted-product"] & lawful & enough), score, score
    )


def innovative_sme(f: pd.DataFrame) -> Told:
    property_ = np.maximum.reduce([
        counted(f["class1-high-value"], [(1, 20)]), counted(f["class1-own"], [(1, 15)]),
        counted(f["class1-ip"], [(1, 10)]), counted(f["class2-ip"], [(1, 5)]),
    ])  # fmt: skip
    ability = property_ + bands(f["rd-spend"], f["revenue"], [(5, 20), (3, 15), (2, 10), (1, 5)])
    more = f["main-revenue"] - f["main-revenue 2024"]
    debt = np.select(
        [f["liabilities"] * 100 <= f["assets"] * 55, f["liabilities"] * 100 <= f["assets"] * 75], [10, 5], 0
    )
    growth = bands(more, f["main-revenue 2024"], [(15, 20), (10, 15), (5, 10), (0, 5)]) + debt
    focus = np.where(f["strategic-field"], 10, 5) + bands(
        f["main-revenue"], f["revenue"], [(70, 20), (60, 15), (55, 10), (50, 5)]
    )
    score = ability + growth + focus
    equity = f["equity-new"] + f["equity-new 2024"] + f["equity-new 2023"]
    titled = f["held high-tech"] | f["held innovation-model"] | f["held ip-advantage"] | f["held ip-model"]
    direct = within(f["national-award-on"], 3) | within(f["provincial-award-on"], 3) | titled | high_institution(f)
    enough = (score >= 60) & (ability >= 20) & (growth >= 15) & (focus >= 15)
    return Told(met(enough | direct | (equity >= 500 * WAN)), score, score)


def specialised_sme(f: pd.DataFrame) -> Told:
    lawful = (
        ~f["abnormal-list"] & ~f["dishonest-list"] & ~f["restricted-product"] & clean(f, ON - pd.DateOffset(years=3))
    )
    tier = f["held tech-innovative-sme"] | f["held innovative-sme"] | f["held tech-sme"]
    sized = (f["revenue"] >= 1500 * WAN) | (f["equity-new"] + f["equity-new 2024"] >= 2000 * WAN)
    focused = f["main-revenue"] * 100 >= f["revenue"] * 80
    sound = f["liabilities"] * 100 <= f["assets"] * 80
    spends = (
        (f["rd-spend"] >= 100 * WAN) & (f["rd-spend"] * 100 >= f["revenue"] * 3)
        & (f["rd-spend 2024"] >= 100 * WAN) & (f["rd-spend 2024"] * 100 >= f["revenue 2024"] * 3)
    )  # fmt: skip
    excused = within(f["provincial-award-on"], 3) | within(f["national-award-on"], 3) | high_institution(f)
    owns = (f["class1-used"] >= 1) | excused
    years = full_years(f["niche-since"], pd.Timestamp(2026, 1, 1)) >= 3
    return Told(
        met(
            lawful
            & tier
            & years
            & sized
            & focused
            & sound
            & spends
            & owns
            & f["market-position"]
            & (f["evaluation-score"] >= 50)
        )
    )


def little_giant(f: pd.DataFrame) -> Told:
    years = full_years(f["niche-since"], pd.Timestamp(2026, 1, 1)) >= 3
    business = (
        (f["revenue"] >= 5000 * WAN) & (f["main-revenue"] * 100 >= f["revenue"] * 90)
        & (f["revenue"] * 400 >= f["revenue 2023"] * 441) & (f["liabilities"] * 100 <= f["assets"] * 75)
    )  # fmt: skip
    spends = (
        (f["rd-spend"] + f["rd-spend 2024"] >= 1200 * WAN) & (f["rd-spend"] * 100 >= f["revenue"] * 3)
        & (f["rd-spend 2024"] * 100 >= f["revenue 2024"] * 3)
    )  # fmt: skip
    owns = (f["class1-used"] >= 4) | within(f["national-award-on"], 3)
    known = (f["niche-share"] >= 0.1) | (f["niche-rank"] <= 3)
    others = f["key-link"] & (f["evaluation-score"] >= 60) & ~f["single-champion"] & ~f["sister-giant"]
    return Told(met(f["held specialised-sme"] & years & business & spends & owns & known & others))


def high_tech(f: pd.DataFrame) -> Told:
    first, second = f["class1-ip"], f["class2-ip"]
    owned = [
        np.maximum(counted(first, [(1, one)]), counted(second, cuts))
        for one, cuts in ((7, [(5, 5), (3, 3), (1, 1)]), (8, [(5, 6), (3, 4), (1, 2)]))
    ]
    judged = (
        f["ip-advance"].clip(upper=8)
        + f["ip-support"].clip(upper=8)
        + f["ip-way"].clip(upper=6)
        + f["ip-standards"].clip(upper=2)
    )
    turned = [
        counted(f["conversions"], list(zip((5, 4, 3, 2, 1), points, strict=True)))
        for points in ((25, 19, 13, 7, 1), (30, 24, 18, 12, 6))
    ]
    managed = (
        f["rd-rules"].clip(upper=6)
        + f["rd-base"].clip(upper=6)
        + f["rd-incentives"].clip(upper=4)
        + f["rd-people"].clip(upper=4)
    )
    low, high = (
        np.minimum(judged + owned[end], 30) + turned[end] + managed + growth for end, growth in ((0, 0), (1, 20))
    )  # The growth bands are unconfirmed: anything they may give.
    spent = f["rd-spend"] + f["rd-spend 2024"] + f["rd-spend 2023"]
    sold = f["revenue"] + f["revenue 2024"] + f["revenue 2023"]
    home = f["rd-domestic"] + f["rd-domestic 2024"] + f["rd-domestic 2023"]
    rate = np.select([f["revenue"] <= 5000 * WAN, f["revenue"] <= 2 * YI], [5, 4], 3)
    others = (
        (full_years(f["registered-on"], ON) >= 1) & ((first >= 1) | (second >= 1)) & f["high-tech-field"]
        & (f["tech-staff"] * 100 >= f["employees"] * 10) & (spent * 100 >= sold * rate) & (home * 100 >= spent * 60)
        & (f["high-tech-revenue"] * 100 >= f["total-income"] * 60) & clean(f, ON - pd.DateOffset(years=1))
    )  # fmt: skip
    scored = np.select([low > 70, high > 70], [YES, OPEN], NO)
    return Told(np.where(others, scored, NO), np.asarray(low), np.asarray(high))


SIZES = {
    "agriculture": {"revenue": (20000, 500, 50)}, "industry": {"employees": (1000, 300, 20), "revenue": (40000, 2000, 300)},
    "construction": {"revenue": (80000, 6000, 300), "assets": (80000, 5000, 300)},
    "wholesale": {"employees": (200, 20, 5), "revenue": (40000, 5000, 1000)},
    "retail": {"employees": (300, 50, 10), "revenue": (20000, 500, 100)},
    "software": {"employees": (300, 100, 10), "revenue": (10000, 1000, 50)},
    "real-estate": {"revenue": (200000, 1000, 100), "assets": (10000, 5000, 2000)},
    "property": {"employees": (1000, 300, 100), "revenue": (5000, 1000, 500)},
}  # fmt: skip


def sme_size(f: pd.DataFrame) -> Told:
    large, medium, small = (
        np.select(
            [f["industry"] == industry for industry in SIZES],
            [
                np.logical_and.reduce(
                    [f[key] >= cuts[place] * (1 if key == "employees" else WAN) for key, cuts in some.items()]
                )
                for some in SIZES.values()
            ],
            False,
        )
        for place in range(3)
    )
    told = np.select([large, medium, small], ["large", "medium", "small"], "micro")
    return Told(np.full(len(f), YES), at_least=told, at_most=told)


def smart_manufacturing(f: pd.DataFrame) -> Told:
    level = f["maturity-level"]
    names = ["leading", "optimised", "integrated", "standardised", "planned"]
    told = np.select([level >= one for one in (5, 4, 3, 2, 1)], names, "")
    return Told(met(level >= 1), at_least=told, at_most=told)


def smart_factory(f: pd.DataFrame) -> Told:
    names = ["leading", "excellent", "advanced", "basic"]
    held = [f[f"held smart-factory-{one}"] for one in names]
    could = [f["ai-scene-share"] >= 0.6, held[2] & (f["ai-scene-share"] >= 0.2), held[2], held[3]]
    least = np.select(held, names, "")
    most = np.select([one | other for one, other in zip(held, could, strict=True)], names, "")
    return Told(np.select([least != "", most != ""], [YES, OPEN], NO), at_least=least, at_most=most)


def green_factory(f: pd.DataFrame) -> Told:
    ruled_out = [
        "stopped-a-year",
        "abnormal-list",
        "green-removed",
        "inspection-problem",
        "energy-uncorrected",
        "dishonest-debtor",
    ]
    wanted = [
        "emission-permit",
        "management-certificate",
        "environment-certificate",
        "energy-certificate",
        "safety-certificate",
    ]
    return Told(met(~f[ruled_out].any(axis=1) & f[wanted].all(axis=1) & clean(f, ON - pd.DateOffset(years=3))))


ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CATEGORIES = {
    "1": "1239", "2": "19", "3": "123459", "4": "19", "5": "1239", "6": "129", "7": "129", "8": "19", "9": "123", "A": "19",
    "N": "1239", "Y": "1",
}  # fmt: skip


def credit_code(f: pd.DataFrame) -> Told:
    code = f["credit-code"].str
    begins = {one + other for one, some in CATEGORIES.items() for other in some}
    shaped = code.fullmatch(f"[{ALPHABET}]{{18}}") & code[:2].isin(begins) & code[2:8].str.isdigit()
    letters = np.array(f["credit-code"].where(shaped, "0" * 18), "U18").view("U1").reshape(-1, 18)
    values = np.searchsorted(np.array(list(ALPHABET)), letters)
    total = values[:, :17] @ np.array([pow(3, place, 31) for place in range(17)])
    return Told(met(shaped & (-total % 31 == values[:, 17])))


RULES = {
    "tech-sme": tech_sme, "innovative-sme": innovative_sme, "specialised-sme": specialised_sme, "little-giant": little_giant,
    "high-tech": high_tech, "credit-code": credit_code, "green-factory": green_factory, "smart-factory": smart_factory,
    "smart-manufacturing": smart_manufacturing, "sme-size": sme_size,
}  # fmt: skip
