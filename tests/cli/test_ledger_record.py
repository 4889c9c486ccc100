"""``dajuan record``: what may be left out, what is asked back, and how entries are corrected, verified, withdrawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.ledger_zone import HOUSING, Typist, typist

__all__ = ["typist"]


def fields(typist: Typist, *arguments: str) -> dict[str, object]:
    return dict(typist.json("record", *arguments)["entries"][0].get("fields", {}))


def test_the_command_of_the_issue_as_printed(typist: Typist, monkeypatch) -> None:
    typist.estate()
    monkeypatch.chdir(typist.folder)
    Path("certificate.pdf").write_bytes(b"%PDF-1.4 made up")
    told = typist.types("record", "housing-delivery", "E-007", "delivered", "--on", "2024-06-18", "--evidence", "certificate.pdf")  # fmt: skip
    assert told.startswith("第 4 条：E-007 到达“交付”（2024-06-18")
    assert "certificate.pdf 作为“竣工验收备案表”" in typist.err


def test_what_a_stage_needs_is_told_all_at_once_and_nothing_is_written(typist: Typist) -> None:
    told = typist.refused("record", HOUSING, "E-007", "delivered", "--on", "2024-06-18")
    assert "没有这个楼盘" in told
    assert "阶段次序不对" in told
    assert "竣工验收备案表" in told
    assert "应交付套数" in told
    assert told.endswith("什么也没有记\n")
    assert "日志是空的" in typist.types("log", "show")
    assert "nothing was recorded" in typist.refused("record", HOUSING, "E-007", "delivered", "--lang", "en")


def test_levels_and_flows_are_told_apart_by_the_pack(typist: Typist) -> None:
    project = ("record", "investment-projects", "P-1")
    typist.types(*project, "--open", "name=云岭泵站", "category=基础设施", "计划总投资=1.2亿元")
    told = typist.json(*project, "invested=320", "--period", "2024-06")
    assert told["entries"][0]["kind"] == "measured"
    assert told["entries"][0]["effective_on"] == "2024-06-30"
    assert told["entries"][0]["fields"] == {"invested": 320_000_000}
    both = typist.json(*project, "invested=80", "progress=封顶", "--on", "2024-07-31")
    assert [one["kind"] for one in both["entries"]] == ["stated", "measured"]
    assert "哪一期" in typist.refused(*project, "invested=5")
    assert "按期的量" in typist.refused(*project, "invested=5", "--stated", "--on", "2024-08-31")
    assert "水平数" in typist.refused(*project, "progress=完工", "--measured", "--on", "2024-08-31")
    assert "已记过（第 " in typist.refused(*project, "invested=5", "--period", "2024-06")


def test_values_are_read_as_people_write_them(typist: Typist) -> None:
    typist.estate()
    assert fields(typist, HOUSING, "E-007", "应交付套数=２２０套") == {"homes": 220}
    entry = typist.json("record", HOUSING, "Ｅ-００７", "area=300亩", "--on", "2024年7月1日")["entries"][0]
    assert entry["fields"] == {"area": 20_000_000}
    assert entry["written"] == {"area": "300亩"}
    assert (entry["subject"], entry["effective_on"]) == ("E-007", "2024-07-01")
    assert fields(typist, HOUSING, "E-007", "停工原因=资金断裂") == {"cause": "funds"}
    assert "是面积" in typist.refused("record", HOUSING, "E-007", "homes=3亩")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["housing", "E-007"], "是不是 housing-delivery？"),
        ([HOUSING, "E-007", "delievered"], "是不是 delivered？"),
        ([HOUSING, "E-007", "homs=3"], "是不是 homes？"),
        ([HOUSING, "E-007", "listed", "又一个"], "多了"),
        ([HOUSING, "E-007"], "没有写记什么"),
        ([HOUSING], "没有写楼盘的编号"),
        ([HOUSING, "E-007", "homes=3", "--on", "2099-01-01"], "还没有到"),
        ([HOUSING, "E-007", "homes=3", "--on", "昨天吧"], "不是日期"),
        ([HOUSING, "E-007", "homes=3", "--on", "2024-01-01", "--period", "2024"], "只写一个"),
        ([HOUSING, "E-007", "--evidence", "没有.pdf"], "佐证读不出"),
        ([HOUSING, "E-007", "--link", "parcel"], "关联=编号"),
        ([HOUSING, "E-007", "--replaces", "999", "homes=1"], "没有第 999 条"),
        ([HOUSING, "E-007", "--replaces", "3", "--on", "2024-02-01"], "没有可更正的"),
        ([HOUSING, "E-001", "--replaces", "3", "--on", "2024-02-01"], "说的是 housing-delivery E-007"),
        ([HOUSING, "--verify", "三"], "写 6 或 3-9"),
        ([HOUSING, "--verify", "1-3", "--by", "张三"], "不能自己复核"),
        ([HOUSING, "E-007", "homes=3", "--by", " "], "不知道是谁记的"),
    ],
)
def test_a_slip_is_answered_with_what_would_be_right(typist: Typist, typed: list[str], told: str) -> None:
    typist.estate()
    assert told in typist.refused("record", *typed)


def test_a_correction_gives_only_what_changes(typist: Typist) -> None:
    typist.estate()
    typist.deliver()
    entry = typist.json("record", HOUSING, "E-007", "--replaces", "1", "homes=218", "street-office=云东办")["entries"][
        0
    ]
    assert entry["kind"] == "opened"
    assert entry["fields"]["homes"] == 218
    assert entry["fields"]["developer"] == "云岭置业"
    moved = typist.json("record", HOUSING, "E-007", "--replaces", "4", "--on", "2024-06-20")["entries"][0]
    assert (moved["stage"], moved["effective_on"]) == ("delivered", "2024-06-20")
    assert moved["evidence"][0]["kind"] == "竣工验收备案表"
    again = typist.json("record", HOUSING, "E-007", "--replaces", "5", "street-office=")["entries"][0]
    assert "street-office" not in again["fields"]
    assert typist.json("figures", "交付套数", "--period", "2024")["figures"][0]["value"] == "218"


def test_a_stage_that_wants_a_second_person_counts_once_he_has_looked(typist: Typist) -> None:
    typist.estate()
    typist.deliver()
    told = typist.types("record", HOUSING, "E-007", "closed", "--on", "2024-09-01", "--by", "张三", "--evidence", typist.file("审批单.txt"))  # fmt: skip
    assert "要另一个人复核后才算：dajuan record housing-delivery --verify 5" in told
    closed = ("figures", "销号项目数", "--period", "2024")
    assert typist.json(*closed)["figures"][0]["value"] == "0"
    assert "自己" in typist.refused("record", HOUSING, "--verify", "5", "--by", "张三")
    typist.types("record", HOUSING, "--verify", "5", "--by", "李四")
    assert typist.json(*closed)["figures"][0]["value"] == "1"
    typist.types("record", HOUSING, "E-007", "--withdraw", "5", "--by", "李四", "--note", "审批单作废")
    assert typist.json(*closed)["figures"][0]["value"] == "0"


def test_the_same_key_adds_nothing_twice(typist: Typist) -> None:
    typist.estate()
    command = ("record", HOUSING, "E-007", "homes=219", "--on", "2024-05-01", "--key", "五月表")
    typist.types(*command)
    size = len(typist.json("log", "show"))
    assert "没有新增" in typist.types(*command)
    assert len(typist.json("log", "show")) == size
    assert "已用于内容不同的" in typist.refused("record", HOUSING, "E-007", "homes=1", "--key", "五月表")


def test_evidence_of_a_stated_kind_an_address_and_a_link(typist: Typist) -> None:
    typist.estate()
    file = typist.file("照片.txt")
    told = typist.json(
        "record", HOUSING, "E-007", "--evidence", f"{file}:现场照片", "--evidence", "https://example.org/1:公示",
        "--link", "宗地=YL-2024-01",
    )["entries"][0]  # fmt: skip
    assert [one["kind"] for one in told["evidence"]] == ["现场照片", "公示"]
    assert told["evidence"][1]["address"] == "https://example.org/1"
    assert told["links"] == {"parcel": "land-parcels/YL-2024-01"}
    assert typist.json("record", HOUSING, "E-007", "--evidence", file)["entries"][0]["kind"] == "attached"


def test_who_records(typist: Typist, monkeypatch) -> None:
    typist.estate()
    actor = lambda *by: typist.json("record", HOUSING, "E-007", "homes=1", *by)["entries"][0]["actor"]  # noqa: E731
    settings = typist.folder / "dajuan.toml"
    monkeypatch.setenv("LOGNAME", "wang")
    assert actor() == "wang"
    settings.write_text(settings.read_text("utf-8") + '\n[record]\nby = "督查室"\n', encoding="utf-8")
    assert actor() == "督查室"
    monkeypatch.setenv("DAJUAN_ACTOR", "住建局")
    assert actor() == "住建局"
    assert actor("--by", "李四") == "李四"
