"""From a number to its entries: what is shown is what ``figures.trace`` finds, each viewer's own part of it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.answers.life import code_of
from tests.web.lively import BOUND, DONE, OTHERS, RED, REPORTER, entry_of

from dajuan.answers.plan import Part, split
from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.read import size_of
from dajuan.web.records import lineages
from dajuan.web.served import served

pytestmark = pytest.mark.usefixtures("lively")
DELIVERED = "/records/lineage/housing-delivery/estates-delivered/2025/"


def text(answer) -> str:
    assert answer.status_code == 200, answer.content.decode()[:800]
    return answer.content.decode()


def subjects_in(page: str) -> list[str]:
    return re.findall(r'/records/of/housing-delivery/(E-\d+)/[^"]*">[^<]+</a> <span', page)


def number_in(page: str) -> str:
    found = re.search(r'class="number"><b>([^<]*)</b>', page)
    return found[1].strip() if found else ""


def code(said: str) -> str:
    return code_of(served().ledger, said)


def test_a_figure_its_definition_its_log_and_its_entries(as_):
    page = text(as_("office").get(DELIVERED))
    assert number_in(page) == "3"
    assert subjects_in(page) == ["E-001", "E-002", "E-003"]
    assert "期内首次到达“交付”的楼盘数" in page
    assert "日志" in page
    assert f"{size_of(served().ledger)} 条" in page
    assert "已复核" in page
    assert "竣工验收备案表" in page


def test_of_a_day_and_of_what_was_known(as_):
    page = text(as_("office").get(f"{DELIVERED}?as_of=2025-06-30"))
    assert number_in(page) == "2"
    assert subjects_in(page) == ["E-001", "E-002"]
    assert "as_of=2025-06-30" in page
    verified = text(as_("office").get(f"{DELIVERED}?verified=1"))
    assert subjects_in(verified) == ["E-001"]


def test_subjects_out_of_reach_are_counted_and_not_shown(as_):
    page = text(as_("reporter").get(DELIVERED))
    assert number_in(page) == "3"
    assert subjects_in(page) == ["E-001", "E-002"]
    assert "其中 1 个不在您的范围" in page
    assert "E-003" not in page
    nobodys = text(as_("neighbour").get(DELIVERED))
    assert subjects_in(nobodys) == []
    assert "其中 3 个不在您的范围" in nobodys


def test_many_subjects_come_page_by_page(as_, monkeypatch):
    monkeypatch.setattr(lineages, "_AT_ONCE", 2)
    first = text(as_("office").get(DELIVERED))
    assert subjects_in(first) == ["E-001", "E-002"]
    assert "after=E-002" in first
    second = text(as_("office").get(f"{DELIVERED}?after=E-002"))
    assert subjects_in(second) == ["E-003"]
    assert "下面的对象" not in second


def test_a_part_of_a_figure(as_):
    page = text(as_("office").get(f"{DELIVERED}?by=lead-department&part=住房保障中心"))
    assert number_in(page) == "2"
    assert as_("office").get(f"{DELIVERED}?by=lead-department&part=没有的局").status_code == 404


@pytest.mark.parametrize(
    "address", ["housing-delivery/nothing/2025/", "nothing/estates-delivered/2025/", "housing-delivery/estates-delivered/soon/"]
)  # fmt: skip
def test_what_there_is_not(as_, address):
    assert as_("office").get(f"/records/lineage/{address}").status_code == 404


def test_a_figure_that_cannot_be_split_so_says_why(as_):
    assert as_("office").get(f"{DELIVERED}?by=nothing&part=x").status_code == 422


def test_a_target_that_an_indicator_measures(as_):
    page = text(as_("office").get(f"/records/target/{code(BOUND)}/"))
    assert number_in(page) == "3个"
    assert subjects_in(page) == ["E-001", "E-002", "E-003"]
    assert "housing-delivery/estates-delivered" in page
    earlier = text(as_("office").get(f"/records/target/{code(BOUND)}/?as_of=2025-03-31"))
    assert number_in(earlier) == "1个"
    assert subjects_in(earlier) == ["E-001"]


def test_a_target_that_was_reported_shows_its_reports(as_):
    page = text(as_("reporter").get(f"/records/target/{code(RED)}/"))
    assert number_in(page) == "1个"
    assert REPORTER in page
    assert "选址还没有定" in page
    assert "未复核" in page
    served_page = text(as_("reporter").get(f"/records/target/{code(RED)}/?as_of=2025-03-31"))
    assert "选址还没有定" not in served_page


def test_a_corrected_report_is_marked_and_does_not_count(as_):
    ledger = served().ledger
    wrong = size_of(ledger)
    one = {"programme": "targets", "subject": code(DONE), "effective_on": date(2025, 9, 30)}
    append(ledger, [Draft(**one, kind="stated", fields={"reported": "3条"})], actor=REPORTER)
    append(ledger, [Draft(**one, kind="stated", fields={"reported": "4条"}, replaces=wrong)], actor=REPORTER)
    page = text(as_("reporter").get(f"/records/target/{code(DONE)}/"))
    assert number_in(page) == "4条"
    assert page.count("已更正") == 1
    assert 'class="is-withdrawn"' in page


def test_a_whole_leads_to_its_parts(as_):
    ledger = served().ledger
    split(
        ledger,
        code("改造老旧小区"),
        [Part("松溪街道", "1"), Part("望岭街道", "1")],
        actor="督查室 何",
        on=date(2025, 2, 1),
    )
    page = text(as_("office").get(f"/records/target/{code('改造老旧小区')}/"))
    assert f"/records/target/{code('改造老旧小区')}.1/" in page


def test_another_departments_target_is_not_there(as_):
    assert as_("reporter").get(f"/records/target/{code(OTHERS)}/").status_code == 404
    assert as_("neighbour").get(f"/records/target/{code(OTHERS)}/").status_code == 200
    assert as_("office").get("/records/target/2025-999/").status_code == 404
    assert as_("office").get("/records/target/x/").status_code == 404


def test_a_withdrawn_delivery_leaves_the_figure(as_):
    ledger = served().ledger
    seq = entry_of(ledger, "E-003", "moved")
    append(ledger, [Draft(programme="housing-delivery", subject="E-003", kind="withdrawn", effective_on=date(2025, 9, 12), about=(seq, seq))], actor="住建局")  # fmt: skip
    page = text(as_("office").get(DELIVERED))
    assert number_in(page) == "2"
    assert subjects_in(page) == ["E-001", "E-002"]
