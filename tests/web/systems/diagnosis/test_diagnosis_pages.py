"""Pages of diagnoses and their API: the questionnaire filled in, its level, before beside after."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.standards.digital.test_level import EDITION, answers, scenes
from tests.web.browser import EVERY_LOOK, accessible, fits
from tests.web.little_zone import FIRM, OTHER_FIRM

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.zone import SETTINGS
from dajuan.systems.diagnosis.sheet import answers_text, scenes_text
from dajuan.web.served import served

CODE = f"{FIRM}-1"


@pytest.fixture
def diagnosing(little):
    """Two diagnoses of FIRM, of the reporter's office, on site."""
    settings = little.folder / SETTINGS
    settings.write_text(
        settings.read_text("utf-8").replace('"enterprise-register"', '"enterprise-register", "digital-diagnosis"'),
        "utf-8",
    )
    here = served()
    here.look()
    day, drafts = date(2025, 9, 1), []
    for nth in (1, 2):
        code = f"{FIRM}-{nth}"
        fields = {
            "name": "云岭一号科技有限公司",
            "round": "first" if nth == 1 else "again",
            "department": "住房保障中心",
        }
        drafts.append(
            Draft(
                programme="digital-diagnosis",
                subject=code,
                kind="opened",
                effective_on=day,
                fields=fields,
                links={"enterprise": f"enterprise-register/{FIRM}"},
            )
        )
        drafts += [
            Draft(programme="digital-diagnosis", subject=code, kind="moved", stage=stage, effective_on=day)
            for stage in ("planned", "visited")
        ]
    append(here.ledger, drafts, actor="住房保障中心 王", now=datetime(2025, 10, 1, tzinfo=UTC))
    return here


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


def filled():
    form = {f"s.{key}": str(step) for key, step in scenes(3).items()}
    for key, answer in answers(100).items():
        form[f"q.{key}"] = (
            sorted(answer) if isinstance(answer, frozenset) else answer if isinstance(answer, str) else str(answer[0])
        )
        if isinstance(answer, tuple):
            form[f"q.{key}.whole"] = str(answer[1])
    return form


@pytest.mark.parametrize("address", ["", f"{CODE}/", f"of/{FIRM}/"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_opens(address, language, as_, diagnosing):
    client = as_("office")
    client.cookies["language"] = language
    text_of(client, f"/systems/diagnosis/{address}")


def test_a_questionnaire_is_filled_in_scored_and_recorded(as_, diagnosing):
    reporter = as_("reporter")
    assert reporter.post(f"/systems/diagnosis/{CODE}/", filled()).status_code == 302
    text = text_of(reporter, f"/systems/diagnosis/{CODE}/")
    assert "三级（集成级）" in text
    assert "到四级（协同级）还差" in text
    assert diagnosing.subjects().one("digital-diagnosis", CODE).fields["level"] == "level-3"


def test_what_cannot_be_is_told_and_nothing_is_recorded(as_, diagnosing):
    size = diagnosing.size()
    answer = as_("reporter").post(f"/systems/diagnosis/{CODE}/", {**filled(), "q.digital-share": "120"})
    assert "不成比例" in answer.content.decode()
    assert diagnosing.size() == size


def test_nobody_else_fills_it_in_and_a_firm_sees_its_own(as_, diagnosing):
    assert as_("firm").post(f"/systems/diagnosis/{CODE}/", filled()).status_code == 403
    assert "云岭一号" in text_of(as_("firm"), f"/systems/diagnosis/of/{FIRM}/")
    assert as_("firm").get(f"/systems/diagnosis/of/{OTHER_FIRM}/").status_code == 404
    assert as_("neighbour").get(f"/systems/diagnosis/{CODE}/").status_code == 404


def test_by_api(as_, diagnosing):
    client = as_("reporter")
    client.handler.enforce_csrf_checks = False
    told = {"answers": answers_text(EDITION, answers(100)), "scenes": scenes_text(EDITION, scenes(4))}
    done = client.post(f"/api/v1/diagnoses/{CODE}/answers", told, content_type="application/json")
    assert (done.status_code, done.json()["level"]) == (201, 4)
    seen = client.get(f"/api/v1/diagnoses/{CODE}").json()
    assert (seen["level"], seen["points"], seen["enterprise"]) == (4, {"low": "100", "high": "100"}, FIRM)
    bad = client.post(f"/api/v1/diagnoses/{CODE}/answers", {"answers": "wifi: yes"}, content_type="application/json")
    assert bad.status_code == 422
    assert client.get("/api/v1/diagnosis-form").json()["edition"] == "2024"


@EVERY_LOOK
def test_it_looks_right_in_a_browser(language, size, page, picture, diagnosing, as_):
    reporter = as_("reporter")
    for nth in (1, 2):
        reporter.post(f"/systems/diagnosis/{FIRM}-{nth}/", filled())
    seen = page("office", language=language, size=size)
    for name, address in {"home": "", "one": f"{CODE}/", "firm": f"of/{FIRM}/"}.items():
        seen.goto(f"/systems/diagnosis/{address}")
        fits(seen)
        accessible(seen)
        picture(seen, f"diagnosis-{name}")
