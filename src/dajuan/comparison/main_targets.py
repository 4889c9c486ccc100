"""The items of the sentence 主要预期目标是 …, wordless ones too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dajuan.claims.claim import Claim, Reading
from dajuan.claims.clauses import Clause, cut
from dajuan.claims.phrases import before
from dajuan.comparison.comparison import Promised
from dajuan.comparison.promises import Kind, Promise, clause_to

_MAIN = re.compile(
    r"(?:主要|预期|发展|工作|奋斗|经济)(?:预期)?(?:目标|指标)(?:任务)?(?:建议)?(?:初步)?(?:安排|确定|设定|拟定|拟|定)?(?:是|为|如下|[:：])+[:：]?"
)
_MAIN_HEAD = re.compile(
    r"^[^，。；]{0,24}?(?:主要|预期|发展|奋斗|工作|经济)(?:预期)?(?:目标|指标)(?:任务|安排|建议)?[:：]?$"
)
"""A heading, or a line by itself, that the items follow line by line."""
_TOLD_HEAD = re.compile(r"完成|回顾|总结|实现情况|执行情况|总体要求")
_NOT_YEARLY = re.compile(r"十[四五六七]五|五年|时期|(?:到|至)20[3-9]\d年|远景")
_STOP = re.compile(
    r"^(?:上述|以上|这些|这样|提出|确定|设定|实现|围绕|为此|为(?:实现|完成|确保)|今年(?:工作|要|的|，)|综合|我们|做好|必须|要|完成(?:上述|以上|全年|今年)|考虑|主要考虑|重点|安排|经济增长.{0,6}目标)"
)
_ABOUT = re.compile(r"(?:加强|着重|关于|这|同时|把|坚持|突出|兼顾|既|也|要|在|对|以|努力工作|从)")
_TAIL = re.compile(
    r"(?:争取|取得|实现|力求)(?:更好|更快|更高)|更好(?:的)?结果|^(?:在)?(?:实际)?(?:工作|执行)中|^力争(?:更|取得)"
)
_PACE = re.compile(
    r"^(?P<what>.*?收入.*?)(?:与|和|同|跟|同?步于)(?P<base>经济|地区生产总值|国内生产总值|生产总值|GDP).*?(?P<how>同步|基本同步|一致|相当)"
    r"|^(?P<what2>.*?收入.*?)(?P<how2>高于|快于|不低于|略高于|跑赢)(?:同期)?(?P<base2>经济|地区生产总值|国内生产总值|生产总值|GDP)"
)
_TASK = re.compile(
    r"(?P<verb>(?:确保|均|全部|全面|圆满|如期|高质量)*(?:完成|达到))(?P<given>(?:国家|省|市|自治区|上级|年度|“?十.五”?|下达|控制|规定|考核|确定|的|和|、)*)(?P<rest>.*?)(?P<noun>任务|目标|要求|指标)(?P<tail>全面完成|如期完成|全部完成)?$"
)
_DONE_TASK = re.compile(
    r"(?P<what>.+?)(?:等)?(?:各项)?(?:目标|约束性)?(?:任务|指标|目标)(?:全面|全部|如期|圆满)*(?:完成|实现)$"
)
_STATE = re.compile(
    r"(?:增长|增速|涨幅)?(?:继续|总体|基本|进一步|持续|稳步|不断|实现|保持|力争|确保)*(?:稳中[\u4e00-\u9fff]{2}|[提保稳增促扩][稳质量优效][\u4e00-\u9fff]{2}|量[\u4e00-\u9fff]质[\u4e00-\u9fff]|合理增长|平稳增长|较快增长|稳步增长|稳定增长|稳定|基本稳定|总体稳定|基本平衡|平衡|改善|明显改善|提升|提高|优化|下降|降低|回升|新突破|突破|只降不升|与全国(?:一致|同步|持平)|合理区间|同步)$"
)
_DATE = re.compile(r"(?:到|至)?20\d\d年(?:底|末|全年)?")
_ALL = re.compile(r"(?s).*")
_LINE_MARK = re.compile(r"^(?:[—\-●•·▪■◆○□★☆※►▶➢✓*]+|[（(]?\d{1,2}[）)．.、]|[①-⑳]|[一二三四五六七八九十]+是)\s*")
_HALVES = re.compile(r"(?<=[率量额度])、")


def main_targets(reading: Reading) -> Iterator[Promise]:
    """The items of the sentence 主要预期目标是 …"""
    by_place = sorted((c for c in reading.claims if c.role != "result"), key=lambda claim: claim.at)
    for start, end, section in _bodies(reading):
        spans = [span for span in reading.spans if start <= span.start < end]
        firm: Claim | None = None
        for clause in cut(reading.flow.text, start, end, spans):
            if clause.depth == 0:
                inside = [c for c in by_place if clause.start <= c.at[0] < clause.end and c.dimension != "time"]
                yield from _items(reading, clause, inside, section, firm)
                firm = inside[-1] if inside else firm


def _bodies(reading: Reading) -> list[tuple[int, int, tuple[str, ...]]]:
    """Where the main targets stand, sentence by sentence, in the flow."""
    sentences = reading.flow.sentences
    text = reading.flow.text
    best: list[tuple[int, int, tuple[str, ...]]] = []
    for index, sentence in enumerate(sentences):
        words = text[sentence.start : sentence.end]
        found = _MAIN.search(words)
        if found is None and _heads(words):
            found = _ALL.match(words)
        if found is None or not _yearly(words[: found.end()], sentence.section, reading):
            continue
        body = [] if _heads(words) else [(sentence.start + found.end(), sentence.end, sentence.section)]
        listed = not words[found.end() :].strip("：: \n")
        for following in sentences[index + 1 : index + 30]:
            more = text[following.start : following.end].strip()
            same = following.block == sentence.block
            has_target = _has_target(reading, following.start, following.end)
            if _STOP.match(more) and not (listed and has_target and _is_short(more)):
                break
            if following.heading and not (listed and _is_line(more)):
                break
            if not (same or (listed and (_is_line(more) or not body or _is_short(more)))):
                break
            if not has_target and not _is_wordless_item(more):
                break
            body.append((following.start, following.end, following.section))
        if _weight(reading, body) > _weight(reading, best):
            best = body
    return best


def _heads(words: str) -> bool:
    """二、2025年主要预期目标: a line that names the targets and holds none."""
    words = words.strip(" \n\t\u3000■◆●▪")
    return len(words) <= 34 and bool(_MAIN_HEAD.match(words)) and not _TOLD_HEAD.search(words)


def _yearly(lead: str, section: tuple[str, ...], reading: Reading) -> bool:
    if _NOT_YEARLY.search(lead.rpartition("。")[2]) and "今年" not in lead and str(reading.plan_year) not in lead:
        return False
    return not any(
        _NOT_YEARLY.search(title) and "年工作" not in title and str(reading.plan_year) not in title for title in section
    )


def _is_line(words: str) -> bool:
    return bool(_LINE_MARK.match(words)) or words.endswith(("；", ";"))


def _is_short(words: str) -> bool:
    """A line of a list whose lines end in nothing."""
    return len(words) <= 40 and not words.endswith("。")


def _is_wordless_item(words: str) -> bool:
    """“十四五”资源能源消耗等任务全面完成。: short, and of a form that promises; a sentence about the targets is neither."""
    words = words.strip(" \n。；;")
    if len(words) > 40 or _ABOUT.match(words):
        return False
    return bool(_PACE.search(words) or _DONE_TASK.match(words) or _TASK.search(words) or _STATE.search(words))


def _has_target(reading: Reading, start: int, end: int) -> bool:
    return any(c.role == "target" and start <= c.at[0] < end for c in reading.claims)


def _weight(reading: Reading, body: Sequence[tuple[int, int, tuple[str, ...]]]) -> int:
    return sum(
        1 for c in reading.claims if c.role == "target" and any(start <= c.at[0] < end for start, end, _ in body)
    )


def _items(
    reading: Reading, clause: Clause, claims: Sequence[Claim], section: tuple[str, ...], firm: Claim | None
) -> Iterator[Promise]:
    """One promise for each number in a clause, or one wordless one. ``firm``: the number before, which 力争 may top."""
    text = reading.flow.text
    if not claims:
        wordless = _wordless(reading, clause, section)
        if wordless is not None:
            yield wordless
        return
    start = clause.start
    for number, claim in enumerate(claims):
        end = claim.at[1] if number + 1 < len(claims) else clause.end
        at = _stripped(text, start, end)
        stretch = (
            firm is not None
            and firm.indicator == claim.indicator
            and bool(re.search("力争|争取|努力", text[at[0] : claim.at[0]]))
        )
        if stretch and firm is not None and claim.basis == "level" and claim.unit == firm.unit:
            claim = replace(claim, basis=firm.basis)
        yield _numbered(reading, claim, at, section, stretch)
        start, firm = end, claim


def _numbered(reading: Reading, claim: Claim, at: tuple[int, int], section: tuple[str, ...], stretch: bool) -> Promise:
    start, end = reading.flow.to_source(*at)
    words = reading.flow.text[at[0] : at[1]]
    indicator = _own_indicator(reading, claim, at)
    promised = Promised(start, end, words, indicator, claim, True, section)
    return Promise(promised, "number", at, (indicator,), stretch, words=words, clause=clause_to(reading, claim))


def _own_indicator(reading: Reading, claim: Claim, at: tuple[int, int]) -> str:
    """The claim's indicator; where it runs over the lead (主要预期目标是地区生产总值), only what belongs to the item."""
    start = claim.indicator_at[0]
    if not start < at[0] < claim.indicator_at[1]:
        return claim.indicator
    return before(reading.flow.text[at[0] : claim.at[0]]).noun or claim.indicator


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \n\t、，；。和与及—-":
        start += 1
    mark = _LINE_MARK.match(text, start, end) if start < end else None
    start = mark.end() if mark else start
    while end > start and text[end - 1] in " \n\t、，；。":
        end -= 1
    return start, end


def _wordless(reading: Reading, clause: Clause, section: tuple[str, ...]) -> Promise | None:
    text = reading.flow.text
    at = _stripped(text, clause.start, clause.end)
    words = text[at[0] : at[1]]
    if len(words) < 5 or _TAIL.search(words) or _DATE.fullmatch(words):
        return None
    kind, subjects, action = _read_wordless(words)
    start, end = reading.flow.to_source(*at)
    promised = Promised(start, end, words, "、".join(subjects), None, True, section)
    return Promise(promised, kind, at, subjects, action=action, words=words)


def _read_wordless(words: str) -> tuple[Kind, tuple[str, ...], str]:
    """(kind, what it is about, the words that promise it)."""
    pace = _PACE.search(words)
    if pace is not None:
        return "pace", (pace["what"] or pace["what2"],), pace["how"] or pace["how2"]
    done = _DONE_TASK.match(words)
    if done is not None:
        return "task", _parts(done["what"]), words[len(done["what"]) :]
    task = _TASK.search(words)
    if task is not None:
        subject = words[: task.start()] or task["rest"].strip("的")
        return "task", _parts(subject or words), words[task.start() :] if task.start() else words
    state = _STATE.search(words)
    if state is not None and state.start() >= 2:
        return "state", _parts(words[: state.start()]), state.group()
    return "state", _parts(words), ""


def _parts(subject: str) -> tuple[str, ...]:
    """节能减排和环境保护等 → two things, either of which may be answered; 质量和效益 of one thing stay together."""
    subject = re.sub(r"^[“\"]?十.五[”\"]?|(?:等|的|均|全部|目标|任务|等任务)+$", "", subject).strip("的、和与均")
    parts = [part for part in re.split(r"、|和|与|及|以及", subject) if len(part) >= 3]
    return (subject, *parts) if len(parts) > 1 else (subject,)
