"""The form of a need: the pack's fields as blanks, and one blank for how much, written with its unit."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence

from dajuan.ledger.entry import Value
from dajuan.ledger.trouble import Trouble
from dajuan.programmes.pack import Programme
from dajuan.systems.compute.needs import read_need
from dajuan.systems.compute.objectives import DEFAULT, Objective
from dajuan.web.access.rights import Viewer
from dajuan.web.programmes.asking import Option
from dajuan.web.programmes.blanks import Blank, blank_of
from dajuan.web.words import Words, spoken

_BEFORE = ("name", "enterprise", "precision")
_AFTER = ("memory", "hours", "latest-finish", "location", "protection", "budget", "command")


def blanks_of(pack: Programme, objectives: Mapping[str, Objective], typed: Mapping[str, str]) -> list[Blank]:
    made = [blank_of(pack.fields[key], None, required=pack.fields[key].required) for key in _BEFORE]
    made.append(
        Blank(
            "f.amount",
            str(Words("要多少", "How much")),
            required=True,
            hint=str(Words("带单位：16卡、64核、3P、200TOPS", "with its unit: 16卡, 64核, 3P or 200TOPS")),
        )
    )
    made += [blank_of(pack.fields[key], None, required=pack.fields[key].required) for key in _AFTER]
    options = [Option(key, one.name.said(spoken()), False) for key, one in objectives.items()]
    made.append(Blank("f.objective", str(Words("撮合目标", "Objective")), DEFAULT, options))
    for one in made:
        one.typed = typed.get(one.name, one.typed)
        one.pick()
    return made


def need_typed(typed: Mapping[str, str], pack: Programme, viewer: Viewer) -> tuple[dict[str, Value], list[Trouble]]:
    """``f.…`` of a form → the job's fields; the department in charge is the one that takes the need in."""
    said = {key.removeprefix("f."): value for key, value in typed.items() if key.startswith("f.")}
    if viewer.enterprise:
        said["enterprise"] = viewer.enterprise
    fields, troubles = read_need(said, pack)
    if viewer.is_staff and viewer.organisation:
        fields["steward"] = viewer.organisation
    return fields, troubles


def tell(blanks: Sequence[Blank], troubles: Iterable[Trouble]) -> list[Words]:
    """Each beside its blank; gives back those that are about none."""
    by_name = {one.name: one for one in blanks}
    rest = []
    for one in troubles:
        blank = by_name.get(f"f.{one.field}")
        if blank is not None and blank.trouble is None:
            blank.trouble = Words(one.zh, one.en)
        else:
            rest.append(Words(one.zh, one.en))
    return rest


def new_code() -> str:
    """Of a need whose author gives none."""
    return f"SL-{uuid.uuid4().hex[:10].upper()}"
