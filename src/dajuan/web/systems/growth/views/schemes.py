"""方案: the versions, one of them read, a new one submitted with its errors at their lines, one put in force."""

from __future__ import annotations

from difflib import unified_diff
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from dajuan.indices.load import parse_scheme
from dajuan.indices.measures import facts_in
from dajuan.indices.scheme import Change, Growth, Level, Measure, Scheme
from dajuan.indices.scheme import Ratio as Over
from dajuan.indices.weighting import weights_of
from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, keyed
from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.pack import Name
from dajuan.programmes.trouble import PackError
from dajuan.programmes.yaml_nodes import LARGEST
from dajuan.systems.firms import REGISTER
from dajuan.systems.growth import changes, schemes
from dajuan.systems.growth.register import is_number
from dajuan.systems.growth.schemes import Version
from dajuan.systems.growth.trouble import GrowthError
from dajuan.web.access.pages import needs
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.layout.downloads import saved
from dajuan.web.programmes.pack_files import At, numbered
from dajuan.web.served import served
from dajuan.web.systems.growth.rights import may_decide, may_prepare
from dajuan.web.systems.growth.words import METHODS
from dajuan.web.words import Words

_LONGEST_WHY = 500
_LEARNT = {"entropy", "pca"}


class Looked(NamedTuple):
    """A text looked at before it is submitted."""

    text: str
    scheme: Scheme | None
    errors: list[At]
    diff: list[str]
    differences: list[changes.Difference]


class Leaf(NamedTuple):
    """An indicator as the page of a scheme shows it."""

    key: str
    name: Name
    measure: Words
    unit: str
    falls: bool
    weight: str
    """In its group; "" where data decides it."""
    in_register: bool


class Branch(NamedTuple):
    key: str
    name: Name
    hint: Name | None
    how: Words
    weighed: Words
    weight: str
    leaves: list[Leaf]


def version_called(code: str) -> Version:
    try:
        return schemes.version_of(served().ledger, code)
    except GrowthError as error:
        raise Http404 from error


@needs(Action.SEE)
def listed(request: HttpRequest) -> HttpResponse:
    size = request.moment.size  # type: ignore[attr-defined]
    known = schemes.versions(served().ledger, size=size)
    context = {
        "tab": "schemes",
        "versions": known,
        "may_prepare": may_prepare(request.viewer),  # type: ignore[attr-defined]
        "can_start": not known,
        "is_on": schemes.PROGRAMME in served().programmes,
    }
    return render(request, "growth/schemes.html", context)


@needs(Action.SEE)
def one(request: HttpRequest, code: str) -> HttpResponse:
    version = version_called(code)
    text = schemes.text_of(served().zone.evidence(), version)
    scheme = parse_scheme(text, f"{code}.yaml")
    before = schemes.before(scheme, schemes.versions(served().ledger))
    viewer = request.viewer  # type: ignore[attr-defined]
    context: dict[str, Any] = {
        "tab": "schemes",
        "version": version,
        "scheme": scheme,
        "branches": branches(scheme),
        "lines": numbered(text, []),
        "before": before,
        "differences": _differences(before, scheme) if before else [],
        "diff": _diff(before, text) if before else [],
        "may_decide": may_decide(viewer)
        and version.stage == schemes.DRAFTED
        and version.drafted_by != viewer.actor
        and not request.moment.is_past,  # type: ignore[attr-defined]
        "waits_for_another": version.stage == schemes.DRAFTED and version.drafted_by == viewer.actor,
        "steps": _steps(scheme),
    }
    return render(request, "growth/scheme.html", context)


def _differences(before: Version, scheme: Scheme) -> list[changes.Difference]:
    return changes.differences(schemes.scheme_of(served().zone.evidence(), before), scheme)


def _diff(before: Version, text: str) -> list[str]:
    old = schemes.text_of(served().zone.evidence(), before)
    return list(unified_diff(old.splitlines(), text.splitlines(), before.code, "", lineterm="", n=2))[2:]


def branches(scheme: Scheme) -> list[Branch]:
    """The groups from the index down, each with what is right under it."""
    return [_branch(scheme, key) for key in scheme.downwards()]


def _branch(scheme: Scheme, key: str) -> Branch:
    group = scheme.groups[key]
    programme = served().programmes.get(REGISTER)
    fields = programme.fields if programme else {}
    shares = _shares(scheme, key)
    leaves = [
        Leaf(
            child,
            each.name,
            measured_in_words(each.measure, {one: field.name for one, field in fields.items()}),
            each.unit,
            each.falls,
            shares[child],
            programme is not None and all(is_number(programme, fact) for fact in facts_in([each])),
        )
        for child in scheme.children(key)
        if (each := scheme.indicators.get(child))
    ]
    weight = _shares(scheme, group.parent)[key] if group.parent else ""
    return Branch(
        key, group.name, group.hint, METHODS[group.aggregation], METHODS[group.weighting.method], weight, leaves
    )


def _shares(scheme: Scheme, group: str) -> dict[str, str]:
    children = scheme.children(group)
    if scheme.groups[group].weighting.method in _LEARNT:
        return dict.fromkeys(children, "")
    return {key: f"{share:.1%}" for key, share in zip(children, weights_of(scheme, group, {}), strict=True)}


def measured_in_words(measure: Measure, names: dict[str, Name]) -> Words:
    """``营业收入（年）比上年的增长率``."""

    def zh(key: str) -> str:
        return names[key].zh if key in names else key

    def en(key: str) -> str:
        return names[key].said("en") if key in names else key

    match measure:
        case Level(fact):
            return Words(zh(fact), en(fact))
        case Over(over, under):
            return Words(f"{zh(over)} ÷ {zh(under)}", f"{en(over)} ÷ {en(under)}")
        case Growth(fact, years):
            ago = (
                Words("上年", "the year before")
                if years == 1
                else Words(f"{years} 年前（折合每年）", f"{years} years before, a year")
            )
            return Words(f"{zh(fact)}比{ago.zh}的增长率", f"growth of {en(fact)} against {ago.en}")
        case Change(over, under, years):
            ago = Words("上年", "the year before") if years == 1 else Words(f"{years} 年前", f"{years} years before")
            return Words(
                f"{zh(over)} ÷ {zh(under)}，比{ago.zh}的变化", f"{en(over)} ÷ {en(under)}, change against {ago.en}"
            )


def _steps(scheme: Scheme) -> list[tuple[Words, str]]:
    """The steps as the scheme takes them."""
    usual, scale = scheme.treatment, scheme.normalisation
    treated = str(Words("不处理", "none"))
    if usual is not None:
        most = f"{usual.share:.0%}" if usual.share is not None else str(usual.points)
        zh = f"偏度绝对值 ≥ {usual.skew:g} 且峰度 ≥ {usual.kurtosis:g} 时，缩尾至多 {most} 点" + (
            "，不够再取对数" if usual.log else ""
        )
        en = (
            f"where |skewness| ≥ {usual.skew:g} and kurtosis ≥ {usual.kurtosis:g}: at most {most} points winsorised"
            + (", then logs" if usual.log else "")
        )
        treated = str(Words(zh, en))
    ends = f" {scale.low:g}–{scale.high:g}" if scale.method not in {"z-score", "rank"} else ""
    return [
        (Words("数据要求", "Data asked for"), f"{scheme.available:.0%} / {scheme.group_available:.0%}"),
        (Words("缺失填补", "Filling in"), str(METHODS[scheme.imputation])),
        (Words("异常值处理", "Outliers"), treated),
        (Words("归一化", "Normalisation"), f"{METHODS[scale.method]}{ends}"),
    ]


@needs(Action.SEE)
def text(request: HttpRequest, code: str) -> HttpResponse:
    version = version_called(code)
    return saved(schemes.text_of(served().zone.evidence(), version), "application/yaml; charset=utf-8", f"{code}.yaml")


@needs(Action.PLAN, Action.RECORD, everywhere=True)
def new(request: HttpRequest) -> HttpResponse:
    """A new version: typed or uploaded, checked, then submitted."""
    viewer = request.viewer  # type: ignore[attr-defined]
    looked = _looked(request)
    why = request.POST.get("why", "").strip()[:_LONGEST_WHY]
    if request.method == "POST" and request.POST.get("wish") == "submit" and not looked.errors:
        try:
            code = submit(viewer, looked.text, why)
        except LedgerError as error:
            looked.errors.append(At(0, 0, Words(error.zh, error.en)))
        else:
            messages.success(
                request, str(Words("已提交；要另一个人启用", "Submitted; another person puts it in force"))
            )
            return redirect("growth:scheme", code)
    posted = request.method == "POST"
    context = {
        "tab": "schemes",
        "looked": looked,
        "lines": numbered(looked.text, looked.errors),
        "posted": posted,
        "why": why,
    }
    return render(request, "growth/new_scheme.html", context, status=422 if posted and looked.errors else 200)


def _looked(request: HttpRequest) -> Looked:
    """What is in the file, else in the box."""
    file = request.FILES.get("file")
    if file is None:
        return look_at(_typed(request))
    data = file.read(LARGEST * 4 + 1)
    try:
        return look_at(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        text, line = data.decode("utf-8-sig", "replace"), data[: error.start].count(b"\n") + 1
        words = Words("不是 UTF-8；另存为 UTF-8 编码", "not UTF-8; save the file as UTF-8")
        return Looked(text, None, [At(line, 1, words)], [], [])


def _typed(request: HttpRequest) -> str:
    """What is in the box; to begin with the newest version with the next number."""
    if request.method == "POST":
        return request.POST.get("text", "").replace("\r\n", "\n")
    known = schemes.versions(served().ledger)
    if not known:
        return schemes.built_in()
    newest = known[0]
    old = schemes.text_of(served().zone.evidence(), newest)
    return old.replace(f"version: {newest.number}\n", f"version: {newest.number + 1}\n", 1)


def look_at(typed: str) -> Looked:
    errors: list[At] = []
    scheme = None
    try:
        scheme = parse_scheme(typed, "scheme.yaml")
    except PackError as error:
        errors = [At(one.line, one.column, Words(one.zh, one.en)) for one in error.troubles]
    known = schemes.versions(served().ledger)
    # While it has errors nobody knows which index it is: the newest version is the nearest guess.
    before = schemes.before(scheme, known) if scheme else next(iter(known), None)
    diff = _diff(before, typed) if before else []
    told = _differences(before, scheme) if before and scheme else []
    return Looked(typed, scheme, errors, diff, told)


def submit(viewer: Viewer, typed: str, why: str, *, key: str = "") -> str:
    """Record it as a new version; gives its code. Raises ``LedgerError`` and ``PackError``."""
    if not may_prepare(viewer):
        raise PermissionDenied
    here = served()
    known = schemes.versions(here.ledger)
    drafts = schemes.drafts_of_new(here.zone.evidence(), typed, on=here.today(), why=why, known=known)
    return _appended(viewer, drafts, key)


@require_POST
@needs(Action.VERIFY, everywhere=True)
def put_in_force(request: HttpRequest, code: str) -> HttpResponse:
    try:
        decide(request.viewer, code)  # type: ignore[attr-defined]
    except LedgerError as error:
        messages.error(request, str(Words(error.zh, error.en)))
    else:
        messages.success(request, str(Words(f"{code} 已施行", f"{code} is in force")))
    return redirect("growth:scheme", code)


def decide(viewer: Viewer, code: str, *, key: str = "") -> str:
    """Put a version in force. Raises ``LedgerError``, also where it is the viewer's own."""
    if not may_decide(viewer):
        raise PermissionDenied
    here, version = served(), version_called(code)
    known = schemes.versions(here.ledger)
    return _appended(viewer, schemes.drafts_in_force(version, on=here.today(), known=known), key)


def _appended(viewer: Viewer, drafts: list[Draft], key: str) -> str:
    append(served().ledger, keyed(drafts, key), actor=viewer.actor)
    return drafts[-1].subject
