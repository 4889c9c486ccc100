"""Words for cases of reach."""

from __future__ import annotations

from collections.abc import Mapping

from dajuan.systems.services.coverage import Case
from dajuan.web.words import Words

CASES: Mapping[Case, Words] = {
    Case.REACHED: Words("走得到", "Reached"),
    Case.BEYOND: Words("太远", "Too far"),
    Case.CUT_OFF: Words("路不通", "Cut off"),
    Case.OFF: Words("不在路网上", "Off the network"),
}
COLOURS: Mapping[str, str] = {
    Case.REACHED: "series-3",
    Case.BEYOND: "series-2",
    Case.CUT_OFF: "series-5",
    Case.OFF: "series-7",
    "facility": "series-1",
    "place": "series-4",
    "street": "edge",
}
FACILITY, PLACE = Words("设施", "Facility"), Words("建议选址", "Proposed place")
STREETS = Words("步行路网", "Walking network")


def percent(share: float | None) -> str:
    return "—" if share is None else f"{share * 100:.1f}%"
