"""The catalogue, an indicator's page, its exports, views that are kept, who is in charge."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from dajuan.web.figures.models import SavedView, Steward
from dajuan.web.people.models import Organisation

HOMES = "/figures/housing-delivery/homes-delivered/"


def text_of(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_catalogue_shows_definition_value_and_freshness(as_):
    text = text_of(as_("leader"), "/figures/?programme=housing-delivery")
    assert "期内到达“交付”的楼盘，到达时的“应交付套数”相加" in text
    assert "838" in text
    assert "2025-09-10" in text


def test_it_is_found_by_what_reports_call_it(as_):
    text = text_of(as_("leader"), "/figures/?q=交付新房")
    assert "交付套数" in text
    assert "税收" not in text


def test_an_indicator_by_month(as_):
    text = text_of(as_("leader"), f"{HOMES}?each=month")
    assert text.count('<td class="head">2025-') == 12
    assert "figures-chart" in text


def test_as_of_a_day_leaves_out_what_came_later(as_):
    assert "720" in text_of(as_("leader"), f"{HOMES}?as_of=2025-06-30")
    assert "838" in text_of(as_("leader"), HOMES)


def test_known_at_before_anything_was_recorded_knows_nothing(as_):
    text = text_of(as_("leader"), f"{HOMES}?known_at=2020-01-01")
    assert "没有记录" in text


def test_a_period_that_is_none_is_told(as_):
    assert "不是期间" in text_of(as_("leader"), f"{HOMES}?period=去年")


@pytest.mark.parametrize("address", ["/figures/housing-delivery/no-such/", "/figures/no-such/x/"])
def test_what_is_not_there_is_not_found(as_, address):
    assert as_("leader").get(address).status_code == 404


def test_the_export_holds_the_exact_values(as_):
    answer = as_("leader").get(f"{HOMES}?each=quarter&format=xlsx")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert [row[9] for row in rows if row[1] == "homes-delivered"] == ["300", "420", "118", None]


def test_an_enterprise_sees_no_figures(as_):
    assert as_("firm").get("/figures/").status_code == 403


def test_a_view_is_kept_and_only_its_owner_drops_it(as_, people):
    as_("leader").post("/figures/views/keep/", {"name": "交付，按月", "address": f"{HOMES}?each=month", "shared": "on"})
    kept = SavedView.objects.get()
    assert "交付，按月" in text_of(as_("reviewer"), "/figures/views/")
    assert as_("reviewer").post(f"/figures/views/{kept.pk}/drop/").status_code == 404
    as_("leader").post(f"/figures/views/{kept.pk}/drop/")
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"])
def test_a_view_leads_nowhere_else(as_, address):
    as_("leader").post("/figures/views/keep/", {"name": "x", "address": address})
    assert not SavedView.objects.exists()


def test_who_is_in_charge_is_set_by_the_office_only(as_, people):
    organisation = Organisation.objects.get(name="规划建设局").pk
    assert as_("reporter").post(f"{HOMES}steward/", {"organisation": organisation}).status_code == 403
    as_("office").post(f"{HOMES}steward/", {"organisation": organisation})
    assert Steward.objects.get().organisation.name == "规划建设局"
    assert "规划建设局" in text_of(as_("leader"), HOMES)
