"""Who may take which step, and who may know whom to call; all of it by what ``access`` says of the viewer."""

from __future__ import annotations

from dajuan.systems.requests.case import Case
from dajuan.systems.requests.steps import Step, steps_for
from dajuan.systems.requests.visits import Visit
from dajuan.web.access.enterprises import speaks_for
from dajuan.web.access.rights import Thing, Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import names_in


def thing_of(case: Case) -> Thing:
    owners = [case.office, case.department, *names_in(case.fields.text("helpers")), case.fields.text("district")]
    return Thing(tuple(one for one in owners if one), (case.enterprise,) if case.enterprise else ())


def thing_of_visit(visit: Visit) -> Thing:
    return Thing((visit.department, *names_in(visit.helpers)), (visit.enterprise,))


def sees_visit(viewer: Viewer, visit: Visit) -> bool:
    """All staff: who does not know that another comes cannot join them. An enterprise sees those to it."""
    return viewer.is_staff or viewer.may(Action.SEE, thing_of_visit(visit))


def may_take(viewer: Viewer, step: Step, case: Case) -> bool:
    """The office's steps are its own and those who lead; the department's its own; a second person reviews."""
    match step.whose:
        case "office":
            return viewer.may(Action.RECORD, Thing((case.office,))) or viewer.may(Action.PLAN, thing_of(case))
        case "department":
            whose = (case.department, *names_in(case.fields.text("helpers")))
            return viewer.may(Action.RECORD, Thing(tuple(one for one in whose if one) or ("",)))
        case "review":
            return viewer.may(Action.VERIFY, thing_of(case))
    return bool(case.enterprise) and speaks_for(viewer, case.enterprise)


def steps_of(viewer: Viewer, case: Case) -> list[Step]:
    return [one for one in steps_for(case) if may_take(viewer, one, case)]


def may_call(viewer: Viewer, case: Case) -> bool:
    """Know whom to call: who receives, handles or visits; an enterprise of its own."""
    if viewer.enterprise:
        return speaks_for(viewer, case.enterprise)
    whose = tuple(one for one in (case.office, case.department, *names_in(case.fields.text("helpers"))) if one)
    return viewer.may(Action.RECORD, Thing(whose)) or viewer.may(Action.VERIFY, Thing(whose))


def may_bring_in(viewer: Viewer) -> bool:
    return bool(viewer.enterprise and viewer.scopes is None) or viewer.may(Action.RECORD)
