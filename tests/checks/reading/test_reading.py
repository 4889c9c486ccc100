"""RD001 to RD004: how a document was read, and what was left in it."""

from dataclasses import replace

from dajuan.checks.run import check
from dajuan.claims.read import read
from dajuan.documents.document import Block, Box


def test_a_line_cut_in_mid_sentence(said):
    text = (
        "2025年，高新区创新平台建设持续加快，岭北检测中心揭牌成立，云岭大学中试基地建成启用；"
        "新增国家企业技术中心2家；新增云岭市\n\n工程研究中心9家；新增孵化载体6家，创新底盘更加厚实。"
    )
    assert ["云岭市工程研究" in one.zh for one in said("RD001", text)] == [True]
    assert said("RD001", text.replace("\n\n", "")) == []


def test_furniture_is_listed():
    text = "经济工作会议中\n\n经济工作会议中\n\n云岭高新区召开会议，部署2026年工作。\n\n记者 李明"
    reading = read(text)
    furniture = [block for block in reading.document.blocks if block.kind == "furniture"]
    found = check(reading, select=["RD002"])
    assert [(one.start, one.end) for one in found] == [(block.start, block.end) for block in furniture]


def with_blocks(text, *blocks, notes=()):
    reading = read(text)
    return replace(reading, document=replace(reading.document, blocks=blocks, notes=notes))


def test_a_number_on_an_uncertain_line():
    text = "新增绿地面积21.3万平方米。\n空气质量改善。"
    line = text.index("\n")
    box = Box(2, 0, 0, 1, 1)
    reading = with_blocks(
        text,
        Block(0, line, "paragraph", box=box, doubt="ocr-low-score"),
        Block(line + 1, len(text), "paragraph", box=box, doubt="ocr-repaired"),
    )
    found = check(reading, select=["RD003"])
    assert [(one.start, one.end) for one in found] == [(0, line)]
    assert "第 2 页" in found[0].zh


def test_a_tracked_insertion():
    text = "新增学位5800个，大班额全部消除。"
    inserted = Block(9, 16, "paragraph", doubt="inserted")
    reading = with_blocks(text, inserted, notes=("revisions:1", "comments:2"))
    found = check(reading, select=["RD004"])
    assert [text[one.start : one.end] for one in found] == ["", text[9:16]]
    assert "2 条批注" in found[0].zh
    assert check(with_blocks(text, inserted._replace(doubt="")), select=["RD004"]) == []
