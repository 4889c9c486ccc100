"""``dajuan answer`` as a person types it: three formats, the same file whenever it is asked the same way."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.ledger_zone import Typist, typist

from dajuan.answers.sheet.stamp import stamp_in
from dajuan.documents.read import read_document

__all__ = ["typist"]
PLAN = str(Path(__file__).parents[2] / "samples" / "yunling-2025.docx")
ASKED = ("answer", "--year", "2025", "--as-of", "2025-12-31")


@pytest.fixture
def told(typist: Typist, need) -> Typist:
    need.module("docx", extra="answer")
    need.module("typst", extra="answer")
    typist.types("plan", "import", PLAN, "--on", "2025-01-17", "--by", "督查室甲")
    typist.types("plan", "set", "--on", "2025-01-20", "--by", "督查室甲")
    typist.types("record", "targets", "2025-055", "reported=18个", "--on", "2025-12-20", "--by", "规划建设局乙")
    return typist


@pytest.mark.parametrize("form", ["docx", "pdf", "html"])
def test_the_ending_of_the_file_says_which_format(told: Typist, tmp_path, form) -> None:
    path = tmp_path / f"answer.{form}"
    told.types(*ASKED, "-o", str(path))
    text = "".join(read_document(path).text.split())
    assert "改造老旧小区：完成18个，目标20个，比目标少2个，完成率90%，部分完成。" in text
    stamp = stamp_in(text)
    assert stamp is not None
    assert (stamp.year, stamp.style, stamp.verified) == (2025, "plain", False)


def test_what_was_said_then_is_said_again(told: Typist, tmp_path) -> None:
    first, second = tmp_path / "first.docx", tmp_path / "second.docx"
    told.types(*ASKED, "--style", "official", "-o", str(first))
    told.types(*ASKED, "--style", "official", "-o", str(second))
    assert first.read_bytes() == second.read_bytes()
    told.types("record", "targets", "2025-055", "reported=20个", "--on", "2025-12-21", "--by", "规划建设局乙")
    told.types(*ASKED, "--style", "official", "-o", str(second))
    assert first.read_bytes() != second.read_bytes()


def test_a_year_without_a_plan_and_words_that_cannot_be_followed(told: Typist, tmp_path) -> None:
    assert "还没有计划" in told.refused("answer", "--year", "2024", "-o", str(tmp_path / "a.docx"))
    settings = next(tmp_path.rglob("dajuan.toml"))
    settings.write_text(settings.read_text("utf-8") + '\n[answers]\nsentences = "words.yaml"\n', "utf-8")
    assert "words.yaml 读不了" in told.refused(*ASKED, "-o", str(tmp_path / "a.docx"))
    (settings.parent / "words.yaml").write_text("frame: {summary: 总的情况}\n", "utf-8")
    told.types(*ASKED, "-o", str(tmp_path / "a.html"))
    assert "一、总的情况" in (tmp_path / "a.html").read_text("utf-8")
