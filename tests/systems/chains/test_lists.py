"""The lists and what is red in them; what does not go together; where a zone draws the lines."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from tests.systems.chains.life import ACTOR, NOW, PROJECTS, TODAY, WAN, B, C, D, draft

from dajuan.ledger.append import append
from dajuan.ledger.entry import Evidence
from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import SETTINGS, zone_at
from dajuan.systems.chains.chain import CHAINS, SUPPLIES
from dajuan.systems.chains.overview import Overview
from dajuan.systems.chains.settings import lines_of, our_lines


@pytest.fixture
def seen(ledger, look):
    def on(day: date = TODAY, sees=lambda row: True):
        look.subjects.follow()
        row = look.one(CHAINS, "NEV")
        return Overview(ledger, look, row, day, our_lines(), sees)

    return on


def test_red_on_top(seen):
    told = [(one.kind, one.light, one.code) for one in seen().reds]
    assert told == [
        ("problem", "red", "NEV-P001"), ("missing", "red", "NEV-02"), ("single", "red", "NEV-04"), ("project", "red", "P-1"),
        ("single", "yellow", "NEV-03"), ("single", "yellow", "NEV-07"),
    ]  # fmt: skip


def test_a_node_is_critical_by_the_task_force_or_by_its_routes(seen):
    assert seen().critical == ["NEV-06", "NEV-04"]


@pytest.mark.parametrize(("day", "light"), [(date(2025, 9, 30), "green"), (date(2025, 10, 1), "red")])
def test_a_problem_is_overdue_the_day_after(seen, day, light):
    lights = {one.row.code: one.light for one in seen(day).problems}
    assert lights["NEV-P001"] == light


@pytest.mark.parametrize(
    ("invested", "day", "light"),
    [(1_900, date(2025, 8, 20), "green"), (1_400, date(2025, 8, 20), "yellow"), (3_000, date(2025, 9, 1), "red")],
)
def test_a_project_by_its_day_and_its_money(ledger, seen, invested, day, light):
    permit = Evidence(name="x", address="https://yunling.example", kind="施工许可证")
    steps = [
        draft(PROJECTS, "P-1", "moved", stage="planned"),
        draft(PROJECTS, "P-1", "moved", stage="started", evidence=(permit,)),
        draft(PROJECTS, "P-1", "measured", date(2025, 6, 30), fields={"invested": invested * WAN}),
    ]
    append(ledger, steps, actor=ACTOR, now=NOW)
    line = seen(day).projects[0]
    assert line.light == light
    assert line.done == Fraction(invested, 3_000)


def test_a_project_that_is_not_the_viewers_is_counted_only(seen):
    told = seen(sees=lambda row: False)
    assert (told.projects, told.hidden_projects) == ([], 1)


def test_each_firm_is_listed_once(seen):
    lines = {one.firm: one for one in seen().firms}
    assert len(lines) == 5
    assert lines[C].nodes == ("NEV-05", "NEV-06")
    assert lines[B].share == 1
    assert lines[B].only_at == ("NEV-03",)
    assert lines[D].leads


def test_what_does_not_go_together_is_told(ledger, seen):
    append(
        ledger,
        [
            draft("chain-firms", f"NEV-06.{C}", "stated", fields={"share": 700_000, "main": False}),
            draft(SUPPLIES, "S-4", "stated", fields={"place": "zone"}),
            draft(SUPPLIES, "S-3", "stated", fields={"place": "city"}),
            draft("enterprise-register", B, "moved", stage="moved-out"),
        ],
        actor=ACTOR, now=NOW,
    )  # fmt: skip
    told = {(one.kind, one.code): one.said.zh for one in seen().contradictions}
    assert "110%" in told["shares", f"NEV-05.{C}"]
    assert "没有主环节" in told["main", f"NEV-05.{C}"]
    assert "名录里没有它" in told["supplier", "S-4"]
    assert "名录里有它" in told["supplier", "S-3"]
    assert "没有算作本地企业" in told["firm", f"NEV-03.{B}"]


def test_nothing_is_told_of_a_chain_that_holds(seen):
    assert seen().contradictions == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("most = 1.5", "most = 1.5"),
        ('local = ["mars"]', "mars"),
        ("colour = 1", "没有 colour"),
        ("drawn_nodes = 0", "drawn_nodes"),
    ],
)
def test_a_zones_own_lines_are_checked(zone_and_ledger, said, told):
    zone, _ = zone_and_ledger
    path = zone.folder / SETTINGS
    path.write_text(path.read_text("utf-8") + f"\n[chains]\n{said}\n", "utf-8")
    with pytest.raises(LedgerError) as caught:
        lines_of(zone_at(zone.folder))
    assert told in caught.value.zh
    assert str(path) in caught.value.en


def test_a_zones_own_lines_count(zone_and_ledger):
    zone, _ = zone_and_ledger
    path = zone.folder / SETTINGS
    path.write_text(path.read_text("utf-8") + '\n[chains]\nlocal = ["zone", "city"]\n', "utf-8")
    lines = lines_of(zone_at(zone.folder))
    assert lines.local == {"zone", "city"}
    assert lines.most == our_lines().most
