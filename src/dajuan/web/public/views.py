"""What anybody may see, and what publishes it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet, Value
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_POST, require_safe

from dajuan import __version__
from dajuan.answers.board import Board
from dajuan.standards.supervision.lights import state_names
from dajuan.web.access.pages import needs, person_of
from dajuan.web.access.roles import Action
from dajuan.web.moment import Moment
from dajuan.web.public import open_data
from dajuan.web.public.forms import Publish
from dajuan.web.public.models import EstatesPublication, Publication, Published
from dajuan.web.served import served
from dajuan.web.sheets.composing import sheets_of
from dajuan.web.sheets.models import Version
from dajuan.web.words import Words, spoken

PUBLIC_FORMS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_FRESH = 300
"""Seconds a copy may be shown without asking: a withdrawal is seen everywhere after that."""
_LANGUAGES = {"zh": "zh-hans", "en": "en"}


def cached(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The language is in the address and nothing hangs on who asks, so one copy serves all."""

    @wraps(view)
    def answer(request: HttpRequest, lang: str = "zh", **kwargs: Any) -> HttpResponse:
        with translation.override(_LANGUAGES[lang]):
            stamp = quote_etag(f"{__version__}-{lang}-{request.path}-{_state()}")
            response = get_conditional_response(request, etag=stamp)
            response = response or view(request, lang=lang, **kwargs)
            response.headers["Content-Language"] = lang
        response.headers["ETag"] = stamp
        response.headers["Cache-Control"] = f"public, max-age={_FRESH}"
        return response

    return require_safe(answer)


def _state() -> str:
    """What all public pages hang on: what is published, and the rules by which the zone judges."""
    here = served()
    kinds = (("y", Publication.shown()), ("s", _sheets()), ("e", EstatesPublication.shown()))
    first, *others = (some.order_by().values_list(Value(kind), "pk") for kind, some in kinds)
    published = ".".join(f"{kind}{pk}" for kind, pk in sorted(first.union(*others)))
    return f"{here.stamp()}-{published}"


def _sheets() -> QuerySet[Version]:
    """Answer sheets that were signed by two and published."""
    return Version.objects.filter(withdrawn_at=None, discarded_at=None).exclude(published_at=None)


@cached
def sheet(request: HttpRequest, lang: str, pk: int, form: str) -> HttpResponse:
    """A published answer sheet. The HTML one names who recorded what, so it stays inside."""
    version = get_object_or_404(_sheets(), pk=pk)
    if form not in PUBLIC_FORMS or form not in version.files:
        raise Http404
    data = sheets_of(served().zone).path_of(version.files[form]).read_bytes()
    response = HttpResponse(data, content_type=PUBLIC_FORMS[form])
    response.headers["Content-Disposition"] = f'attachment; filename="answer-{version.year}-{version.as_of}.{form}"'
    return response


@cached
def home(request: HttpRequest, lang: str) -> HttpResponse:
    """The newest publication of each year."""
    newest: dict[int, Publication] = {}
    for one in Publication.shown():
        newest.setdefault(one.year, one)
    if not newest:
        return page_of("public/nothing.html", {"lang": lang, "sheets": list(_sheets())})
    return _publication(max(newest.values(), key=lambda one: one.year), lang)


@cached
def one(request: HttpRequest, lang: str, pk: int) -> HttpResponse:
    return _publication(_published(pk), lang)


def _published(pk: int) -> Publication:
    return get_object_or_404(Publication.shown(), pk=pk)


def board_of(publication: Publication) -> Board:
    moment = Moment(as_of=publication.as_of, size=publication.size, verified=publication.verified)
    return served().board(publication.year, moment)


def _publication(publication: Publication, lang: str) -> HttpResponse:
    board = board_of(publication)
    counts = board.counts()
    context = {
        "lang": lang,
        "publication": publication,
        "publications": list(Publication.shown()),
        "sheets": list(_sheets()),
        "board": board,
        "counts": [
            (state, names, counts[state], board.rules.lights.colours[state])
            for state, names in state_names().items()
            if state in counts
        ],
        "areas": [(area, [one for one in some if not one.level]) for area, some in board.areas()],
        "definitions": open_data.definitions_of(board, served().programmes),
        "licence": served().options.licence,
    }
    return page_of("public/publication.html", context)


def page_of(template: str, context: dict[str, Any]) -> HttpResponse:
    """Made without the request: whoever asks, it is the same page, so no cookie is looked at."""
    here = served()
    estates = EstatesPublication.shown().exists()
    whole = {**context, "zone": here.zone, "zone_title": here.zone.title(spoken()), "has_estates": estates}
    return HttpResponse(render_to_string(template, whole))


@cached
def data(request: HttpRequest, lang: str, pk: int, form: str) -> HttpResponse:
    publication = _published(pk)
    board = board_of(publication)
    name = f"targets-{publication.year}-{publication.as_of}.{form}"
    about = {"zone": served().zone.title(), "licence": served().options.licence or None}
    if form == "csv":
        response = HttpResponse(open_data.as_csv(board), content_type="text/csv; charset=utf-8")
    elif form == "json":
        whole = about | open_data.as_json(board, open_data.definitions_of(board, served().programmes))
        response = JsonResponse(whole, json_dumps_params={"ensure_ascii": False})
    else:
        raise Http404
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Access-Control-Allow-Origin"] = "*"  # It is for everybody, other sites' scripts too.
    return response


@needs(Action.PUBLISH, everywhere=True)
def manage(request: HttpRequest) -> HttpResponse:
    """What was published, and a form to publish a year as it stands."""
    here = served()
    form = Publish(request.POST or None, years=here.years(), today=here.today())
    if request.method == "POST" and form.is_valid():
        made = Publication(**form.cleaned_data, size=here.size(), by=person_of(request))
        board_of(made)  # Raises where the year has no plan by then.
        made.save()
        messages.success(request, str(Words("已公开", "published")))
        return redirect("public:manage")
    context = {"form": form, "publications": Publication.objects.select_related("by", "withdrawn_by")}
    return render(request, "public/manage.html", context)


@require_POST
@needs(Action.PUBLISH, everywhere=True)
def withdraw(request: HttpRequest, pk: int, of: type[Published], back: str) -> HttpResponse:
    get_object_or_404(of, pk=pk).withdraw(person_of(request))
    messages.success(
        request, str(Words("已撤下，五分钟内各处都不再显示", "withdrawn; gone everywhere within five minutes"))
    )
    return redirect(back)
