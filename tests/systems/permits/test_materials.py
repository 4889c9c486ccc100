"""What a case has to hand in: computed from what is known of it, and what of it is missing now."""

from __future__ import annotations

from datetime import date

import pytest
from tests.systems.permits.project import PACK, case, promise, quick

from dajuan.ledger.trouble import LedgerError
from dajuan.standards.permits.certificates import published
from dajuan.systems.permits.materials import FILE, Standing, facts_of, lacking, materials_in, wanted
from dajuan.systems.permits.promises import promised

EVERY = [one.key for one in published().sets["standard"].certificates]
ON = date(2026, 3, 10)


@pytest.fixture
def materials(tmp_path):
    return materials_in(tmp_path, PACK)


def standings(one, materials, *promises, certificates=EVERY):
    stand = promised(one.code, materials, promises, ON)
    return {it.material.code: it.standing for it in wanted(one, materials, certificates, facts_of(one, PACK), stand)}


def test_the_list_follows_the_case(materials):
    found = standings(case(), materials)
    assert {"filing", "sale-contract", "contractor", "deed-tax"} <= set(found)
    assert not {"endorsement", "allocation", "fire-design", "water-soil", "cleared"} & set(found)
    harder = standings(case(region_assessed=False, special_fire=True, land_way="allocation"), materials)
    assert {"allocation", "site-opinion", "fire-design", "water-soil", "geology"} <= set(harder)
    assert not {"sale-contract", "deed-tax"} & set(harder)


def test_quantities_decide_too(materials):
    """200,000 dm² hundredths: the pack keeps areas in 0.01 m²."""
    assert "traffic" not in standings(case(kind="commercial", floor_area=1_999_999), materials)
    assert standings(case(kind="commercial", floor_area=2_000_000), materials)["traffic"] is Standing.MISSING
    assert "traffic" not in standings(case(floor_area=9_000_000), materials)


def test_what_is_not_known_is_asked_for_and_not_guessed(materials):
    one = case()
    facts = {key: value for key, value in facts_of(one, PACK).items() if key != "special-fire"}
    (row,) = [it for it in wanted(one, materials, EVERY, facts, {}) if it.material.code == "fire-design"]
    assert (row.standing, row.unknown) == (Standing.OPEN, ("special-fire",))
    assert row in lacking([row], "building-permit")
    assert lacking([row], "title") == []


def test_each_way_in_which_a_material_is_had(materials):
    links = {"enterprise": "enterprise-register/91410100MA0000001X", "parcel": "land-parcels/P-1"}
    one = case(papers=["项目备案证明"], links=links, works_permit_issued="2026-03-04 10:00")
    found = standings(one, materials)
    assert found["filing"] is Standing.HAD
    assert (found["licence"], found["survey"]) == (Standing.SHARED, Standing.SHARED)
    assert (found["planned"], found["land-approved"]) == (Standing.ISSUED, Standing.MISSING)


def test_what_a_certificate_was_issued_without_is_not_asked_for_any_more(materials):
    early = case(title_issued="2026-03-04 10:00")
    found = standings(early, materials)
    assert (found["price-paid"], found["sale-contract"]) == (Standing.PAST, Standing.MISSING)
    broken = promise(certificate="title", material="deed-tax", due_on="2026-03-09")
    assert standings(early, materials, broken)["deed-tax"] is Standing.OVERDUE


def test_a_promise_stands_for_a_material_until_its_day(materials):
    assert standings(quick(), materials, promise(due_on="2026-03-10"))["drawings"] is Standing.PROMISED
    assert standings(quick(), materials, promise(due_on="2026-03-09"))["drawings"] is Standing.OVERDUE
    assert standings(case(), materials, promise("met"))["drawings"] is Standing.MISSING
    assert standings(case(), materials, promise(case_="SP-2026-002"))["drawings"] is Standing.MISSING


def test_a_promise_of_the_whole_item_stands_for_what_may_be_promised_of_it(materials):
    found = standings(case(region_assessed=False), materials, promise(kind="item", material=""))
    assert {key for key, one in found.items() if one is Standing.PROMISED} == {
        "drawings",
        "energy-review",
        "water-soil",
    }
    assert found["contractor"] is Standing.MISSING


def test_only_the_certificates_that_are_asked_about(materials):
    assert set(standings(case(), materials, certificates=["title"])) == {
        "licence",
        "sale-contract",
        "title-form",
        "survey",
        "price-paid",
        "deed-tax",
    }


ROW = """sources: {own: {text: 本区办事指南, mark: seen}}
materials:
  - {code: form, name: {zh: 申请表, en: Form}, for: [title], source: own}
"""


def test_a_zones_own_list_takes_the_place_of_ours(tmp_path):
    (tmp_path / FILE).write_text(ROW, "utf-8")
    assert [one.code for one in materials_in(tmp_path, PACK)] == ["form"]


@pytest.mark.parametrize(
    ("old", "new", "zh"),
    [
        ("for: [title]", "for: [titel]", "permit-materials.yaml:3：没有证“titel”"),
        ("source: own", "source: other", "permit-materials.yaml:3：sources 里没有 other"),
        ("source: own", "source: own, when: {aproval: filed}", "permit-materials.yaml:3：审批件没有字段 aproval"),
        ("source: own", "source: own, when: {approval: maybe}", "字段 approval 不能这样问"),
        ("source: own", "source: own, when: {floor-area: {at_least: 很多}}", "“很多”读不成一个数"),
        ("source: own", "source: own, when: {floor-area: {at_least: 300万元}}", "字段 floor-area 的界限要写单位，用平方米"),
        ("source: own", "source: own, when: {floor-area: {at_least: 300}}", "字段 floor-area 的界限要写单位，用平方米"),
        ("source: own", "source: own, whithin: 3", "没有键 whithin；是不是 within？"),
        ("mark: seen", "mark: sure", "mark 只能是 seen、copy、ours"),
        ("materials:", "materials:\n  - {code: form, name: {zh: 表, en: F}, for: [title], source: own}", "form（申请表）写了两次"),
    ],
)  # fmt: skip
def test_a_list_that_cannot_be_read_is_named_by_its_line(old, new, zh, tmp_path):
    (tmp_path / FILE).write_text(ROW.replace(old, new), "utf-8")
    with pytest.raises(LedgerError) as told:
        materials_in(tmp_path, PACK)
    assert zh in told.value.zh
    assert told.value.en
