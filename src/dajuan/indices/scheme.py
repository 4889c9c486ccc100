"""方案: what an index is made of, as data. ``load`` is what makes one from a file, and has checked all that is said here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, get_args

from dajuan.programmes.pack import Name

Imputation: TypeAlias = Literal["none", "mean", "median", "class-mean", "class-median"]
Method: TypeAlias = Literal["min-max", "z-score", "rank", "percentile-rank", "target", "goalposts"]
Aggregation: TypeAlias = Literal["arithmetic", "geometric", "harmonic", "copeland"]
Weighing: TypeAlias = Literal["given", "equal", "budget", "ahp", "entropy", "pca"]
Filling: TypeAlias = Literal["none", "latest"]
IMPUTATIONS: tuple[Imputation, ...] = get_args(Imputation)
METHODS: tuple[Method, ...] = get_args(Method)
AGGREGATIONS: tuple[Aggregation, ...] = get_args(Aggregation)
WEIGHINGS: tuple[Weighing, ...] = get_args(Weighing)
FILLINGS: tuple[Filling, ...] = get_args(Filling)


@dataclass(frozen=True, slots=True)
class Level:
    """A fact as it is."""

    fact: str


@dataclass(frozen=True, slots=True)
class Ratio:
    """One fact over another of the same year."""

    over: str
    under: str


@dataclass(frozen=True, slots=True)
class Growth:
    """A fact against what it was ``years`` before, as a yearly rate."""

    fact: str
    years: int = 1


@dataclass(frozen=True, slots=True)
class Change:
    """What a ratio has gained since ``years`` before."""

    over: str
    under: str
    years: int = 1


Measure: TypeAlias = Level | Ratio | Growth | Change


@dataclass(frozen=True, slots=True)
class Normalisation:
    method: Method = "min-max"
    low: float = 0.0
    high: float = 100.0
    """The scale's ends; of a z-score they mean nothing."""
    mean: float = 0.0
    sd: float = 1.0
    """Of a z-score."""
    floor: float | None = None
    """What lies below is set to it."""


@dataclass(frozen=True, slots=True)
class Treatment:
    """An indicator is treated where its skewness and its kurtosis are both over these."""

    points: int = 5
    """At most so many points are winsorised; 0: none."""
    share: float | None = None
    """Given in place of ``points``: a share of the units."""
    skew: float = 2.0
    kurtosis: float = 3.5
    log: bool = True
    """Whether logs are taken where winsorising was not enough."""

    def most(self, units: int) -> int:
        return self.points if self.share is None else int(self.share * units)


@dataclass(frozen=True, slots=True)
class Weighting:
    """How the children of a group are weighed."""

    method: Weighing = "given"
    budgets: tuple[tuple[str, Mapping[str, float]], ...] = ()
    """Of ``budget``: who, and the points he gave to each child."""
    comparisons: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """Of ``ahp``: how many times more important the first is than the second, for each pair once."""


@dataclass(frozen=True, slots=True)
class Indicator:
    key: str
    name: Name
    parent: str
    measure: Measure
    unit: str = ""
    falls: bool = False
    """Less is better."""
    weight: float = 1.0
    treated: bool = True
    target: float | None = None
    goalposts: tuple[float, float] | None = None
    hint: Name | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """What indicators or other groups roll up into. The one without a parent is the index itself."""

    key: str
    name: Name
    parent: str = ""
    weight: float = 1.0
    aggregation: Aggregation = "arithmetic"
    weighting: Weighting = Weighting()
    hint: Name | None = None


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """What else might have been chosen, beside what the scheme chooses."""

    runs: int = 1000
    seed: int = 1
    imputation: tuple[Imputation, ...] = ()
    points: tuple[int, ...] = ()
    normalisation: tuple[Normalisation, ...] = ()
    aggregation: tuple[Aggregation, ...] = ()
    """Of every group at once."""
    weights: float = 0.0
    """Every weight may be so much more or less: 0.25 is a quarter."""


@dataclass(frozen=True, slots=True)
class Panel:
    """How a fact of a year is filled in from other years."""

    method: Filling = "none"
    years: int = 1
    """At most so far back."""
    only: tuple[str, ...] = ()
    """These facts; with none, all."""


@dataclass(frozen=True, slots=True)
class Scheme:
    code: str
    version: int
    name: Name
    source: str
    """Where it comes from, in words."""
    ours: bool
    """No official text lays it down."""
    indicators: Mapping[str, Indicator]
    groups: Mapping[str, Group]
    hint: Name | None = None
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Only units of these classes."""
    available: float = 0.0
    """A unit with a smaller share of the indicators is not scored."""
    group_available: float = 0.0
    """A group of which a unit has a smaller share of the parts has no value."""
    imputation: Imputation = "none"
    imputed_by: str = ""
    """The classes of ``class-mean`` and ``class-median``."""
    panel: Panel = Panel()
    treatment: Treatment | None = None
    normalisation: Normalisation = Normalisation()
    uncertainty: Uncertainty = Uncertainty()

    @property
    def root(self) -> str:
        """The index itself."""
        return next(key for key, group in self.groups.items() if not group.parent)

    def children(self, group: str) -> tuple[str, ...]:
        """Groups first, then indicators, as declared."""
        groups = (key for key, one in self.groups.items() if one.parent == group)
        return (*groups, *(key for key, one in self.indicators.items() if one.parent == group))

    def below(self, key: str) -> tuple[str, ...]:
        """The indicators of a group and of all groups in it; an indicator is alone."""
        if key in self.indicators:
            return (key,)
        return tuple(leaf for child in self.children(key) for leaf in self.below(child))

    def upwards(self) -> tuple[str, ...]:
        """The groups, each after those in it; the index is the last."""
        return self._upwards(self.root)

    def _upwards(self, group: str) -> tuple[str, ...]:
        inside = (one for child in self.children(group) if child in self.groups for one in self._upwards(child))
        return (*inside, group)

    def downwards(self) -> tuple[str, ...]:
        """The groups as they are declared, each before those in it; the index is the first."""
        return self._downwards(self.root)

    def _downwards(self, group: str) -> tuple[str, ...]:
        inside = (one for child in self.children(group) if child in self.groups for one in self._downwards(child))
        return (group, *inside)

    def weight(self, key: str) -> float:
        return self.indicators[key].weight if key in self.indicators else self.groups[key].weight

    def named(self, key: str) -> Name:
        return self.indicators[key].name if key in self.indicators else self.groups[key].name
