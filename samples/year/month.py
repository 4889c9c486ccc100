"""A month's end, and one subject's life: what is said of it, by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from samples.year.pdf import pdf

Row = dict[str, object]
"""Field key → what stands in the cell; ``code``, ``stage``, ``date``, ``month`` beside them, evidence by its column."""

PROGRAMMES = ("enterprise-register", "investment-projects", "housing-delivery")


@dataclass
class Month:
    """What comes in at a month's end."""

    end: date
    subjects: dict[str, list[Row]] = field(default_factory=dict)
    """Programme → rows of its sheet of subjects."""
    flows: dict[str, list[Row]] = field(default_factory=dict)
    """Programme → rows of its sheet of periods."""
    evidence: dict[str, bytes] = field(default_factory=dict)
    """File name → its bytes."""

    def tell(self, programme: str, **row: object) -> None:
        self.subjects.setdefault(programme, []).append(row)

    def books(self) -> Iterator[tuple[str, str, list[Row], list[Row]]]:
        """Workbooks: their name, their programme, rows of subjects, rows of periods."""
        for programme in PROGRAMMES:
            rounds: list[list[Row]] = []
            seen: dict[object, int] = {}
            for row in self.subjects.get(programme, ()):
                nth = seen[row["code"]] = seen.get(row["code"], -1) + 1
                if nth == len(rounds):
                    rounds.append([])
                rounds[nth].append(row)
            flows = self.flows.get(programme, [])
            for nth, rows in enumerate(rounds or ([[]] if flows else []), 1):
                last = nth == max(len(rounds), 1)
                yield f"{programme}-{self.end:%Y-%m}-{nth}.xlsx", programme, rows, flows if last else []

    def paper(self, code: str, kind: str) -> str:
        """A sheet of paper that proves something, and its name."""
        name = f"{code}-{kind}.pdf"
        self.evidence[name] = pdf(
            f"云岭高新区（虚构）{kind}", (f"编号 {code}", f"月份 {self.end:%Y-%m}", "模拟数据，仅供演示")
        )
        return name


@dataclass
class Life:
    """One subject: what is said of it, by day."""

    programme: str
    code: str
    said: list[tuple[date, Row]] = field(default_factory=list)
    flows: list[tuple[date, Row]] = field(default_factory=list)
    papers: dict[date, str] = field(default_factory=dict)
    """Day → what kind of paper proves the stage reached on it."""

    def tell(self, month: Month, start: date) -> None:
        for day, row in self.said:
            if start <= day <= month.end:
                paper = self.papers.get(day)
                evidence = {f"佐证：{paper}": month.paper(self.code, paper)} if paper and "stage" in row else {}
                month.tell(self.programme, code=self.code, date=day, **row, **evidence)
        for day, row in self.flows:
            if start <= day <= month.end:
                month.flows.setdefault(self.programme, []).append({"code": self.code, "month": f"{day:%Y-%m}", **row})

    def reach(self, stage: str, day: date, papers: dict[str, str], **more: object) -> None:
        """Come to a stage, with the paper that it takes. Nothing else happens on that day."""
        self.said.append((day, {"stage": stage, **more}))
        if stage in papers:
            self.papers[day] = papers[stage]

    @property
    def stage(self) -> str:
        return str(self._moves()[-1][1])

    @property
    def stage_on(self) -> date:
        return self._moves()[-1][0]

    def reached(self, stage: str) -> date | None:
        return next((day for day, one in self._moves() if one == stage), None)

    def _moves(self) -> list[tuple[date, object]]:
        return [(day, row["stage"]) for day, row in self.said if "stage" in row]


def month_end(year: int, number: int) -> date:
    return date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)


def some_day(random: Random, first: date, last: date) -> date:
    return first + timedelta(days=random.randint(0, max(0, (last - first).days)))


def number(row: Row, key: str) -> float:
    return float(str(row[key]))
