"""The catalogue as W3C DCAT, version 3, in JSON-LD.

https://www.w3.org/TR/vocab-dcat-3/ (Recommendation of 22 August 2024). Terms of DCAT, DCMI Metadata Terms, FOAF and vCard;
how often a data set is updated in the words of the European vocabulary of frequencies, as DCAT-AP has it. Which properties
are always there follows DCAT-AP too: DCAT itself makes none mandatory.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from dajuan.standards.words import NOTHING, Words

MEDIA_TYPE = "application/ld+json"
CONFORMS_TO = "https://www.w3.org/TR/vocab-dcat-3/"
FREQUENCIES = "http://publications.europa.eu/resource/authority/frequency/"
IRREGULAR = "IRREG"
_LANGUAGES = "http://id.loc.gov/vocabulary/iso639-1/"
_MEDIA = "https://www.iana.org/assignments/media-types/"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


class Distribution(NamedTuple):
    """A way to come by the data. ``service``: the IRI of the service that gives it, if one does."""

    title: Words
    access: str
    media_type: str = ""
    is_file: bool = False
    service: str = ""


class Listed(NamedTuple):
    """A data set as the catalogue tells of it. ``landing``: its page; ``contact``: an address, a telephone, or ""."""

    iri: str
    landing: str
    code: str
    title: Words
    description: Words
    publisher: str
    contact: str = ""
    issued: date | None = None
    modified: date | None = None
    frequency: str = ""
    rights: Words = NOTHING
    licence: str = ""
    distributions: tuple[Distribution, ...] = ()


class ListedService(NamedTuple):
    iri: str
    title: Words
    endpoint: str
    description: str
    """The address of its OpenAPI document."""
    serves: tuple[str, ...]
    """IRIs of data sets."""


class Catalogue(NamedTuple):
    iri: str
    title: Words
    description: Words
    publisher: str
    homepage: str
    modified: date
    licence: str = ""


def document(of: Catalogue, sets: Iterable[Listed], services: Iterable[ListedService] = ()) -> dict[str, Any]:
    """JSON-LD of the whole catalogue."""
    told: dict[str, Any] = {
        "@context": _CONTEXT,
        "@id": of.iri,
        "@type": "dcat:Catalog",
        "dct:title": _words(of.title),
        "dct:description": _words(of.description),
        "dct:publisher": _agent(of.publisher),
        "dct:language": [{"@id": f"{_LANGUAGES}{one}"} for one in ("zh", "en")],
        "dct:conformsTo": {"@id": CONFORMS_TO},
        "dct:modified": _day(of.modified),
        "foaf:homepage": {"@id": of.homepage},
        **_licence(of.licence),
        "dcat:dataset": [_data_set(one) for one in sets],
    }
    if found := [_service(one, of) for one in services]:
        told["dcat:service"] = found
    return told


def _data_set(one: Listed) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@id": one.iri,
        "@type": "dcat:Dataset",
        "dct:identifier": one.code,
        "dct:title": _words(one.title),
        "dct:description": _words(one.description),
        "dct:publisher": _agent(one.publisher),
        "dcat:contactPoint": _contact(one.publisher, one.contact),
        "dcat:landingPage": {"@id": one.landing},
        **_licence(one.licence),
        "dcat:distribution": [_distribution(each, one) for each in one.distributions],
    }
    if one.issued:
        told["dct:issued"] = _day(one.issued)
    if one.modified:
        told["dct:modified"] = _day(one.modified)
    if one.frequency:
        told["dct:accrualPeriodicity"] = {"@id": FREQUENCIES + one.frequency, "@type": "dct:Frequency"}
    if one.rights != NOTHING:
        told["dct:accessRights"] = {"@type": "dct:RightsStatement", "rdfs:label": _words(one.rights)}
    return told


def _distribution(one: Distribution, of: Listed) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@type": "dcat:Distribution",
        "dct:title": _words(one.title),
        "dcat:accessURL": {"@id": one.access},
        **_licence(of.licence),
    }
    if one.media_type:
        told["dcat:mediaType"] = {"@id": _MEDIA + one.media_type, "@type": "dct:MediaType"}
    if one.is_file:
        told["dcat:downloadURL"] = {"@id": one.access}
    if one.service:
        told["dcat:accessService"] = {"@id": one.service}
    return told


def _service(one: ListedService, of: Catalogue) -> dict[str, Any]:
    return {
        "@id": one.iri,
        "@type": "dcat:DataService",
        "dct:title": _words(one.title),
        "dct:publisher": _agent(of.publisher),
        "dcat:contactPoint": _contact(of.publisher, ""),
        "dcat:endpointURL": {"@id": one.endpoint},
        "dcat:endpointDescription": {"@id": one.description},
        **_licence(of.licence),
        "dcat:servesDataset": [{"@id": iri} for iri in one.serves],
    }


def _words(words: Words) -> list[dict[str, str]]:
    said = [{"@language": "zh", "@value": words.zh}]
    return [*said, {"@language": "en", "@value": words.en}] if words.en and words.en != words.zh else said


def _agent(name: str) -> dict[str, str]:
    return {"@type": "foaf:Organization", "foaf:name": name}


def _contact(name: str, contact: str) -> dict[str, Any]:
    told: dict[str, Any] = {"@type": "vcard:Organization", "vcard:fn": name}
    if "@" in contact:
        told["vcard:hasEmail"] = {"@id": f"mailto:{contact.strip()}"}
    elif digits := "".join(one for one in contact if one.isdigit() or one == "-"):
        told["vcard:hasTelephone"] = {"@id": f"tel:{digits}"}
    return told


def _licence(licence: str) -> dict[str, Any]:
    """One that has an address by it, another by its words; of none that was stated it is said that it was not."""
    if not licence:
        unsaid = _words(Words("未声明许可", "No licence was stated"))
        return {"dct:rights": {"@type": "dct:RightsStatement", "rdfs:label": unsaid}}
    if licence.startswith(("https://", "http://")):
        return {"dct:license": {"@id": licence, "@type": "dct:LicenseDocument"}}
    return {"dct:license": {"@type": "dct:LicenseDocument", "rdfs:label": licence}}


def _day(day: date) -> dict[str, str]:
    return {"@value": day.isoformat(), "@type": "xsd:date"}
