"""The four lists of a chain whole, and the two sides of its local supply share: on a page, or as a sheet to take along."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from dajuan.outputs.rows import Cell, Column
from dajuan.programmes.pack import Field, Programme
from dajuan.programmes.values import show_value
from dajuan.systems.chains.chain import NODES, SUPPLIES, Chain, Supply
from dajuan.systems.chains.listing import FirmLine, Line
from dajuan.systems.chains.local_share import LocalShare
from dajuan.systems.chains.overview import Overview
from dajuan.web.access.pages import needs
from dajuan.web.access.roles import Action
from dajuan.web.layout.downloads import table
from dajuan.web.layout.lights import light_name
from dajuan.web.programmes.cells import stage_said
from dajuan.web.served import served
from dajuan.web.systems.chains.found import Found, chain_called
from dajuan.web.systems.chains.shown import choice, name_of, percent, wan, wan_told
from dajuan.web.words import Words, spoken

LISTS = {
    "problems": Words("问题清单", "Problems"),
    "projects": Words("项目清单", "Projects"),
    "prospects": Words("招商清单", "Firms to attract"),
    "firms": Words("企业清单", "Firms"),
}
SIDES = {
    "local": Words("分子：向本地供方的采购", "Numerator: bought from local suppliers"),
    "every": Words("分母：全部采购", "Denominator: all purchases"),
    "unknown": Words("没有填采购额、没有算进去的", "Left out: no value was given"),
    "suppliers": Words("按家数：全部供方", "By number: all suppliers"),
}
_FIELDS = {
    "problems": ("kind", "node", "handler", "enterprise", "answer"),
    "projects": ("builder", "lead-department", "planned-total", "planned-year"),
    "prospects": ("node", "home", "product", "planned", "next-step"),
}
"""Of a list's subjects, what stands on it beside the light."""


@needs(Action.SEE)
def lines(request: HttpRequest, code: str, what: str) -> HttpResponse:
    if what not in LISTS:
        raise Http404
    viewer = request.viewer  # type: ignore[attr-defined]
    found = chain_called(viewer, code, request.moment)  # type: ignore[attr-defined]
    seen = found.overview(viewer)
    if form := request.GET.get("form"):
        if not viewer.may(Action.EXPORT, found.thing):
            raise PermissionDenied(Action.EXPORT)
        return _sheet(form, found, seen, what)
    context: dict[str, Any] = {"seen": seen, "chain": seen.chain, "which": what, "name": LISTS[what], "lists": LISTS}
    if what == "firms":
        context["firms"] = [
            (one, percent(one.share), wan(one.made), names_of(seen.chain, one.nodes)) for one in seen.firms
        ]
    else:
        context |= lines_table(seen, what)
    return render(request, "chains/list.html", context)


def names_of(chain: Chain, nodes: Iterable[str]) -> list[str]:
    return [chain.nodes[code].name for code in nodes]


def lines_table(seen: Overview, which: str) -> dict[str, Any]:
    """Heads and rows of a list."""
    some: list[Line] = getattr(seen, which)
    pack = served().programmes.get(some[0].row.programme) if some else None
    keys = [key for key in _FIELDS[which] if pack is not None and key in pack.fields]
    heads = [pack.fields[key].name.said(spoken()) for key in keys] if pack else []
    rows = [
        (one, _stage(pack, one), [_said(seen, pack.fields[key], one, key) for key in keys] if pack else [])
        for one in some
    ]
    return {"heads": heads, "rows": rows}


def _stage(pack: Programme | None, one: Line) -> str:
    return stage_said(pack, one.row.stage, spoken()) if pack else one.row.stage


def _said(seen: Overview, field: Field, one: Line, key: str) -> str:
    value = one.row.fields.get(key)
    if value is None:
        return ""
    if field.to == NODES:
        return name_of(seen.chain.nodes, str(value).partition("/")[2])
    return show_value(field, value, spoken())


def _sheet(form: str, found: Found, seen: Overview, which: str) -> HttpResponse:
    name = f"{seen.chain.name}-{LISTS[which]}-{found.day}"
    if which == "firms":
        rows = (_firm_cells(seen.chain, one) for one in seen.firms)
        return table(form, _FIRM_COLUMNS, rows, name=name, sheet=str(LISTS[which]))
    told = lines_table(seen, which)
    columns = [
        Column("code", "编号", "Code", "text", 14), Column("name", "名称", "Name", "text", 32),
        Column("light", "灯", "Light", "text", 8), Column("why", "为什么", "Why", "text", 30),
        Column("stage", "阶段", "Stage", "text", 12), Column("due", "期限", "Due", "date", 12),
        *(Column(head, head, head, "text", 18) for head in told["heads"]),
    ]  # fmt: skip
    rows = (
        [one.row.code, one.row.name, str(light_name(one.light)), str(Words(*one.why)), stage, one.due, *cells]
        for one, stage, cells in told["rows"]
    )
    return table(form, columns, rows, name=name, sheet=str(LISTS[which]))


_FIRM_COLUMNS = (
    Column("code", "信用代码", "Credit code", "text", 22), Column("name", "企业", "Firm", "text", 32),
    Column("nodes", "环节", "Nodes", "text", 32), Column("products", "产品", "Products", "text", 32),
    Column("share", "占本企业营收（%）", "Share of its revenue (%)", "decimal", 16),
    Column("made", "链上营收（万元）", "Made in the chain (万元)", "decimal", 16),
    Column("only", "独家供应的环节", "The only one at", "text", 24), Column("leads", "链主", "Leading", "flag", 8),
)  # fmt: skip


def _firm_cells(chain: Chain, one: FirmLine) -> list[Cell]:
    return [
        one.firm, one.name, "、".join(names_of(chain, one.nodes)), "、".join(one.products), f"{float(100 * one.share):.6g}",
        wan_told(one.made), "、".join(names_of(chain, one.only_at)), one.leads,
    ]  # fmt: skip


@needs(Action.SEE)
def supplies(request: HttpRequest, code: str) -> HttpResponse:
    """``of``: which side; ``buyers=leading``: what the leading firms buy alone."""
    viewer = request.viewer  # type: ignore[attr-defined]
    found = chain_called(viewer, code, request.moment)  # type: ignore[attr-defined]
    seen = found.overview(viewer)
    of, leading = request.GET.get("of", "every"), request.GET.get("buyers") == "leading"
    if of not in SIDES:
        raise Http404
    share = seen.local_of_leading if leading else seen.local
    if form := request.GET.get("form"):
        if not viewer.may(Action.EXPORT, found.thing):
            raise PermissionDenied(Action.EXPORT)
        rows = (_supply_cells(seen.chain, one) for one in _side(share, of))
        return table(form, _SUPPLY_COLUMNS, rows, name=f"{seen.chain.name}-{of}-{found.day}", sheet="采购")
    context = {
        "chain": seen.chain,
        "of": of,
        "name": SIDES[of],
        "sides": SIDES,
        "leading": leading,
        "shares": [percent(share.by_value), percent(share.by_number)],
        "values": [wan(share.local_value), wan(share.value)],
        "rows": [_supply_cells(seen.chain, one) for one in _side(share, of)] if of != "suppliers" else [],
        "suppliers": [(one, wan(one.value), place_said(one.place)) for one in share.suppliers],
    }
    return render(request, "chains/supplies.html", context)


def _side(share: LocalShare, of: str) -> Sequence[Supply]:
    if of == "suppliers":
        return [supply for one in share.suppliers for supply in one.supplies]
    return {"local": share.local, "every": share.every, "unknown": share.unknown}[of]


def place_said(place: str) -> str:
    return choice(SUPPLIES, "place", place)


_SUPPLY_COLUMNS = (
    Column("code", "编号", "Code", "text", 20), Column("buyer", "买方", "Buyer", "text", 30),
    Column("node", "环节", "Node", "text", 18), Column("product", "采购什么", "Product", "text", 18),
    Column("supplier", "供方", "Supplier", "text", 30), Column("place", "供方所在地", "Where it is", "text", 14),
    Column("value", "年采购额（万元）", "Yearly value (万元)", "decimal", 16),
)  # fmt: skip


def _supply_cells(chain: Chain, one: Supply) -> list[Cell]:
    return [
        one.code, name_of(chain.firms, one.buyer), name_of(chain.nodes, one.node), one.product, one.supplier_name,
        place_said(one.place), wan_told(one.value),
    ]  # fmt: skip
