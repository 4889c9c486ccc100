"""Pages and API of energy: capacity beside energy, heat, the green factory's self-check by the standard in force, whose it is."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.web.browser import EVERY_LOOK, accessible, fits
from tests.web.little_zone import FIRM, OTHER_FIRM, switch

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Evidence
from dajuan.systems.energy.installations import FACTORIES, INSTALLATIONS
from dajuan.web.served import Served

OFFICE, ACTOR, TODAY = "经济发展局", "经济发展局 李", date(2026, 7, 20)
PAPER = Evidence(name="并网.pdf", address="https://yunling.example/b.pdf", kind="并网（投运）证明")
BARS = ("stopped-a-year", "green-removed", "inspection-problem", "energy-uncorrected", "dishonest-debtor")
HAS = ("management-certificate", "emission-permit", "environment-certificate", "safety-certificate")
PAGES = {
    "energy-home": "", "energy-installation": "installations/GF1/", "energy-heat": "heat/", "energy-factories": "factories/",
    "energy-factory": f"factories/{FIRM}/",
}  # fmt: skip


@pytest.fixture
def energy(little, monkeypatch) -> Served:
    monkeypatch.setattr(Served, "today", lambda self: TODAY)
    here = switch(on=(INSTALLATIONS, FACTORIES))
    append(here.ledger, list(_drafts()), actor=ACTOR, now=datetime(2026, 7, 19, tzinfo=UTC))
    return here


def _drafts():
    day = date(2026, 1, 10)
    rows = {
        "GF1": {"name": "一号屋顶光伏", "kind": "pv", "filed-capacity": 6_000_000, "grid-capacity": 6_000_000},
        "GR1": {"name": "余热利用", "kind": "waste-heat", "heat-capacity": 20_000_000, "heated-area": 30_000_000},
    }
    for code, fields in rows.items():
        links = {"enterprise": f"enterprise-register/{FIRM}"} if code == "GF1" else {}
        yield Draft(programme=INSTALLATIONS, subject=code, kind="opened", effective_on=day, fields={**fields, "department": OFFICE}, links=links)  # fmt: skip
        for stage in ("filed", "running"):
            yield Draft(
                programme=INSTALLATIONS, subject=code, kind="moved", stage=stage, effective_on=day, evidence=(PAPER,)
            )
    june = {"GF1": {"generation": 660_000_000, "self-used": 500_000_000}, "GR1": {"heat": 21_000_000}}
    for code, fields in june.items():
        yield Draft(
            programme=INSTALLATIONS, subject=code, kind="measured", effective_on=date(2026, 6, 30), fields=fields
        )
    day = date(2025, 11, 10)
    told = {**dict.fromkeys(BARS, False), **dict.fromkeys(HAS, True)}
    for code, more in ((FIRM, {"energy-certificate": False}), (OTHER_FIRM, {})):
        yield Draft(
            programme="enterprise-register", subject=code, kind="stated", effective_on=day, fields={**told, **more}
        )
        fields = {"name": code, "department": OFFICE}
        yield Draft(programme=FACTORIES, subject=code, kind="opened", effective_on=day, fields=fields, links={"enterprise": f"enterprise-register/{code}"})  # fmt: skip
        yield Draft(programme=FACTORIES, subject=code, kind="moved", stage="checking", effective_on=day)


def text_of(client, address, status=200):
    answer = client.get(f"/systems/energy/{address}")
    assert answer.status_code == status, answer.content.decode()[:1500]
    return answer.content.decode()


def test_capacity_and_energy_stand_beside_each_other(as_, energy):
    page = text_of(as_("office"), "")
    assert "6,000" in page  # kW
    assert "66.00" in page  # 万千瓦时
    assert ">110<" in page  # hours
    assert "0.60" in page  # 万千瓦, as the answer sheet has it
    assert "21,000" in text_of(as_("office"), "heat/")


def test_the_self_check_names_what_is_against_it_and_what_is_not_known(as_, energy):
    page = text_of(as_("office"), f"factories/{FIRM}/")
    assert "GB/T 36132-2025" in page
    assert "能源管理体系认证" in page
    assert "不符合" in page
    other = text_of(as_("office"), f"factories/{OTHER_FIRM}/")
    assert "缺情况，定不了" in other
    assert "能源管理体系认证" in text_of(as_("office"), "factories/?case=open")


def test_the_standard_is_that_of_the_day(as_, energy):
    api = as_("office")
    now, before = (api.get(f"/api/v1/energy/factories/{FIRM}{asked}").json() for asked in ("", "?as_of=2025-12-30"))
    assert (now["version"], before["version"]) == ("GB/T 36132-2025", "GB/T 36132-2018")
    assert now["truth"] == "no"
    assert "没有施行中的标准" not in text_of(api, "factories/")


def test_an_enterprise_sees_its_own(as_, energy):
    firm = as_("firm")
    assert "一号屋顶光伏" in text_of(firm, "installations/GF1/")
    text_of(firm, f"factories/{FIRM}/")
    text_of(firm, "installations/GR1/", 404)
    text_of(firm, f"factories/{OTHER_FIRM}/", 404)
    text_of(firm, "", 403)


def test_by_api_capacity_and_energy_have_shapes_of_their_own(as_, energy):
    api = as_("office")
    pv, heat = api.get("/api/v1/energy").json()["kinds"]
    assert (pv["connected"], pv["generation"], pv["hours"]) == ({"kilowatts": 6000}, {"kilowatt_hours": 660_000}, 110)
    assert (heat["heat_gigajoules"], heat["area"]) == (21_000, 300_000)
    listed = api.get("/api/v1/energy/installations?kind=pv").json()["items"]
    assert [one["code"] for one in listed] == ["GF1"]
    assert api.get("/api/v1/energy/installations/GF1").json()["months"][0]["month"] == "2026-06-30"
    assert len(api.get("/api/v1/energy/factories").json()["items"]) == 2


@EVERY_LOOK
def test_it_looks_right_in_a_browser(language, size, page, picture, energy):
    seen = page("neighbour", language=language, size=size)
    for name, address in PAGES.items():
        seen.goto(f"/systems/energy/{address}")
        fits(seen)
        accessible(seen)
        picture(seen, name)
