"""The stage board: a card says what the form of its next step needs; what may be done is what the viewer may."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser
from tests.web.programmes.conftest import HOUSING, draft

from dajuan.ledger.append import append
from dajuan.web.served import served

BOARD = f"/programmes/{HOUSING}/board/"


def columns(client, **query):
    """Of each stage its count and its cards, by the code of each."""
    answer = client.get(BOARD, query)
    assert answer.status_code == 200
    found = {}
    for one in LexborHTMLParser(answer.content.decode()).css("section.stage"):
        cards = {card.css_first(".times").text().split(" · ")[0]: card for card in one.css("article.stage-card")}
        found[one.attributes["data-stage"]] = int(one.css_first(".count").text()), cards
    return found


def may(card) -> list[str]:
    return (card.attributes.get("data-may") or "").split()


def test_each_stage_has_its_subjects_and_how_many(as_, owned):
    found = columns(as_("office"))
    assert (found["listed"][0], [*found["listed"][1]]) == (1, ["E-101"])
    assert (found["building"][0], [*found["building"][1]]) == (1, ["E-102"])
    assert found["titled"] == (0, {})


def test_a_card_names_where_it_may_go_and_the_form_that_takes_it_there(as_, owned):
    card = columns(as_("reporter"), q="云河")["listed"][1]["E-101"]
    assert card.attributes["data-move"].startswith(f"/programmes/{HOUSING}/subjects/E-101/move/?next=")
    assert "building" in may(card)
    addresses = [one.attributes["href"] for one in card.css(".move-menu a")]
    assert [re.search(r"stage=([a-z-]+)", one)[1] for one in addresses] == may(card)
    form = as_("reporter").get(addresses[0])
    assert form.status_code == 200
    assert form.context["back"] == f"{BOARD}?q=%E4%BA%91%E6%B2%B3"


def test_who_may_not_report_of_it_moves_nothing(as_, owned):
    everything = [card for _, cards in columns(as_("leader")).values() for card in cards.values()]
    assert everything
    assert not any(may(card) or card.css(".move-menu") for card in everything)


def test_the_past_cannot_be_moved(as_, owned):
    card = columns(as_("reporter"), as_of="2025-02-28")["listed"][1]["E-102"]
    assert not may(card)
    assert "as_of=2025-02-28" in card.css_first("h3 a").attributes["href"]


def test_a_side_stage_is_left_for_where_the_subject_was(as_, owned):
    append(served().ledger, [draft(HOUSING, "E-101", "moved", "2025-03-01", stage="stopped")], actor="王")
    append(served().ledger, [draft(HOUSING, "E-102", "moved", "2025-04-01", stage="stopped")], actor="王")
    stopped = columns(as_("reporter"))["stopped"][1]
    assert "listed" in may(stopped["E-101"])
    assert "listed" not in may(stopped["E-102"])
    assert "building" in may(stopped["E-102"])
