"""Characters a second on one core: ``dajuan.language`` beside two floors and two peers, all in this one run.

Floors: a regex that finds runs of digits, and the bare alternation of sixty units with prefixes and suffixes, which
knows no value, no Chinese numeral and no period. Peers (``make peers``): Recognizers-Text with all its models, JioNLP
money and time. Prints ratios against the goals and asserts nothing: the machine may be busy.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from timing import one_core, paragraphs, seconds

HERE = Path(__file__).resolve().parent
ZONE = HERE.parents[1] / "shared" / "data" / "zone-report-2023-2024.txt"
SAMPLE = HERE.parent / "samples" / "yunling-2026.txt"
PEERS = HERE / ".peers" / "bin" / "python"

DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
UNITS = (
    "平方公里 平方千米 立方米 万平方米 平方米 千瓦时 兆瓦时 吨标准煤 个百分点 百分点 人民币 美元 欧元 港元 元 公顷 亩 "
    "公里 千米 米 厘米 毫米 公斤 千克 吨 克 斤 千瓦 兆瓦 瓦 千伏安 小时 分钟 个月 年 天 日 周 家 个 项 所 套 户 名 "
    "人次 人 件 条 座 处 台 辆 批 次 场 % ％ 倍 成"
)
AMOUNTS = re.compile(
    r"(?:约|近|超过|超|突破|不少于|不低于|至少|达到|达|第)?"
    r"[0-9]+(?:\.[0-9]+)?(?:[-—~～][0-9]+(?:\.[0-9]+)?)?(?:余|多|几)?(?:万亿|千万|百万|亿|万|千|百)?(?:余|多)?"
    rf"(?:{'|'.join(sorted(UNITS.split(), key=len, reverse=True))})(?:左右|以上|以下|以内|以外)?"
)
# Goals: how many times faster than the peer, how many times slower than the floor at most.
FASTER = {"recognizers": 250.0, "jionlp": 5.0}
SLOWER_THAN_UNITS = 15.0


def text_path() -> Path:
    return ZONE if ZONE.exists() else SAMPLE


def peer_seconds(path: Path, *names: str) -> dict[str, float]:
    """Seconds a pass for each peer, or nothing where ``make peers`` has not been run."""
    if not PEERS.exists():
        print("    同行未装，先 make peers / peers not installed: run make peers first")
        return {}
    done = subprocess.run([PEERS, HERE / "peers_run.py", path, *names], capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"    同行未跑通 / the peers did not run: {done.stderr.strip().splitlines()[-1]}")
        return {}
    return dict(json.loads(done.stdout.splitlines()[-1]))


def line(name: str, spent: float, characters: int, verdict: str = "") -> None:
    print(f"    {name:34} {spent * 1000:9.2f} ms {characters / spent:12,.0f} chars/s  {verdict}".rstrip())


def against(ours: float, theirs: float, goal: float) -> str:
    times = theirs / ours
    return f"{times:8.1f} x ours (goal {goal:g}) {'pass' if times >= goal else 'MISS'}"


def main() -> None:
    from dajuan.language import read_spans

    path = text_path()
    lines = paragraphs(path)
    characters = sum(map(len, lines))
    print(f"{path.name}: {characters} characters in {len(lines)} paragraphs; CPU time, median of 5, one core")
    peers = peer_seconds(path)
    one_core()
    ours = seconds(lambda: [read_spans(each) for each in lines])
    digits = seconds(lambda: [list(DIGITS.finditer(each)) for each in lines])
    amounts = seconds(lambda: [list(AMOUNTS.finditer(each)) for each in lines])
    times = ours / amounts
    verdict = (
        f"ours is {times:.1f} x slower (goal {SLOWER_THAN_UNITS:g}) {'pass' if times <= SLOWER_THAN_UNITS else 'MISS'}"
    )
    line("floor: runs of digits", digits, characters, f"ours is {ours / digits:.1f} x slower")
    line("floor: alternation of 60 units", amounts, characters, verdict)
    line("dajuan.language.read_spans", ours, characters)
    for name, spent in peers.items():
        line(name, spent, characters, against(ours, spent, FASTER[name]))


if __name__ == "__main__":
    sys.exit(main())
