"""All that one page says of a chain, worked out at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dajuan.ledger.ledger import Ledger
from dajuan.subjects.row import Row
from dajuan.systems.chains.chain import Chain
from dajuan.systems.chains.contradictions import Contradiction, contradictions
from dajuan.systems.chains.coverage import Concentration, concentration, coverage
from dajuan.systems.chains.listing import FirmLine, Line, firm_lines, problem_lines, project_lines, prospect_lines
from dajuan.systems.chains.local_share import LocalShare, local_share
from dajuan.systems.chains.reading import Look, chain_of
from dajuan.systems.chains.reds import Red, Weakness, reds, weaknesses
from dajuan.systems.chains.settings import Lines
from dajuan.systems.chains.supply_graph import standings


@dataclass(frozen=True)
class Overview:
    row: Row
    chain: Chain
    weak: Mapping[str, Weakness]
    projects: list[Line]
    hidden_projects: int
    """Linked projects that are not the viewer's to see."""
    problems: list[Line]
    prospects: list[Line]
    lines: Lines

    @cached_property
    def reds(self) -> list[Red]:
        return reds(self.chain, self.weak, problems=self.problems, projects=self.projects, prospects=self.prospects)

    @cached_property
    def firms(self) -> list[FirmLine]:
        return firm_lines(self.chain)

    @cached_property
    def local(self) -> LocalShare:
        return local_share(self.chain.supplies, self.lines.local)

    @cached_property
    def local_of_leading(self) -> LocalShare:
        """What the leading firms buy alone."""
        return local_share(self.chain.supplies, self.lines.local, buyers=set(self.chain.leading))

    @cached_property
    def concentration(self) -> Concentration:
        return concentration(self.chain)

    @cached_property
    def contradictions(self) -> list[Contradiction]:
        return contradictions(self.chain)

    def nodes_that(self, test: Callable[[Weakness], bool]) -> list[str]:
        return [code for code, one in self.weak.items() if test(one)]

    @property
    def covered(self) -> list[str]:
        return self.nodes_that(lambda one: bool(one.cover.firms))

    @property
    def missing(self) -> list[str]:
        return self.nodes_that(lambda one: one.cover.missing)

    @property
    def single(self) -> list[str]:
        return self.nodes_that(lambda one: one.cover.single)

    @property
    def critical(self) -> list[str]:
        """Those that most routes go through first."""
        codes = self.nodes_that(lambda one: one.critical)
        return sorted(codes, key=lambda code: (-self.weak[code].standing.routes, code))


def overview(ledger: Ledger, look: Look, row: Row, day: date, lines: Lines, sees: Callable[[Row], bool]) -> Overview:
    """``sees``: whether a project of another programme is the viewer's to see."""
    chain = chain_of(look, row)
    weak = weaknesses(chain, coverage(chain), standings(chain.nodes, chain.edges), lines)
    projects, hidden = project_lines(ledger, look, row, day, lines, sees)
    problems, prospects = problem_lines(look, row.code, day), prospect_lines(look, row.code, day)
    return Overview(row, chain, weak, projects, hidden, problems, prospects, lines)
