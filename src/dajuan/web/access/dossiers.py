"""企业档案给谁看: the one door through which a bank sees anything of a firm, item by item, as the firm consents today.

Consent is that of the day on which somebody looks, whichever moment a page shows: what was withdrawn is not seen by
looking back.
"""

from __future__ import annotations

from dajuan.subjects.row import Row
from dajuan.systems.financing.consent import CONSENTS, Case, consents_of, items
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_row
from dajuan.web.served import served


def items_shown(viewer: Viewer, firm: Row) -> frozenset[str]:
    """The data items of an enterprise (its row of the register) that this viewer may see: all, where the row is to be
    seen; to a bank those consented to it."""
    here = served()
    if viewer.institution is None:
        return frozenset(items()) if viewer.may(Action.SEE, thing_of_row(here.programmes[firm.programme], firm)) else frozenset()  # fmt: skip
    if CONSENTS not in here.programmes or not viewer.may(Action.SEE):
        return frozenset()
    code, name = viewer.institution
    found = consents_of(here.subjects(), firm.code, {code: name}, here.today())
    return frozenset(one.item for one in found if one.case is Case.VALID)
