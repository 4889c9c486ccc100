"""The packs that come with Dajuan and the draft of a new one: right, stretched over the whole language, and said in both."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest
from tests.programmes.drafts import ROADS, changed

from dajuan.programmes.find import built_in_paths
from dajuan.programmes.load import parse_pack, read_pack
from dajuan.programmes.pack import Definition, Programme, Ratio
from dajuan.programmes.scaffold import draft_pack
from dajuan.programmes.schema import pack_schema
from dajuan.programmes.text import pack_text, sha256_of

PATHS = built_in_paths()
DRAFT = draft_pack("road-works")


@pytest.fixture(scope="module")
def packs() -> dict[str, Programme]:
    return {path.stem: read_pack(path) for path in PATHS}


def test_each_is_called_as_its_file(packs):
    assert {"enterprise-register", "housing-delivery", "investment-projects", "targets"} <= set(packs)
    assert all(pack.code == stem for stem, pack in packs.items())


def test_each_says_who_answers_for_its_subjects(packs):
    said = {code: pack.owners for code, pack in packs.items()}
    assert said == said | {
        "enterprise-register": ("district",),
        "enterprise-requests": ("office", "department", "helpers", "district"),
        "enterprise-visits": ("department", "helpers"),
        "housing-delivery": ("lead-department", "street-office"),
        "investment-projects": ("lead-department",),
        "targets": ("owner", "co-owners"),
    }


def test_every_kind_of_indicator_is_used(packs):
    used = {type(one.definition) for pack in packs.values() for one in pack.indicators.values()}
    assert used == set(get_args(Definition))


def test_everything_has_a_name_in_both_languages(packs):
    for pack in packs.values():
        parts = [*pack.fields.values(), *pack.stages.values(), *pack.links.values(), *pack.indicators.values()]
        names = [pack.name, pack.subject.name, *(one.name for one in parts), *(one.hint for one in parts if one.hint)]
        names += [choice.name for one in pack.fields.values() for choice in one.choices]
        assert not [one for one in names if not one.zh or not one.en]


def test_what_could_not_be_confirmed_is_marked(packs):
    housing = packs["housing-delivery"]
    marked = {key for key, one in (*housing.stages.items(), *housing.fields.items()) if one.unconfirmed}
    assert {"closed", "titled", "funding-gap", "lead-cadre"} <= marked
    assert not {"listed", "building", "stopped", "half-stopped", "reorganised"} & marked


def test_an_estate_is_struck_off_only_with_a_second_person_and_may_come_back(packs):
    stages = packs["housing-delivery"].stages
    assert stages["closed"].needs.reviewer
    assert stages["delivered"].needs.evidence == ("竣工验收备案表",)
    assert stages["delivered"].needs.fields == ("homes",)
    assert stages["relisted"].after == ("closed",)
    assert "relisted" in stages["building"].after


def test_the_delivery_rate_is_homes_over_homes(packs):
    indicators = packs["housing-delivery"].indicators
    rate = indicators["delivery-rate"].definition
    assert isinstance(rate, Ratio)
    assert {indicators[rate.over].unit, indicators[rate.under].unit} == {"套"}


def test_the_four_rates_are_a_chain(packs):
    indicators = packs["investment-projects"].indicators
    chain = [indicators[key].definition for key in ("honoured-rate", "started-rate", "producing-rate", "capacity-rate")]
    assert [one.under for one in chain[1:]] == [one.over for one in chain[:-1]]


def test_the_draft_is_right_as_it_stands():
    pack = parse_pack(DRAFT)
    assert pack.code == "road-works"
    assert len(DRAFT.splitlines()) > len([line for line in DRAFT.splitlines() if not line.lstrip().startswith("#")]) + 8


@pytest.mark.parametrize("code", ["道路", "Road", "a b", "-a", ""])
def test_a_draft_has_a_usable_code(code):
    with pytest.raises(ValueError, match="road-works"):
        draft_pack(code)


@pytest.mark.parametrize(
    "text", [*(path.read_text(encoding="utf-8") for path in PATHS), ROADS, DRAFT], ids=lambda text: text[:12]
)
def test_the_canonical_text_is_read_back_as_the_same_pack(text):
    pack = parse_pack(text)
    again = parse_pack(pack_text(pack))
    assert again == pack
    assert pack_text(again) == pack_text(pack)


def test_the_text_says_what_a_pack_means_not_how_it_is_laid_out():
    plain = parse_pack(ROADS, "here.yaml")
    loose = parse_pack("# 注释\n" + ROADS.replace("name: {zh: 支出}", "name: 支出"), "there.yaml")
    assert sha256_of(pack_text(loose)) == sha256_of(pack_text(plain))
    assert pack_text(parse_pack(changed("unit: 亿元", "unit: 万元"))) != pack_text(plain)


class TestSchema:
    """``docs/contracts/pack.schema.json``, which editors use."""

    @pytest.fixture
    def validator(self, need, root):
        jsonschema = need.module("jsonschema")
        written = json.loads((root / "docs" / "contracts" / "pack.schema.json").read_text(encoding="utf-8"))
        assert written == pack_schema(), "run: python -m dajuan.programmes.schema > docs/contracts/pack.schema.json"
        jsonschema.Draft202012Validator.check_schema(written)
        return jsonschema.Draft202012Validator(written)

    @pytest.mark.parametrize(
        "text", [*(path.read_text(encoding="utf-8") for path in PATHS), ROADS, DRAFT], ids=lambda text: text[:12]
    )
    def test_what_is_right_keeps_it(self, validator, need, text):
        yaml = need.module("yaml", extra="server")
        assert list(validator.iter_errors(yaml.safe_load(text))) == []
        assert list(validator.iter_errors(json.loads(pack_text(parse_pack(text))))) == []

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("type: length", "typ: length"),
            ("type: length", "type: lenght"),
            ("type: length, unit: 公里", "type: length"),
            ("type: money, unit: 万元, flow: true", "type: money, unit: 万元, flow: 按月"),
            (", count: open", ""),
            ("count: open", "count: open, last: budget"),
            ("sum: spent}", "last: budget, at: open}"),
            ("  slope:", "  坡度:"),
            ("ratio: [spent, budget]", "ratio: [spent]"),
        ],
    )
    def test_what_is_wrong_in_shape_breaks_it(self, validator, need, old, new):
        yaml = need.module("yaml", extra="server")
        assert list(validator.iter_errors(yaml.safe_load(changed(old, new))))


def test_a_pack_that_changed_has_a_new_version(packs):
    """Otherwise every zone that has entries under the old one could record nothing more."""
    lines = (Path(__file__).parent / "released_packs.tsv").read_text(encoding="utf-8").splitlines()
    released = {(code, int(version)): digest for code, version, digest in (x.split("\t") for x in lines if x[0] != "#")}
    known = {code for code, _ in released}
    for pack in (one for one in packs.values() if one.code in known):
        assert released.get((pack.code, pack.version)) == sha256_of(pack_text(pack)), (
            f"{pack.code}: raise its version and add a row to released_packs.tsv"
        )
