"""Pages of air and water: the year with its break, what if, a file brought in by page, who may, how it looks."""

from __future__ import annotations

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.systems.air.files import wide
from tests.web.browser import EVERY_LOOK, accessible, fits
from tests.web.systems.air.conftest import ACTOR, OFFICE, TODAY, air_of

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.systems.air.stations import AREAS
from dajuan.web.systems.air import one_year

PAGES = {
    "air-home": "?target=250&pm25=10", "air-days": "days/", "air-station": "station/1001A/", "air-take": "hours/",
    "air-rules": "rules/?day=2026-3-1&pm25-24h=75&co-24h=1", "air-water": "water/",
}  # fmt: skip


def text_of(client, address, status=200):
    answer = client.get(f"/systems/air/{address}")
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def test_the_year_shows_its_break(as_, air):
    # Of 28 days those of 20 and 25 February, 5, 10 and 15 March have 70 of PM2.5: the first two are still good.
    page = text_of(as_("office"), "?target=250")
    assert "<b>25</b>" in page  # good so far
    assert "这一年不是一条连续的数" in page
    assert "HJ 633-2012" in page
    assert "<b>225</b>" in page  # needed
    assert f"<b>{25 + 287}</b>" in page  # possible


def test_the_chance_and_what_if(as_, air):
    # 2025 would be lost throughout, 2023 and 2024 would make it; with two fifths less all three do.
    plain, less = (text_of(as_("office"), f"?target=250{cut}") for cut in ("", "&pm25=40"))
    assert (plain.count("达不到"), less.count("达不到")) == (1, 0)
    assert "<b>100%</b>" in less
    assert "<b>100%</b>" not in plain
    assert "假设" in less


def test_a_days_entry_and_the_other_edition(as_, air):
    page = text_of(as_("office"), "days/?month=2026-03")
    assert ">110<" in page
    assert "轻度污染" in page
    assert "轻度污染" not in text_of(as_("office"), "days/?month=2026-03&edition=HJ 633-2012")


def test_an_index_by_the_day(as_, air):
    office = as_("office")
    assert "AQI NA" in text_of(office, "rules/?day=2026-2-28&pm25-24h=75")
    assert "AQI 114" in text_of(office, "rules/?day=2026-3-1&pm25-24h=75")
    assert "不小于 0" in text_of(office, "rules/?day=2026-3-1&pm25-24h=-1")
    assert "最早的一版" in text_of(office, "rules/?day=2015-3-1&pm25-24h=1")


def test_water_is_shown_as_published_and_against_its_goal(as_, air):
    page = text_of(as_("office"), "water/")
    assert "Ⅲ类" in page
    assert "没有达到目标" in page


def posted(client, data, **told):
    return client.post("/systems/air/hours/", {"file": SimpleUploadedFile("hours.csv", data), **told})


def test_a_file_is_looked_at_then_recorded_once(as_, air):
    reporter, size = as_("neighbour"), air.size()
    data = wide(date(2026, 3, 18), 2, air_of(lambda day: 90))
    assert "还没有记" in posted(reporter, data, check="1").content.decode()
    assert air.size() == size
    assert "台账记下 2 条" in posted(reporter, data).content.decode()
    assert air.size() == size + 2
    assert "台账记下 0 条" in posted(reporter, data).content.decode()
    assert air.size() == size + 2


def test_what_has_to_be_answered_first_is_listed(as_, air):
    stuck = wide(date(2026, 3, 19), 1, lambda code, at, key: 3)
    answer = posted(as_("neighbour"), stuck)
    assert answer.status_code == 422
    assert "连着 24 个小时" in answer.content.decode()
    kept = posted(as_("neighbour"), stuck, frozen="keep", hours="end")
    assert "台账记下 1 条" in kept.content.decode()


def test_who_may_not(as_, air):
    data = wide(TODAY, 1)
    assert "没有点位" in posted(as_("reporter"), data).content.decode()  # another office's are not there for him
    assert posted(as_("leader"), data).status_code == 403
    assert as_("firm").get("/systems/air/").status_code == 403


@EVERY_LOOK
def test_it_looks_right_in_a_browser(language, size, page, picture, air):
    seen = page("neighbour", language=language, size=size)
    for name, address in PAGES.items():
        seen.goto(f"/systems/air/{address}")
        fits(seen)
        accessible(seen)
        picture(seen, name)


def test_another_area_keeps_its_name_in_the_links_and_is_not_held_to_the_zones_promise(as_, air, monkeypatch):
    day = date(2026, 3, 2)
    drafts = [
        Draft(programme=AREAS, subject="QT", kind="opened", effective_on=date(2026, 1, 1), fields={"name": "其他区域", "assessed": False, "department": OFFICE}),
        Draft(programme=AREAS, subject="QT", kind="measured", effective_on=day, fields={"valid-days": 1000, "good-days": 1000, "pm25": 20_000}),
    ]  # fmt: skip
    append(air.ledger, drafts, actor=ACTOR)
    asked = []
    monkeypatch.setattr(one_year, "target_of", lambda *told: asked.append(told))
    page = text_of(as_("office"), "?area=QT")
    assert "?area=QT&amp;month=2026-03" in page
    assert asked == []
    text_of(as_("office"), "")
    assert len(asked) == 1
    assert '/systems/air/days.xlsx?area=QT"' in text_of(as_("office"), "days/?area=QT&month=2026-03")


def test_how_the_chance_is_drawn_is_said_to_be_ours(as_, air):
    page = text_of(as_("office"), "?target=250")
    assert "逐周前后挪 2 周以内，抽 2000 次" in page
    assert "有效天不到 80% 的往年不用；这几个数是本系统口径" in page
    assert "2026年3月1日 起按 HJ 633-2026，PM2.5、PM10 的良级上限收严" in page.replace("2026-03-01", "2026年3月1日")
    assert "本系统口径" in text_of(as_("neighbour"), "hours/")


def test_a_day_before_the_first_edition_has_no_page(as_, air):
    old = Draft(programme=AREAS, subject="ALT", kind="opened", effective_on=date(2014, 1, 1), fields={"name": "旧区域", "assessed": False})  # fmt: skip
    day = Draft(
        programme=AREAS, subject="ALT", kind="measured", effective_on=date(2015, 6, 1), fields={"valid-days": 1000}
    )
    append(air.ledger, [old, day], actor=ACTOR)
    text_of(as_("office"), "?area=ALT&as_of=2015-06-30", 404)
    text_of(as_("office"), "?area=ALT")
    for address in ("days/?area=ALT", "days/?area=ALT&as_of=2015-06-30"):
        assert "还没有数" in text_of(as_("office"), address)
