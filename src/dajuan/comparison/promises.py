"""What the plan promises: the items of the main-targets sentence, every other number for the year, and the commitments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dajuan.claims.claim import Claim, Commitment, Reading
from dajuan.claims.clauses import Clause, cut
from dajuan.comparison.comparison import Promised

Kind = Literal["number", "pace", "state", "task", "deed"]
"""number 有数 · pace 与经济增长同步 · state 稳中提质, 持续改善 · task 完成国家下达任务 · deed a commitment without a number."""

_MAIN = re.compile(
    r"(?:主要|预期|发展|工作|奋斗|经济)(?:预期)?(?:目标|指标)(?:任务)?(?:建议)?(?:初步)?(?:安排|确定|设定|拟定|拟|定)?(?:是|为|如下|[:：])+[:：]?"
)
_NOT_YEARLY = re.compile(r"十[四五六七]五|五年|时期|(?:到|至)20[3-9]\d年|远景")
_STOP = re.compile(
    r"^(?:上述|以上|这些|这样|提出|确定|设定|实现|围绕|为此|为(?:实现|完成|确保)|今年(?:工作|要|的|，)|综合|我们|做好|必须|要|完成(?:上述|以上|全年|今年)|考虑|主要考虑|重点|安排|经济增长.{0,6}目标)"
)
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
_LINE_MARK = re.compile(r"^(?:[—\-●•·▪■◆*]+|[（(]?\d{1,2}[）)．.、]|[①-⑳]|[一二三四五六七八九十]+是)\s*")
_HALVES = re.compile(r"(?<=[率量额度])、")


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise and what is needed to find its answer. ``at`` is its place in the flow."""

    promised: Promised
    kind: Kind
    at: tuple[int, int]
    subjects: tuple[str, ...]
    """The things it is about, usually one; any of them may be answered."""
    stretch: bool = False
    """力争 on top of a firm target: falling short of it alone is no breach."""
    action: str = ""
    words: str = ""
    """All of its clause, for what the indicator alone does not say (town or country)."""


def promises(reading: Reading) -> list[Promise]:
    """All promises for the year planned, main targets first, then in the order of the text."""
    year = reading.plan_year
    main = list(_main(reading))
    taken = [promise.at for promise in main]
    claimed = {promise.promised.claim.id for promise in main if promise.promised.claim is not None}
    others = [
        _of_claim(reading, claim)
        for claim in reading.claims
        if claim.id not in claimed and _is_promise(claim, year) and not _inside(claim.at, taken)
    ]
    deeds = [
        _of_commitment(reading, commitment)
        for commitment in reading.commitments
        if not commitment.claims and _is_deed(reading, commitment, year) and not _inside(commitment.at, taken)
    ]
    return main + sorted(others + deeds, key=lambda promise: promise.at)


def _inside(at: tuple[int, int], places: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at[0] < end for start, end in places)


def _is_promise(claim: Claim, year: int | None) -> bool:
    """A number to be reached within the year planned; what is due later is not yet due."""
    if claim.role != "target" or not claim.indicator or claim.dimension in ("time", "number"):
        return False
    period = claim.period
    if year is None:
        return True
    if claim.deadline is not None and claim.deadline.year != year:
        return False
    return period is None or period.last is None or (period.last.year == year and period.kind != "span")


def _of_claim(reading: Reading, claim: Claim) -> Promise:
    flow_start, flow_end = phrase_at(claim)
    start, end = reading.flow.to_source(flow_start, flow_end)
    promised = Promised(
        start, end, reading.flow.text[flow_start:flow_end], claim.indicator, claim, False, claim.section
    )
    words = reading.flow.text[flow_start:flow_end]
    return Promise(promised, "number", (flow_start, flow_end), (claim.indicator,), words=words)


def phrase_at(claim: Claim) -> tuple[int, int]:
    """From the indicator's words to the number's end, where they stand together."""
    start, end = claim.indicator_at
    if end > start and 0 <= claim.at[0] - start <= 60:
        return start, max(claim.at[1], end) if end - claim.at[1] < 30 else claim.at[1]
    if end > start and 0 <= start - claim.at[1] <= 4:
        return claim.at[0], min(end, start + 40)
    return claim.at


def _is_deed(reading: Reading, commitment: Commitment, year: int | None) -> bool:
    if len(commitment.object) < 4:
        return False
    return commitment.deadline is None or year is None or commitment.deadline.year == year


def _of_commitment(reading: Reading, commitment: Commitment) -> Promise:
    start, end = commitment.at
    words = reading.flow.text[start:end]
    promised = Promised(commitment.start, commitment.end, words, commitment.object, None, False, commitment.section)
    return Promise(promised, "deed", commitment.at, (commitment.object,), action=commitment.action, words=words)


def _main(reading: Reading) -> Iterator[Promise]:
    """The items of the sentence 主要预期目标是 …"""
    by_place = sorted((c for c in reading.claims if c.role != "result"), key=lambda claim: claim.at)
    for start, end, section in _bodies(reading):
        spans = [span for span in reading.spans if start <= span.start < end]
        for clause in cut(reading.flow.text, start, end, spans):
            if clause.depth == 0:
                inside = [c for c in by_place if clause.start <= c.at[0] < clause.end and c.dimension != "time"]
                yield from _items(reading, clause, inside, section)


def _bodies(reading: Reading) -> list[tuple[int, int, tuple[str, ...]]]:
    """Where the main targets stand, sentence by sentence, in the flow."""
    sentences = reading.flow.sentences
    text = reading.flow.text
    best: list[tuple[int, int, tuple[str, ...]]] = []
    for index, sentence in enumerate(sentences):
        words = text[sentence.start : sentence.end]
        found = _MAIN.search(words)
        if found is None or not _yearly(words[: found.end()], sentence.section, reading):
            continue
        body = [(sentence.start + found.end(), sentence.end, sentence.section)]
        listed = not words[found.end() :].strip("：: \n")
        for following in sentences[index + 1 : index + 30]:
            more = text[following.start : following.end].strip()
            same = following.block == sentence.block
            if _STOP.match(more) or (following.heading and not listed) or not (same or (listed and _is_line(more))):
                break
            if same and not _has_target(reading, following.start, following.end) and len(more) > 40:
                break
            body.append((following.start, following.end, following.section))
        if _weight(reading, body) > _weight(reading, best):
            best = body
    return best


def _yearly(lead: str, section: tuple[str, ...], reading: Reading) -> bool:
    if _NOT_YEARLY.search(lead.rpartition("。")[2]) and "今年" not in lead and str(reading.plan_year) not in lead:
        return False
    return not any(
        _NOT_YEARLY.search(title) and "年工作" not in title and str(reading.plan_year) not in title for title in section
    )


def _is_line(words: str) -> bool:
    return bool(_LINE_MARK.match(words)) or words.endswith(("；", ";"))


def _has_target(reading: Reading, start: int, end: int) -> bool:
    return any(c.role == "target" and start <= c.at[0] < end for c in reading.claims)


def _weight(reading: Reading, body: Sequence[tuple[int, int, tuple[str, ...]]]) -> int:
    return sum(
        1 for c in reading.claims if c.role == "target" and any(start <= c.at[0] < end for start, end, _ in body)
    )


def _items(reading: Reading, clause: Clause, claims: Sequence[Claim], section: tuple[str, ...]) -> Iterator[Promise]:
    """One promise for each number in a clause, or one wordless one."""
    text = reading.flow.text
    if not claims:
        wordless = _wordless(reading, clause, section)
        if wordless is not None:
            yield wordless
        return
    start = clause.start
    firm: Claim | None = None
    for number, claim in enumerate(claims):
        end = claim.at[1] if number + 1 < len(claims) else clause.end
        at = _stripped(text, start, end)
        stretch = (
            firm is not None
            and firm.indicator == claim.indicator
            and bool(re.search("力争|争取|努力", text[at[0] : claim.at[0]]))
        )
        yield _numbered(reading, claim, at, section, stretch)
        start, firm = end, claim


def _numbered(reading: Reading, claim: Claim, at: tuple[int, int], section: tuple[str, ...], stretch: bool) -> Promise:
    start, end = reading.flow.to_source(*at)
    words = reading.flow.text[at[0] : at[1]]
    promised = Promised(start, end, words, claim.indicator, claim, True, section)
    return Promise(promised, "number", at, (claim.indicator,), stretch, words=words)


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
    if len(words) < 5 or _TAIL.search(words):
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
