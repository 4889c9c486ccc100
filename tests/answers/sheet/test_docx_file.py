"""A docx as Word has it: the layout of GB/T 9704-2012 in its XML, real headings, links that lead somewhere."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from dajuan.answers.sheet.content import BarChart, CourseChart
from dajuan.answers.sheet.docx_file import docx_bytes
from dajuan.answers.sheet.sentences import sentences_of
from dajuan.answers.sheet.stamp import stamp_in


@pytest.fixture(scope="module")
def parts(official, need):
    need.module("docx", extra="answer")
    need.module("typst", extra="answer")
    with ZipFile(BytesIO(docx_bytes(official, sentences_of()))) as made:
        return {name: made.read(name).decode("utf-8", "replace") for name in made.namelist()}


@pytest.fixture(scope="module")
def body(parts):
    return parts["word/document.xml"]


def style(parts, code):
    found = re.search(rf'<w:style [^>]*w:styleId="{code}".*?</w:style>', parts["word/styles.xml"], re.DOTALL)
    assert found, code
    return found[0]


def test_a4_with_the_margins_of_the_standard(body):
    assert 'w:w="11906" w:h="16838"' in body
    assert 'w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"' in body


def test_twenty_two_lines_of_twenty_eight_characters(body, parts):
    grid = re.search(r"<w:docGrid ([^>]*)/>", body)[1]
    assert grid == 'w:type="linesAndChars" w:linePitch="579" w:charSpace="-848"'
    top, bottom, left, right = 2098, 1984, 1587, 1474
    assert 16838 - top - bottom >= 22 * 579
    assert 11906 - left - right + 1 >= 28 * (16 - 848 / 4096) * 20
    assert 'w:line="579" w:lineRule="exact"' in style(parts, "Normal")


@pytest.mark.parametrize(
    ("code", "font", "half_points"),
    [
        ("Title", "方正小标宋简体", 44),
        ("Heading1", "黑体", 32),
        ("Heading2", "楷体_GB2312", 32),
    ],
)
def test_fonts_and_sizes(parts, code, font, half_points):
    assert f'w:eastAsia="{font}"' in style(parts, code)
    assert f'<w:sz w:val="{half_points}"/>' in style(parts, code)


def test_the_text_is_in_fangsong_of_size_three_indented_by_two_characters(parts):
    defaults = re.search(r"<w:docDefaults>.*?</w:docDefaults>", parts["word/styles.xml"], re.DOTALL)[0]
    assert 'w:eastAsia="仿宋_GB2312"' in defaults
    assert '<w:sz w:val="32"/>' in defaults
    assert 'w:firstLineChars="200"' in style(parts, "BodyText")
    assert '<w:altName w:val="仿宋"/>' in parts["word/fontTable.xml"]


def test_headings_have_levels_for_the_navigation_pane(parts, body, official):
    for level in (1, 2):
        assert f'<w:outlineLvl w:val="{level - 1}"/>' in style(parts, f"Heading{level}")
        wanted = sum(section.level == level for section in official.sections)
        assert body.count(f'<w:pStyle w:val="Heading{level}"/>') == wanted > 0


def test_page_numbers_are_fields_right_on_odd_pages_and_left_on_even_ones(parts):
    footers = [xml for name, xml in parts.items() if name.startswith("word/footer")]
    assert len(footers) == 2
    assert all(" PAGE " in xml and "— " in xml and " —" in xml for xml in footers)
    assert {re.search(r'<w:jc w:val="(\w+)"', xml)[1] for xml in footers} == {"left", "right"}
    assert "<w:evenAndOddHeaders/>" in parts["word/settings.xml"]


def test_every_page_of_a_simulated_zone_says_so(parts):
    headers = [xml for name, xml in parts.items() if name.startswith("word/header")]
    assert len(headers) == 2
    assert all("模拟数据" in xml for xml in headers)


def test_links_lead_to_bookmarks(body):
    led = set(re.findall(r'<w:hyperlink w:anchor="([^"]+)"', body))
    marks = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="([^"]+)"', body)
    assert len(led) > 100
    assert led <= set(marks)
    assert len(marks) == len(set(marks))
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,39}", mark) for mark in marks)


def test_the_head_of_the_table_is_repeated_and_charts_have_words(body, official):
    assert body.count("<w:tblHeader/>") == 1
    charts = [block for block in official.blocks() if isinstance(block, BarChart | CourseChart)]
    assert body.count("<wp:inline") == len(charts)
    assert all(f'descr="{chart.told}"' in body for chart in charts)


def test_the_date_is_four_characters_from_the_right(parts):
    assert 'w:rightChars="400"' in style(parts, "SheetDay")


def test_the_stamp_is_in_its_properties(parts, official):
    assert stamp_in(parts["docProps/custom.xml"]) == official.stamp
    assert stamp_in(parts["docProps/core.xml"]) == official.stamp
    assert official.stamp.root in parts["docProps/core.xml"]


def test_nothing_tells_when_or_where_it_was_written(official):
    with ZipFile(BytesIO(docx_bytes(official, sentences_of()))) as made:
        assert {info.date_time for info in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "docProps/thumbnail.jpeg" not in made.namelist()


def test_python_docx_opens_it(parts, official, need):
    docx = need.module("docx", extra="answer")
    document = docx.Document(BytesIO(docx_bytes(official, sentences_of())))
    assert document.paragraphs[0].text == official.title
    assert len(document.tables[0].rows) == 83 + 4 + 1
