"""Whether a viewer may do something to a thing: pure, over values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dajuan.systems.financing.applications import APPLICATIONS
from dajuan.systems.financing.products import PRODUCTS
from dajuan.web.access.roles import Action, roles


class Thing(NamedTuple):
    """What is asked about: the organisations that answer for it (none: the whole zone does), the enterprises it is of."""

    owners: Collection[str] = ()
    enterprises: Collection[str] = ()
    programme: str = ""
    """Of what it is a subject; "": of none."""


class Held(NamedTuple):
    """A role, held at an organisation by its name."""

    role: str
    at: str


class Institution(NamedTuple):
    """A financial institution that is a member of the zone's financing service."""

    code: str
    """Its unified social credit code."""
    name: str
    """The organisation of its accounts, as that is called now."""


class Tree:
    """The zone's organisations by name. The root is the zone itself."""

    def __init__(self, parents: Mapping[str, str], former: Mapping[str, str] | None = None) -> None:
        """``parents``: organisation → the one above it, "" for the root. ``former``: a name it had → its name."""
        self._parents, self._former = parents, former or {}
        self._under: dict[str, set[str]] = {name: {name} for name in parents}
        self.roots = frozenset(name for name, above in parents.items() if not above)
        for name in parents:
            for above in self._above(name, parents):
                self._under[above].add(name)
        for under in self._under.values():
            under |= {old for old, name in self._former.items() if name in under}

    def institution(self, name: str, known: Mapping[str, str]) -> Institution | None:
        """Which an organisation is, or is a branch of. ``known``: credit code by name, a former one too."""
        now = {self._former.get(one, one): code for one, code in known.items()}
        found = (one for one in (name, *self._above(name, self._parents)) if one in now)
        return next((Institution(now[one], one) for one in found), None)

    @staticmethod
    def _above(name: str, parents: Mapping[str, str]) -> Iterable[str]:
        seen = {name}
        while (name := parents.get(name, "")) and name not in seen:
            seen.add(name)
            yield name

    def subtree(self, name: str) -> frozenset[str]:
        """An organisation and all below it, by every name they have had; one that is not in the tree is alone."""
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
    institution: Institution | None = None
    """A bank's own account. Whatever its roles, it sees its own applications and products; of a firm what ``dossiers``
    lets through, and nothing else."""
    scopes: frozenset[Action] | None = None
    """Of a token: the actions it may do at most."""

    def may(self, action: Action, thing: Thing | None = None) -> bool:
        """Whether this viewer may do this to the thing; with none, whether to anything at all."""
        if self.enterprise:
            own = thing is None or self.enterprise in thing.enterprises
            return action in _OF_ENTERPRISES and own and (self.scopes is None or action in self.scopes)
        if action not in self.reach:
            return False
        if self.institution and thing is not None and thing.programme not in _OF_INSTITUTIONS:
            return False
        reach = self.reach[action]
        return reach is None or thing is None or not reach.isdisjoint(thing.owners)

    def everywhere(self, action: Action) -> bool:
        """Whether it is held over the whole zone: for what belongs to nobody in particular."""
        return not self.enterprise and action in self.reach and self.reach[action] is None

    def owners(self, action: Action = Action.SEE) -> frozenset[str] | None:
        """The organisations whose things this viewer may do this to; None: everything. For lists of any programme."""
        return frozenset() if self.is_guest else self.reach.get(action, frozenset())

    @property
    def is_guest(self) -> bool:
        """Somebody from outside: let in only where a page says so."""
        return bool(self.enterprise or self.institution)

    @property
    def is_staff(self) -> bool:
        """Somebody of the zone who may see anything at all."""
        return not self.is_guest and Action.SEE in self.reach


_OF_ENTERPRISES = frozenset({Action.SEE, Action.EXPORT})
_OF_INSTITUTIONS = frozenset({APPLICATIONS, PRODUCTS})
"""Programmes of which an institution has subjects of its own."""
_BY_INSTITUTIONS = frozenset({Action.SEE, Action.EXPORT, Action.RECORD})
"""What a role lets an institution do at most."""
NOBODY = Viewer()


def viewer_of(
    held: Sequence[Held],
    tree: Tree,
    *,
    actor: str,
    name: str,
    organisation: str,
    enterprise: str = "",
    institution: Institution | None = None,
    scopes: Collection[Action] | None = None,
) -> Viewer:
    """A viewer with these roles; ``scopes`` leaves only these actions (a token's)."""
    reach: dict[Action, frozenset[str] | None] = {}
    for one in held:
        below = _below(one, tree, institution)
        for action in roles()[one.role].may if one.role in roles() else ():
            if (scopes is not None and action not in scopes) or (institution and action not in _BY_INSTITUTIONS):
                continue
            before = reach.get(action, frozenset())
            reach[action] = None if below is None or before is None else before | below
    return Viewer(
        actor, name, organisation, reach, enterprise, institution, None if scopes is None else frozenset(scopes)
    )


def _below(held: Held, tree: Tree, institution: Institution | None) -> frozenset[str] | None:
    """An institution's roles are held at itself, wherever they were given."""
    if institution is not None:
        return tree.subtree(institution.name)
    return None if held.at in tree.roots else tree.subtree(held.at)
