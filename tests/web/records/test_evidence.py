"""Evidence is handed out to those who may see an entry with it, and never as something that a browser would run."""

from __future__ import annotations

from datetime import date

import pytest
from tests.web.lively import PAGE, PDF, REPORTER

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.web.served import served


def address(files, which: str) -> str:
    return f"/records/evidence/{files[which].sha256}/"


def text(answer) -> str:
    assert answer.status_code == 200, answer.content.decode()[:800]
    return answer.content.decode()


def test_who_brought_it_to_which_entries_and_whether_it_is_sound(lively, as_):
    page = text(as_("reporter").get(address(lively, "pdf")))
    for told in ("竣工验收备案表.pdf", REPORTER, "/records/of/housing-delivery/E-001/", "完好"):
        assert told in page


def test_the_file_comes_as_it_was_brought(lively, as_):
    answer = as_("reporter").get(f"{address(lively, 'pdf')}file")
    assert b"".join(answer) == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_pdf_may_be_opened_in_a_tab_a_page_may_not(lively, as_):
    opened = as_("reporter").get(f"{address(lively, 'pdf')}file?open=1")
    assert opened.headers["Content-Type"] == "application/pdf"
    assert opened.headers["Content-Disposition"].startswith("inline")
    page = as_("reporter").get(f"{address(lively, 'page')}file?open=1")
    assert b"".join(page) == PAGE
    assert page.headers["Content-Type"] == "application/octet-stream"
    assert page.headers["Content-Disposition"].startswith("attachment")


def test_a_file_that_was_altered_or_lost_is_said_so(lively, as_):
    path = served().zone.evidence().path_of(lively["pdf"].sha256)
    path.chmod(0o644)
    path.write_bytes(b"%PDF-1.4 changed")
    assert "被改动" in text(as_("office").get(address(lively, "pdf")))
    path.unlink()
    page = text(as_("office").get(address(lively, "pdf")))
    assert "丢失" in page
    assert f"{address(lively, 'pdf')}file" not in page
    assert as_("office").get(f"{address(lively, 'pdf')}file").status_code == 422


@pytest.mark.parametrize("rest", ["", "file", "file?open=1"])
def test_of_another_departments_entry_it_is_not_there(lively, as_, rest):
    assert as_("reporter").get(f"{address(lively, 'others')}{rest}").status_code == 404
    assert as_("firm").get(f"{address(lively, 'pdf')}{rest}").status_code == 404
    assert as_("office").get(f"{address(lively, 'others')}{rest}").status_code == 200


def test_of_two_entries_with_a_file_only_the_own_is_shown(lively, as_):
    one = Draft(programme="housing-delivery", subject="E-003", kind="attached", effective_on=date(2025, 9, 12), evidence=(lively["pdf"],))  # fmt: skip
    append(served().ledger, [one], actor="住建局")
    page = text(as_("reporter").get(address(lively, "pdf")))
    assert "另有 1 条不在您的范围" in page
    assert "E-003" not in page
    assert "E-003" in text(as_("office").get(address(lively, "pdf")))


@pytest.mark.parametrize("sha256", ["0" * 63, "..%2f..%2fkeys", "ff" * 32, "x"])
def test_what_no_entry_has_is_not_there(lively, as_, sha256):
    assert as_("office").get(f"/records/evidence/{sha256}/").status_code == 404
    assert as_("office").get(f"/records/evidence/{sha256}/file").status_code == 404
