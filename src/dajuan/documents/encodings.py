"""Bytes → text in whatever encoding Chinese files come in."""

from __future__ import annotations

import codecs

from dajuan.documents.errors import DocumentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_COMMON = frozenset("的一是在了和有大这主中人上为们地个用工时要动国产以我到他会作来分生对于学下级就年阶义发成部民可出能方进同行面说种过命度革而多子后自社加小机也经力线本电高量长党得实家定深法表着水理化争现所二起政三好十战无农使性前等反体合斗路图把结第里正新开论之物从当两些还天资事队批如应形想制心样干都向变关点育重其思与间内去因件日利相由压员气业代全组数果期导平各基或月毛然问比展那它最及外没看治提五解系林者米群头意只明四道马认次文通但条较克又公孔领军流入接席位情运器并飞原油放立题质指建区验活众很教决特此常石强极土少已根共直团统式转别造切九你取西持总料连任志观调七么山程百报更见必真保热委手改管处己将修支识病象几先老光专什六型具示复安带每东增则完风回南广劳轮科北打积车计给节做务被整联步类集号列温装即毫知轴研单色坚据速防史拉世设达尔场织历花受求传口断况采精金界品判参层止边清至万确究书")
_TRADITIONAL = frozenset("的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產種面而方後多定行學法所民得經十三之進著等部度家電力裡如水化高自二理起小物現實加量都兩體制機當使點從業本去把性好應開它合還因由其些然前外天政四日那社義事平形相全表間樣與關各重新線內數正心反你明看原又麼利比或但質氣第向道命此變條只沒結解問意建月公無系軍很情者最立代想已通並提直題黨程展五果料象員革位入常文總次品式活設及管特件長求老頭基資邊流路級少圖山統接知較將組見計別她手角期根論運農指幾九區強放決西被幹做必戰先回則任取據處隊南給色光門即保治北造百規熱領七海口東導器壓志世金增爭濟階油思術極交受聯什認六共權收證改清己美再採轉更單風切打白教速花帶安場身車例真務具萬每目至達走積示議聲報")


def decoded(data: bytes, source: str) -> tuple[str, str]:
    """The text, unchanged but for a byte order mark, and the encoding it was in.

    utf-8, utf-16/32 (with or without a mark), gb18030 (which holds gb2312 and gbk) and big5. Raises ``DocumentError``
    for bytes that are no text and for a file that changes its encoding half way.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data, name, source), name
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _without_mark(data, source, error)
    if "\0" in text:
        return _wide(data, source)
    return text, "utf-8"


def _strict(data: bytes, name: str, source: str) -> str:
    try:
        return data.decode(name)
    except UnicodeError as error:
        raise DocumentError(
            source,
            f"文件开头标明是 {name}，内容却解不开，可能已截断；请另存为 UTF-8",
            f"marked as {name} but it does not decode, perhaps cut short; save it as UTF-8",
        ) from error


def _wide(data: bytes, source: str) -> tuple[str, str]:
    """utf-16 without a mark: every other byte of its Latin letters and stops is zero."""
    for name in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(name)
        except UnicodeError:
            continue
        if _is_text(text) and _share(text[:4000], _COMMON | _TRADITIONAL) > 0.1:
            return text, name
    raise _binary(source)


def _without_mark(data: bytes, source: str, error: UnicodeDecodeError) -> tuple[str, str]:
    """Of those that decode it, the encoding whose words look most like Chinese."""
    found = []
    for name, usual in (("gb18030", _COMMON), ("big5hkscs", _TRADITIONAL), ("utf-16-le", _COMMON), ("utf-16-be", _COMMON)):
        try:
            text = data.decode(name)
        except UnicodeError:
            continue
        if _is_text(text):
            found.append((_share(text[:4000], usual), text, name))
    if found:
        share, text, name = max(found, key=lambda one: one[0])
        if share > 0.08:
            return text, name
    if b"\0" not in data[:4096] and error.start > 0 and _readable(data, error.start):
        raise DocumentError(
            source,
            f"第 {data.count(bytes([10]), 0, error.start) + 1} 行起编码变了（前面是 UTF-8），或文件已截断；请统一存为 UTF-8",
            f"its encoding changes at line {data.count(bytes([10]), 0, error.start) + 1} (UTF-8 before it), or it is cut short; save it all as UTF-8",
        )
    if found and max(found)[0] > 0:
        share, text, name = max(found)
        if name == "gb18030":
            return text, name
    raise _binary(source)


def _readable(data: bytes, until: int) -> bool:
    return _is_text(data[:until].decode("utf-8", "replace"))


def _share(text: str, usual: frozenset[str]) -> float:
    """How much of what is not ASCII is among the most usual characters."""
    words = [c for c in text if c > "\x7f"]
    return sum(map(usual.__contains__, words)) / len(words) if words else 0.0


def _is_text(text: str) -> bool:
    """No control characters but line ends, tabs and page breaks."""
    sample = text[:20000]
    return not any(ord(c) < 32 and c not in "\t\n\r\f\v\x1a\x1b" for c in set(sample))


def _binary(source: str) -> DocumentError:
    return DocumentError(
        source,
        "不是文本文件，也不是能读的格式；可读 txt、md、html、docx、pdf、ofd、xlsx 和图片",
        "neither text nor a format that can be read; right would be txt, md, html, docx, pdf, ofd, xlsx or an image",
    )
