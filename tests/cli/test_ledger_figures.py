"""``dajuan figures``, ``trace`` and ``rebuild``: exact numbers, why there is none, both times, lineage to the file."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.ledger_zone import HOUSING, Typist, typist

from dajuan.cli.zone import moment_of
from dajuan.figures.figure import exact_text
from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.ledger import ledger_of
from dajuan.ledger.zone import zone_at
from dajuan.outputs.width import width
from dajuan.programmes.values.credit_code import check_character, organisation_check_character

__all__ = ["typist"]
YEAR = ("--period", "2024")


@pytest.fixture
def zone(typist: Typist) -> Typist:
    """Two estates of two developers: 216 homes delivered in June, 84 in August."""
    typist.estate()
    typist.estate("E-008", 84, "松溪地产")
    typist.deliver()
    typist.deliver("E-008", "2024-08-02")
    return typist


def value(zone: Typist, indicator: str, *arguments: str) -> str | None:
    return zone.json("figures", HOUSING, indicator, *YEAR, *arguments)["figures"][0]["value"]


def test_all_that_is_on_in_a_table_of_eighty_columns(zone: Typist, monkeypatch) -> None:
    told = zone.types("figures", *YEAR)
    assert max(map(width, told.splitlines())) <= 80
    assert "投资项目 investment-projects\n  没有记录" in told
    rows = {line.split()[0]: line.split()[1:] for line in told.splitlines() if line.startswith("  ")}
    assert rows["交付套数"] == ["300", "套", "2"]
    assert rows["资金缺口*"] == ["—", "没有记录"]
    assert rows["交付套数同比"] == ["—", "上年同期没有数或为零"]
    assert "* 口径未经公开文件证实" in told


def test_columns_stand_under_their_heads(zone: Typist) -> None:
    lines = zone.types("figures", HOUSING, *YEAR).splitlines()
    head = next(line for line in lines if "单位" in line)
    row = next(line for line in lines if line.lstrip().startswith("交付套数 "))
    assert width(head.partition("单位")[0]) == width(row.partition("套  ")[0])


def test_in_english_with_definitions(zone: Typist) -> None:
    told = zone.types(
        "figures", HOUSING, "homes-delivered", *YEAR, "--each", "quarter", "--definitions", "--lang", "en"
    )
    assert "“Homes due” of the subjects that reached “Delivered” in the period" in " ".join(told.split())
    assert [line.split()[-4:-1] for line in told.splitlines() if "2024Q" in line and "套" in line] == [
        ["2024Q2", "216", "套"],
        ["2024Q3", "84", "套"],
    ]
    assert told.count("nothing recorded") == 2


def test_split_by_a_field_by_its_name_or_its_key(zone: Typist) -> None:
    for field in ("developer", "开发企业"):
        found = zone.json("figures", HOUSING, "交付套数", *YEAR, "--by", field)["figures"]
        assert {one["part"]: one["value"] for one in found} == {"云岭置业": "216", "松溪地产": "84"}
    share = zone.json("figures", HOUSING, "delivered-share", *YEAR, "--by", "developer")["figures"]
    assert [(one["value"], one["shown"]) for one in share] == [("72", "72.0"), ("28", "28.0")]
    every = zone.types("figures", *YEAR, "--by", "developer")
    assert "云岭置业" in every
    assert "不能按“developer”分组" in every, "said of the programmes that do not know it"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["--by", "colour"], "没有哪个事项能按“colour”分组"),
        ([HOUSING, "--by", "colour"], "不能按“colour”分组"),
        ([HOUSING, "交付率率"], "没有指标"),
        (["housing"], "是不是 housing-delivery？"),
        (["--period", "二四年"], "不是期间"),
        (["--known-at", "上周"], "不是日期"),
        (["--as-of", "2024-13-01"], "没有13月"),
        (["--each", "week"], "--each 没有 week 这个值"),
    ],
)
def test_a_slip_is_answered(zone: Typist, typed: list[str], told: str) -> None:
    assert told in zone.refused("figures", *typed)


def test_as_of_a_day_and_as_known_at_a_moment(zone: Typist) -> None:
    before = zone.json("log", "show")[-1]["recorded_at"]
    opened = next(one["seq"] for one in zone.json("log", "show", "E-008") if one["kind"] == "opened")
    zone.types("record", HOUSING, "E-008", "--replaces", str(opened), "homes=90")
    assert value(zone, "交付套数") == "306"
    assert value(zone, "交付套数", "--known-at", before) == "300", "what we knew then"
    assert value(zone, "交付套数", "--as-of", "2024-07-01") == "216", "what was so on that day"
    assert value(zone, "交付套数", "--known-at", "2020-01-01") is None
    assert value(zone, "交付套数", "--verified") is None
    zone.types("record", HOUSING, "--verify", "0-99", "--by", "李四", status=2)
    last = zone.json("log", "show")[-1]["seq"]
    zone.types("record", HOUSING, "--verify", f"0-{last}", "--by", "王五")
    assert value(zone, "交付套数", "--verified") == "306"


def test_a_day_alone_means_its_end_on_the_zones_clock() -> None:
    clock = zone_timezone()
    assert moment_of("2024-10-05", clock) > moment_of("2024-10-05T23:59:59", clock)
    assert moment_of("2024-10-05T09:30", clock).isoformat() == "2024-10-05T09:30:00+08:00"
    assert moment_of("2024-10-05T01:30:00Z", clock) == moment_of("2024-10-05 09:30", clock)
    assert moment_of("2024年10月5日", clock) == moment_of("2024-10-05", clock)


def zone_timezone():
    from zoneinfo import ZoneInfo

    return ZoneInfo("Asia/Shanghai")


def test_json_csv_and_a_workbook_say_the_same(zone: Typist, tmp_path: Path) -> None:
    zone.types("record", HOUSING, "E-009", "listed", "--open", "name=云岭里", "developer=松溪地产", "homes=29")
    exact = zone.json("figures", *YEAR, "--period", "2026")
    assert len(exact["root"]) == 64
    rate = next(one for one in zone.json("figures", HOUSING, *YEAR)["figures"] if one["indicator"] == "delivery-rate")
    assert (rate["value"], rate["shown"], rate["unit"]) == ("100", "100.0", "%")
    rows = list(csv.DictReader(io.StringIO(zone.types("figures", HOUSING, *YEAR, "--format", "csv").lstrip("\ufeff"))))
    told = {one["indicator"]: one for one in zone.json("figures", HOUSING, *YEAR)["figures"]}
    assert {row["indicator"] for row in rows} == set(told)
    for row in rows:
        assert row["exact"] == (told[row["indicator"]]["value"] or "")
    out = tmp_path / "数.xlsx"
    zone.types("figures", HOUSING, *YEAR, "-o", str(out))
    import openpyxl

    page = openpyxl.load_workbook(out).active
    names = [cell.value for cell in page[1]]
    cells = [dict(zip(names, [cell.value for cell in row], strict=True)) for row in page.iter_rows(min_row=2)]
    assert next(row["数"] for row in cells if row["指标代码"] == "homes-delivered") == 300
    assert next(row["期间起"] for row in cells).date() == date(2024, 1, 1)


@given(st.fractions())
def test_the_exact_value_reads_back_as_the_same_fraction(number: Fraction) -> None:
    text = exact_text(number)
    assert Fraction(text) == number
    ends = 10 ** (2 * number.denominator.bit_length()) % number.denominator == 0
    assert ("/" not in text) == ends


def test_a_rate_that_does_not_end_is_exact_all_the_same(zone: Typist) -> None:
    zone.types("record", HOUSING, "E-009", "listed", "--open", "name=云岭里", "developer=松溪地产", "homes=29", "--on", "2024-01-05")  # fmt: skip
    rate = zone.json("figures", HOUSING, "delivery-rate", *YEAR)["figures"][0]
    assert Fraction(rate["value"]) == Fraction(300, 329) * 100
    assert rate["shown"] == "91.2"


def test_a_figure_is_traced_to_its_files(zone: Typist) -> None:
    told = zone.json("trace", "homes-delivered", *YEAR, "--by", "developer", "--part", "松溪地产")
    assert told["value"] == "84"
    assert [(one["subject"], one["amount"]) for one in told["grounds"]] == [("E-008", "84")]
    file = next(file for entry in told["entries"] for file in entry["evidence"] if file["name"] == "备案E-008.txt")
    assert file["condition"] == "sound"
    assert Path(file["path"]).read_text("utf-8") == "备案 E-008"
    assert {entry["seq"] for entry in told["entries"]} == set(told["grounds"][0]["entries"])
    Path(file["path"]).unlink()
    assert "丢失" in zone.types("trace", "交付套数", *YEAR)
    rows = list(csv.DictReader(io.StringIO(zone.types("trace", "交付套数", *YEAR, "--format", "csv").lstrip("\ufeff"))))
    assert {row["condition"] for row in rows if row["file"] == "备案E-008.txt"} == {"lost"}


def test_of_a_rate_both_sides_are_traced(zone: Typist) -> None:
    told = zone.types("trace", "交付率", *YEAR, "--lang", "en")
    assert "Homes delivered · up to 2024-12-31" in told
    assert "Homes due · 2024" in told


def test_what_was_known_then_is_traced_to_what_stood_then(zone: Typist) -> None:
    before = zone.json("log", "show")[-1]["recorded_at"]
    zone.types("record", HOUSING, "--verify", "0-9", "--by", "李四", status=2)
    last = zone.json("log", "show")[-1]["seq"]
    zone.types("record", HOUSING, "--verify", f"0-{last}", "--by", "李四")
    delivered = next(one for one in zone.json("log", "show", "E-007") if one.get("stage") == "delivered")["seq"]
    zone.types("record", HOUSING, "E-007", "--replaces", str(delivered), "--on", "2024-06-25")
    then = zone.json("trace", "交付套数", *YEAR, "--known-at", before)
    now = zone.json("trace", "交付套数", *YEAR)
    assert then["grounds"][0]["on"] == "2024-06-18"
    assert now["grounds"][0]["on"] == "2024-06-25"
    assert {one["seq"]: one["verified"] for one in then["entries"]}[delivered] is False
    assert delivered not in {one["seq"] for one in now["entries"]}
    assert then["size"] < now["size"]


def test_a_rule_that_is_not_there_stops_its_own_figure_only(zone: Typist, monkeypatch) -> None:
    monkeypatch.setattr("dajuan.figures.rules.rules", dict)
    assert "没有名为 sme-size 的规则" in zone.refused("figures", "enterprise-register", "enterprises-large", *YEAR)
    every = zone.json("figures", *YEAR)
    assert {one["indicator"] for one in every["not_computed"]} >= {"enterprises-large", "enterprises-by-size"}
    assert next(one["value"] for one in every["figures"] if one["indicator"] == "homes-delivered") == "300"


def test_what_a_rule_splits_by_result_shows_the_results(zone: Typist, monkeypatch) -> None:
    monkeypatch.setattr("dajuan.figures.rules.rules", lambda: {"sme-size": lambda levels, *_: levels.get("stock-code")})
    for n, more in enumerate(([], ["stock-code=large"])):
        body = f"91530100MA6YL00{n}"
        body += organisation_check_character(body[8:])
        code = body + check_character(body)
        typed = [code, "--open", f"name=云岭仪表{n}厂", "industry=工业", *more, "--on", "2024-03-01"]
        zone.types("record", "enterprise-register", *typed)
    told = zone.types("figures", "enterprise-register", "enterprises-by-size", *YEAR)
    rows = [line.split() for line in told.splitlines() if line.endswith(" 1")]
    assert sorted(row[-4] for row in rows) == ["large", "（判不了）"]


def test_what_a_rule_decides_has_no_list_of_entries(zone: Typist, monkeypatch) -> None:
    monkeypatch.setattr("dajuan.figures.rules.rules", lambda: {"sme-size": lambda levels, *_: "large"})
    assert "由规则逐个判定" in zone.refused("trace", "enterprises-large", *YEAR)


def test_no_room_on_the_disk_is_no_fault_of_ours(zone: Typist, monkeypatch) -> None:
    import errno

    def full(self, reader, progress):
        raise OSError(errno.ENOSPC, "No space left on device", str(self.folder / "manifest.json"))

    monkeypatch.setattr("dajuan.figures.copy.Copy.rebuild", full)
    assert "磁盘已满" in zone.refused("rebuild")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["homes-deliverd"], "是不是 homes-delivered"),
        (["交付套数", "--by", "developer"], "要一起写"),
        (["交付套数", "--by", "developer", "--part", "没有的企业"], "没有这一部分；有：云岭置业、松溪地产"),
    ],
)
def test_what_cannot_be_traced_is_said(zone: Typist, typed: list[str], told: str) -> None:
    assert told in zone.refused("trace", *typed, *YEAR)


def test_the_columnar_copy_is_mended_rebuilt_and_looked_at(typist: Typist) -> None:
    drafts = [
        Draft(
            programme=HOUSING,
            subject=f"E-{n:05}",
            kind=kind,  # type: ignore[arg-type]
            stage=stage,
            effective_on=date(2024, 1, 1 + n % 28),
            fields=fields,
        )
        for n in range(2100)
        for kind, stage, fields in (
            ("opened", "", {"name": "云岭", "developer": "云岭置业", "homes": n}),
            ("moved", "listed", {}),
        )
    ]
    zone = zone_at(typist.folder)
    append(ledger_of(zone), drafts, actor="导入")
    asked = ("figures", HOUSING, "应交付套数", *YEAR)
    assert typist.json(*asked)["figures"][0]["value"] == str(sum(range(2100)))
    assert "逐字节相同" in typist.types("rebuild")
    block = next((typist.folder / "derived" / "columns").glob("value-*.parquet"))
    whole = block.read_bytes()
    block.write_bytes(whole[:100] + bytes([whole[100] ^ 1]) + whole[101:])
    assert f"derived/columns/{block.name}" in typist.types("log", "verify", status=1)
    assert typist.json(*asked)["figures"][0]["value"] == str(sum(range(2100)))
    assert block.name in typist.err
    assert block.read_bytes() == whole
    block.write_bytes(b"something else")
    assert f"{block.name}: was different" in typist.types("rebuild", "--lang", "en", status=1)
    assert block.read_bytes() == whole
    assert "the bytes are the same as before" in typist.types("rebuild", "--lang", "en")
    told = typist.types("trace", "应交付套数", *YEAR)
    assert "另有 2,050 项" in told
    assert len(json.loads(typist.types("trace", "应交付套数", *YEAR, "--format", "json"))["grounds"]) == 2100
