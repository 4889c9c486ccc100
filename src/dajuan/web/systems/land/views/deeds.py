"""Forms: a parcel opened, its code issued, a building's, a split, a merger, a transfer. Refused, they come back as typed."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from dajuan.ledger.read import is_recorded
from dajuan.ledger.trouble import RefusedError
from dajuan.programmes.values import ValueTrouble
from dajuan.programmes.values.dates import read_date
from dajuan.standards.land.unit_code import printed, rule
from dajuan.systems.land.editing import DEEDS, OPENING, touched
from dajuan.systems.land.parcels import PARCELS
from dajuan.web.access.deeds import whose_fields
from dajuan.web.access.pages import check, needs, seen_by
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_row
from dajuan.web.moment import Moment
from dajuan.web.programmes.asking import Option
from dajuan.web.programmes.blanks import Blank, Form, blank_of
from dajuan.web.programmes.drafting import tell_refused
from dajuan.web.programmes.views.listing import organisations
from dajuan.web.served import served
from dajuan.web.systems.land.seen import desk_of, pack, parcel_called, settings
from dajuan.web.words import Words

_NOTE = Words("理由", "Reason")


def _divisions() -> list[Option]:
    return [Option(one, one, False) for one in settings().divisions]


def _features() -> list[Option]:
    letters = rule()["letters"]
    return [
        Option(a + b, f"{a}{b} {Words(**letters['ownership'][a])} · {Words(**letters['right'][b])}", False)
        for a, b in rule()["offered"]
    ]


class _Asked(NamedTuple):
    """A blank that is no field of the pack. ``options`` to pick from; ``long`` for several lines."""

    name: str
    label: Words
    hint: Words | None = None
    required: bool = True
    long: bool = False
    options: Callable[[], list[Option]] = list


_CERTAIN = Words("三位数字", "three digits")
TITLES = {
    "open": Words("建地块档案", "Open a parcel"),
    "issue": Words("发不动产单元代码", "Issue its unit code"),
    "building": Words("为房屋发单元代码", "Issue a building’s unit code"),
    "split": Words("分割", "Split it"),
    "merge": Words("合并", "Merge it with others"),
    "transfer": Words("转让", "Transfer it"),
}
ASKED = {
    "open": (_Asked("enterprise", Words("用地企业（信用代码）", "Enterprise (credit code)"), required=False),),
    "issue": (
        _Asked("division", Words("县级行政区划代码", "County division"), options=_divisions),
        _Asked("district", Words("地籍区代码", "Cadastral district"), _CERTAIN),
        _Asked("subdistrict", Words("地籍子区代码", "Cadastral sub-district"), _CERTAIN),
        _Asked("feature", Words("宗地特征码", "Parcel feature"), options=_features),
    ),
    "building": (_Asked("number", Words("定着物单元编号", "Fixture unit number"), Words("测绘给的八位数字", "the survey’s eight digits")),),
    "split": (
        _Asked("parts", Words("分成哪几块", "The parts"), Words("一行一块：名称，面积（光写数是亩）；合计要等于原宗地面积", "a line each: a name, then an area (a plain number is in mu); they add up to the parcel"), long=True),
        _Asked("note", _NOTE),
    ),
    "merge": (
        _Asked("others", Words("和哪几宗合并", "Merged with"), Words("地块编号，几个用顿号或空格隔开", "parcels’ numbers, with spaces or 、 between")),
        _Asked("name", Words("合并后的名称", "What it is called then")),
        _Asked("note", _NOTE),
    ),
    "transfer": (
        _Asked("enterprise", Words("受让企业（信用代码）", "To which enterprise (credit code)")),
        _Asked("title", Words("新的不动产权证号", "Number of the new title")),
        _Asked("note", _NOTE, required=False),
    ),
}  # fmt: skip


@needs(Action.SEE)
def open_parcel(request: HttpRequest) -> HttpResponse:
    viewer, moment = seen_by(request)
    if moment.is_past or not viewer.may(Action.RECORD):
        raise PermissionDenied(Action.RECORD)
    return _page(request, "open", "")


@needs(Action.SEE)
def deed(request: HttpRequest, code: str, deed: str) -> HttpResponse:
    if deed not in ASKED or deed == "open":
        raise Http404
    viewer, moment = seen_by(request)
    check_touched(viewer, [code], moment)
    return _page(request, deed, code)


def check_touched(viewer: Viewer, codes: list[str], moment: Moment) -> None:
    """Whoever changes parcels answers for each of them."""
    for code in codes:
        check(viewer, Action.RECORD, thing_of_row(pack(), parcel_called(viewer, code, moment)))
    if moment.is_past:
        raise PermissionDenied


def check_opening(viewer: Viewer, typed: dict[str, str]) -> None:
    """A parcel is opened for an organisation that one reports for."""
    fields = {"lead-department": typed.get("lead-department", "").strip()}
    if fields["lead-department"] and not viewer.may(Action.RECORD, whose_fields(pack(), fields).to(Action.RECORD)):
        raise PermissionDenied(Action.RECORD)


def _page(request: HttpRequest, deed: str, code: str) -> HttpResponse:
    form = _form(deed)
    if request.method == "POST":
        done = _done(request, form, deed, code)
        if done is not None:
            return done
    context = {
        "form": form,
        "code": code,
        "deed": deed,
        "organisations": organisations(),
        "no_divisions": deed == "issue" and not settings().divisions,
    }
    return render(request, "land/deed.html", context, status=200 if form.is_right else 422)


def _form(deed: str) -> Form:
    fields = pack().fields
    blanks = [blank_of(fields[key], None, required=fields[key].required) for key in OPENING] if deed == "open" else []
    blanks += [_blank(one) for one in ASKED[deed]]
    today = served().today().isoformat()
    blanks.append(Blank("on", str(Words("从哪天起", "From which day on")), today, required=True))
    return Form(deed, TITLES[deed], Words("记下", "Record"), blanks, uuid.uuid4().hex, 0, takes_files=False)


def _blank(one: _Asked) -> Blank:
    hint = str(one.hint) if one.hint else ""
    return Blank(
        f"f.{one.name}", str(one.label), options=one.options(), required=one.required, hint=hint, long=one.long
    )


def _done(request: HttpRequest, form: Form, deed: str, code: str) -> HttpResponse | None:
    """What the deed led to; None where the form is to be mended."""
    viewer, moment = seen_by(request)
    for blank in form.blanks:
        blank.typed = request.POST.get(blank.name, "")
        blank.pick()
    form.key = request.POST.get("key", "")[:64] or form.key
    typed = {blank.name.removeprefix("f."): blank.typed for blank in form.blanks}
    try:
        on = served().today().fromisoformat(read_date(typed.pop("on").strip()))
    except ValueTrouble as error:
        form.tell("on", Words(error.zh, error.en))
        return None
    if is_recorded(served().ledger, key=form.key):
        messages.success(request, str(Words("先前已记下，没有重复记", "It was recorded before; nothing was added")))
        return redirect("land:parcel", code=code) if code else redirect("land:home")
    try:
        if deed == "open":
            check_opening(viewer, typed)
        check_touched(viewer, [one for one in touched(deed, code, typed) if one != code and _is_there(one)], moment)
        made = DEEDS[deed](desk_of(viewer, on, form.key), code, typed)
    except RefusedError as error:
        tell_refused(form, error.troubles)
        return None
    said = "、".join(printed(one) if len(one) > 20 else one for one in made)
    messages.success(request, str(Words(f"已记下：{said}", f"Recorded: {said}")))
    return redirect("land:parcel", code=code or made[0])


def _is_there(code: str) -> bool:
    """Of one that is not, the deed itself says so."""
    return served().subjects().one(PARCELS, code) is not None
