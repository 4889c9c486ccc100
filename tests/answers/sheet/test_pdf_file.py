"""A PDF's pages: A4, bookmarks, a label on each page of a simulated zone, text that has every character."""

from __future__ import annotations

import pypdfium2
import pytest

from dajuan.answers.sheet.content import Paragraph, Section, Words
from dajuan.answers.sheet.pdf_file import pdf_bytes
from dajuan.answers.sheet.sentences import sentences_of


@pytest.fixture(scope="module")
def pdf(official, need):
    need.module("typst", extra="answer")
    made = pypdfium2.PdfDocument(pdf_bytes(official, sentences_of()))
    yield made
    made.close()


def text_of_page(page) -> str:
    return page.get_textpage().get_text_bounded()


def test_every_page_is_a4_and_numbered_and_says_that_it_is_simulated(pdf):
    assert len(pdf) > 20
    for number, page in enumerate(pdf, 1):
        assert page.get_size() == pytest.approx((595.3, 841.9), abs=0.5)
        text = text_of_page(page)
        assert f"— {number} —" in text
        assert "模拟数据" in text


def test_bookmarks_are_its_headings(pdf, official):
    titles = [one.get_title() for one in pdf.get_toc()]
    assert titles == [section.title for section in official.sections]


def test_a_full_page_has_twenty_two_lines(pdf):
    """Of the pages of plain items; those with headings and charts have fewer."""
    lines = [len([line for line in text_of_page(page).splitlines() if line.strip()]) - 2 for page in pdf]
    assert max(lines[1:6]) == 22


def test_its_properties_have_the_title_and_nothing_of_today(pdf, official):
    day = official.known_on
    told = pdf.get_metadata_dict()
    assert (told["Title"], told["Author"]) == (official.title, official.zone)
    assert told["CreationDate"].startswith(f"D:{day:%Y%m%d}")


def test_rare_characters_are_not_lost(official, need):
    from dataclasses import replace

    need.module("typst", extra="answer")
    rare = "喆堃镕昇祎䶮㛃"
    sheet = replace(official, sections=(Section("一、名", 1, (Paragraph((Words(rare),)),), "summary"),), notes={})
    made = pypdfium2.PdfDocument(pdf_bytes(sheet, sentences_of()))
    assert rare in text_of_page(made[0])
    made.close()
