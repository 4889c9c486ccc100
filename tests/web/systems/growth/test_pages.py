"""The pages of the growth index: what each shows, who may do what, and that nobody decides on his own work."""

from __future__ import annotations

import csv
import io

import pytest
from tests.systems.growth.zone import CODES, SILENT

from dajuan.systems.growth import certificates, record, schemes
from dajuan.web.served import served

PAGES = ("", "uncertainty", "coherence", "schemes", "runs", "certificates")


def text_of(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_opens_in_both_languages(grown, as_, page: str, language: str) -> None:
    client = as_("office")
    client.cookies["language"] = language
    answer = client.get(f"/systems/growth/{page}")
    assert answer.status_code == 200
    assert ("成长" in text_of(answer)) or language == "en"


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_where_nothing_was_done_yet(little, as_, page: str) -> None:
    assert as_("office").get(f"/systems/growth/{page}").status_code == 200


def test_the_ranking_is_filtered_and_taken_along(grown, as_) -> None:
    client = as_("office")
    shown = text_of(client.get("/systems/growth/", {"industry": "software"}))
    assert "云岭1号有限公司" in shown
    assert "云岭0号有限公司" not in shown
    answer = client.get("/systems/growth/ranking.csv", {"industry": "software"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows
    assert {row["industry"] for row in rows} == {"软件和信息技术服务业"}
    ranks = [int(row["rank"]) for row in rows]
    assert ranks == sorted(ranks)
    assert all(float(row["rank_low"]) <= float(row["rank_high"]) for row in rows)
    assert client.get("/systems/growth/ranking.xlsx").status_code == 200
    assert client.get("/systems/growth/ranking.exe").status_code == 404


def test_who_sees_one_district_sees_its_firms(grown, as_, people) -> None:
    from dajuan.web.people.models import Grant, Organisation

    Grant.objects.create(
        person=people["reporter"], role="see", organisation=Organisation.objects.get(name="云河办事处")
    )
    shown = text_of(as_("reporter").get("/systems/growth/"))
    assert "云岭0号有限公司" in shown
    assert "云岭1号有限公司" not in shown
    assert as_("reporter").get(f"/systems/growth/firms/{CODES[1]}").status_code == 404


def test_a_firms_page_says_what_its_score_is_made_of_and_what_is_missing(grown, as_) -> None:
    shown = text_of(as_("office").get(f"/systems/growth/firms/{CODES[5]}"))
    assert "合计 = 得分" in shown
    assert "营业收入利润率" in shown
    assert "缺的数据，没有当成 0" in shown
    assert "不计" in shown
    silent = text_of(as_("office").get(f"/systems/growth/firms/{SILENT}"))
    assert "没有得分" in silent
    assert as_("office").get("/systems/growth/firms/91410000170001401D").status_code == 404


def test_an_enterprise_sees_its_own_published_score_and_nobody_elses(grown, as_, people) -> None:
    people["firm"].enterprise = CODES[5]
    people["firm"].save()
    client = as_("firm")
    assert "合计 = 得分" in text_of(client.get(f"/systems/growth/firms/{CODES[5]}"))
    assert client.get(f"/systems/growth/firms/{CODES[6]}").status_code == 404
    for page in PAGES:
        assert client.get(f"/systems/growth/{page}").status_code == 403


def test_a_new_version_is_checked_submitted_and_put_in_force_by_another(grown, as_) -> None:
    office, reviewer = as_("office"), as_("reviewer")
    text = schemes.built_in().replace("version: 1\n", "version: 2\n", 1)
    wrong = office.post(
        "/systems/growth/schemes/new", {"text": text.replace("screening:", "screaning:"), "wish": "submit"}
    )
    assert wrong.status_code == 422
    assert "是不是 screening？" in text_of(wrong)
    assert office.post("/systems/growth/schemes/new", {"text": text, "wish": "submit", "why": "试"}).status_code == 302
    shown = text_of(office.get("/systems/growth/schemes/sme-growth-v2"))
    assert "要另一个人启用" in shown
    assert '<span class="plus">+version: 2' in shown
    assert as_("neighbour").get("/systems/growth/schemes/new").status_code == 403
    reviewer.post("/systems/growth/schemes/sme-growth-v2/in-force")
    in_force = schemes.in_force(served().ledger)
    assert in_force is not None
    assert in_force.code == "sme-growth-v2"


def test_who_reviews_may_not_put_his_own_version_in_force(grown, as_) -> None:
    text = schemes.built_in().replace("version: 1\n", "version: 2\n", 1)
    office = as_("office")
    office.post("/systems/growth/schemes/new", {"text": text, "wish": "submit"})
    office.post("/systems/growth/schemes/sme-growth-v2/in-force")
    assert schemes.versions(served().ledger)[0].stage == "drafted"


def test_a_run_is_computed_repeated_and_published(grown, as_) -> None:
    office = as_("office")
    answer = office.post("/systems/growth/runs", {"year": "2024"}, follow=True)
    assert answer.redirect_chain[-1][0].endswith("/growth/runs/2024-2")
    assert "是你测算的，要另一个人发布" in text_of(answer)
    again = office.post("/systems/growth/runs/2024-2/again", follow=True)
    assert "一字不差" in text_of(again)
    office.post("/systems/growth/runs/2024-2/publish")
    assert record.runs(served().ledger)[0].stage == "computed"
    as_("reviewer").post("/systems/growth/runs/2024-2/publish")
    assert [one.stage for one in record.runs(served().ledger)] == ["published", "computed"]
    assert as_("neighbour").post("/systems/growth/runs", {"year": "2024"}).status_code == 403
    assert "年度写" in text_of(office.post("/systems/growth/runs", {"year": "1900"}, follow=True))


def test_sensitivity_is_worked_out_once_and_kept_with_the_run(grown, as_, need) -> None:
    need.module("SALib")
    answer = as_("office").post("/systems/growth/uncertainty/sensitivity", {"run": grown.run.code}, follow=True)
    assert "Sobol" in text_of(answer)
    assert "次重排，平均每家移动" in text_of(answer)
    assert as_("neighbour").post("/systems/growth/uncertainty/sensitivity", {"run": grown.run.code}).status_code == 403


def test_certificates_are_proposed_by_one_and_certified_by_another(grown, as_, monkeypatch) -> None:
    monkeypatch.setattr(certificates, "BEST", 0.5)
    office, reviewer = as_("office"), as_("reviewer")
    assert "全部建议认证" in text_of(office.get("/systems/growth/certificates"))
    office.post("/systems/growth/certificates/propose", {"run": grown.run.code})
    proposed = certificates.certificates(served().ledger)
    assert proposed
    office.post("/systems/growth/certificates/certify", {"code": list(proposed)})
    assert {one.stage for one in certificates.certificates(served().ledger).values()} == {"proposed"}
    reviewer.post("/systems/growth/certificates/certify", {"code": list(proposed)})
    assert {one.stage for one in certificates.certificates(served().ledger).values()} == {"certified"}
    rows = text_of(office.get("/systems/growth/certificates", {"format": "csv"}))
    assert rows.count("certified") == len(proposed)


def test_a_page_of_the_past_shows_the_runs_of_then(grown, as_) -> None:
    shown = text_of(as_("office").get("/systems/growth/runs", {"known_at": "2025-05-01"}))
    assert grown.run.code not in shown
