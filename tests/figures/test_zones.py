"""An export read back: many zones at once on DuckDB, with the digits of each zone's own ledger."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.figures.test_against_reference import TRIES
from tests.figures.zone_exports import ask_anything, lives, sums_beyond_64_bits
from tests.ledger.life import HOUSING, NOW, draft, ledger_at, lived, opened

from dajuan.figures.ask import figures
from dajuan.figures.duck import DuckEngine
from dajuan.figures.export import export
from dajuan.figures.period import period_of
from dajuan.figures.sql import ZONE
from dajuan.figures.trace import trace
from dajuan.figures.zones import programmes_of, zones_at
from dajuan.figures.zones_duck import DuckParquet
from dajuan.figures.zones_engine import ZonesEngine
from dajuan.ledger.append import append
from dajuan.ledger.trouble import LedgerError
from dajuan.programmes.pack import Field, Indicator, Name, RuleResult

YEAR = [period_of("2024")]


@settings(max_examples=TRIES, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(some=lives, data=st.data())
def test_the_digits_of_each_zone_and_of_all(tmp_path_factory, some, data):
    ask_anything(DuckParquet, tmp_path_factory.mktemp("zones"), some, data)


@pytest.fixture
def export_of(tmp_path):
    """Exports a zone of these drafts, under a pack."""

    def made(zone, drafts, pack=HOUSING, now=NOW):
        ledger = ledger_at(str(tmp_path / f"{zone}.sqlite"))
        ledger.programmes = {pack.code: pack}
        append(ledger, drafts, actor="甲", now=now)
        with ledger.store.reading() as reader:
            export(reader, tmp_path / "out", zone, [pack])
        return tmp_path / "out"

    return made


def asked(folder, indicator="delivered", by="", programme=HOUSING, **more):
    engine = ZonesEngine(zones_at(folder, **more), DuckParquet())
    found = {figure.part: figure.value for figure in figures(engine, programme, indicator, YEAR, by=by)}
    engine.close()
    return found


def test_two_zones_of_one_subject_code_are_two_subjects(export_of):
    export_of("yunling", lived())
    out = export_of("songxi", lived())
    assert asked(out) == {None: 2}
    assert asked(out, by=ZONE) == {"songxi": 1, "yunling": 1}
    assert asked(out, only=["songxi"]) == {None: 1}


def test_links_stay_within_their_zone(export_of):
    """E-001's builder is E-900 in both zones, and another company in each."""
    for zone, name in (("yunling", "云岭建工"), ("songxi", "松溪建工")):
        link = draft("E-001", "linked", "2024-02-01", links={"builder": "housing/E-900"})
        builder = opened("E-900", "2024-01-02")
        builder.fields["developer"] = name
        pack = replace(HOUSING, links={"builder": replace(HOUSING.links["builder"], to="housing")})
        out = export_of(zone, [*lived(), builder, link], pack)
    assert asked(out, by="builder.developer", programme=pack) == {"云岭建工": 1, "松溪建工": 1}


def test_as_known_at_a_moment_each_log_is_as_it_was(export_of):
    export_of("yunling", lived(), now=datetime(2024, 7, 1, tzinfo=UTC))
    out = export_of("songxi", lived(), now=datetime(2024, 8, 1, tzinfo=UTC))
    known_at = datetime(2024, 7, 15, tzinfo=UTC)
    assert [(log.zone, log.size) for log in zones_at(out, known_at=known_at).logs] == [("songxi", 0), ("yunling", 7)]
    assert asked(out, by=ZONE, known_at=known_at) == {"yunling": 1}
    assert asked(out, known_at=datetime(2020, 1, 1, tzinfo=UTC)) == {None: 0}


def test_lineage_names_the_zone_and_the_entry_there(export_of):
    export_of("yunling", lived())
    out = export_of("songxi", lived())
    engine = ZonesEngine(zones_at(out), DuckParquet())
    grounds = trace(engine, HOUSING, "delivered", *YEAR, by=ZONE, part="yunling")
    assert [(ground.subject, *map(engine.place, ground.seqs)) for ground in grounds] == [
        ("yunling/E-001", ("yunling", 6))
    ]


def test_a_rule_is_asked_of_every_subject_of_every_zone(export_of):
    fields = {
        "industry": Field("industry", "text", Name("行业")),
        "employees": Field("employees", "count", Name("人数"), unit="人"),
        "revenue": Field("revenue", "money", Name("营业收入"), unit="万元", scale=2),
    }
    micro = Indicator("micro", Name("微型企业"), "家", RuleResult("sme-size", "micro"))
    pack = replace(HOUSING, fields={**HOUSING.fields, **fields}, indicators={"micro": micro})
    levels = {"industry": "software", "employees": 3, "revenue": 1_000_00}
    for zone, codes in (("yunling", ["E-001"]), ("songxi", ["E-001", "E-002"])):
        drafts = [one for code in codes for one in (opened(code), draft(code, "stated", "2024-03-01", fields=levels))]
        out = export_of(zone, drafts, pack)
    assert asked(out, "micro", by=ZONE, programme=pack) == {"songxi": 2, "yunling": 1}


def test_a_ledger_of_one_zone_is_not_split_by_zone(tmp_path):
    ledger = ledger_at(str(tmp_path / "ledger.sqlite"))
    append(ledger, lived(), actor="甲", now=NOW)
    with pytest.raises(LedgerError, match="cannot split by '@zone'"):
        figures(DuckEngine(ledger.store, tmp_path), HOUSING, "delivered", YEAR, by=ZONE)


# What an export says of itself ------------------------------------------------------------------------------------


def test_the_newest_pack_defines_for_all(export_of):
    newer = replace(HOUSING, version=2, indicators={**HOUSING.indicators, "more": HOUSING.indicators["delivered"]})
    export_of("yunling", lived())
    out = export_of("songxi", lived(), newer)
    assert programmes_of(zones_at(out))["housing"].version == 2
    assert programmes_of(zones_at(out, only=["yunling"]))["housing"].version == 1


@pytest.mark.parametrize(
    ("field", "version"),
    [
        (Field("homes", "count", Name("套数"), unit="户"), 1),
        (Field("homes", "money", Name("套数"), unit="元", scale=2), 2),
    ],
)
def test_packs_of_one_name_that_mean_different_things_are_not_added_up(export_of, field, version):
    other = replace(HOUSING, version=version, fields={**HOUSING.fields, "homes": field})
    export_of("yunling", lived())
    out = export_of("songxi", lived(), other)
    with pytest.raises(LedgerError, match="is not the same in zones"):
        programmes_of(zones_at(out))


def test_what_is_no_export_and_what_is_not_in_it_is_told(export_of, tmp_path):
    with pytest.raises(LedgerError, match="is no export"):
        zones_at(tmp_path)
    out = export_of("yunling", lived())
    with pytest.raises(LedgerError, match="has no zone songxi; it has yunling"):
        zones_at(out, only=["songxi"])
    with pytest.raises(LedgerError, match="no entries yet"):
        asked(export_of("songxi", []), only=["songxi"])


def test_a_damaged_file_is_named_before_anything_is_computed(export_of):
    out = export_of("yunling", lived())
    path = next((out / "value").rglob("*.parquet"))
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    with pytest.raises(LedgerError, match="is not as it was written"):
        zones_at(out)


def test_files_that_no_manifest_names_are_not_read(export_of):
    """An export killed between its files and its manifest leaves such."""
    out = export_of("yunling", lived())
    path = next((out / "entry").rglob("*.parquet"))
    path.with_name("000000000000-000000000006.parquet").write_bytes(path.read_bytes())
    assert asked(out) == {None: 1}


def test_a_broken_manifest_is_told(export_of):
    out = export_of("yunling", lived())
    (out / "manifest-yunling.json").write_text(json.dumps({"zone": "yunling"}))
    with pytest.raises(LedgerError, match="cannot be read"):
        zones_at(out)


def test_a_sum_beyond_64_bits_is_exact(tmp_path):
    sums_beyond_64_bits(DuckParquet, tmp_path)
