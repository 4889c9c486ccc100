"""电话记录 a phone note → who called, of which firm, on which number, and what about: proposals, for a person to look at.

``宏远机械许经理13812345678来电，反映厂区门口路灯坏了一个月`` → 宏远机械 · 许经理 · 13812345678 · 厂区门口路灯坏了一个月
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dajuan.systems.masking import TITLES, phones_in

_FIRM = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9（）()·]{2,40}?(?:有限责任公司|股份有限公司|有限公司|公司|集团|厂|合作社|酒店|超市|研究院|事务所)"
)
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金贾韦夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤"
"""Common ones, ours: a person of another name is put in by whoever reads the note."""
_PERSON = re.compile(rf"(?:联系人[:：为是]?\s*)?([{_SURNAMES}][\u4e00-\u9fff]{{0,2}}?(?:{TITLES}))")
_NAMED = re.compile(rf"联系人[:：为是]?\s*([{_SURNAMES}][\u4e00-\u9fff]{{1,2}})(?![\u4e00-\u9fff])")
_MARK = re.compile(
    r"(?:来电|致电|打来电话|电话)?[，,：:\s]*(?:反映|反应|咨询|投诉|举报|建议|求助|询问|诉求|说|称|问)[:：，,]?\s*(?:称|说|是)?"
)
_CALLED = re.compile(r"(?:来电|致电|打来电话)[，,：:。\s]*")
_EDGES = " \t\n，,。；;：:、"
_NOBODY = frozenset({"匿名", "群众", "有人", "企业", "某企业", "一家企业", "我公司", "本公司"})
_LONGEST_NAME = 30


class PhoneNote(NamedTuple):
    """Empty where the note does not say."""

    firm: str
    contact: str
    phone: str
    what: str
    kind: str
    field: str
    grade: str


def read_phone_note(text: str) -> PhoneNote:
    """Nothing is lost: what was not taken for a firm, a person or a number stays in ``what``."""
    phones = phones_in(text)
    rest = text
    for one in phones:
        rest = rest.replace(one, " ")
    contact = _contact(rest)
    head, what = _split(rest)
    found = _FIRM.search(head)
    firm = found[0] if found else _before(head, contact)
    if not firm and (found := _FIRM.search(what)):
        firm = found[0]
    return PhoneNote(
        firm, contact, phones[0] if phones else "", _tidy(what) or _tidy(rest), _word(text, "kind") or "help",
        _word(text, "field") or "other", _word(text, "grade") or "ordinary",
    )  # fmt: skip


def title_of(what: str) -> str:
    """A matter in a line: its first clause."""
    first = re.split(r"[。；;！!？?\n]", what.strip(_EDGES))[0]
    clauses = re.split(r"[，,]", first)
    title = clauses[0]
    for one in clauses[1:]:
        if len(title) >= 8 or len(title) + len(one) > _LONGEST_NAME:
            break
        title = f"{title}，{one}"
    return title[:_LONGEST_NAME]


def _contact(text: str) -> str:
    found = _NAMED.search(text) or _PERSON.search(text)
    return found[1] if found else ""


def _split(text: str) -> tuple[str, str]:
    """What stands before the caller's words, and those words."""
    for pattern in (_MARK, _CALLED):
        if found := pattern.search(text):
            return text[: found.start()], text[found.end() :]
    return "", text


def _before(head: str, contact: str) -> str:
    """A firm that is called by its short name: what stands before who called."""
    firm = (head.partition(contact)[0] if contact else head).strip(_EDGES).removesuffix("的")
    return firm if 2 <= len(firm) <= 20 and firm not in _NOBODY else ""


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(_EDGES)


def _word(text: str, of: str) -> str:
    """The first choice of which a word stands in the text, in the order of ``phone_words.tsv``."""
    return next((choice for key, choice, word in _words() if key == of and word in text), "")


@cache
def _words() -> tuple[tuple[str, str, str], ...]:
    lines = (Path(__file__).parent / "phone_words.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple((key, choice, word) for key, choice, words in rows for word in words.split())
