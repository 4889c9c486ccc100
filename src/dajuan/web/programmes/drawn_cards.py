"""The cards of a stage as HTML, made here for the reason that the rows of a list are, see ``drawn_rows``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import NamedTuple
from urllib.parse import quote

from django.utils.safestring import SafeString

from dajuan.programmes.pack import Language, Stage
from dajuan.subjects.row import Row
from dajuan.web.programmes.cells import subject_address
from dajuan.web.words import Words, spoken


class Card(NamedTuple):
    row: Row
    facts: list[tuple[str, str]]
    stages: list[Stage]
    """Those that the viewer may move it to."""


def drawn_cards(
    cards: Iterable[Card], stage: Stage | None, *, back: str, on_moment: Callable[[str], str]
) -> SafeString:
    """One ``article`` a card, everything in it escaped. ``back``: where a form leads to once it is done; ``on_moment``
    gives an address the moment that the page shows."""
    language, after = spoken(), f"next={quote(back)}"
    waits = f' <span class="tag unverified">{escape(str(Words("待复核", "to be verified")))}</span>'
    said = escape(str(Words("移到…", "Move to…")))
    made = []
    for card in cards:
        row = card.row
        address = subject_address(row.programme, row.code)
        move = f"{address}move/"
        made.append(f'<article class="stage-card"{_dragged(card, move, after)}>')
        made.append(f'<h3><a href="{escape(on_moment(address))}">{escape(row.name or row.code)}</a></h3>')
        day = f" · {row.stage_on.isoformat()}" if row.stage_on else ""
        unverified = stage is not None and stage.needs.reviewer and not row.verified
        made.append(f'<p class="times">{escape(row.code)}{day}{waits if unverified else ""}</p>')
        for name, value in card.facts:
            made.append(f'<p class="fact"><span class="quiet">{escape(name)}</span> {escape(value)}</p>')
        if card.stages:
            ways = "".join(_way(one, move, after, language) for one in card.stages)
            made.append(f'<details class="move-menu"><summary>{said}</summary><ul>{ways}</ul></details>')
        made.append("</article>")
    return SafeString("".join(made))


def _dragged(card: Card, move: str, after: str) -> str:
    """What the script reads that lets a card be dragged; nothing for one that may go nowhere."""
    if not card.stages:
        return ""
    may = " ".join(one.key for one in card.stages)
    return f' data-card draggable="true" data-move="{escape(f"{move}?{after}")}" data-may="{escape(may)}"'


def _way(stage: Stage, move: str, after: str, language: Language) -> str:
    address = escape(f"{move}?stage={stage.key}&{after}")
    return f'<li><a href="{address}" hx-get="{address}" hx-target="#move">{escape(stage.name.said(language))}</a></li>'
