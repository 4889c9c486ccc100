"""The frame: which place is current, also on its sub-pages, and what stands where a page cannot be shown."""

from __future__ import annotations

import re

import pytest
from django.shortcuts import render

from dajuan.web.layout.lights import light_name
from dajuan.web.layout.navigation import PLACES, place_of

CURRENT = re.compile(r'<a href="([^"?]*)[^"]*" aria-current="(page|true)"')


@pytest.mark.parametrize(
    ("view", "place"),
    [
        ("board:screen", "board:board"),
        ("targets:inbox", "targets:inbox"),
        ("targets:report", "targets:inbox"),
        ("targets:settle", "targets:list"),
        ("records:target_lineage", "targets:list"),
        ("records:lineage", "figures:catalogue"),
        ("records:entry", "programmes:list"),
        ("jobs:list", ""),
    ],
)
def test_a_page_belongs_to_a_place(view, place):
    assert place_of(view, list(PLACES)) == place


def test_to_an_enterprise_what_is_known_of_it_is_its_own_page():
    assert place_of("records:one", [place for place in PLACES if place.enterprises]) == "records:mine"


@pytest.mark.parametrize(
    ("path", "current"), [("/targets/", ("/targets/", "page")), ("/reader/rules/", ("/reader/", "true"))]
)
def test_the_navigation_says_where_one_is(as_, path, current):
    text = as_("office").get(path).content.decode()
    side = text[text.index('<nav class="side"') : text.index('<main id="main"')]
    assert CURRENT.findall(side) == [current]


def test_nobody_is_led_to_a_page_that_is_not_theirs(as_):
    client = as_("reporter")
    assert client.get("/sheets/").status_code == 403
    text = client.get("/targets/").content.decode()
    assert 'href="/sheets/"' not in text
    assert 'href="/reader/"' in text


def test_a_page_that_is_not_there_says_so_with_a_way_out(as_):
    answer = as_("office").get("/nowhere/")
    text = answer.content.decode()
    assert answer.status_code == 404
    assert "找不到" in text
    assert 'class="btn btn-primary" href="/"' in text


def test_a_light_is_called_the_same_everywhere():
    assert light_name("red") == ("红灯", "Red")


@pytest.mark.parametrize(
    ("words", "hidden"),
    [({"places": list(PLACES)}, ["places"]), ({"zone": {}, "moment": {}}, ["moment", "zone"]), ({"rows": []}, [])],
)
def test_a_page_that_hides_a_word_of_the_frame_fails_its_test(words, hidden, little, rf, frame_kept):
    request = rf.get("/somewhere/")
    request.resolver_match = None
    render(request, "layout/trouble.html", {"words": "", "status": 404, **words})
    assert sorted(frame_kept) == [f"/somewhere/: {word}" for word in hidden]
    frame_kept.clear()
