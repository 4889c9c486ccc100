"""Data sets with their owners, services of an OpenAPI document, scenes and what does not fit of them."""

from __future__ import annotations

from datetime import date

import pytest
from tests.systems.governance.rows import PACK, row

from dajuan.programmes.find import built_in_paths
from dajuan.programmes.load import read_pack
from dajuan.standards.words import Words
from dajuan.systems.governance.datasets import DATA_SETS, OwnedBy, content, data_set, doubts, elsewhere, is_open, listed
from dajuan.systems.governance.scenes import SCENES, scenes
from dajuan.systems.governance.services import GENERAL, Served, services
from dajuan.systems.governance.settings import our_settings

ON = date(2025, 10, 15)
DECLARED = read_pack(next(path for path in built_in_paths() if path.stem == DATA_SETS))
ZONE = "云岭高新区"
FIRM = "91410100MA0000001X"


def declared(code: str = "D-1", stage: str = "published", **fields):
    given = {"name": "公园", "owner": "城管局", "cycle": "monthly", "updated_on": "2025-10-01", "open": "unconditional"}
    return row(code, stage, of=DATA_SETS, **{**given, **fields})


def of(pack_rows, declared_row=None, stewards=(), days=()):
    held = content(PACK, pack_rows, days, lambda programme, code: None)
    return data_set(PACK, held, declared_row, stewards, ZONE, ON, our_settings())


def test_who_answers_is_who_is_declared_then_the_stewards_then_its_subjects_then_the_zone():
    some = [
        row("L-01", name="一", keeper="路灯所"),
        row("L-02", name="二", keeper="路灯所"),
        row("L-03", name="三", keeper="城管局"),
    ]
    said = declared(owner="数经局", programme="lamps")
    assert (of(some, said, ["经发局"]).owners, of(some, said).owned_by) == (("数经局",), OwnedBy.DECLARED)
    assert (of(some, stewards=["经发局"]).owners, of(some, stewards=["经发局"]).owned_by) == (
        ("经发局",),
        OwnedBy.STEWARDS,
    )
    assert (of(some).owners, of(some).owned_by) == (("路灯所", "城管局"), OwnedBy.SUBJECTS)
    assert (of([]).owners, of([]).owned_by) == ((ZONE,), OwnedBy.ZONE)


def test_the_cycle_is_the_declared_one():
    found = of([row("L-01", name="一")], declared(cycle="quarterly", programme="lamps"), days=[date(2025, 8, 1)])
    assert (found.fresh.cycle.key, found.fresh.is_stale) == ("quarterly", False)
    assert of([row("L-01", name="一")], declared(programme="lamps"), days=[date(2025, 8, 1)]).fresh.is_stale


def test_what_is_elsewhere_is_measured_by_how_it_is_described():
    poor = elsewhere(DECLARED, declared(), ("lamps",), ON, our_settings())
    asked = {one.field.key: (one.has, one.asked) for one in poor.content.filled}
    assert asked["items"] == (0, 1)
    assert asked["open"] == (1, 1)
    assert not {"open-terms", "programme"} & set(asked)
    assert poor.fresh.age == 14
    on_condition = elsewhere(DECLARED, declared(open="conditional"), ("lamps",), ON, our_settings())
    assert ("open-terms", 0) in [(one.field.key, one.has) for one in on_condition.content.filled]


@pytest.mark.parametrize(
    ("fields", "field", "en"),
    [
        ({"address": "data.example/1.csv"}, "address", "https://"),
        ({"address": "javascript:alert(1)"}, "address", "https://"),
        ({"contact": "13812345678"}, "contact", "telephone"),
        ({"programme": "lambs"}, "programme", "switched on"),
        ({"updated_on": "2025-10-16"}, "updated-on", "after today"),
    ],
)
def test_a_declaration_that_cannot_be_is_named_and_counted(fields, field, en):
    said = declared(**fields)
    [doubt] = doubts(said, ("lamps",), ON)
    assert (doubt.row.code, doubt.field) == ("D-1", field)
    assert en in doubt.words.en
    found = elsewhere(DECLARED, said, ("lamps",), ON, our_settings())
    assert found.content.checked.right == found.content.checked.checked - 1


def test_open_is_what_was_published_and_may_be():
    assert is_open(declared())
    assert not is_open(declared(stage="listed"))
    assert not is_open(declared(open="none"))


def test_the_stale_stand_in_front_then_the_lowest_scores():
    some = [
        elsewhere(DECLARED, declared("FRESH"), (), ON, our_settings()),
        elsewhere(DECLARED, declared("OLD", updated_on="2025-06-01"), (), ON, our_settings()),
        elsewhere(DECLARED, declared("OLDER", updated_on="2024-06-01"), (), ON, our_settings()),
        elsewhere(
            DECLARED,
            declared("FULL", abstract="一", items="二", format="csv", share="unconditional"),
            (),
            ON,
            our_settings(),
        ),
    ]
    assert [one.code for one in listed(some)] == ["OLDER", "OLD", "FRESH", "FULL"]


def test_services_are_a_systems_own_or_serve_every_programme():
    paths = {
        "/api/v1/zone": {"get": {"operationId": "zone.zone", "summary": "园区 / The zone"}},
        "/api/v1/lamps/{code}": {"get": {"operationId": "lighting.lamp", "summary": "路灯"}},
        "/api/v1/lamps/rules": {"get": {"operationId": "lighting.rules"}, "post": {"operationId": "lighting.choose"}},
    }
    found = services({"paths": paths}, {"lighting": Served(Words("照明", "Lighting"), ("lamps",))}, ("lamps", "roads"))
    assert [(one.key, one.programmes, len(one.operations)) for one in found] == [
        (GENERAL, ("lamps", "roads"), 1),
        ("lighting", ("lamps",), 3),
    ]
    assert found[1].path == "/api/v1/lamps"
    assert found[0].operations[0].name == Words("园区", "The zone")
    assert found[1].operations[0].name == Words("路灯", "路灯")


def scene(code: str, stage: str, **fields):
    return row(code, stage, of=SCENES, name=code, **fields)


def test_scenes_past_their_day_stand_in_front():
    rows = [
        scene("ENDED", "concluded", **{"from": "2025-01-01", "until": "2025-02-01", "result": "passed"}),
        scene("ON", "testing", **{"from": "2025-09-01", "until": "2025-11-01"}),
        scene("LATE", "testing", **{"from": "2025-05-01", "until": "2025-10-05"}),
        scene("OFFERED", "offered"),
    ]
    found = scenes(rows, {}, ON)
    assert [(one.row.code, one.days_left) for one in found] == [
        ("LATE", -10),
        ("ON", 17),
        ("OFFERED", None),
        ("ENDED", None),
    ]
    assert [len(one.doubts) for one in found] == [1, 0, 0, 0]
    assert "10" in found[0].doubts[0].en


@pytest.mark.parametrize(
    ("fields", "zh"),
    [
        ({"from": "2025-12-01", "until": "2025-11-01"}, "早于"),
        ({"result": "passed"}, "还没有结题"),
        ({"applicant": "云岭一号科技有限公司"}, FIRM),
    ],
)
def test_what_does_not_fit_of_a_scene_is_said_in_both_languages(fields, zh):
    [found] = scenes([scene("S", "applied", **fields)], {"云岭一号科技有限公司": FIRM}, ON)
    [doubt] = found.doubts
    assert zh in doubt.zh
    assert doubt.en


def test_an_applicant_that_is_linked_is_in_no_doubt():
    linked = scene(
        "S", "applied", applicant="云岭一号科技有限公司", links={"enterprise": (f"enterprise-register/{FIRM}",)}
    )
    assert scenes([linked], {"云岭一号科技有限公司": FIRM}, ON)[0].doubts == ()
