"""The entries of a subject's page as HTML, made here for the reason that the rows of a list are, see ``drawn_rows``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from html import escape
from typing import NamedTuple

from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.safestring import SafeString

from dajuan.ledger.entry import Evidence
from dajuan.web.layout.templatetags.page import minute
from dajuan.web.programmes.history import Told
from dajuan.web.words import Words

_LONGEST = 800
"""Characters of what one entry says; all of it is on its own page."""


class Deed(NamedTuple):
    """Something that may be recorded about a subject, or about one of its entries."""

    key: str
    name: Words


class Entry(NamedTuple):
    told: Told
    deeds: tuple[Deed, ...]
    mark: str
    """``is-verified``, ``is-withdrawn`` or nothing."""


def drawn_timeline(
    entries: Iterable[Entry], *, address: str, version: int, on_moment: Callable[[str], str]
) -> SafeString:
    """One ``li`` an entry, everything in it escaped. ``address``: the subject's; ``version``: its pack's by now;
    ``on_moment`` gives an address the moment that the page shows."""
    return SafeString("".join(_entry(one, address, version, on_moment) for one in entries))


def _entry(one: Entry, address: str, version: int, on_moment: Callable[[str], str]) -> str:
    told, entry = one.told, one.told.entry
    day = entry.effective_on.isoformat()
    parts = [
        f'<li id="e-{told.seq}" class="{one.mark}">',
        f'<div><time datetime="{day}">{day}</time> <span class="said">{escape(_short(told.words))}</span></div>',
    ]
    if entry.note:
        parts.append(f'<p class="note">{linebreaksbr(entry.note)}</p>')
    if told.evidence:
        files = "".join(_file(file, on_moment) for file in told.evidence)
        parts.append(f'<ul class="evidence">{files}</ul>')
    parts.append(f'<p class="times">{_recorded(told, version, on_moment)}</p>')
    for who, at in told.verified_by:
        said = Words(f"{who} 已复核", f"verified by {who}")
        parts.append(
            f'<p><span class="tag verified">{_said(said)}</span> <a href="#e-{at}" class="times">{_number(at)}</a></p>'
        )
    parts.append(_ended(told))
    if one.deeds:
        links = "".join(f'<a href="{escape(f"{address}{told.seq}/{deed.key}/")}">{_said(deed.name)}</a> ' for deed in one.deeds)  # fmt: skip
        parts.append(f'<p class="entry-deeds no-print">{links}</p>')
    return "".join([*parts, "</li>"])


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def _file(file: Evidence, on_moment: Callable[[str], str]) -> str:
    kind = f' <span class="tag">{escape(file.kind)}</span>' if file.kind else ""
    if file.address:
        return f'<li><a href="{escape(file.address)}" rel="noopener noreferrer nofollow">{escape(file.name)}</a>{kind}</li>'
    address = on_moment(reverse("records:evidence", args=(file.sha256,)))
    return f'<li><a href="{escape(address)}">{escape(file.name)}</a>{kind}</li>'


def _recorded(told: Told, version: int, on_moment: Callable[[str], str]) -> str:
    entry, at = told.entry, minute(told.entry.recorded_at)
    by = Words(f"{entry.actor} 记于 {at}", f"recorded by {entry.actor} at {at}")
    said = f'<a href="{escape(on_moment(f"{_entries()}{told.seq}/"))}">{_number(told.seq)}</a> · {_said(by)}'
    if entry.version == version:
        return said
    under = Words(f"按事项包第 {entry.version} 版", f"under version {entry.version} of the pack")
    return f"{said} · {_said(under)}"


def _ended(told: Told) -> str:
    if told.ended_by is not None:
        by = told.ended_by
        replaced = Words(f"由第 {by} 条更正", f"corrected by entry {by}")
        withdrawn = Words(f"由第 {by} 条撤回", f"withdrawn by entry {by}")
        return f'<p class="ended"><a href="#e-{by}">{_said(replaced if told.is_replaced else withdrawn)}</a></p>'
    if told.stands:
        return ""
    return f'<p class="ended">{_said(Words("在所看的时点不算", "does not count at the moment shown"))}</p>'


def _number(seq: int) -> str:
    return _said(Words(f"第 {seq} 条", f"Entry {seq}"))


def _said(words: Words) -> str:
    return escape(str(words))


@cache
def _entries() -> str:
    """The address under which entries are."""
    return reverse("records:entry", args=(0,)).removesuffix("0/")
