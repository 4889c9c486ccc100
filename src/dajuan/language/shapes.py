"""Digits that are a shape, not an amount: telephone and document numbers, clock times, codes, slogans such as “7+28+N”."""

from __future__ import annotations

from dajuan.language.lazy import lazy
from dajuan.language.lexicon import houses
from dajuan.language.spans import Name, NameKind

_SHAPES: tuple[tuple[str, NameKind], ...] = (
    (r"(?:0\d{2,3}[-—]\d{7,8}|400[-—]?\d{3,4}[-—]?\d{3,4}|1[3-9]\d{9})(?!\d)", "phone"),
    (r"\d{4}[〕\]）)】]\s*(?:第\s*)?\d+\s*号", "document-number"),
    (r"\d+(?:\.\d+)?(?:[:：∶]\d+(?:\.\d+)?){2,}", "code"),
    (r"\d{4}[-—]\d{5,}|\d+[-—]\d+[-—]\d+(?![\d.])", "code"),
    (r"\d{6}(?=[）)]|\.(?:SH|SZ|BJ|HK))", "code"),
    (r"(?:[01]?\d|2[0-4])时(?:[0-5]?\d分)?(?![代尚速期针空点段])", "code"),
    (r"\d{1,4}[省国县乡]道", "name"),
    (r"\d{1,3}路(?=公交)", "name"),
    (r"\d{1,2}[横纵]\d{1,2}[横纵]", "name"),
    (r"\d{12,}[0-9XxA-Z]*", "code"),
    (r"[01]?\d[:：][0-5]\d(?::[0-5]\d)?(?![\d以之])|2[0-4][:：][0-5]\d(?![\d以之])", "code"),
    (r"\d+(?:\.\d+){2,}", "code"),
    (r"\d{1,3}(?:\s*[+＋×xX]\s*[\dA-ZNnXx]{1,3})+(?!\d)(?![\d.]*[%％万亿])", "name"),
    (r"\d{1,3}(?:分钟|小时|公里)[\u4e00-\u9fff]{0,10}?圈", "name"),
    (r"\d{2,4}(?:强|佳)", "name"),
    (r"\d+小时(?:过境|不打烊|自助|服务|不间断|热线|值班|书房|图书馆|便利)", "name"),
    (
        r"(?:12[0-9]{3}|9[56][0-9]{3})(?![0-9.,%％万亿余多件个条次人户家起宗元亩吨项辆套名场张])"
        r"(?=[\u4e00-\u9fff“”]{0,8}?(?:热线|平台|便民|接诉|工单|诉求|维权|服务))|12345(?![0-9.,%％万亿余多\u4e00-\u9fff])",
        "name",
    ),
    (r"1(?:10|19|20|22)(?=[)）]?(?:急救|报警|接警|出警|警务|联动|指挥|分站|站点))", "name"),
    (r"\d{1,2}(?:/\d{1,2}){1,4}[A-Z]", "code"),
    (r"24/7|7[×*xX/]24|3·15|3\.15|5·12|12·4", "name"),
)
_SHAPE = lazy("|".join(f"(?P<s{i}>{pattern})" for i, (pattern, _) in enumerate(_SHAPES)))
_KINDS: dict[str, NameKind] = {f"s{i}": kind for i, (_, kind) in enumerate(_SHAPES)}
_PERCENT = frozenset("%％")
_LATIN = lazy(r"[A-Za-z][A-Za-z0-9.+\-]*")
_ACRONYM = lazy(r"(?:GDP|CPI|PPI|FDI|EVA|GEP|R&D|[A-Z]{4})$")
"""GDP115.5亿元 is an amount of GDP; T3, PM2.5 and C919 are codes."""
_BEFORE_STANDARD = frozenset(" /")
_YEAR = lazy(r"(?:19|20)\d\d")
_CIRCLE = lazy("[\u4e00-\u9fff]{0,8}?圈")
_ATTACHED = ("附件", "附表", "附图", "专栏", "图", "表")
_CALLED = ("代码", "代码:", "代码：", "公交")
"""证券代码688001, 公交15路."""
_CALLED_ENDS = frozenset(word[-1] for word in _CALLED)
_STANDARD = lazy(r"(?:^|[^A-Za-z])(?:GB|DB|HJ|QB|JT|YY|NY|SC|LY|ISO|IEC|JGJ|CJJ|T)[A-Z0-9]{0,4}(?:/T)? ?$")
_EDITION = lazy(r"[.0-9]{0,4}[-—](?:19|20)?\d\d(?!\d)")
"""GB 3096-93, GB/T 4754—2017: the year of the standard belongs to its number."""
_ATTACHED_ENDS = frozenset(word[-1] for word in _ATTACHED)
_INSTITUTES = frozenset("所院厂")
_COUNTED = lazy("[\u4e00-\u9fff]{0,5}?(?:学|校|院|园|所|站|机构|中心|企业|厂房|达标|左右|以上)")
_HINTS = frozenset("-—+＋×:：∶/〕]）)】.xX分小公强佳时省国县乡路横纵急报接警联站")
"""What stands behind digits that may begin one of the shapes; anything else is not worth the match."""


def shape_at(text: str, start: int) -> Name | None:
    """The numeric shape that begins at ``start``, if one does."""
    found = _SHAPE.match(text, start)
    if found is None:
        return None
    return Name(start, found.end(), _KINDS[found.lastgroup or ""])


def code_at(text: str, start: int, end: int, before: str, measured: bool, suffixes: frozenset[str]) -> Name | None:
    """Digits ``text[start:end]`` that name something: 5G, T3线, PM2.5, 108号, 2024世界大会, a telephone number.

    ``measured``: a unit follows, so the digits are an amount unless a letter stands right before them.
    """
    after = text[end : end + 1]
    lettered = before != "" and ((before.isascii() and before.isalpha()) or before == "_")
    if lettered and after not in _PERCENT and not (after and _ACRONYM.search(text, max(0, start - 4), start)):
        return Name(start, _standard_end(text, start, end), "code")
    if before in _BEFORE_STANDARD and _STANDARD.search(text, max(0, start - 10), start):
        return Name(start, _standard_end(text, start, end), "code")
    if before in _CALLED_ENDS and text.endswith(_CALLED, 0, start) and (not measured or after == "路"):
        return Name(start, end, "code")
    if after in _INSTITUTES and end - start == 3 and (institute := _institute(text, start, end)) is not None:
        return institute
    if after in _HINTS or end - start > 4:
        shape = shape_at(text, start)
        if shape is not None:
            return shape
    if measured:
        return None
    if before in _ATTACHED_ENDS and text.endswith(_ATTACHED, 0, start):
        return Name(start, end, "enumerator")
    if after.isascii() and after.isalpha():
        latin = _LATIN.match(text, end)
        return Name(start, latin.end() if latin else end, "code")
    if after in suffixes:
        return Name(start, end + 1, "name")
    if _YEAR.fullmatch(text, start, end) and after not in "十百千万亿多余%/-—~～至":
        return Name(start, end, "name")
    return None


def _institute(text: str, start: int, end: int) -> Name | None:
    """株洲608所 goes by its number; 株洲120所学校 are counted."""
    if text[start] == "0" or not text.endswith(houses(), max(0, start - 5), start) or _COUNTED.match(text, end + 1):
        return None
    return Name(start, end + 1, "name")


def _standard_end(text: str, start: int, end: int) -> int:
    """Behind the year of a standard; C919 and T3 have none."""
    if end - start < 3 or not _STANDARD.search(text, max(0, start - 10), start):
        return end
    edition = _EDITION.match(text, end)
    return edition.end() if edition else end


def circle_at(text: str, start: int, end: int, dimension: str) -> Name | None:
    """半小时生活圈: a time in Chinese numerals that names a circle; digits have their shape."""
    if dimension != "time" or not _CIRCLE.match(text, end):
        return None
    return Name(start, end, "name")
