"""All that pages say of a chain; each part is worked out when it is first asked for: a list's page draws nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dajuan.ledger.ledger import Ledger
from dajuan.subjects.row import Row
from dajuan.systems.chains.chain import Chain
from dajuan.systems.chains.contradictions import Contradiction, contradictions
from dajuan.systems.chains.coverage import Concentration, Cover, concentration, coverage
from dajuan.systems.chains.listing import FirmLine, Line, firm_lines, problem_lines, project_lines, prospect_lines
from dajuan.systems.chains.local_share import LocalShare, local_share
from dajuan.systems.chains.reading import Look, chain_of
from dajuan.systems.chains.reds import Red, Weakness, reds, weaknesses
from dajuan.systems.chains.settings import Lines
from dajuan.systems.chains.supply_graph import standings


@dataclass(frozen=True)
class Overview:
    ledger: Ledger
    look: Look
    row: Row
    day: date
    lines: Lines
    sees: Callable[[Row], bool]
    """Whether a project of another programme is the viewer's to see."""

    @cached_property
    def chain(self) -> Chain:
        return chain_of(self.look, self.row)

    @cached_property
    def covers(self) -> Mapping[str, Cover]:
        return coverage(self.chain)

    @cached_property
    def weak(self) -> Mapping[str, Weakness]:
        return weaknesses(self.chain, self.covers, standings(self.chain.nodes, self.chain.edges), self.lines)

    @property
    def projects(self) -> list[Line]:
        return self._projects[0]

    @property
    def hidden_projects(self) -> int:
        """Linked projects that are not the viewer's to see."""
        return self._projects[1]

    @cached_property
    def _projects(self) -> tuple[list[Line], int]:
        return project_lines(self.ledger, self.look, self.row, self.day, self.lines, self.sees)

    @cached_property
    def problems(self) -> list[Line]:
        return problem_lines(self.look, self.row.code, self.day)

    @cached_property
    def prospects(self) -> list[Line]:
        return prospect_lines(self.look, self.row.code, self.day)

    @cached_property
    def reds(self) -> list[Red]:
        return reds(self.chain, self.weak, problems=self.problems, projects=self.projects, prospects=self.prospects)

    @cached_property
    def firms(self) -> list[FirmLine]:
        return firm_lines(self.chain, self.covers)

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
        return contradictions(self.chain, self.covers)

    @property
    def covered(self) -> list[str]:
        return [code for code, one in self.covers.items() if one.firms]

    @property
    def missing(self) -> list[str]:
        return [code for code, one in self.covers.items() if one.missing]

    @property
    def single(self) -> list[str]:
        return [code for code, one in self.covers.items() if one.single]

    @property
    def critical(self) -> list[str]:
        """Those that most routes go through first."""
        codes = [code for code, one in self.weak.items() if one.critical]
        return sorted(codes, key=lambda code: (-self.weak[code].standing.routes, code))
