"""The words round a quantity → what it measures and which verb governs it.

No segmenter: report prose is formulaic, and a table of its verbs (``verbs.tsv``), longest first, finds the joints.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dajuan.language.lazy import lazy

_BRACKETS = lazy(r"[（(][^（()）]*[）)]")
_EDGES = " \t\n\u3000、，,；;：:。的了和及与或—-－·并|"
_MODIFIERS = (
    "(?<![占对环同之])比|较|同比|环比|比上年同期|较上年同期|比上年|较上年|比去年|较去年|较同期|比年初|较年初|比20\\d\\d年|较20\\d\\d年|年均|月均|日均|平均|实际|名义|"
    "(?:比|较)(?:上|前)(?:个?月|季度?|一年)(?:末|底)?|累计|预计|预期|分别|均|各|约|将|可|再|也|都|已|同口径|按可比口径|按可比价计算|按可比价格计算|可比口径|总体|大幅|逆势|有望|"
    "力争|争取|确保|幅度|又|还|进一步|连续|首次|一举"
)
_ATTRIBUTES = (
    "总投资|年度计划投资|计划总投资|计划投资|年度投资|首期投资|协议投资|投资额|投资|总面积|总建筑面积|建筑面积|占地面积|面积|"
    "总金额|金额|合同金额|合同额|总额|总规模|规模|总量|数量|总数|资金|产值|年产值|营收|营业收入|收入|税收|总长|全长|长度|"
    "增加值|产量|单产|销量|引资额|利润总额|利润|主营业务收入|销售收入|总产值|出口额|涉及金额|注册资本|认缴规模|管理规模|户数|套数|人数|融资|贷款|带动就业|估算|概算|造价|总造价|增速|增幅|(?:投资|任务|资金)?(?:完成|开工|竣工|投产|达产|履约|到位|落地|入库|转化)率"
)
_DONE_LAST = lazy(r"(?:累计|共|预计|分别|均|总计|已)*(?P<done>完成|实现|保持|达成|给予|予以|发放)了?(?:年均|月均)?$")
"""地区生产总值实现: the verb stands between the noun and its number."""
_WITHIN = lazy("(?<=[速率幅度重比])(?:均|都|保持|稳定|维持)*在$")
"""企业增速均在45%以上."""
_PLANNED = lazy("(?<=.)(?:计划|拟|预计|力争|将|有望)$")
_SAME_TIME = lazy(r"(?:同比|较|比)(?:上年|去年)?(?:同期|时期)$")
_MEASURED = lazy(r"(?<=..)已?(?:达到|达|相当于|恢复至|恢复到|为)[^，。；、]{0,8}(?:同期|上年|去年|水平)的?$")
"""社零总额已达到前年同期的: what the number is measured against."""
_START = lazy(r"(?:从|由)(?:平均|同期|年初|目前|之前|原来)?(?:的)?$")
"""X从A提高到B: the words before A end in 从, which belongs to neither."""
_ASIDE = lazy(
    r"^[0-9]{1,2}[.、．]|^我们(?:将|要|会|力争|争取|确保)*(?=.)|^20[0-9]{2}(?=[\u4e00-\u9fff])|^[\u4e00-\u9fff]{2,10}?将(?:力争|争取|确保|努力)(?:实现|完成)?(?=.)|^[一二三四五六七八九十]是|^[①-⑳]|^(?:在|从|围绕|聚焦|针对|按照|根据|通过)[^，。]{1,40}?(?:方面|领域|行业|等方面)(?=[\u4e00-\u9fff])|^(?:和|与|及|以及|并|或)(?=新增|累计|完成|实现|[\u4e00-\u9fff]{4})"
)
_RUNNING = lazy(
    "连续[0-9一二两三四五六七八九十]{1,3}(?:年|个月|个季度|届|次)(?:以上)?|^[0-9一二两三四五六七八九十]{1,3}年(?=平均|年均)"
)
_NO_NOUN = frozenset(
    (
        "有",
        "还有",
        "共有",
        "含",
        "为",
        "比",
        "较",
        "与",
        "和",
        "是",
        "从",
        "由",
        "在",
        "近",
        "仅",
        "约",
        "到",
        "至",
        "历史上",
        "历史",
    )
)
_COUNTING = lazy("[国省市区县]?(?:同|可比)?口径")
_ATTRIBUTE = lazy(_ATTRIBUTES)
_OWNED = lazy(rf"(?:{_ATTRIBUTES})$")
_ADVERBS = lazy(
    rf"^(?:据统计|截止到|截至|包括|包含|含(?![量氧糖水碳金有])|单月|当月|实际(?=已)|共有|共计|共(?![享同建治赢富性产青体])|目前|当前|截至目前|截止目前|已完成|累计|预计|预期|分别|均|也|都|又|还|进一步|连续|首次|一举|再(?![生制贷融保就])|已|将|是|约|各类|各级|其中)+|(?:{_MODIFIERS}|(?<![纪摘概需提主])要|须)+$"
)
_CHANGES = {"增加": "+", "减少": "-", "压减": "-", "削减": "-", "缩减": "-"}
_NOUN_TAILS = "率量额值数机型区类项业商费力品期房者地点物性度群"
"""After these a verb is part of a noun: 覆盖率, 安置房, 投资额, 服务业."""
_COMPOUND = lazy(
    "(?:中心|平台|站|网|大厅|体系|机构|工程|项目|能力|设施|资源|系统|基地|园|区|厅|队|员|单位|公司|专区|窗口|专项|资金|服务|制度|机制|用地|任务)"
)
"""Heads that make the verb before them a modifier: 服务中心, 培训基地, 投资项目."""
_COMPOUND_ALONE = lazy("(?:企业|公司|单位|机构|项目|人员|主体|园区|产品|品种)$")
"""挂牌企业, 签约项目: verb and head together are the noun."""
_TREND = lazy(
    r"(?:稳步|持续|不断|明显|显著|大幅|快速|加快|较快|平稳|全面|进一步|逐步|有序|稳定)(?:增长|提升|提高|改善|扩大|优化|推进|上升|壮大|下降|发展|增强|集聚|完善|深化)"
    r"|(?:进度|进展)?(?:超预期|好于预期|快于预期)|进展(?:较好|顺利|良好|较快)|创(?:历史)?新高|(?:持续|稳步)?(?:向好|回升|回暖)$"
    r"|(?:取得|实现)新(?:突破|进展|成效|提升|增长)$"
)


_HEAD_GUARDS = {
    "再": "(?![生制贷融保就])",
    "各": "(?![界地])",
    "要": "(?!素)",
    "需": "(?!求)",
    "均": "(?!衡)",
    "并": "(?![购网])",
    "还": "(?!款)",
}
"""One-character fillers that begin words of their own: 再生能源, 要素, 需求."""


class Verbs(NamedTuple):
    """The verb table as patterns. ``tail`` is anchored at the end of what stands before a number."""

    classes: dict[str, tuple[str, str]]
    """word → (class, sign)."""
    tail: re.Pattern[str]
    head: re.Pattern[str]
    adverb: re.Pattern[str]
    strong: re.Pattern[str]
    predicate: re.Pattern[str]


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def verbs() -> Verbs:
    classes: dict[str, tuple[str, str]] = {}
    for line in (Path(__file__).parent / "verbs.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            word, kind, *sign = line.split("\t")
            classes[word] = (kind, sign[0] if sign else "")
    kinds = {
        kind: [w for w, (k, _) in classes.items() if k == kind]
        for kind in ("reach", "rise", "fall", "new", "act", "drive", "adverb")
    }
    doing = _alternatives(w for w, (k, _) in classes.items() if k != "adverb" and len(w) > 1)
    moves = _alternatives(kinds["rise"] + kinds["fall"])
    reach = _alternatives(w for w in kinds["reach"] if w not in ("有",))
    tail = lazy(
        rf"(?P<mods>(?:{_MODIFIERS})*)(?:(?P<move>{moves})(?P<to>到|至|为)?(?P<scope>(?:全国|全省|全市|全区|同期)?(?:平均水平|平均)?)|(?P<new>{_alternatives(kinds['new'])})"
        rf"|(?P<short>[增升降减])(?P<shortto>至|到|为)|(?P<reach>(?:{reach})+))(?:了|约|近|超|幅度)?$"
    )
    drives = [
        w + _HEAD_GUARDS.get(w, "") if w in _HEAD_GUARDS else re.escape(w)
        for w in sorted(kinds["drive"], key=len, reverse=True)
    ]
    head = lazy(rf"(?:{'|'.join(drives)})+")
    strong = lazy(_alternatives(w for w in kinds["act"] + kinds["new"] + ["完成", "实现", *_CHANGES] if len(w) > 1))
    predicate = lazy(
        rf"(?:{_alternatives([*kinds['act'], *kinds['rise'], *kinds['fall'], *kinds['reach'], '用于', '同比', '比', '较', '居', '占', '在', '来自', '位列', '排', '成为', '被', '即将', '正在', '被评为', '增速', '将', '已', '均', '全部', '全国', '全省', '全市'])})"
    )
    adverb = lazy(rf"(?:(?:{_alternatives(kinds['adverb'])})[地、]?)+(?={doing})")
    return Verbs(classes, tail, head, adverb, strong, predicate)


class Phrase(NamedTuple):
    """What stands before a number: the noun that it measures, the verb that governs it, and how the number moves."""

    noun: str
    verb: str
    move: str
    """``level``, ``rise``, ``fall``, ``new``, or ``""`` when no verb says."""
    sign: str
    act: str
    """A verb of doing that belongs to the indicator (建成), or ``""``."""


def plain(text: str) -> str:
    """Without brackets and edge marks."""
    return _BRACKETS.sub("", text).strip(_EDGES)


_TAKEN_IN = lazy(r"(?:(?:比|较)(?:上年|去年)?(?:同期)?|同比)?(?P<word>(?P<way>[增减])[收支])")
"""比上年增收1284万元: how far the amount told before has moved."""


def before(text: str) -> Phrase:
    """Read what stands before a number in its clause, qualifiers and periods already taken out."""
    table = verbs()
    text = _START.sub("", _ASIDE.sub("", _RUNNING.sub("", plain(text))))
    move = sign = verb = ""
    taken_in = _TAKEN_IN.fullmatch(text)
    if taken_in is not None:
        more = taken_in["way"] == "增"
        return Phrase("", taken_in["word"], "rise" if more else "fall", "+" if more else "-", "")
    found = table.tail.search(text)
    if found is not None and not _inside_noun(text, found):
        verb = found.group().removeprefix(found["mods"] or "")
        text = text[: found.start()].strip(_EDGES)
        if found["move"]:
            move = "level" if found["to"] else table.classes[found["move"]][0]
            sign = table.classes[found["move"]][1]
        elif found["short"]:
            move = "level"
        elif found["new"]:
            move, sign = "new", "+"
        else:
            move = "level"
    text = _WITHIN.sub("", _PLANNED.sub("", text))
    text = _SAME_TIME.sub("", _MEASURED.sub("", text))
    ended = _DONE_LAST.search(text)
    if ended is not None and ended.start() > 1:
        verb, text = verb or ended["done"], text[: ended.start()]
    noun, act, new = _trim(text)
    if new and move in ("", "level"):
        move, sign = ("fall", "-") if _CHANGES.get(new) == "-" else ("new", "+")
    return Phrase(noun, new or verb or act, move, sign, act)


def _inside_noun(text: str, found: re.Match[str]) -> bool:
    """规上工业增加值 ends in no verb; neither does 保有 … : a one-letter verb needs a word before it or nothing."""
    word = found.group()
    return word in ("是", "有", "计", "增", "减", "降", "到", "至", "新", "升", "涨") and text[
        : found.start()
    ].endswith(("规模", "总", "统", "预", "累", "新", "所", "占", "拥", "设", "没", "还", "含"))


_LED = lazy("(?:目前|当前|现|截至目前)?(?:实际)?(?:已经?|共)")
"""目前已开工: 开工 is what was done, to whatever was named before."""


def _trim(text: str) -> tuple[str, str, str]:
    """(noun, act verb, the word of adding that governs it): fillers off the front, then the last strong verb decides."""
    table = verbs()
    act = new = ""
    told = _LED.match(text)
    if told is not None and leading_verb(text[told.end() :]) == text[told.end() :]:
        text = text[told.end() :]
    for _ in range(8):
        text = text.strip(_EDGES)
        found = table.adverb.match(text) or table.head.match(text)
        if found is not None and not _is_noun_start(text, found.end()):
            text = text[found.end() :]
            continue
        word = leading_verb(text)
        if not word or (act and table.classes[word][0] == "act"):
            break
        if table.classes[word][0] == "act":
            act = word
        else:
            new = word
        text = text[len(word) :]
    text, inner, added = _after_joint(text.removesuffix("等"))
    noun = _ADVERBS.sub("", text).strip(_EDGES)
    if noun in _NO_NOUN or _COUNTING.fullmatch(noun):
        noun = ""
    return noun, inner or act, added or new


def _after_joint(text: str) -> tuple[str, str, str]:
    """What the last strong verb inside the phrase governs: 大力实施创新战略新增高企 is 高企, added.

    A short subject before a verb of doing stays (农村劳动力转移就业), and so does one whose verb governs only an
    attribute (项目完成投资).
    """
    classes = verbs().classes
    joints = list(verbs().strong.finditer(text))
    for i in range(len(joints) - 1, -1, -1):
        joint = joints[i]
        rest = text[joint.end() :].strip(_EDGES)
        if (
            joint.start() == 0
            or not rest
            or text[joint.end()] in _NOUN_TAILS
            or _COMPOUND.match(rest)
            or is_attribute(rest)
        ):
            continue
        kind = classes[joint.group()][0]
        if joint.start() <= 12 and i == 0:
            kept = text[: joint.start()] + rest if kind == "drive" else text
            return kept, "", joint.group() if kind == "new" else ""
        if kind == "act" and len(rest) <= 4 and rest[-1] in "率额量数值":
            return text, "", ""
        start = joint.start()
        while kind == "act" and i and joints[i - 1].end() == start:
            i -= 1
            start = joints[i].start()
        return rest, text[start : joint.end()] if kind == "act" else "", joint.group() if kind == "new" else ""
    return text, "", ""


def _is_noun_start(text: str, end: int) -> bool:
    return text[end : end + 1] in ("率", "量", "点", "性")


def leading_verb(text: str) -> str:
    """The verb of doing that the words begin with, unless it is the first half of a noun; or ``""``."""
    classes = verbs().classes
    for size in range(min(6, len(text)), 0, -1):
        word = text[:size]
        found = classes.get(word)
        if found is not None and (found[0] in ("act", "new") or word in _CHANGES):
            if found[0] == "act" and _COMPOUND_ALONE.match(text, size):
                return ""
            return "" if is_noun_tail(text[size : size + 1]) and (found[0] == "act" or word in _CHANGES) else word
    return ""


_WROUGHT = lazy(
    "(?:化解|办结|整改|达标|覆盖|完成|落实|兑现|解决|投用|开工|复工|销号|交付|处置|满意|通过|到位|回复|签约)$"
)


def wrought(text: str) -> str:
    """积案100%化解: the verb after a percentage says what happened to so many of them."""
    return text if len(text) <= 4 and _WROUGHT.search(text) else ""


def trailing_verb(text: str) -> str:
    """The verb of doing that the words end in (住建局承担 → 承担), or ``""``."""
    classes = verbs().classes
    for size in range(min(6, len(text)), 1, -1):
        if classes.get(text[-size:], ("", ""))[0] in ("act", "new"):
            return text[-size:]
    return ""


def is_noun_tail(character: str) -> bool:
    """安置|房, 覆盖|率: the verb before this character is part of a noun."""
    return character != "" and character in _NOUN_TAILS


def is_attribute(noun: str) -> bool:
    """总投资, 面积 …: a noun that says nothing without the thing it belongs to."""
    return bool(_ATTRIBUTE.fullmatch(noun))


_TAKEN_UP = frozenset(("完成", "启动", "推进", "实施", "承担", "获得", "获", "入选", "参与", "建设"))
_HEADED = lazy("(?:基地|中心|平台|站点|专区|窗口|机构)(?!建设|建成|投)")
"""6个孵化基地: the verb is the first half of what is counted."""


def begins_predicate(text: str) -> bool:
    """Whether what follows a number is its predicate or nothing (居全省第4位), not the counted noun."""
    if not text:
        return True
    found = verbs().predicate.match(text)
    if found is None:
        return False
    is_act = verbs().classes.get(found.group(), ("", ""))[0] == "act" and found.group() not in _TAKEN_UP
    return not (is_act and _HEADED.match(text, found.end()))


_UNDONE = lazy("(?:共有)?(?:个?项目)?(?:均|已|全部|实现|实质性|新)*(?:开工|竣工|投产|完工|签约|落地|达产)(?:建设)?$")


def undone(noun: str) -> str:
    """市级重点项目已开工 → 市级重点项目: whose rate of starting the next number is."""
    found = _UNDONE.search(noun)
    rest = noun[: found.start()] if found is not None else noun
    if found is not None and "项目" in found.group() and "项目" not in rest:
        rest += "项目"
    return rest


def untrended(text: str) -> str:
    """工业经济稳步增长 → 工业经济: a clause that another's number is about, without its trend words."""
    found = _TREND.search(text)
    return text[: found.start()] if found and found.start() > 1 else text


def is_trend(text: str) -> bool:
    """项目投资好于预期: the clause names what the next one's number is about."""
    return untrended(plain(text)) != plain(text)


def attribute_owner(noun: str) -> str:
    """固定资产投资项目总投资 → 固定资产投资项目."""
    found = _OWNED.search(noun)
    return noun[: found.start()] if found is not None else noun
