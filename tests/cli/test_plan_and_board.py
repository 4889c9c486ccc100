"""``dajuan plan``, ``board``, ``score``, ``remind``: from a plan to who has to be told what, as a person types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.cli.ledger_zone import Typist, typist

__all__ = ["typist"]
PLAN = str(Path(__file__).parents[2] / "samples" / "yunling-2025.docx")


@pytest.fixture
def planned(typist: Typist) -> Typist:
    typist.types("plan", "import", PLAN, "--on", "2025-01-17", "--by", "督查室甲")
    return typist


@pytest.fixture
def under_way(planned: Typist) -> Typist:
    planned.types("plan", "set", "--on", "2025-01-20", "--by", "督查室甲")
    planned.types("record", "targets", "2025-055", "accepted", "--on", "2025-01-22", "--by", "规划建设局乙")
    planned.types("record", "targets", "2025-055", "reported=6个", "--on", "2025-06-30", "--by", "规划建设局乙")
    return planned


def test_importing_a_plan_tells_what_it_promises(typist: Typist) -> None:
    told = typist.types("plan", "import", PLAN, "--on", "2025-01-17", "--by", "督查室甲")
    assert "2025-055  改造老旧小区" in told
    assert "68 个定量目标、16 个定性任务，新列出 84 个" in told
    assert "新列出 0 个" in typist.types("plan", "import", PLAN, "--by", "督查室甲")


def test_a_plan_that_is_not_there_and_one_of_another_year(typist: Typist) -> None:
    assert "找不到这个文件" in typist.refused("plan", "import", "计划.docx")
    assert "这是 2025 年的计划，不是 2024 年的" in typist.refused("plan", "import", PLAN, "--year", "2024")


def test_review_lists_them_for_people_and_for_programs(planned: Typist, tmp_path) -> None:
    told = planned.types("plan", "review", "T-55", "T-39")
    assert "≥20个" in told
    assert "≤110天" in told
    [one] = planned.json("plan", "review", "T-55")
    assert (one["value"], one["bound"], one["owner"], one["stage"]) == ("20个", "at-least", "规划建设局", "proposed")
    planned.types("plan", "review", "-o", str(tmp_path / "targets.xlsx"))
    assert load_workbook(tmp_path / "targets.xlsx").active.max_row == 85


def test_settling_targets_by_their_short_codes(planned: Typist) -> None:
    planned.types(
        "plan", "set", "T-55", "--weight", "5", "--owner", "规划建设局", "--by", "督查室甲", "--on", "2025-01-20"
    )
    planned.types(
        "plan", "split", "T-55", "--to", "东区办:60", "--to", "西区办：40", "--by", "督查室甲", "--on", "2025-01-21"
    )
    planned.types(
        "plan",
        "milestone",
        "T-57",
        "2025-06-30=主线贯通:60",
        "2025-09-30=通车:40",
        "--by",
        "督查室甲",
        "--on",
        "2025-01-21",
    )
    planned.types("plan", "merge", "T-11", "T-12", "--by", "督查室甲", "--on", "2025-01-21")
    planned.types("plan", "drop", "T-80", "--why", "不是任务", "--by", "督查室甲", "--on", "2025-01-21")
    told = planned.types("plan", "review")
    assert "2025-055.1 改造老旧小区（东区办）" in told
    assert "2025-057.2 通车" in told
    assert told.count("不再跟踪") == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("set", "--weight", "5"), "改哪几个"),
        (("set", "T-55", "--value", "二十来个"), "目标值"),
        (("split", "T-55", "--to", "东区办"), "写成 单位:份额"),
        (("split", "T-55", "--to", "东区办:8个", "--to", "西区办:7个"), "少了 5个"),
        (("split", "T-57", "--to", "东区办:1"), "没有目标值"),
        (("milestone", "T-57", "六月"), "写成 日期=名称"),
        (("review", "--stage", "立了"), "没有“立了”这个阶段"),
        (("review", "T-99"), "没有目标“T-99”"),
    ],
)
def test_slips_are_told_and_nothing_is_written(planned: Typist, arguments: tuple[str, ...], said: str) -> None:
    size = planned.json("log", "show", "--last", "1")
    assert said in planned.refused("plan", *arguments)
    assert planned.json("log", "show", "--last", "1") == size


def test_the_board_says_what_is_behind_and_why(under_way: Typist) -> None:
    told = under_way.types("board", "--year", "2025", "--as-of", "2025-06-30")
    assert told.splitlines()[1].startswith("灰 无法衡量 83")
    assert "黄 2025-055" in told
    assert "完成率 30%，序时 50%，慢 20 个百分点" in told
    only = under_way.types("board", "--year", "2025", "--as-of", "2025-06-30", "--light", "黄灯")
    assert "黄 2025-055" in only
    assert "灰 2025" not in only
    assert "没有单位“规划局”" in under_way.refused(
        "board", "--year", "2025", "--as-of", "2025-06-30", "--owner", "规划局"
    )


def test_the_board_for_programs(under_way: Typist) -> None:
    told = under_way.json("board", "--year", "2025", "--as-of", "2025-06-30", "--owner", "规划建设局")
    one = next(one for one in told["targets"] if one["code"] == "2025-055")
    assert (one["value"], one["shown"], one["completion"], one["due"]) == ("6", "6个", "0.3", "0.5")
    assert (one["light"], one["state"], one["origin"]) == ("yellow", "behind", "reported")
    assert told["counts"] == {"unmeasured": 83, "behind": 1}


def test_a_year_with_no_plan_is_told_with_those_that_have_one(planned: Typist) -> None:
    assert "2024 年到 2024-12-31 还没有计划；已有计划的年份：2025" in planned.refused("board", "--year", "2024")


def test_more_time_is_asked_for_and_given(under_way: Typist) -> None:
    ask = ("record", "targets", "2025-055", "extension-asked", "asked-until=2026-03-31", "--note", "管线迁改")
    under_way.types(*ask, "--on", "2025-10-20", "--by", "规划建设局乙")
    answer = ("plan", "extend", "T-55", "--why", "专题会同意", "--on", "2025-10-23")
    told = under_way.refused(*answer, "--by", "规划建设局乙")
    assert "要另一个人来批" in told
    under_way.types(*answer, "--by", "督查室丙")
    assert "2026-03-31" in under_way.types("plan", "review", "T-55")


def test_scores_are_explained_line_by_line(under_way: Typist) -> None:
    told = under_way.types("score", "--year", "2025", "--as-of", "2025-06-30", "--lines")
    assert "2025-055 未完成（30%），不得分" in told
    found = under_way.json("score", "--year", "2025", "--as-of", "2025-06-30")
    one = next(one for one in found["scores"] if one["owner"] == "规划建设局")
    assert (one["points"], one["counted"]) == ("0", 1)


def test_who_would_be_told_what(under_way: Typist) -> None:
    told = under_way.types("remind", "--year", "2025", "--as-of", "2025-02-10", "--dry-run")
    assert "[未签收] 打通断头路（2025-054）" in told
    assert "2025-055" not in told
    assert not (under_way.folder / "outbox").exists()
    assert "只和 --dry-run 一起用" in under_way.refused("remind", "--year", "2025", "--as-of", "2025-02-10")


def test_nobody_is_told_twice(under_way: Typist) -> None:
    first = under_way.json("remind", "--year", "2025")
    assert len(list((under_way.folder / "outbox").iterdir())) == len(first["sent"]) > 100
    again = under_way.json("remind", "--year", "2025")
    assert (again["sent"], again["told_before"]) == ([], len(first["sent"]))


def test_settings_that_name_no_rule_are_refused(under_way: Typist) -> None:
    path = under_way.folder / "dajuan.toml"
    path.write_text(path.read_text(encoding="utf-8") + '\n[answers]\nlights = "traffic"\n', encoding="utf-8")
    assert "没有名为 traffic 的规则；有：points、ratio" in under_way.refused("board", "--year", "2025")


def test_another_rule_another_light(under_way: Typist) -> None:
    path = under_way.folder / "dajuan.toml"
    path.write_text(path.read_text(encoding="utf-8") + '\n[answers]\nlights = "ratio"\n', encoding="utf-8")
    told = json.loads(under_way.types("board", "--year", "2025", "--as-of", "2025-06-30", "--format", "json"))
    assert next(one["light"] for one in told["targets"] if one["code"] == "2025-055") == "yellow"
    assert told["rules"]["lights"] == "ratio"


def test_everything_in_english(under_way: Typist) -> None:
    told = under_way.types("board", "--year", "2025", "--as-of", "2025-06-30", "--lang", "en")
    assert "30% done, 50% due, 20 points behind" in told
    assert "as of 2025-06-30" in under_way.types("score", "--year", "2025", "--as-of", "2025-06-30", "--lang", "en")
    assert "2025-054" in under_way.types(
        "remind", "--year", "2025", "--as-of", "2025-02-10", "--dry-run", "--lang", "en"
    )
