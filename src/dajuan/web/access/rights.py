"""Whether a viewer may do something to a thing: pure, over values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dajuan.web.access.roles import Action, roles


class Thing(NamedTuple):
    """What is asked about: the organisations that answer for it (none: the whole zone does), the enterprises it is of."""

    owners: Collection[str] = ()
    enterprises: Collection[str] = ()


class Held(NamedTuple):
    """A role, held at an organisation by its name."""

    role: str
    at: str


class Tree:
    """The zone's organisations by name. The root is the zone itself."""

    def __init__(self, parents: Mapping[str, str]) -> None:
        """``parents``: organisation → the one above it, "" for the root."""
        self._under: dict[str, set[str]] = {name: {name} for name in parents}
        self.roots = frozenset(name for name, above in parents.items() if not above)
        for name in parents:
            for above in self._above(name, parents):
                self._under[above].add(name)

    @staticmethod
    def _above(name: str, parents: Mapping[str, str]) -> Iterable[str]:
        seen = {name}
        while (name := parents.get(name, "")) and name not in seen:
            seen.add(name)
            yield name

    def subtree(self, name: str) -> frozenset[str]:
        """An organisation and all below it; one that is not in the tree is alone."""
        return frozenset(self._under.get(name, {name}))


@dataclass(frozen=True)
class Viewer:
    """Somebody looking at a page, or a programme with a token. ``reach``: of each action the organisations at which it is
    held, whole subtrees counted in; None: everywhere."""

    actor: str = ""
    name: str = ""
    organisation: str = ""
    reach: Mapping[Action, frozenset[str] | None] = field(default_factory=dict)
    enterprise: str = ""
    """An enterprise's own account: its unified social credit code. Such a viewer sees what is of it, and nothing else."""
    scopes: frozenset[Action] | None = None
    """Of a token: the actions it may do at most."""

    def may(self, action: Action, thing: Thing | None = None) -> bool:
        """Whether this viewer may do this to the thing; with none, whether to anything at all."""
        if self.enterprise:
            own = thing is None or self.enterprise in thing.enterprises
            return action in _OF_ENTERPRISES and own and (self.scopes is None or action in self.scopes)
        if action not in self.reach:
            return False
        reach = self.reach[action]
        return reach is None or thing is None or not reach.isdisjoint(thing.owners)

    def everywhere(self, action: Action) -> bool:
        """Whether it is held over the whole zone: for what belongs to nobody in particular."""
        return not self.enterprise and action in self.reach and self.reach[action] is None

    def owners(self, action: Action = Action.SEE) -> frozenset[str] | None:
        """The organisations whose things this viewer may do this to; None: everything. For lists."""
        return frozenset() if self.enterprise else self.reach.get(action, frozenset())

    @property
    def is_staff(self) -> bool:
        """Somebody of the zone who may see anything at all."""
        return not self.enterprise and Action.SEE in self.reach


_OF_ENTERPRISES = frozenset({Action.SEE, Action.EXPORT})
NOBODY = Viewer()


def viewer_of(
    held: Sequence[Held],
    tree: Tree,
    *,
    actor: str,
    name: str,
    organisation: str,
    enterprise: str = "",
    scopes: Collection[Action] | None = None,
) -> Viewer:
    """A viewer with these roles; ``scopes`` leaves only these actions (a token's)."""
    reach: dict[Action, frozenset[str] | None] = {}
    for one in held:
        below = None if one.at in tree.roots else tree.subtree(one.at)
        for action in roles()[one.role].may if one.role in roles() else ():
            if scopes is not None and action not in scopes:
                continue
            before = reach.get(action, frozenset())
            reach[action] = None if below is None or before is None else before | below
    return Viewer(actor, name, organisation, reach, enterprise, None if scopes is None else frozenset(scopes))
