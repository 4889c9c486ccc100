"""Fuzzes the language layer: any text is read without an error, with spans in order that never overlap.

Run ``python fuzz/language.py [seconds]`` (60 unless told). It wants atheris, a tool for developers that is no dependency:
``pip install atheris``. What breaks the reading goes, as a small text, to ``tests/language/corpus/``; the tests read it
again at every run. Bytes are turned into pieces of report language as well as into any text: bare noise says no numbers.
"""

from __future__ import annotations

import sys
from pathlib import Path

PIECES = (
    "云岭 完成 增长 约 近 超 突破 不少于 以上 左右 以内 余 多 分别 、 ， 。 ： （ ） “ ” 《 》 第 首批 每 人均 12 3.5 1,234 2024 2025年 "
    "上半年 一季度 年底 十四五 近三年 6月 18日 三 十 百 千 万 亿 半 两 几 分之 成 倍 翻 番 % ‰ 个百分点 亿元 平方米 亩 家 个 人次 千瓦时 "
    "- — 至 到 / : . + G 号 路 级 世纪 年代 年 月 日 内 前 以来 ○ ３ 萬 又 间 之间 比 低"
)
PARTS = PIECES.split()
CORPUS = Path(__file__).resolve().parents[1] / "tests" / "language" / "corpus"


def text_of(data: bytes) -> str:
    """The first byte says how: pieces of reports, or any text."""
    if data[:1] < b"\xc0":
        return "".join(PARTS[byte % len(PARTS)] for byte in data[1:200])
    return data[1:400].decode("utf-8", errors="replace")


def read(data: bytes) -> None:
    from dajuan.language import read_numbers, read_spans

    text = text_of(data)
    spans = read_spans(text)
    behind = 0
    for span in spans:
        assert behind <= span.start < span.end <= len(text), text
        behind = span.end
    assert [span[:2] for span in spans] == [span[:2] for span in read_spans(text, year=2025)], text
    read_numbers(text)


def main() -> int:
    try:
        import atheris
    except ImportError:
        print("未装 atheris，先 pip install atheris / atheris is not installed: pip install atheris")
        return 2
    with atheris.instrument_imports(include=["dajuan.language"]):
        import dajuan.language  # noqa: F401
    seconds = sys.argv[1] if len(sys.argv) > 1 else "60"
    atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", "-max_len=400", "-artifact_prefix=/tmp/"], read)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
