"""A town by a river in the little zone: bases as files to take in, a school, a park and a clinic off every way."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.systems.services.town import HEAD, HOMES, SCHOOL, degrees, osm
from tests.web.little_zone import switch

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Evidence
from dajuan.ledger.zone import SETTINGS
from dajuan.programmes.values.geometry import read_geometry
from dajuan.web.served import served

OFFICE = "住房保障中心"
PROOF = Evidence(name="投用.pdf", address="https://example.org/open.pdf", kind="投用证明")
FACILITIES = {
    "S-1": ("桥东小学", "primary", SCHOOL, {"places": 1200}),
    "K-1": ("桥东幼儿园", "kindergarten", (400.0, 10.0), {"places": 360}),
    "P-1": ("河滨健身园", "sports", (200.0, 200.0), {"sports-area": 250000}),
    "C-1": ("远处社区卫生服务站", "clinic", (1000.0, 1500.0), {}),
    "E-1": ("桥东养老驿站", "elderly", None, {"beds": 20}),
}


def table_text(place=degrees) -> str:
    rows = [",".join(HEAD)]
    for code, (east, north, people) in HOMES.items():
        longitude, latitude = place(east, north)
        rows.append(f"{code},{code},{longitude},{latitude},{people}")
    return "\n".join(rows) + "\n"


@pytest.fixture
def town(little):
    """The packs are on, the facilities open; there are no bases yet. The office is the reporter's."""
    switch(on=("public-facilities", "service-bases", "service-coverage"))
    settings = little.folder / SETTINGS
    settings.write_text(settings.read_text("utf-8") + f'\n[services]\noffice = "{OFFICE}"\n', "utf-8")
    here = served()
    here.look()
    drafts = []
    for code, (name, kind, place, more) in FACILITIES.items():
        fields = {"name": name, "kind": kind, "works": "new", "department": OFFICE, **more}
        if place:
            fields["site"] = read_geometry({"type": "Point", "coordinates": degrees(*place)})
        of = {"programme": "public-facilities", "subject": code, "effective_on": date(2025, 3, 1)}
        drafts += [
            Draft(**of, kind="opened", fields=fields), Draft(**of, kind="moved", stage="planned"),
            Draft(**of, kind="moved", stage="open", evidence=(PROOF,)),
        ]  # fmt: skip
    append(here.ledger, drafts, actor=f"{OFFICE} 王", now=datetime(2025, 3, 2, tzinfo=UTC))
    return here


@pytest.fixture
def measurable(town, as_):
    """With network and residents taken in by the reporter."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = as_("reporter")
    for kind, name, text in (("network", "town.osm", osm()), ("residents", "homes.csv", table_text())):
        file = SimpleUploadedFile(name, text.encode())
        told = {"file": file, "source": "虚构", "as_of": "2025-06-30", "name": name}
        answer = client.post(f"/systems/services/bases/take/{kind}/", told)
        assert answer.status_code == 302, answer.content.decode()
    return town
