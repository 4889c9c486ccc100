"""The pages of the compute network, as the department in charge and as an enterprise use them."""

from __future__ import annotations

import pytest
from tests.systems.compute.life import FIRM

from dajuan.systems.compute.network import explained, placed
from dajuan.web.access.rights import Viewer
from dajuan.web.served import served
from dajuan.web.systems.compute import deeds, inhand

NEED = {
    "f.name": "推理", "f.enterprise": FIRM, "f.precision": "fp16", "f.amount": "3P", "f.hours": "4",
    "f.latest-finish": "2025-10-17", "f.location": "zone", "f.budget": "5000", "f.objective": "balanced",
}  # fmt: skip
PAGES = ("", "need/", "jobs/", "jobs/JOB-M/", "centres/", "centres/ZX-1/", "vouchers/")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("username", ["digital", "leader", "firm"])
def test_pages_open(as_, compute, username, page):
    assert as_(username).get(f"/systems/compute/{page}").status_code == 200


def test_the_catalogue_has_a_number_for_each_precision_and_none_for_all(as_, compute):
    text = as_("digital").get("/systems/compute/").content.decode()
    assert "19.2 PFLOPS（FP16）" in text
    assert "200 PFLOPS（FP64）" in text
    assert "219" not in text
    assert "56 / 64" not in text  # The metered job holds nothing any more.


def test_an_enterprise_sees_its_own_jobs_and_vouchers_and_nobody_elses(as_, compute):
    firm = as_("firm")
    assert "JOB-A" in (text := firm.get("/systems/compute/jobs/").content.decode())
    assert "JOB-B" not in text
    assert firm.get("/systems/compute/jobs/JOB-B/").status_code == 404
    assert "JOB-B" not in firm.get("/systems/compute/jobs/JOB-A/").content.decode()
    assert "V-9" not in firm.get("/systems/compute/vouchers/").content.decode()
    assert firm.post("/systems/compute/jobs/JOB-A/match/").status_code == 403


def test_a_need_is_ranked_with_reasons_and_then_recorded(as_, compute):
    client = as_("digital")
    text = client.post("/systems/compute/need/", NEED | {"look": ""}).content.decode()
    assert "选它" in text
    assert "数据要在本区，它在本省" in text
    answer = client.post("/systems/compute/need/", NEED | {"record": "", "code": "NEW-1"})
    assert answer.status_code == 302
    row = served().subjects().one("compute-jobs", "NEW-1")
    assert (row.stage, row.fields["flops"], row.owners) == ("requested", 3_000_000, ("数字经济局",))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"f.precision": ""}, "没有写明精度"),
        ({"f.amount": "200卡时"}, "是用量（卡数乘小时）"),
        ({"f.amount": "20"}, "没有单位"),
        ({"f.amount": "200TOPS"}, "数的是整数运算"),
        ({"f.precision": "int8", "f.amount": "20P"}, "INT8 的算力用 TOPS"),
        ({"f.budget": "-1"}, "预算不能是负数"),
        ({"f.hours": "四五个小时"}, "预计时长"),
        ({"f.latest-finish": ""}, "缺最晚完成"),
    ],
)
def test_what_is_wrong_with_a_need_is_said_beside_it(as_, compute, change, said):
    answer = as_("digital").post("/systems/compute/need/", NEED | change | {"look": ""})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_place_for_data_that_no_centre_has_is_told_with_what_would_help(as_, compute):
    text = (
        as_("digital")
        .post("/systems/compute/need/", NEED | {"f.precision": "fp64", "f.amount": "64核", "look": ""})
        .content.decode()
    )
    assert "没有一处满足全部要求" in text
    assert "只放宽“数据所在地”，有 1 处可选" in text


def test_a_job_is_matched_and_settled_with_vouchers(as_, compute):
    client = as_("digital")
    client.post("/systems/compute/jobs/JOB-A/match/")
    row = served().subjects().one("compute-jobs", "JOB-A")
    assert (row.stage, row.fields["placed-quantity"]) == ("matched", 8)
    text = client.get("/systems/compute/jobs/JOB-M/").content.decode()
    assert "192.00" in text  # 16 card-hours at 12 yuan.
    client.post("/systems/compute/jobs/JOB-M/settle/", {"voucher": ["V-1"]})
    row = served().subjects().one("compute-jobs", "JOB-M")
    assert (row.stage, row.fields["due"], row.fields["by-vouchers"], row.fields["own"]) == (
        "settled",
        19_200,
        8_000,
        11_200,
    )
    assert served().subjects().one("compute-vouchers", "V-1").stage == "spent"
    assert served().subjects().one("compute-users", FIRM).stage == "served"
    text = as_("firm").get("/systems/compute/jobs/JOB-M/").content.decode()
    assert "112.00" in text


def test_the_round_places_all_that_wait(as_, compute):
    client = as_("digital")
    text = client.get("/systems/compute/round/").content.decode()
    assert "已证明没有更好的放法" in text
    client.post("/systems/compute/round/")
    stages = served().subjects().stages("compute-jobs")
    assert (stages["matched"], stages.get("requested", 0)) == (2, 0)


def test_what_somebody_changed_since_the_round_was_looked_at_is_left_out_and_told(as_, compute):
    seen, found = served().size(), inhand.network_now()
    made = placed(found, inhand.now(), inhand.objectives_now())
    told = [explained(found, made, one.code) for one in made.case.needs]
    as_("digital").post("/systems/compute/jobs/JOB-A/cancel/")
    done = deeds.match_round(Viewer(actor="数字经济局 方"), found, made, told, seen)
    assert done.added == 1
    assert done.troubles
    assert all("JOB-A" in one.zh for one in done.troubles)
    assert served().subjects().one("compute-jobs", "JOB-B").stage == "matched"


def test_an_offer_is_taken_down_on_its_centres_page(as_, compute):
    address = "/systems/compute/offers/O-A/take-down/"
    client = as_("digital")
    assert address in client.get("/systems/compute/centres/ZX-1/").content.decode()
    assert address not in as_("leader").get("/systems/compute/centres/ZX-1/").content.decode()
    assert as_("leader").post(address).status_code == 403
    assert "O-A 已下架" in client.post(address, follow=True).content.decode()
    row = served().subjects().one("compute-offers", "O-A")
    assert (row.stage, row.fields["fp16"]) == ("withdrawn", 0)


def test_last_months_hours_become_the_centres_entry(as_, compute):
    client = as_("digital")
    client.post("/systems/compute/centres/ZX-1/")
    answer = client.get("/systems/compute/centres/ZX-1/").content.decode()
    assert "这个月没有挂牌的资源" in answer  # The offers begin in October.


def test_a_step_out_of_turn_is_told(as_, compute):
    text = as_("digital").post("/systems/compute/jobs/JOB-A/settle/", follow=True).content.decode()
    assert "现在是“提出需求”" in text


def test_an_engine_that_nobody_configured_is_told(as_, compute):
    client = as_("digital")
    client.post("/systems/compute/jobs/JOB-A/match/")
    assert "没有名为“local”的引擎" in client.post("/systems/compute/jobs/JOB-A/submit/", follow=True).content.decode()


def test_where_the_packs_are_off_nothing_breaks(as_, people):
    assert as_("leader").get("/systems/compute/").status_code == 200
    assert as_("leader").get("/systems/compute/jobs/").status_code == 404
