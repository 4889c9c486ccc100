"""Values that are words: text, names of organisations, choices, yes and no, references to subjects."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache
from math import isfinite

from dajuan.language.fold import fold
from dajuan.programmes.pack import Choice, Field
from dajuan.programmes.values.trouble import ValueTrouble

LONGEST_TEXT, LONGEST_NAME, LONGEST_CODE = 10_000, 200, 64
_UNSEEN = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD])
"""Characters of no width that come along when cells are copied: two names that look the same must be the same."""
_HAN_GAP = re.compile(r"(?<=[\u3000-\u9fff（）])[ \t\u3000]+|[ \t\u3000]+(?=[\u3000-\u9fff（）])")
_PLAIN_NAME = re.compile(r"[A-Za-z\u4e00-\u9fa5][0-9A-Za-z\u4e00-\u9fa5（）]{0,199}")
_YES = frozenset(("是", "有", "√", "✓", "✔", "☑", "对", "y", "yes", "true", "t", "1"))
_NO = frozenset(("否", "无", "没有", "×", "✗", "✘", "☐", "不是", "n", "no", "false", "f", "0"))
_YES_OR_NO = _YES | _NO
_MOST_EXACT = 10**15
CODE = re.compile(r"[0-9A-Za-z\u4e00-\u9fff][0-9A-Za-z\u4e00-\u9fff._()（）#-]{0,63}")
"""What a subject's code may be where its pack says no more: it stands in addresses and file names."""


def plain_text(raw: object) -> str:
    """What a cell says, as text: 5.0 is 5, a date its ISO form. Trimmed, NFC, without characters of no width."""
    return _plain_words(raw) if isinstance(raw, str) else _plain_other(raw)


def _plain_other(raw: object) -> str:
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, float):
        if not isfinite(raw):
            raise ValueTrouble("单元格是错误值；请改正公式", "the cell is an error; mend its formula")
        return str(int(raw)) if raw.is_integer() else format(raw, ".15g")
    if isinstance(raw, datetime) and (raw.hour, raw.minute, raw.second) == (0, 0, 0):
        return raw.date().isoformat()
    if isinstance(raw, (datetime, date)):
        return raw.isoformat(" ") if isinstance(raw, datetime) else raw.isoformat()
    if not isinstance(raw, (int, Decimal)):
        raise ValueTrouble(f"这里要文字，不是 {type(raw).__name__}", f"text belongs here, not {type(raw).__name__}")
    return str(raw)


def _plain_words(text: str) -> str:
    if not text.isprintable() or not unicodedata.is_normalized("NFC", text):
        text = _cleaned(text)
    return text.strip()


def _cleaned(text: str) -> str:
    text = unicodedata.normalize("NFC", text).translate(_UNSEEN).replace("\r\n", "\n").replace("\r", "\n")
    bad = next((one for one in text if unicodedata.category(one) in ("Cc", "Cs", "Co") and one not in "\n\t"), "")
    if bad:
        raise ValueTrouble(
            f"文字里有不能存的控制字符 U+{ord(bad):04X}；删掉它",
            f"the text holds a control character U+{ord(bad):04X}; delete it",
        )
    return text


def is_plain_text(text: str) -> bool:
    """Whether it is text that reads as itself beyond doubt: one line, with nothing about it to tidy."""
    return (
        0 < len(text) <= LONGEST_TEXT
        and text.isprintable()
        and text.strip() == text
        and unicodedata.is_normalized("NFC", text)
    )


def read_text(raw: object) -> str:
    if isinstance(raw, str) and is_plain_text(raw):
        return raw
    return _not_longer(plain_text(raw), LONGEST_TEXT)


def read_organisation(raw: object) -> str:
    """One spelling a name: full-width brackets, half-width letters and digits, no spaces beside Chinese characters."""
    if isinstance(raw, str) and _PLAIN_NAME.fullmatch(raw):
        return raw  # Nothing in it could be spelled otherwise.
    return _organisation(raw if isinstance(raw, str) else plain_text(raw))


@lru_cache(50_000)
def _organisation(raw: str) -> str:
    text = "".join(_narrow(one) for one in plain_text(raw).replace("\n", " "))
    text = re.sub(r"\s+", " ", text.replace("(", "（").replace(")", "）"))
    text = _HAN_GAP.sub("", text).strip()
    if text and not any(one.isalpha() for one in text):
        raise ValueTrouble(f"“{text}”不是单位名称；写全称", f"“{text}” is no organisation's name; write it in full")
    return _not_longer(text, LONGEST_NAME)


def _narrow(one: str) -> str:
    return chr(ord(one) - 0xFEE0) if one.isalnum() and "！" <= one <= "～" else one


def _not_longer(text: str, most: int) -> str:
    if not text:
        raise ValueTrouble("空的", "empty")
    if len(text) > most:
        raise ValueTrouble(
            f"有 {len(text)} 个字，最多 {most} 个；长的内容作为佐证附上",
            f"{len(text)} characters, at most {most}; attach long texts as evidence",
        )
    return text


def read_choice(field: Field, raw: object) -> str:
    """By key or by its name in either language, letters' case and spaces aside."""
    for choice in field.choices:
        if raw in (choice.name.zh, choice.key):
            return choice.key
    said = _matched(plain_text(raw))
    for choice in field.choices:
        if said in (_matched(choice.key), _matched(choice.name.zh), _matched(choice.name.en)):
            return choice.key
    raise _no_choice(plain_text(raw), field.choices)


def _matched(text: str) -> str:
    return re.sub(r"\s+", "", fold(text)).casefold()


def _no_choice(text: str, choices: tuple[Choice, ...]) -> ValueTrouble:
    zh, en = [one.name.zh for one in choices], [one.name.said("en") for one in choices]
    close = get_close_matches(text, [*zh, *en], n=1, cutoff=0.5)
    meant = (f"；是不是“{close[0]}”？", f"; did you mean “{close[0]}”?") if close else ("", "")
    return ValueTrouble(
        f"“{text}”不在选项里，可填：{'、'.join(zh)}{meant[0]}",
        f"“{text}” is not among the choices: {', '.join(en)}{meant[1]}",
    )


def read_flag(raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    said = raw if isinstance(raw, str) and raw in _YES_OR_NO else _matched(plain_text(raw))
    if said in _YES:
        return True
    if said in _NO:
        return False
    raise ValueTrouble(f"“{plain_text(raw)}”不是“是”或“否”", f"“{plain_text(raw)}” is neither yes (是) nor no (否)")


def read_code(raw: object) -> str:
    """A subject's code: half-width, no spaces."""
    if isinstance(raw, str) and CODE.fullmatch(raw):
        return raw  # Nothing in it could be spelled otherwise.
    if isinstance(raw, float) and abs(raw) >= _MOST_EXACT:
        raise _rounded_by_sheet(raw)
    code = re.sub(r"\s+", "", "".join(_narrow(one) for one in plain_text(raw).replace("－", "-")))
    if not code:
        raise ValueTrouble("空的", "empty")
    if not CODE.fullmatch(code):
        raise ValueTrouble(
            f"“{code}”不能作编号：用字母、数字、汉字和 - . _ #，不超过 {LONGEST_CODE} 个字",
            f"“{code}” cannot be a code: letters, digits, Chinese characters and - . _ #, up to {LONGEST_CODE}",
        )
    return code


def _rounded_by_sheet(raw: float) -> ValueTrouble:
    return ValueTrouble(
        f"这个编号被表格当成数，末几位已经丢了（{raw:.0f}）；把单元格格式设为“文本”，再填一次",
        f"the sheet took this code for a number and lost its last digits ({raw:.0f}); format the cell as text, enter it again",
    )


def read_reference(field: Field, raw: object) -> str:
    """``programme/code``; the programme may be left out where the field names it."""
    text = plain_text(raw).replace("／", "/")
    programme, slash, code = text.partition("/")
    if not slash:
        programme, code = field.to, text
    if not programme or not code:
        raise ValueTrouble(
            f"“{text}”要写成 事项/编号，如 housing-delivery/E-007",
            f"“{text}” should be programme/code, such as housing-delivery/E-007",
        )
    programme = programme.strip()
    if field.to and programme != field.to:
        raise ValueTrouble(
            f"“{text}”指向 {programme}，这一栏只能指向 {field.to}",
            f"“{text}” points to {programme}, this column points to {field.to}",
        )
    return f"{programme}/{read_code(code)}"
