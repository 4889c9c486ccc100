"""The catalogue as terms.DCAT, read by a library that knows RDF and nothing of us (rdflib)."""

from __future__ import annotations

import json
from datetime import date

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib import namespace as terms

from dajuan.standards.words import Words
from dajuan.systems.governance.dcat import FREQUENCIES, Catalogue, Distribution, Listed, ListedService, document

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
SITE = "https://yunling.example/"
SET, SERVICE, CATALOGUE = (URIRef(f"{SITE}{one}") for one in ("data/lamps/", "services/#general", "catalogue"))
OF = Catalogue(
    str(CATALOGUE), Words("数据目录", "Catalogue"), Words("说明", "About"), "云岭高新区", SITE, date(2025, 10, 15), "https://licence.example/by"
)  # fmt: skip
LAMPS = Listed(
    str(SET), str(SET), "lamps", Words("路灯", "Lamps"), Words("每盏一条", "One row a lamp"), "路灯所",
    contact="0000-1234567", issued=date(2025, 1, 2), modified=date(2025, 10, 1), frequency="MONTHLY", rights=Words("无条件开放", "Open"),
    licence="公共数据开放许可",
    distributions=(
        Distribution(Words("下载", "Download"), f"{SITE}lamps.csv", "text/csv", is_file=True),
        Distribution(Words("接口", "API"), f"{SITE}api/lamps", "application/json", service=str(SERVICE)),
    ),
)  # fmt: skip
SAID_BY_ALL = (terms.DCTERMS.title, terms.DCTERMS.description, terms.DCTERMS.publisher)
REQUIRED = {
    terms.DCAT.Catalog: (*SAID_BY_ALL, terms.DCAT.dataset, terms.DCAT.service, terms.DCTERMS.license, terms.DCTERMS.modified, terms.DCTERMS.conformsTo, terms.FOAF.homepage),
    terms.DCAT.Dataset: (*SAID_BY_ALL, terms.DCTERMS.identifier, terms.DCTERMS.accrualPeriodicity, terms.DCTERMS.license, terms.DCTERMS.accessRights, terms.DCTERMS.issued,
                   terms.DCTERMS.modified, terms.DCAT.contactPoint, terms.DCAT.landingPage, terms.DCAT.distribution),
    terms.DCAT.Distribution: (terms.DCTERMS.title, terms.DCAT.accessURL, terms.DCAT.mediaType, terms.DCTERMS.license),
    terms.DCAT.DataService: (terms.DCTERMS.title, terms.DCTERMS.publisher, terms.DCAT.contactPoint, terms.DCAT.endpointURL, terms.DCAT.endpointDescription, terms.DCAT.servesDataset),
}  # fmt: skip


def read(told) -> Graph:
    return Graph().parse(data=json.dumps(told, ensure_ascii=False), format="json-ld")


@pytest.fixture(scope="module")
def graph() -> Graph:
    service = ListedService(str(SERVICE), Words("接口", "API"), f"{SITE}api", f"{SITE}openapi.json", (str(SET),))
    return read(document(OF, [LAMPS], [service]))


@pytest.mark.parametrize("kind", REQUIRED)
def test_every_thing_of_a_kind_has_what_it_must(graph, kind):
    things = list(graph.subjects(terms.RDF.type, kind))
    assert len(things) == (2 if kind == terms.DCAT.Distribution else 1)
    for one in things:
        assert [term for term in REQUIRED[kind] if graph.value(one, term, any=True) is None] == []


def test_every_term_is_one_of_its_vocabulary(graph):
    """rdflib has closed lists of DCAT's and Dublin Core's terms."""
    for _, term, _ in graph:
        for vocabulary in (terms.DCAT, terms.DCTERMS, terms.FOAF):
            if term in vocabulary:
                break
        else:
            assert str(term).startswith((str(VCARD), str(terms.RDF), "http://www.w3.org/2000/01/rdf-schema#label")), (
                term
            )


def test_values_are_of_the_types_that_dcat_gives_them(graph):
    assert graph.value(SET, terms.DCTERMS.modified) == Literal("2025-10-01", datatype=terms.XSD.date)
    assert graph.value(SET, terms.DCTERMS.accrualPeriodicity) == URIRef(f"{FREQUENCIES}MONTHLY")
    assert set(graph.objects(SET, terms.DCTERMS.title)) == {Literal("路灯", lang="zh"), Literal("Lamps", lang="en")}
    assert graph.value(graph.value(SET, terms.DCAT.contactPoint), VCARD.hasTelephone) == URIRef("tel:0000-1234567")
    assert graph.value(graph.value(SET, terms.DCTERMS.publisher), terms.FOAF.name) == Literal("路灯所")
    assert list(graph.objects(SERVICE, terms.DCAT.servesDataset)) == [SET]
    files = set(graph.objects(None, terms.DCAT.downloadURL))
    assert files == {URIRef(f"{SITE}lamps.csv")}
    assert graph.value(CATALOGUE, terms.DCTERMS.license) == URIRef("https://licence.example/by")


def test_of_no_licence_it_is_said_that_none_was_stated():
    bare = Listed(
        str(SET), str(SET), "lamps", Words("路灯", ""), Words("每盏", ""), "路灯所", contact="data@yunling.example"
    )
    graph = read(document(OF, [bare]))
    assert graph.value(SET, terms.DCTERMS.license) is None
    assert graph.value(SET, terms.DCTERMS.rights) is not None
    assert graph.value(graph.value(SET, terms.DCAT.contactPoint), VCARD.hasEmail) == URIRef(
        "mailto:data@yunling.example"
    )
    assert list(graph.objects(CATALOGUE, terms.DCAT.service)) == []
