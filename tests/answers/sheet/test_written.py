"""What was written is read back by our own readers, word for word; the same sheet gives the same bytes."""

from __future__ import annotations

import pytest

from dajuan.answers.sheet.answer import FORMATS, written
from dajuan.answers.sheet.content import Table
from dajuan.answers.sheet.plain import plain_lines
from dajuan.answers.sheet.sentences import sentences_of
from dajuan.answers.sheet.stamp import stamp_in
from dajuan.documents.read import document_from_bytes

WORDS = sentences_of()


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(autouse=True)
def parts(need):
    need.module("docx", extra="answer")
    need.module("typst", extra="answer")


def read_back(sheet, form):
    return document_from_bytes(written(sheet, WORDS, form), f"答卷.{form}")


@pytest.mark.parametrize("form", ["docx", "html"])
@pytest.mark.parametrize("style", ["at_the_end", "official"])
def test_word_for_word(request, form, style):
    sheet = request.getfixturevalue(style)
    document = read_back(sheet, form)
    assert bare(document.text) == bare("".join(plain_lines(sheet)))
    assert document.title == sheet.title


@pytest.mark.parametrize("style", ["at_the_end", "official"])
def test_a_pdf_too_but_for_the_lines_of_its_table(request, style):
    """A cell of two lines is read line by line, and the head of the table stands on each of its pages."""
    sheet = request.getfixturevalue(style)
    text, wanted = bare(read_back(sheet, "pdf").text), bare("".join(plain_lines(sheet)))
    table, notes = bare("附1　目标任务一览表"), bare("附2　注释")
    assert text.partition(table)[0] == wanted.partition(table)[0]
    assert text.rpartition(notes)[2] == wanted.rpartition(notes)[2]
    [rows] = [block.rows for block in sheet.blocks() if isinstance(block, Table)]
    inside = text.partition(table)[2].rpartition(notes)[0]
    assert set("".join(bare(run.text) for row in rows for cell in row for run in cell)) <= set(inside)
    assert all(row[0][0].text in inside for row in rows)


@pytest.mark.parametrize("form", FORMATS)
def test_the_stamp_is_read_back(official, form):
    assert stamp_in(read_back(official, form).text) == official.stamp


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_sheet_gives_the_same_bytes(at_the_end, form):
    assert written(at_the_end, WORDS, form) == written(at_the_end, WORDS, form)


@pytest.mark.parametrize("form", ["docx", "html"])
def test_headings_are_headings(at_the_end, form):
    document = read_back(at_the_end, form)
    titles = [bare(section.title) for section in document.sections]
    wanted = [bare(section.title) for section in at_the_end.sections]
    assert [title for title in titles if title in wanted] == wanted
