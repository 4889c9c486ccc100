"""Where subjects stand, who looks after them, which enterprise is behind a project: told when each is first named."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from samples.demo.ground import STREETS, plot_in, point_in
from samples.year.month import Month, Row, number

REGISTER, PROJECTS, ESTATES = "enterprise-register", "investment-projects", "housing-delivery"
LEADS = {
    "manufacturing": "经济发展局",
    "infrastructure": "规划建设局",
    "modern-services": "投资促进局",
    "livelihood": "社会事业局",
}
"""牵头单位 of a project, by its category."""
HOUSING = "住房保障中心"
INVESTOR = "投资企业"
"""The column of the link."""
_GROUND = 7.5
"""亩 of ground for each 万平方米 of floor in an estate: twice as much floor as ground."""


class Placing:
    """Adds to the months of ``samples.year`` what a map and an enterprise's own page need."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.firms: list[tuple[str, str]] = []
        """Code and name of the industry above scale, in the order in which it came onto the register."""

    def placed(self, month: Month) -> Month:
        """The month itself, with more in its rows."""
        for random, row in self._new(month, REGISTER):
            row["site"] = point_in(str(row["district"]), random)
            if row["above-scale"] and row["industry"] == "industry":
                self.firms.append((str(row["code"]), str(row["name"])))
        for random, row in self._new(month, PROJECTS):
            row["lead-department"] = LEADS[str(row["category"])]
            row["site"] = plot_in(random.choice(list(STREETS)), number(row, "land"), random)
            if row["category"] == "manufacturing" and self.firms:
                row[INVESTOR], row["builder"] = random.choice(self.firms)
        for random, row in self._new(month, ESTATES):
            row["lead-department"] = HOUSING
            row["site"] = plot_in(str(row["street-office"]), number(row, "area") * _GROUND, random)
        return month

    def _new(self, month: Month, programme: str) -> Iterator[tuple[Random, Row]]:
        for row in month.subjects.get(programme, ()):
            if "name" in row:
                yield Random(f"{self.seed} {row['code']}"), row
