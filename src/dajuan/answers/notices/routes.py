"""Which way a notice goes: the addresses of whom it is for, or the supervision office's outbox where there is none."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from dajuan.answers.notices.channels import Address
from dajuan.answers.notices.notice import Notice
from dajuan.answers.notices.settings import Settings
from dajuan.standards.words import Words

_OUTBOX = Address("outbox")


class Route(NamedTuple):
    notice: Notice
    contact: str
    """Whose address it is."""
    address: Address


def routes_of(notice: Notice, settings: Settings) -> tuple[list[Route], Words | None]:
    """Every way it goes, and in words that nobody is known under its name (None: somebody is)."""
    if notice.to and (addresses := settings.addresses(notice.to)):
        return [Route(notice, notice.to, address) for address in addresses], None
    why = (
        Words(
            f"[notices.contacts] 里没有“{notice.to}”，放进了{settings.office}的发件箱",
            f"[notices.contacts] has no '{notice.to}': put into the outbox for {settings.office}",
        )
        if notice.to
        else Words(
            f"{notice.target} 没有写该告知谁，放进了{settings.office}的发件箱",
            f"{notice.target} names nobody to tell: put into the outbox for {settings.office}",
        )
    )
    zh, en = notice.text
    words = Words(f"{zh}（{why.zh}）", f"{en} ({why.en})")
    return [Route(replace(notice, text=words), settings.office, _OUTBOX)], why


def address_of(contact: str, channel: str, settings: Settings) -> Address | None:
    """Where a contact is reached on a channel by now; None once it is taken out of the settings."""
    if channel == _OUTBOX.channel:
        return _OUTBOX
    return next((one for one in settings.addresses(contact) if one.channel == channel), None)
