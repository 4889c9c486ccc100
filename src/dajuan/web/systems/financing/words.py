"""Names that pages of financing show: of stages and data items as their packs have them, of how a consent stands."""

from __future__ import annotations

from collections.abc import Mapping

from dajuan.programmes.pack import Programme
from dajuan.standards.rules.interval import Truth
from dajuan.systems.financing.applications import APPLICATIONS
from dajuan.systems.financing.consent import CONSENTS, Case
from dajuan.web.served import served
from dajuan.web.words import Words, words_of

CASES: Mapping[Case, Words] = {
    Case.VALID: Words("已授权", "Consented"),
    Case.EXPIRED: Words("已到期", "Run out"),
    Case.WITHDRAWN: Words("已收回", "Withdrawn"),
    Case.ASKED: Words("银行请求", "Asked for"),
    Case.NEVER: Words("未授权", "Not consented"),
}
TRUTHS: Mapping[Truth, Words] = {
    Truth.YES: Words("符合", "Met"),
    Truth.NO: Words("不符合", "Not met"),
    Truth.UNKNOWN: Words("缺数", "Not known"),
}


def stages() -> dict[str, Words]:
    return {key: words_of(one.name) for key, one in _pack(APPLICATIONS).stages.items()}


def item_names() -> dict[str, Words]:
    return {one.key: words_of(one.name) for one in _pack(CONSENTS).fields["item"].choices}


def _pack(code: str) -> Programme:
    return served().programmes[code]
