"""A written sheet read back: every number as it was written, any digit altered found, the stamp held to the log."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.answers.life import board_on
from tests.answers.sheet.year import a_year

from dajuan.answers.backing import LedgerBacking
from dajuan.answers.sheet.answer import answer_sheet, sentences_for, written
from dajuan.answers.sheet.content import Sheet
from dajuan.answers.sheet.plain import plain_lines
from dajuan.answers.sheet_again import sheet_of, written_lines
from dajuan.checks.finding import Finding
from dajuan.checks.run import check, examine
from dajuan.claims.read import read
from dajuan.figures.duck import DuckEngine
from dajuan.ledger.ledger import ledger_of
from dajuan.ledger.zone import make_zone


class Year(NamedTuple):
    sheet: Sheet
    backing: LedgerBacking
    folder: Path

    def told(self, source: object) -> list[Finding]:
        return check(source, select=["LG904", "LG905"], ignores=(), backing=self.backing)  # type: ignore[arg-type]


@pytest.fixture
def year(planned, zone, tmp_path) -> Iterator[Year]:
    a_year(planned)
    made = board_on(zone, planned, "2025-12-31")
    engine = DuckEngine(planned.store, zone.derived)
    yield Year(answer_sheet(made, zone, planned, engine), LedgerBacking(zone, planned, engine), tmp_path)
    engine.close()


@pytest.fixture
def text(year) -> str:
    return "\n".join(plain_lines(year.sheet))


def test_the_stamp_makes_the_same_sheet_again(year):
    backing = year.backing
    assert sheet_of(year.sheet.stamp, backing.zone, backing.ledger, backing.engine) == year.sheet


def test_later_entries_change_nothing_of_it(year, text, planned):
    from tests.answers.sheet.year import reported

    reported(planned, "T-33", "12个", "26个", "39个", "57个")
    engine = DuckEngine(planned.store, year.backing.zone.derived)
    again = LedgerBacking(year.backing.zone, planned, engine)
    assert check(text, select=["LG904", "LG905"], ignores=(), backing=again) == []
    engine.close()


def test_its_lines_are_those_of_the_sheet_with_the_places_of_the_numbers(year):
    lines = list(written_lines(year.sheet))
    assert [one.text for one in lines] == plain_lines(year.sheet)
    words = [line.text[one.start : one.end] for line in lines for one in line.numbers]
    assert len(words) > 300
    assert all(any(c.isdigit() for c in one) for one in words)


@pytest.mark.parametrize("form", ["docx", "pdf", "html"])
def test_nothing_is_told_of_one_that_nobody_touched(year, form):
    if form == "pdf":
        pytest.importorskip("typst")
    path = year.folder / f"answer.{form}"
    path.write_bytes(written(year.sheet, sentences_for(year.backing.zone), form))
    told = examine(read(path), select=["LG904", "LG905"], ignores=(), backing=year.backing)
    assert told.findings == ()
    assert told.coverage
    assert told.coverage.counts()["holds"] == len(told.reading.claims) > 100


def test_an_altered_value_is_named(year, text):
    [found] = year.told(
        text.replace("完成52个", "完成62个", 1) if "完成52个" in text else text.replace("52个", "62个", 1)
    )
    assert found.code == "LG904"
    assert "62" in found.zh
    assert "目标 2025-033 的完成值" in found.zh


def test_any_digit_of_it(year, text):
    dice = random.Random(7)
    stamp = text.index("答卷印记")
    digits = [place for place, one in enumerate(text[:stamp]) if one.isdigit()]
    for place in dice.sample(digits, 12):
        other = text[:place] + str((int(text[place]) + 1) % 10) + text[place + 1 :]
        found = year.told(other)
        assert [one.code for one in found] == ["LG904"], text[place - 10 : place + 10]
        assert found[0].start <= place < found[0].end


class TestStamp:
    def test_a_digit_of_the_root(self, year, text):
        root = year.sheet.stamp.root.upper()
        other = root[:-1] + ("0" if root[-1] != "0" else "1")
        [found] = year.told(text.replace(root, other))
        assert found.code == "LG905"

    def test_a_size_that_the_log_never_had(self, year, text):
        size = year.sheet.stamp.size
        [found] = year.told(text.replace(f"所知记录{size}条", f"所知记录9{size}条"))
        assert found.code == "LG905"

    def test_another_size(self, year, text):
        size = year.sheet.stamp.size
        [found] = year.told(text.replace(f"所知记录{size}条", f"所知记录{size - 1}条"))
        assert found.code == "LG905"

    def test_torn(self, year, text):
        [found] = year.told(text.replace("；计全部记录", ""))
        assert found.code == "LG905"
        assert "残缺" in found.zh

    def test_another_day_is_another_sheet(self, year, text):
        assert year.told(text.replace("截至2025年12月31日；所知", "截至2025年12月30日；所知"))

    def test_of_another_ledger(self, year, text, tmp_path):
        other = make_zone(tmp_path / "other", name="云溪开发区", code="yunxi", on=("targets",))
        ledger = ledger_of(other)
        engine = DuckEngine(ledger.store, other.derived)
        [found] = check(text, select=["LG904", "LG905"], ignores=(), backing=LedgerBacking(other, ledger, engine))
        assert found.code == "LG905"
        assert "yunxi" in found.zh
        engine.close()
        ledger.store.close()


def test_other_words_are_said_to_be_others_and_are_no_alteration(year, text, tmp_path):
    zone = year.backing.zone
    (zone.folder / "words.yaml").write_text("frame:\n  title: '{zone}{year}年答卷'\n", encoding="utf-8")
    other = replace(zone, extra={"answers": {"sentences": "words.yaml"}})
    backing = LedgerBacking(other, year.backing.ledger, year.backing.engine)
    [found] = check(text, select=["LG904", "LG905"], ignores=(), backing=backing)
    assert found.code == "LG905"
    assert "另一套文辞" in found.message("zh")
