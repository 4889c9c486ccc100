"""Pages and API of the catalogue: what is there and how good, the rows behind it, DCAT inside and in public, scenes."""

from __future__ import annotations

import json
import re

import pytest
from django.urls import reverse
from rdflib import Graph, URIRef
from rdflib import namespace as terms
from tests.web.browser import EVERY_LOOK, accessible, fits
from tests.web.little_zone import FIRM, OTHER_FIRM
from tests.web.systems.governance.conftest import OWNER, TODAY

from dajuan.figures.ask import figures
from dajuan.figures.period import period_of
from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.trouble import RefusedError
from dajuan.programmes.pack import Programme
from dajuan.web.public.models import Publication
from dajuan.web.systems.register import systems

HOME = "/systems/governance/"
API = "/api/v1/governance"
PROJECT = {"name": "数智治理二期", "category": "infrastructure", "planned-total": 12_000_000_000}


def text_of(client, address: str) -> str:
    answer = client.get(f"{HOME}{address}")
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return re.sub(r"<[^>]+>|\s+", " ", answer.content.decode())


def sets_of(client, query: str = "") -> dict[str, dict]:
    return {one["code"]: one for one in client.get(f"{API}/data-sets?limit=1000{query}").json()["items"]}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_opens(language, as_, governed):
    client = as_("office")
    client.cookies["language"] = language
    for address in (
        "", "?q=公园&held=elsewhere", "?stale=1", "services/", "data/D-PARKS/", "data/housing-delivery/", "data/targets/",
        "data/housing-delivery/rows/?lacking=developer", "data/housing-delivery/rows/", "scenes/?stage=testing", "scenes/CJ-1/",
    ):  # fmt: skip
        text_of(client, address)
    # It was declared later.
    assert client.get(f"{HOME}data/D-PARKS/?as_of=2025-01-01").status_code == 404


def test_every_programme_is_there_by_itself_and_what_is_declared_beside_it(as_, governed):
    found = sets_of(as_("office"))
    assert set(found) == {*governed.programmes, "D-PARKS", "D-PEOPLE"}
    assert found["D-PARKS"]["held"] == "elsewhere"
    estates = found["housing-delivery"]
    assert (estates["declared"], estates["cycle"], estates["cycle_is_declared"]) == ("D-ESTATES", "monthly", True)
    assert (estates["owners"], estates["owned_by"]) == ([OWNER], "declared")
    assert estates["subjects"] == sum(governed.subjects().stages("housing-delivery").values()) > 0


def test_what_is_switched_on_is_in_the_catalogue_at_once(as_, governed):
    from tests.web.little_zone import switch

    assert "reform-tasks" not in sets_of(as_("office"))
    switch(on=("reform-tasks",))
    assert sets_of(as_("office"))["reform-tasks"]["score"] is None


def test_the_stale_stand_in_front_with_their_days(as_, governed):
    found = sets_of(as_("office"))
    assert found["D-PARKS"]["age"] == (TODAY - TODAY.replace(year=2025, month=9)).days == 153
    assert (found["D-PARKS"]["allowed"], found["D-PARKS"]["is_stale"]) == (112, True)
    assert found["D-PARKS"]["timeliness"]["part"] == 112
    assert not found["D-PEOPLE"]["is_stale"]
    assert list(found)[: len(sets_of(as_("office"), "&stale=true"))] == list(sets_of(as_("office"), "&stale=true"))
    assert "153 天前" in text_of(as_("office"), "")
    assert "周期容许 112 天，其中宽限 20 天（自定）" in text_of(as_("office"), "data/D-PARKS/")


def test_the_chart_and_its_table_are_of_the_data_sets_listed(as_, governed):
    page = as_("office").get(f"{HOME}?from=2").content.decode()
    listed = [one["name"]["zh"] for one in sets_of(as_("office")).values()][2:12]
    chart = json.loads(re.search(r'<script[^>]*id="quality[^"]*"[^>]*>(.*?)</script>', page, re.S)[1])
    assert chart["across"] == listed
    drawn = page[page.index('class="chart-table"') :]
    assert re.findall(r'<tr><th scope="row">([^<]*)</th>', drawn)[:10] == listed


def test_a_score_leads_to_the_rows_behind_it(as_, governed):
    whole = as_("office").get(f"{API}/data-sets/housing-delivery").json()
    assert whole["completeness"]["part"] == sum(one["has"] for one in whole["fields"])
    assert whole["completeness"]["whole"] == sum(one["asked"] for one in whole["fields"])
    one = next(each for each in whole["fields"] if each["has"] < each["asked"])
    lacking = as_("office").get(f"{API}/data-sets/housing-delivery/lacking/{one['field']}").json()["items"]
    assert len(lacking) == one["asked"] - one["has"]
    said = as_("office").get(f"{HOME}data/housing-delivery/rows/?lacking={one['field']}").content.decode()
    assert all(reverse("programmes:subject", args=["housing-delivery", code]) in said for code in lacking)
    assert as_("office").get(f"{HOME}data/housing-delivery/rows/?lacking=nonsense").status_code == 404


def test_who_may_not_see_a_row_is_not_told_of_it(as_, governed):
    found = {
        who: as_(who).get(f"{API}/data-sets/data-sets/lacking/contact").json()["items"]
        for who in ("office", "reporter")
    }
    assert found["office"] == ["D-ESTATES", "D-PARKS", "D-PEOPLE"]
    assert found["reporter"] == ["D-ESTATES", "D-PARKS"]


def test_a_link_that_leads_nowhere_is_named(as_, governed):
    links = {"enterprise": "enterprise-register/91410100MA00000099"}
    draft = Draft(programme="open-scenes", subject="CJ-1", kind="linked", effective_on=TODAY, links=links)
    append(governed.ledger, [draft], actor=f"{OWNER} 王")
    [fault] = as_("office").get(f"{API}/data-sets/open-scenes/faults").json()["items"]
    assert (fault["code"], fault["field"]) == ("CJ-1", "enterprise")
    assert fault["why"] == {"zh": "指向的对象不存在", "en": "leads to nothing that is there"}


@pytest.mark.parametrize(
    ("code", "opening", "actor", "en"),
    [("D-PEOPLE", "none", "督查室 程", "open"), ("D-ESTATES", "unconditional", f"{OWNER} 王", "listed")],
)
def test_only_another_person_publishes_and_only_what_may_be_open(code, opening, actor, en, governed):
    said = {"programme": "data-sets", "subject": code, "effective_on": TODAY}
    fields = {"format": "csv", "items": "姓名", "cycle": "monthly", "open": opening}
    append(governed.ledger, [Draft(**said, kind="stated", fields=fields)], actor=actor)
    with pytest.raises(RefusedError) as refused:
        append(governed.ledger, [Draft(**said, kind="moved", stage="published")], actor=actor)
    [trouble] = refused.value.troubles
    assert en in trouble.en
    assert "开放发布" in trouble.zh


def test_the_projects_that_it_is_built_by_are_named(as_, governed):
    project = {"programme": "investment-projects", "subject": "GX-1", "effective_on": TODAY}
    opened = Draft(**project, kind="opened", fields=PROJECT)
    linked = {"programme": "open-scenes", "subject": "CJ-1", "kind": "linked", "effective_on": TODAY}
    link = Draft(**linked, links={"project": "investment-projects/GX-1"})
    append(governed.ledger, [opened, link], actor=f"{OWNER} 王")
    for address in ("", "scenes/CJ-1/"):
        assert text_of(as_("office"), address).count("数智治理二期") == 1


def test_what_was_published_to_date_is_counted_for_the_answer_sheet(governed):
    pack: Programme = governed.programmes["data-sets"]
    with governed.engine() as engine:
        spans = [period_of(one) for one in ("2025", "2026-01-01/2026-02-01")]
        found = figures(engine, pack, "published-to-date", spans)
    assert [int(one.value) for one in found] == [0, 1]


def test_the_whole_catalogue_is_dcat_with_every_set_and_service(as_, governed):
    answer = as_("reporter").get(f"{HOME}catalogue.jsonld")
    assert answer.headers["Content-Type"] == "application/ld+json"
    graph = Graph().parse(data=answer.content, format="json-ld")
    iris = {str(one) for one in graph.subjects(terms.RDF.type, terms.DCAT.Dataset)}
    assert iris == {f"http://testserver{HOME}data/{code}/" for code in sets_of(as_("reporter"))}
    services = set(graph.subjects(terms.RDF.type, terms.DCAT.DataService))
    assert {str(one).rpartition("#")[2] for one in services} <= {"general", *(one.key for one in systems())}
    estates = URIRef(f"http://testserver{HOME}data/housing-delivery/")
    assert any((one, terms.DCAT.servesDataset, estates) in graph for one in services)
    assert len(list(graph.objects(estates, terms.DCAT.distribution))) == 3
    for one in map(URIRef, iris):
        for term in (
            terms.DCTERMS.title,
            terms.DCTERMS.description,
            terms.DCTERMS.publisher,
            terms.DCTERMS.identifier,
            terms.DCAT.contactPoint,
        ):
            assert graph.value(one, term, any=True) is not None, (one, term)
    told = as_("reporter").get(f"{API}/catalogue")
    assert told.headers["Content-Type"] == "application/ld+json"
    assert len(told.json()["dcat:dataset"]) == len(iris)


def test_anybody_sees_what_the_zone_publishes_and_nothing_else(client, people, governed):
    one = Publication.objects.create(year=2025, as_of=TODAY, size=governed.size(), by=people["leader"])
    answer = client.get(f"{HOME}public.jsonld")
    assert answer.status_code == 200
    graph = Graph().parse(data=answer.content, format="json-ld")
    names = {
        str(name)
        for each in graph.subjects(terms.RDF.type, terms.DCAT.Dataset)
        for name in graph.objects(each, terms.DCTERMS.identifier)
    }
    assert names == {"D-PARKS", f"targets-2025-{TODAY}"}
    for address in graph.objects(None, terms.DCAT.downloadURL):
        assert str(address) == "https://data.example.org/parks.csv" or client.get(str(address)).status_code == 200
    assert list(graph.subjects(terms.RDF.type, terms.DCAT.DataService)) == []
    assert "人口底账" not in answer.content.decode()
    Publication.objects.filter(pk=one.pk).update(withdrawn_at="2026-02-01T00:00Z")
    withdrawn = Draft(
        programme="data-sets", subject="D-PARKS", kind="moved", stage="withdrawn", effective_on=TODAY, note="停更"
    )
    append(governed.ledger, [withdrawn], actor=f"{OWNER} 王")
    assert json.loads(client.get(f"{HOME}public.jsonld").content)["dcat:dataset"] == []
    for address in ("", "catalogue.jsonld", "data/D-PARKS/", "scenes/CJ-1/"):
        assert client.get(f"{HOME}{address}").status_code == 302


def test_services_are_the_operations_that_there_are(as_, governed):
    from dajuan.web.api.api import api

    found = as_("office").get(f"{API}/services?limit=1000").json()["items"]
    told = [one["operation"] for each in found for one in each["operations"]]
    paths = api.get_openapi_schema()["paths"]
    assert sorted(told) == sorted(one["operationId"] for some in paths.values() for one in some.values())
    ours = next(one for one in found if one["key"] == "governance")
    assert ours["programmes"] == ["data-sets", "open-scenes"]
    assert "governance.dcat" in {one["operation"] for one in ours["operations"]}


def test_a_scene_says_who_tests_it_and_that_it_is_late(as_, governed):
    one = as_("office").get(f"{API}/scenes/CJ-1").json()
    assert (one["stage"], one["days_left"], one["enterprises"]) == ("testing", -7, [FIRM])
    assert "7" in one["doubts"][0]["zh"]
    said = text_of(as_("office"), "scenes/CJ-1/")
    assert "云岭一号科技有限公司" in said
    assert "公园名录" in said
    assert "无人清扫" in text_of(as_("office"), "data/D-PARKS/")


def test_an_enterprise_sees_the_scenes_that_it_tests(as_, governed):
    assert "无人清扫" in text_of(as_("firm"), "scenes/")
    assert as_("firm").get(f"{API}/scenes/CJ-1").status_code == 200
    assert as_("firm").get(HOME).status_code == 403
    assert as_("neighbour").get(f"{HOME}scenes/CJ-1/").status_code == 404
    change = {"enterprise": f"enterprise-register/{OTHER_FIRM}"}
    other = {"name": "别家的", "kind": "other", "owner": OWNER, "need": "某", "place": "某"}
    opened = Draft(
        programme="open-scenes", subject="CJ-2", kind="opened", effective_on=TODAY, fields=other, links=change
    )
    append(governed.ledger, [opened], actor=f"{OWNER} 王")
    assert as_("firm").get(f"{HOME}scenes/CJ-2/").status_code == 404


@EVERY_LOOK
def test_it_looks_right_in_a_browser(language, size, page, picture, governed):
    seen = page("office", language=language, size=size)
    addresses = {
        "home": "",
        "data": "data/housing-delivery/",
        "services": "services/",
        "scenes": "scenes/",
        "scene": "scenes/CJ-1/",
    }
    for name, address in addresses.items():
        seen.goto(f"{HOME}{address}")
        fits(seen)
        accessible(seen)
        picture(seen, f"governance-{name}")
