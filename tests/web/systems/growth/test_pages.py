"""The pages of the growth index: what each shows, who may do what, and that nobody decides on his own work."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.systems.growth.zone import CODES, SILENT

from dajuan.indices.scheme import Indicator, Level, Ratio
from dajuan.indices.sensitivity import Sensitivity, Share
from dajuan.ledger.append import append
from dajuan.programmes.pack import Name
from dajuan.systems.growth import certificates, record, schemes
from dajuan.systems.growth.sensitivity import draft_of
from dajuan.web.jobs.models import Job
from dajuan.web.jobs.work import Work
from dajuan.web.served import served
from dajuan.web.systems.growth.jobs import compute
from dajuan.web.systems.growth.words import shown_number

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
    assert {"zh-hans": "成长指数", "en": "Growth index"}[language] in text_of(answer)


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
    as_("office").post("/systems/growth/runs", {"year": "2024"})
    mine = f"/systems/growth/firms/{CODES[5]}"
    assert as_("office").get(mine, {"run": "2024-2"}).status_code == 200
    assert client.get(mine, {"run": "2024-2"}).status_code == 404


def test_a_level_in_percent_is_shown_as_it_was_stated_a_ratio_in_percent(grown) -> None:
    """占有率 35% is a field in percent; R&D of 5% is one fact over another."""
    share = Indicator("share", Name("占有率"), "whole", Level("niche-share"), "%")
    ratio = Indicator("rd", Name("研发强度"), "whole", Ratio("rd-spend", "revenue"), "%")
    assert (shown_number(35.0, share), shown_number(0.05, ratio)) == ("35.0", "5.0")


def test_a_fact_that_firms_cannot_state_as_a_number_is_pointed_out(grown, as_) -> None:
    client = as_("office")
    text = schemes.built_in().replace("version: 1\n", "version: 2\n", 1)
    text = text.replace("level: class1-ip, unit: 件", "level: industry")
    client.post("/systems/growth/schemes/new", {"text": text, "wish": "submit"})
    assert "名录里没有这项" in text_of(client.get("/systems/growth/schemes/sme-growth-v2"))
    assert "名录里没有这项" not in text_of(client.get("/systems/growth/schemes/sme-growth-v1"))


def test_a_file_is_taken_as_packs_are_in_utf_8_or_told_that_it_is_not(grown, as_) -> None:
    client, text = as_("office"), schemes.built_in().replace("version: 1\n", "version: 2\n", 1)

    def submitted(data: bytes):
        file = SimpleUploadedFile("scheme.yaml", data)
        return client.post("/systems/growth/schemes/new", {"file": file, "wish": "submit"})

    refused = submitted(text.encode("gb18030"))
    assert refused.status_code == 422
    assert "不是 UTF-8" in text_of(refused)
    assert submitted(text.encode("utf-8-sig")).status_code == 302
    assert schemes.versions(served().ledger)[0].code == "sme-growth-v2"


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
    for code in ("", "2020-1"):
        assert as_("office").post("/systems/growth/uncertainty/sensitivity", {"run": code}).status_code == 404


def test_a_sensitivity_that_is_gone_is_told_and_can_be_worked_out_again(grown, as_) -> None:
    here = served()
    found = Sensitivity((Share("weights", 0.5, 0.1, 0.62, 0.1),), 1280, 3.25)
    draft = draft_of(here.zone.evidence(), grown.run, found, on=grown.run.on)
    append(here.ledger, [draft], actor="督查室 何")
    client = as_("office")
    assert "1280 次重排，平均每家移动 3.2 名" in text_of(client.get("/systems/growth/uncertainty"))
    here.zone.evidence().path_of(draft.evidence[0].sha256).unlink()
    shown = text_of(client.get("/systems/growth/uncertainty"))
    assert "的敏感性分析不在了" in shown
    assert "算敏感性" in shown


def test_a_run_taken_up_by_another_worker_is_not_computed_again(grown, as_) -> None:
    as_("office").post("/systems/growth/runs", {"year": "2024"})
    job = Job.objects.get(kind="growth-run")
    assert job.result["run"] == "2024-2"
    assert compute(Work(job), **job.arguments) == job.result
    assert len(record.runs(served().ledger)) == 2


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
    assert rows.count("已认证") == len(proposed)
    one = next(iter(certificates.certificates(served().ledger).values()))
    assert '<span class="tag verified">已认证</span>' in text_of(office.get(f"/systems/growth/firms/{one.firm}"))
    past = {"known_at": "2025-05-12T12:00"}
    assert one.name not in text_of(office.get("/systems/growth/certificates", past))
    assert "已认证" not in text_of(office.get(f"/systems/growth/firms/{one.firm}", past))
    refused = reviewer.post("/systems/growth/certificates/certify", {}, follow=True)
    assert "一家也没有选" in text_of(refused)


def test_a_page_of_the_past_shows_the_runs_of_then(grown, as_) -> None:
    shown = text_of(as_("office").get("/systems/growth/runs", {"known_at": "2025-05-01"}))
    assert grown.run.code not in shown
