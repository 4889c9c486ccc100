"""Your first five minutes: each role finds its own page, and each step leads to a page that is there."""

from __future__ import annotations

from html import unescape

import pytest
from django.urls import reverse

from dajuan.web.help.guides import guides

STAFF = [guide.key for guide in guides() if guide.action]


def test_every_step_leads_to_a_page():
    steps = [step for guide in guides() for step in guide.steps]
    assert len(steps) > 20
    for step in steps:
        assert reverse(step.view)
        assert step.words.zh
        assert step.words.en


@pytest.mark.parametrize("key", STAFF)
def test_staff_read_every_guide_in_both_languages(as_, key):
    client = as_("reporter")
    guide = next(one for one in guides() if one.key == key)
    assert guide.steps[0].words.zh in unescape(client.get(f"/help/{key}/").content.decode())
    client.cookies["language"] = "en"
    assert guide.about.en in unescape(client.get(f"/help/{key}/").content.decode())


def test_what_is_one_s_own_comes_first(as_):
    text = as_("reporter").get("/help/").content.decode()
    assert text.index("/help/reporter/") < text.index("/help/supervision/")


def test_an_enterprise_reads_its_own_alone(as_):
    firm = as_("firm")
    listed = firm.get("/help/").content.decode()
    assert "/help/enterprise/" in listed
    assert "/help/supervision/" not in listed
    assert firm.get("/help/enterprise/").status_code == 200
    assert firm.get("/help/supervision/").status_code == 404
