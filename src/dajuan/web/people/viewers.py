"""From a person to a viewer: their roles, over the tree of organisations."""

from __future__ import annotations

from collections.abc import Collection

from dajuan.web.access.institutions import institutions
from dajuan.web.access.rights import Held, Tree, Viewer, viewer_of
from dajuan.web.access.roles import Action
from dajuan.web.people.models import Organisation, OrganisationName, Person


def tree() -> Tree:
    """The organisations as they stand: some hundred rows, read once a request."""
    names = Organisation.objects.values_list("name", "parent__name")
    former = OrganisationName.objects.values_list("name", "organisation__name")
    return Tree({name: above or "" for name, above in names}, dict(former))


def viewer_of_person(person: Person, scopes: Collection[Action] | None = None) -> Viewer:
    held = [Held(role, at) for role, at in person.grants.values_list("role", "organisation__name")]
    organisations = tree() if held else Tree({})
    return viewer_of(
        held,
        organisations,
        actor=person.actor,
        name=person.name,
        organisation=person.organisation.name,
        enterprise=person.enterprise,
        institution=organisations.institution(person.organisation.name, institutions()) if held else None,
        scopes=scopes,
    )
