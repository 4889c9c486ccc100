"""The catalogue as DCAT: what staff may know of, and what anybody may."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from dajuan.standards.words import Words
from dajuan.subjects.row import Row
from dajuan.systems.governance.datasets import DataSet
from dajuan.systems.governance.dcat import IRREGULAR, Catalogue, Distribution, Listed, ListedService, document
from dajuan.systems.governance.services import GENERAL, Service
from dajuan.systems.governance.settings import settings_of
from dajuan.web.layout.downloads import XLSX
from dajuan.web.moment import Moment
from dajuan.web.public.models import Publication
from dajuan.web.served import served
from dajuan.web.systems.governance.seen import all_services, data_sets, open_rows
from dajuan.web.systems.governance.words import choice_of
from dajuan.web.systems.kept import day_of

Absolute = Callable[[str], str]
"""A path here → its whole address."""
_MEDIA_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "xlsx": XLSX,
    "geojson": "application/geo+json",
    "pdf": "application/pdf",
}


def whole_catalogue(moment: Moment, absolute: Absolute) -> dict[str, Any]:
    """Every data set, and the services that give those held here."""
    found = [_of_set(one, absolute) for one in data_sets(moment)]
    iris = {one.code: one.iri for one in found}
    some = [_of_service(one, iris, absolute) for one in all_services()]
    of = _catalogue(reverse("governance:catalogue"), reverse("governance:home"), day_of(moment), absolute)
    return document(of, found, some)


def public_catalogue(absolute: Absolute) -> dict[str, Any]:
    """What the zone publishes: years of its targets, and data sets that it has opened."""
    found = [*_publications(absolute), *(_of_row(row, absolute) for row in open_rows(Moment()))]
    of = _catalogue(reverse("governance:public"), reverse("public:home"), served().today(), absolute)
    return document(of, found)


def _catalogue(iri: str, homepage: str, modified: date, absolute: Absolute) -> Catalogue:
    zone = served().zone
    zh, en = zone.title("zh"), zone.title("en")
    return Catalogue(
        absolute(iri),
        Words(f"{zh}数据目录", f"Data catalogue of {en}"),
        Words(
            f"{zh}的数据集和接口，归谁、多久更新、怎样取得",
            f"Data sets and services of {en}: whose, how often updated, how to get them",
        ),
        zh,
        absolute(homepage),
        modified,
        served().options.licence,
    )


def _of_set(one: DataSet, absolute: Absolute) -> Listed:
    iri = absolute(reverse("governance:data", args=[one.code]))
    return Listed(
        iri, iri, one.code, one.name, one.about, one.owners[0],
        contact=one.said("contact"),
        issued=_issued(one.row),
        modified=one.fresh.last,
        frequency=_frequency(one),
        rights=_rights(one.row),
        licence=one.said("licence") or ("" if one.pack is None else served().options.licence),
        distributions=tuple(_held_here(one.code, absolute) if one.pack else _held_elsewhere(one.row)),
    )  # fmt: skip


def _frequency(one: DataSet) -> str:
    if one.fresh.cycle:
        return one.fresh.cycle.frequency
    return IRREGULAR if one.fresh.is_declared else ""


def _frequency_of(cycle: str) -> str:
    found = settings_of(served().zone).cycle(cycle)
    return found.frequency if found else IRREGULAR


def _issued(row: Row | None) -> date | None:
    return row.stage_on if row else None


def _rights(row: Row | None) -> Words:
    """As it says of opening, else of sharing."""
    for field in ("open", "share"):
        if row and (words := choice_of(row, field)):
            more = str(row.fields.get(f"{field}-terms", ""))
            return Words(f"{words.zh}：{more}", f"{words.en}: {more}") if more else Words(*words)
    return Words("限内部使用", "For internal use")


def _held_here(code: str, absolute: Absolute) -> Iterator[Distribution]:
    yield Distribution(
        Words("接口", "API"), absolute(_subjects_of(code)), "application/json", service=_service_iri(GENERAL, absolute)
    )
    for form in ("csv", "xlsx"):
        address = absolute(reverse("programmes:export", args=[code, form]))
        yield Distribution(Words("下载", "Download"), address, _MEDIA_TYPES[form], is_file=True)


def _subjects_of(code: str) -> str:
    return f"{_api()}programmes/{code}/subjects"


def _api() -> str:
    return reverse("api:openapi-json").rpartition("openapi.json")[0]


def _held_elsewhere(row: Row | None) -> Iterator[Distribution]:
    if row and (address := str(row.fields.get("address", ""))).startswith(("https://", "http://")):
        form = str(row.fields.get("format", ""))
        yield Distribution(Words("取得", "Access"), address, _MEDIA_TYPES.get(form, ""), is_file=form in _MEDIA_TYPES)


def _of_row(row: Row, absolute: Absolute) -> Listed:
    """A data set that anybody may know of: no more than its row says."""
    about, address = str(row.fields.get("abstract") or row.fields["items"]), str(row.fields.get("address", ""))
    iri = absolute(reverse("governance:data", args=[row.code]))
    return Listed(
        iri, address or absolute(reverse("public:home")), row.code, Words(row.name, row.name), Words(about, about), row.owners[0],
        contact=str(row.fields.get("contact", "")),
        issued=row.stage_on,
        modified=row.day("updated-on"),
        frequency=_frequency_of(str(row.fields["cycle"])),
        rights=_rights(row),
        licence=str(row.fields.get("licence", "")) or served().options.licence,
        distributions=tuple(_held_elsewhere(row)),
    )  # fmt: skip


def _publications(absolute: Absolute) -> Iterator[Listed]:
    zone = served().zone.title("zh")
    for one in Publication.objects.filter(withdrawn_at=None):
        page = absolute(reverse("public:one", args=[one.pk]))
        files = [
            Distribution(
                Words("下载", "Download"),
                absolute(reverse("public:data", args=[one.pk, form])),
                _MEDIA_TYPES[form],
                is_file=True,
            )
            for form in ("csv", "json")
        ]
        yield Listed(
            page, page, f"targets-{one.year}-{one.as_of}",
            Words(f"{one.year} 年目标完成情况", f"Targets of {one.year} and how far they are"),
            Words(f"截至 {one.as_of} 的目标、完成、亮灯和责任单位", f"Targets as of {one.as_of}: asked, reached, lights, owners"),
            zone, issued=one.at.date(), modified=one.as_of, rights=Words("无条件开放", "Open without condition"),
            licence=served().options.licence, distributions=tuple(files),
        )  # fmt: skip


def _of_service(one: Service, iris: dict[str, str], absolute: Absolute) -> ListedService:
    return ListedService(
        _service_iri(one.key, absolute),
        one.name,
        absolute(f"{_api().rstrip('/')}{one.path.removeprefix(_api().rstrip('/'))}"),
        absolute(reverse("api:openapi-json")),
        tuple(iris[code] for code in one.programmes),
    )


def _service_iri(key: str, absolute: Absolute) -> str:
    return f"{absolute(reverse('governance:services'))}#{key}"
