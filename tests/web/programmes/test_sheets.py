"""Workbooks: out, filled in, back; what would change is shown first, what is not right comes back as a file."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from tests.web.programmes.conftest import HOUSING
from tests.web.programmes.test_recording import state

from dajuan.ledger.read import size_of
from dajuan.web.served import served

AT = f"/programmes/{HOUSING}/sheets/"


def sheet_of(client, **query):
    data = client.get(f"{AT}template.xlsx", query).content
    return load_workbook(io.BytesIO(data))


def sent(client, book, name="楼盘.xlsx", **more):
    out = io.BytesIO()
    book.save(out)
    return client.post(AT, {"book": SimpleUploadedFile(name, out.getvalue()), **more})


def column(page, head: str) -> int:
    return next(cell.column for cell in page[1] if str(cell.value).startswith(head))


def row(page, code: str) -> int:
    return next(cell.row for cell in page["A"] if cell.value == code)


def change(book, code: str, head: str, value) -> None:
    page = book.worksheets[0]
    page.cell(row(page, code), column(page, head), value)


def confirmed(client, answer, wish="all"):
    """The result page: jobs run at once in tests."""
    upload = answer["Location"]
    done = client.post(f"{upload}record/", {"wish": wish}, follow=True)
    return done, upload


def test_the_template_holds_only_what_is_the_readers(as_, owned):
    codes = {cell.value for cell in sheet_of(as_("reporter"), mine="1").worksheets[0]["A"][1:]}
    assert codes == {"E-101", "E-102"}


def test_the_template_follows_the_filter(as_, owned):
    codes = {cell.value for cell in sheet_of(as_("office"), stage="building").worksheets[0]["A"][1:]}
    assert codes == {"E-102"}


def test_a_sheet_is_shown_then_recorded_and_twice_adds_nothing(as_, owned):
    client = as_("reporter")
    book = sheet_of(client, mine="1")
    change(book, "E-101", "应交付套数", 222)
    change(book, "E-102", "项目名称", "<b>云山居二期</b>")
    size = size_of(served().ledger)
    answer = sent(client, book)
    assert answer.status_code == 302
    text = client.get(answer["Location"]).content.decode()
    assert "200套" in text
    assert "222套" in text
    assert "<b>云山居" not in text
    assert size_of(served().ledger) == size
    done, _ = confirmed(client, answer)
    assert "记下了 2 条" in done.content.decode()
    assert state("E-101").levels()["homes"].value == 222

    again = sent(client, book)
    text = client.get(again["Location"]).content.decode()
    assert "没有要记的" in text
    assert size_of(served().ledger) == size + 2


def test_rows_of_others_are_refused_by_row(as_, owned):
    office, client = as_("office"), as_("reporter")
    book = sheet_of(office)
    change(book, "E-201", "应交付套数", 1)
    change(book, "E-101", "应交付套数", 233)
    answer = sent(client, book)
    text = client.get(answer["Location"]).content.decode()
    assert "它由经济发展局负责" in text
    assert 'value="all"' not in text
    done, upload = confirmed(client, answer, "partial")
    assert "记下了 1 条" in done.content.decode()
    assert state("E-201").levels()["homes"].value == 150
    assert state("E-101").levels()["homes"].value == 233
    rejected = client.get(f"{upload}rejected.xlsx")
    page = load_workbook(io.BytesIO(b"".join(rejected.streaming_content))).worksheets[0]
    assert [cell.value for cell in page["A"][1:]] == ["E-201"]


def test_mistakes_are_told_by_cell_and_nothing_is_recorded(as_, owned):
    client = as_("reporter")
    book = sheet_of(client, mine="1")
    change(book, "E-101", "应交付套数", "很多")
    change(book, "E-102", "应交付套数", 95)
    size = size_of(served().ledger)
    answer = sent(client, book)
    text = client.get(answer["Location"]).content.decode()
    assert "楼盘!" in text
    done, _ = confirmed(client, answer, "all")
    assert "什么也没有记" in done.content.decode()
    assert size_of(served().ledger) == size


def test_evidence_comes_with_the_sheet(as_, owned):
    client = as_("reporter")
    book = sheet_of(client, mine="1")
    change(book, "E-101", "阶段", "全面实质性复工")
    page = book.worksheets[0]
    from datetime import date

    page.cell(row(page, "E-101"), column(page, "阶段日期"), date(2025, 8, 1))
    change(book, "E-101", "佐证：复工确认书", "确认书.pdf")
    wrong = sent(client, book)
    assert "找不到佐证" in client.get(wrong["Location"]).content.decode()
    answer = sent(client, book, files=[SimpleUploadedFile("确认书.pdf", b"%PDF-1.4 x")])
    done, _ = confirmed(client, answer)
    assert "记下了 1 条" in done.content.decode()
    assert state("E-101").stage.value == "building"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"\x89PNG\r\n\x1a\n...", b"no,head\n1,2\n"])
def test_what_is_no_sheet_is_told(data, as_, owned):
    answer = as_("reporter").post(AT, {"book": SimpleUploadedFile("../../x.xlsx", data)})
    assert answer.status_code == 422
    assert not list((served().zone.folder / "uploads").glob("*"))


def test_an_upload_is_its_senders_alone(as_, owned):
    client = as_("reporter")
    answer = sent(client, sheet_of(client, mine="1"))
    assert as_("office").get(answer["Location"]).status_code == 404
    assert as_("office").post(answer["Location"] + "record/", {"wish": "all"}).status_code == 404


@pytest.mark.parametrize("role", ["reviewer", "leader", "auditor", "administrator"])
def test_who_does_not_report_sends_no_sheet(role, as_, owned):
    assert as_(role).post(AT, {"book": SimpleUploadedFile("x.csv", b"a")}).status_code == 403
