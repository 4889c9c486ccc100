"""Forms that change a chain: a node, a link, a firm at a node, a line of a list. Each is an entry from a day on."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dajuan.ledger.append import append
from dajuan.ledger.entry import keyed
from dajuan.ledger.read import is_recorded
from dajuan.ledger.trouble import RefusedError
from dajuan.programmes.values import ValueTrouble
from dajuan.programmes.values.dates import read_date
from dajuan.systems.chains.chain import Chain
from dajuan.systems.chains.editing import DEEDS, FIELDS
from dajuan.systems.chains.ground import Ground
from dajuan.web.access.pages import check, needs
from dajuan.web.access.roles import Action
from dajuan.web.programmes.asking import Option
from dajuan.web.programmes.blanks import Blank, Form, blank_of
from dajuan.web.programmes.drafting import tell_refused
from dajuan.web.programmes.views.listing import organisations
from dajuan.web.served import served
from dajuan.web.systems.chains.found import ground_of
from dajuan.web.systems.chains.shown import name_of
from dajuan.web.words import Words


class _More(NamedTuple):
    """A blank that is no field of a programme; ``options`` are the chain's to choose from, without them it is typed."""

    name: str
    label: Words
    required: bool = True
    options: Callable[[Chain], list[Option]] = lambda chain: []


class _Asked(NamedTuple):
    """What a form asks for around the deed's ``FIELDS``."""

    title: Words
    first: tuple[_More, ...] = ()
    last: tuple[_More, ...] = ()


def _nodes(chain: Chain) -> list[Option]:
    return [Option(code, node.name, False) for code, node in chain.nodes.items()]


def _links(chain: Chain) -> list[Option]:
    nodes = chain.nodes
    return [
        Option(one.code, f"{name_of(nodes, one.upstream)} → {name_of(nodes, one.downstream)}", False)
        for one in chain.links
    ]


def _placements(chain: Chain) -> list[Option]:
    return [Option(one.code, f"{one.name}（{name_of(chain.nodes, one.node)}）", False) for one in chain.placements]


def _yes(_: Chain) -> list[Option]:
    return [Option("yes", str(Words("是", "Yes")), False)]


_NODE = _More("node", Words("环节", "Node"), options=_nodes)
_FIRM = _More("enterprise", Words("企业（全称或信用代码）", "Firm (full name or credit code)"))
_NOTE = _More("note", Words("备注", "Note"), False)
ASKED = {
    "add-node": _Asked(
        Words("加环节", "Add a node"),
        (
            _More("upstream", Words("接在谁后面", "Supplied by"), False, _nodes),
            _More("downstream", Words("供给谁", "Supplies"), False, _nodes),
        ),
    ),
    "remove-node": _Asked(Words("移出环节", "Take a node off"), (_NODE, _More("note", Words("理由", "Reason")))),
    "link": _Asked(
        Words("连线", "Link two nodes"),
        (
            _More("upstream", Words("上游环节", "Upstream node"), options=_nodes),
            _More("downstream", Words("下游环节", "Downstream node"), options=_nodes),
        ),
        (_More("circle", Words("是回收利用一类的循环", "A circle is meant, such as recycling"), False, _yes),),
    ),
    "cut": _Asked(Words("断开连线", "Cut a link"), (_More("link", Words("连线", "Link"), options=_links), _NOTE)),
    "place": _Asked(Words("放置企业", "Place a firm"), (_NODE, _FIRM)),
    "leave": _Asked(
        Words("企业退出", "A firm leaves"),
        (_More("placement", Words("企业和环节", "Firm and node"), options=_placements), _NOTE),
    ),
    "problem": _Asked(
        Words("提问题", "Raise a problem"), (_NODE._replace(required=False), _FIRM._replace(required=False))
    ),
    "prospect": _Asked(
        Words("列目标企业", "List a firm to attract"),
        (_More("node", Words("补哪个环节", "Node to fill"), False, _nodes),),
    ),
    "supply": _Asked(
        Words("记采购", "Record a purchase"),
        (
            _More("node", Words("采购的环节", "Node bought from"), options=_nodes),
            _More("buyer", Words("买方（全称或信用代码）", "Buyer (full name or credit code)")),
        ),
    ),
    "hand-over": _Asked(Words("移交别的单位牵头", "Hand over to another office")),
}


@needs(Action.SEE)
def edit(request: HttpRequest, code: str, deed: str) -> HttpResponse:
    if deed not in DEEDS:
        raise Http404
    viewer = request.viewer  # type: ignore[attr-defined]
    on, trouble = _day(request)
    found, ground = ground_of(viewer, code, on)
    check(viewer, Action.RECORD, found.thing)
    form = _form(deed, ground)
    back = _back(request, ground.chain)
    if request.method == "POST":
        if trouble is not None:
            form.tell("on", trouble)
        done = _record(request, form, deed, ground, back)
        if done is not None:
            return done
    else:
        _fill(form, request.GET.dict(), stem="")
    context = {
        "form": form,
        "chain": ground.chain,
        "back": back,
        "organisations": organisations(),
        "action": reverse("chains:edit", args=[code, deed]),
        "back_node": request.POST.get("back", request.GET.get("back", "")),
    }
    return render(request, "chains/edit.html", context, status=200 if form.is_right else 422)


def _back(request: HttpRequest, chain: Chain) -> str:
    """The page of the node from which the form was opened, else the chain's."""
    node = (request.POST if request.method == "POST" else request.GET).get("back", "")
    return reverse("chains:node", args=[node]) if node in chain.nodes else reverse("chains:chain", args=[chain.code])


def _form(deed: str, ground: Ground) -> Form:
    asked = ASKED[deed]
    programme, fields = FIELDS.get(deed, ("", {}))
    blanks = [_blank(one, ground.chain) for one in asked.first]
    blanks += [blank_of(ground.programmes[programme].fields[key], None, required=must) for key, must in fields.items()]
    blanks += [_blank(one, ground.chain) for one in asked.last]
    day = Words("从哪天起", "From which day on")
    blanks.append(Blank("on", str(day), ground.on.isoformat(), required=True))
    return Form(deed, asked.title, Words("记下", "Record"), blanks, uuid.uuid4().hex, 0, takes_files=False)


def _blank(one: _More, chain: Chain) -> Blank:
    return Blank(f"f.{one.name}", str(one.label), options=one.options(chain), required=one.required)


def _fill(form: Form, typed: dict[str, str], *, stem: str) -> None:
    """From what was sent (``f.node``), or from the address with which a page links to the form (``?node=CODE``)."""
    for blank in form.blanks:
        name = blank.name.removeprefix("f.")
        blank.typed = typed.get(blank.name if name == blank.name else f"{stem}{name}", blank.typed)
        blank.pick()


def _record(request: HttpRequest, form: Form, deed: str, ground: Ground, back: str) -> HttpResponse | None:
    _fill(form, request.POST.dict(), stem="f.")
    form.key = request.POST.get("key", "")[:64] or form.key
    if not form.is_right:
        return None
    typed = {blank.name.removeprefix("f."): blank.typed for blank in form.blanks if blank.name != "on"}
    if is_recorded(served().ledger, key=form.key):
        messages.success(request, str(Words("先前已记下，没有重复记", "It was recorded before; nothing was added")))
        return redirect(back)
    try:
        drafts = DEEDS[deed](ground, typed)
        viewer = request.viewer  # type: ignore[attr-defined]
        done = append(served().ledger, keyed(drafts, form.key), actor=viewer.actor)
    except RefusedError as error:
        tell_refused(form, error.troubles)
        return None
    first = done.seqs[0]
    words = Words(
        f"已记下 {len(done.seqs)} 条（第 {first} 条起）", f"Recorded {len(done.seqs)} entries (from entry {first})"
    )
    messages.success(request, str(words))
    return redirect(reverse("chains:home") if deed == "hand-over" else back)


def _day(request: HttpRequest) -> tuple[date, Words | None]:
    """From which day on it is so, and what is wrong with what was typed."""
    today = served().today()
    if request.method != "POST":
        return today, None
    try:
        return date.fromisoformat(read_date(request.POST.get("on", "").strip())), None
    except ValueTrouble as trouble:
        return today, Words(trouble.zh, trouble.en)
