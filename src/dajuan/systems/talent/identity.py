"""身份 identity: who somebody is by a document, and what of it may be shown to whom."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from dajuan.standards.identity_number import read_identity_number
from dajuan.standards.trouble import RuleError
from dajuan.standards.words import Words
from dajuan.systems.masking import masked_name, masked_text

CARD = "identity-card"
DOCUMENTS = {
    CARD: Words("居民身份证", "identity card"),
    "passport": Words("护照", "passport"),
    "hong-kong-macao": Words("港澳居民来往内地通行证", "permit of Hong Kong and Macao residents"),
    "taiwan": Words("台湾居民来往大陆通行证", "permit of Taiwan residents"),
}
"""A residence permit with 18 characters is a card."""
_OTHER_NUMBER = re.compile(r"[A-Z0-9]{5,20}")
_NUMBER_AT_ALL = re.compile(r"[0-9０-９]{17}[0-9０-９XxＸｘ]|(?<![0-9])[0-9]{15}(?![0-9])")


class Document(NamedTuple):
    kind: str
    number: str
    """As its standard has it: two ways of writing it are one number."""

    @property
    def text(self) -> str:
        return f"{self.kind}:{self.number}"


class Identity(NamedTuple):
    name: str
    document: Document

    @property
    def masked_name(self) -> str:
        return masked_name(self.name)

    @property
    def masked_number(self) -> str:
        """Of a card the division stays: it is shared by a million; of other documents the last two characters."""
        number = self.document.number
        return masked_text(number) if self.document.kind == CARD else "*" * (len(number) - 2) + number[-2:]


def read_document(kind: str, number: str, *, today: date) -> Document:
    """``kind`` is a key or what it is called; empty for a card. Raises :class:`RuleError` without the number."""
    key = _kind(kind.strip())
    if key == CARD:
        return Document(key, read_identity_number(number, today=today))
    plain = "".join(one for one in number.upper() if not one.isspace() and one not in "-()（）")
    if not _OTHER_NUMBER.fullmatch(plain):
        raise RuleError("证件号码是 5 至 20 位字母和数字", "a document's number is of 5 to 20 letters and digits")
    return Document(key, plain)


def _kind(said: str) -> str:
    if not said or said == "身份证":
        return CARD
    found = next((key for key, words in DOCUMENTS.items() if said.lower() in {key, words.zh, words.en.lower()}), None)
    if found is None:
        listed = "、".join(one.zh for one in DOCUMENTS.values())
        raise RuleError(
            f"证件类型是：{listed}", f"a document is one of {', '.join(one.en for one in DOCUMENTS.values())}"
        )
    return found


def without_persons(text: str, names: set[str]) -> str:
    """Words that may quote a cell, with numbers that could be somebody's and these names masked."""
    return masked_text(_NUMBER_AT_ALL.sub(lambda found: f"{found[0][:6]}{'*' * (len(found[0]) - 6)}", text), names)
