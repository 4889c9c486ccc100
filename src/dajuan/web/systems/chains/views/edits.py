"""Forms that change a chain: a node, a link, a firm at a node, a line of a list. Each is an entry from a day on."""

from __future__ import annotations

import uuid
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
from dajuan.systems.chains.chain import CHAINS, FIRMS, LINKS, NODES, PROBLEMS, PROSPECTS, SUPPLIES, Chain
from dajuan.systems.chains.editing import DEEDS
from dajuan.systems.chains.ground import Ground
from dajuan.web.access.pages import check, needs
from dajuan.web.access.roles import Action
from dajuan.web.programmes.asking import Option
from dajuan.web.programmes.blanks import Blank, Form, blank_of
from dajuan.web.programmes.drafting import tell_refused
from dajuan.web.programmes.views.listing import organisations
from dajuan.web.served import served
from dajuan.web.systems.chains.found import ground_of
from dajuan.web.words import Words


class _Asked(NamedTuple):
    """What a form asks for: fields of a programme (``*``: it may not be empty), nodes to choose from, other blanks."""

    title: Words
    programme: str = ""
    fields: tuple[str, ...] = ()
    nodes: tuple[tuple[str, Words, bool], ...] = ()
    others: tuple[tuple[str, Words, bool], ...] = ()


_UP, _DOWN = Words("上游环节", "Upstream node"), Words("下游环节", "Downstream node")
_NODE, _FIRM = Words("环节", "Node"), Words("企业（全称或信用代码）", "Firm (full name or credit code)")
_NOTE = Words("备注", "Note")
ASKED = {
    "add-node": _Asked(
        Words("加环节", "Add a node"), NODES, ("name*", "position", "key", "local", "about"),
        nodes=(("upstream", Words("接在谁后面", "Supplied by"), False), ("downstream", Words("供给谁", "Supplies"), False)),
    ),
    "remove-node": _Asked(
        Words("移出环节", "Take a node off"), nodes=(("node", _NODE, True),),
        others=(("note", Words("理由", "Reason"), True),),
    ),
    "link": _Asked(
        Words("连线", "Link two nodes"), LINKS, ("product",), nodes=(("upstream", _UP, True), ("downstream", _DOWN, True))
    ),
    "cut": _Asked(Words("断开连线", "Cut a link"), others=(("note", _NOTE, False),)),
    "place": _Asked(
        Words("放置企业", "Place a firm"), FIRMS, ("product*", "share*", "main"),
        nodes=(("node", _NODE, True),), others=(("enterprise", _FIRM, True),),
    ),
    "leave": _Asked(Words("企业退出", "A firm leaves"), others=(("note", _NOTE, False),)),
    "problem": _Asked(
        Words("提问题", "Raise a problem"), PROBLEMS, ("name*", "kind*", "handler", "due"),
        nodes=(("node", _NODE, False),), others=(("enterprise", _FIRM, False),),
    ),
    "prospect": _Asked(
        Words("列目标企业", "List a firm to attract"), PROSPECTS, ("name*", "home", "product", "planned", "due", "next-step"),
        nodes=(("node", Words("补哪个环节", "Node to fill"), False),),
    ),
    "supply": _Asked(
        Words("记采购", "Record a purchase"), SUPPLIES, ("supplier-name*", "place*", "product", "value*"),
        nodes=(("node", Words("采购的环节", "Node bought from"), True),),
        others=(("buyer", Words("买方（全称或信用代码）", "Buyer (full name or credit code)"), True),),
    ),
    "hand-over": _Asked(Words("移交别的单位牵头", "Hand over to another office"), CHAINS, ("office*",)),
}  # fmt: skip


@needs(Action.SEE)
def edit(request: HttpRequest, code: str, deed: str) -> HttpResponse:
    if deed not in DEEDS:
        raise Http404
    viewer = request.viewer  # type: ignore[attr-defined]
    found, ground = ground_of(viewer, code, served().today())
    check(viewer, Action.RECORD, found.thing)
    form = _form(deed, ground)
    back = _back(request, ground.chain)
    if request.method == "POST":
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
    blanks = [_nodes(name, words, must, ground.chain) for name, words, must in asked.nodes]
    blanks += [Blank(f"f.{name}", str(words), required=must) for name, words, must in asked.others]
    for said in asked.fields:
        field = served().programmes[asked.programme].fields[said.rstrip("*")]
        blanks.append(blank_of(field, None, required=said.endswith("*")))
    if deed == "cut":
        blanks.insert(0, _links(ground.chain))
    if deed == "link":
        circle = Words("是回收利用一类的循环", "A circle is meant, such as recycling")
        blanks.append(Blank("f.circle", str(circle), options=[Option("yes", str(Words("是", "Yes")), False)]))
    if deed == "leave":
        blanks.insert(0, _placements(ground.chain))
    day = Words("从哪天起", "From which day on")
    blanks.append(Blank("on", str(day), ground.on.isoformat(), required=True))
    return Form(deed, asked.title, Words("记下", "Record"), blanks, uuid.uuid4().hex, 0, takes_files=False)


def _nodes(name: str, words: Words, must: bool, chain: Chain) -> Blank:
    options = [Option(code, node.name, False) for code, node in chain.nodes.items()]
    return Blank(f"f.{name}", str(words), options=options, required=must)


def _links(chain: Chain) -> Blank:
    def name(code: str) -> str:
        return chain.nodes[code].name if code in chain.nodes else code

    options = [Option(one.code, f"{name(one.upstream)} → {name(one.downstream)}", False) for one in chain.links]
    return Blank("f.link", str(Words("连线", "Link")), options=options, required=True)


def _placements(chain: Chain) -> Blank:
    options = [
        Option(one.code, f"{one.name}（{chain.nodes[one.node].name if one.node in chain.nodes else one.node}）", False)
        for one in chain.placements
    ]
    return Blank("f.placement", str(Words("企业和环节", "Firm and node")), options=options, required=True)


def _fill(form: Form, typed: dict[str, str], *, stem: str) -> None:
    """From what was sent (``f.node``), or from the address with which a page links to the form (``?node=CODE``)."""
    for blank in form.blanks:
        name = blank.name.removeprefix("f.")
        blank.typed = typed.get(blank.name if name == blank.name else f"{stem}{name}", blank.typed)
        blank.pick()


def _record(request: HttpRequest, form: Form, deed: str, ground: Ground, back: str) -> HttpResponse | None:
    _fill(form, request.POST.dict(), stem="f.")
    form.key = request.POST.get("key", "")[:64] or form.key
    on = _day(form)
    if on is None:
        return None
    ground = Ground(ground.programmes, ground.look, ground.row, on)
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


def _day(form: Form) -> date | None:
    blank = form.blank("on")
    assert blank is not None
    try:
        return date.fromisoformat(read_date(blank.typed.strip()))
    except ValueTrouble as trouble:
        blank.trouble = Words(trouble.zh, trouble.en)
        return None
