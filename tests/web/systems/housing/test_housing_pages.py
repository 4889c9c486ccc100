"""Pages and API of estates: the account, one plan each, a second person closes; and what the public sees of it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from tests.web.browser import accessible, fits
from tests.web.little_zone import switch

from dajuan.figures.ask import figures
from dajuan.figures.period import period_of
from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Evidence
from dajuan.ledger.read import entries_of_subject
from dajuan.systems.housing.estate import HOUSING, RESETTLEMENT
from dajuan.web.public.models import EstatesPublication
from dajuan.web.served import Served

HOME = "/systems/housing/"
API = "/api/v1/housing"
ACTOR, OTHER = "住房保障中心 王", "督查室 程"
CADRE = "包保领导 郑某"
AT = datetime(2025, 10, 10, tzinfo=UTC)


def draft(programme, code, kind, on, **more) -> Draft:  # type: ignore[no-untyped-def]
    paper = {
        "closed": "销号审批单",
        "delivered": "交付回迁公告",
        "building": "复工确认书",
        "started": "施工许可证",
    }.get(more.get("stage", ""))
    papers = (Evidence(name="佐证.pdf", address="https://yunling.example/p.pdf", kind=paper),) if paper else ()
    return Draft(
        programme=programme, subject=code, kind=kind, effective_on=date.fromisoformat(on), evidence=papers, **more
    )


@pytest.fixture
def housing(little) -> Served:
    """The little zone's three delivered estates, of which one is struck off and awaits a second person, one more under way
    with a plan, and a resettlement estate."""
    here = switch(on=(RESETTLEMENT,))
    estates = [row.code for row in here.subjects().page(HOUSING).rows]
    fields = {
        "name": "云岫苑", "developer": "云岭置业有限公司", "homes": 240, "plan": "区属平台代建，年底交付", "due-on": "2025-09-30",
        "lead-cadre": CADRE, "lead-department": "住房保障中心", "funding-gap": 12_345_600_000,
    }  # fmt: skip
    way = [draft(RESETTLEMENT, "A-1", "moved", "2025-02-01", stage=stage) for stage in ("agreed", "started")]
    append(
        here.ledger,
        [
            draft(HOUSING, estates[0], "moved", "2025-09-20", stage="closed"),
            draft(HOUSING, "E-NEW", "opened", "2025-01-10", fields=fields),
            draft(HOUSING, "E-NEW", "moved", "2025-01-10", stage="listed"),
            draft(HOUSING, "E-NEW", "moved", "2025-03-01", stage="building"),
            draft(RESETTLEMENT, "A-1", "opened", "2025-01-05", fields={
                "name": "望岭佳苑", "lead-department": "住房保障中心", "homes": 500, "area": 6_000_000, "households": 180, "people": 700,
            }),
            *way,
            draft(RESETTLEMENT, "A-1", "measured", "2025-08-31", fields={"households-moved": 3, "people-moved": 10}),
        ],
        actor=ACTOR, now=AT,
    )  # fmt: skip
    return here


def closed(here: Served) -> str:
    return here.subjects().page(HOUSING).rows[0].code


def check(here: Served) -> None:
    """Another person looks at the close-out."""
    code = closed(here)
    seq = next(
        seq for seq, one in entries_of_subject(here.ledger, programme=HOUSING, subject=code) if one.stage == "closed"
    )
    looked = Draft(programme=HOUSING, subject=code, kind="verified", effective_on=date(2025, 10, 9), about=(seq, seq))
    append(here.ledger, [looked], actor=OTHER, now=AT)


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return re.sub(r"<[^>]+>|\s+", " ", answer.content.decode())


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_opens(language, as_, housing):
    client = as_("office")
    client.cookies["language"] = language
    for address in ("", "?as_of=2025-03-05", "estate/E-NEW/", f"estate/{closed(housing)}/", "resettlement/A-1/"):
        text_of(client, f"{HOME}{address}")
    assert b"E-NEW" in b"".join(client.get(f"{HOME}plans.csv"))


def test_a_close_out_counts_once_a_second_person_has_looked(as_, housing):
    before = as_("office").get(API).json()
    assert (before["listed"]["estates"], before["closed"]["estates"], before["remaining"]["estates"]) == (4, 0, 4)
    assert "还没有第二人核过，仍在账" in text_of(as_("office"), HOME)
    assert [one["estate"] for one in as_("office").get(f"{API}/closings?waiting=true").json()["items"]] == [
        closed(housing)
    ]
    assert "/verify/" in as_("reviewer").get(f"{HOME}estate/{closed(housing)}/").content.decode()
    check(housing)
    after = as_("office").get(API).json()
    assert (after["closed"]["estates"], after["remaining"]["estates"]) == (1, 3)
    for one in after["months"]:
        for key in ("estates", "homes", "area"):
            assert one["listed"][key] - one["closed"][key] == one["remaining"][key]
    [found] = as_("office").get(f"{API}/closings").json()["items"]
    assert (found["by"], found["checked_by"], found["evidence"]) == (ACTOR, [OTHER], ["销号审批单 佐证.pdf"])


def test_the_answer_sheet_has_the_same_figures(as_, housing):
    check(housing)
    told = as_("office").get(API).json()
    pack, year = housing.programmes[HOUSING], period_of("2025-01-01/2025-10-15")
    with housing.engine() as engine:
        same = {
            key: figures(engine, pack, key, [year])[0].value
            for key in ("estates-remaining", "estates-closed-to-date", "estates-listed-to-date")
        }
    assert same == {
        "estates-remaining": told["remaining"]["estates"],
        "estates-closed-to-date": told["closed"]["estates"],
        "estates-listed-to-date": told["listed"]["estates"],
    }


def test_one_plan_an_estate_and_which_has_none(as_, housing):
    said = text_of(as_("office"), HOME)
    assert "区属平台代建，年底交付" in said
    assert "逾期 15 天" in said
    assert "没有方案" not in said  # The others are delivered.
    bare = draft(
        HOUSING, "E-BARE", "opened", "2025-05-10", fields={"name": "无策苑", "developer": "云岭置业", "homes": 60}
    )
    append(housing.ledger, [bare, draft(HOUSING, "E-BARE", "moved", "2025-05-10", stage="listed")], actor=ACTOR, now=AT)
    assert "没有方案" in text_of(as_("office"), HOME)


def test_who_moved_back_before_delivery_is_pointed_out(as_, housing):
    [one] = as_("office").get(f"{API}/resettlement").json()["items"]
    assert (one["people"], one["people_moved"], one["wrong"]) == (700, 10, ["before-delivery"])
    assert "还没有第二人核过，就报了回迁" in text_of(as_("office"), f"{HOME}resettlement/A-1/")


def test_each_sees_what_is_theirs(as_, housing):
    assert as_("firm").get(HOME).status_code == 403
    assert as_("neighbour").get(f"{HOME}estate/E-NEW/").status_code == 404
    assert as_("neighbour").get(API).json()["listed"]["estates"] == 0
    assert as_("reporter").get(f"{HOME}estate/E-NEW/").status_code == 200


# For buyers -------------------------------------------------------------------------------------------------------


def publish(as_, *estates: str, **more: str) -> None:
    form = {"as_of": "2025-10-12", "estates": list(estates), "note": "每月更新", **more}
    assert as_("leader").post("/public/manage/estates/", form).status_code == 302


def test_nothing_is_public_before_it_is_published(people, housing):
    assert "还没有公开的内容" in text_of(Client(), "/public/estates/")
    assert Client().get("/public/estates/E-NEW/").status_code == 404
    assert Client().get("/public/estates.json").status_code == 404


def test_a_buyer_sees_the_estates_published_and_no_person(as_, housing):
    publish(as_, "E-NEW")
    for prefix, words in (("/public/", "已全面复工，正在建设"), ("/public/en/", "Work has resumed in full")):
        for address in ("estates/", "estates/E-NEW/"):
            said = text_of(Client(), f"{prefix}{address}")
            assert words in said
            assert "云岫苑" in said
    whole = "".join(
        Client().get(f"/public/{one}").content.decode()
        for one in ("estates/", "estates/E-NEW/", "estates.csv", "estates.json")
    )
    for hidden in (CADRE, ACTOR, OTHER, "区属平台代建", "1234.56", closed(housing)):
        assert hidden not in whole, hidden
    assert Client().get(f"/public/estates/{closed(housing)}/").status_code == 404
    assert Client().get("/public/estates.json").json()["estates"][0]["days_late"] == 12


def test_what_is_recorded_later_does_not_change_it_and_a_withdrawal_hides_it(as_, housing):
    publish(as_, "E-NEW", with_plans="on")
    assert "区属平台代建" in text_of(Client(), "/public/estates/E-NEW/")
    before = Client().get("/public/estates/")
    append(
        housing.ledger,
        [draft(HOUSING, "E-NEW", "stated", "2025-09-01", fields={"name": "改名苑"})],
        actor=ACTOR,
        now=AT,
    )
    assert Client().get("/public/estates/").content == before.content
    assert Client().get("/public/estates/", headers={"if-none-match": before["ETag"]}).status_code == 304
    as_("leader").post(f"/public/manage/estates/{EstatesPublication.objects.get().pk}/withdraw/")
    assert as_("leader").post("/public/manage/estates/999/withdraw/").status_code == 404
    after = Client().get("/public/estates/", headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert "还没有公开的内容" in after.content.decode()


def test_only_who_may_publish_does_by_page_and_by_api(as_, housing):
    form = {"as_of": "2025-10-12", "estates": ["E-NEW"]}
    for username in ("reporter", "reviewer", "firm"):
        assert as_(username).post("/public/manage/estates/", form).status_code == 403
    assert not EstatesPublication.objects.exists()
    assert (
        "还没有到 2025-12-01"
        in as_("leader").post("/public/manage/estates/", form | {"as_of": "2025-12-01"}).content.decode()
    )
    told = {"as_of": "2025-10-12", "estates": ["E-NEW"]}
    post = {"content_type": "application/json", "headers": {"idempotency-key": "k-1"}}
    made = as_("leader").post("/api/v1/publications/estates", told, **post)
    assert (made.status_code, made.json()["estates"]) == (201, ["E-NEW"])
    assert as_("leader").get("/api/v1/publications/estates").json()["items"][0]["id"] == made.json()["id"]
    gone = as_("leader").post(
        f"/api/v1/publications/estates/{made.json()['id']}/withdraw", **post | {"headers": {"idempotency-key": "k-2"}}
    )
    assert gone.json()["withdrawn_at"]


def test_it_looks_right_in_a_browser(page, picture, as_, housing):
    publish(as_, "E-NEW")
    for language, size in (("zh", "desktop"), ("en", "phone")):
        seen = page("leader", language=language, size=size)
        prefix = "/public/" if language == "zh" else "/public/en/"
        for name, address in {
            "home": HOME, "estate": f"{HOME}estate/{closed(housing)}/", "manage": "/public/manage/estates/", "public-one": f"{prefix}estates/E-NEW/",
        }.items():  # fmt: skip
            seen.goto(address)
            fits(seen)
            accessible(seen)
            picture(seen, f"housing-{name}")
