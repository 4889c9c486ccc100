"""What is said of an error when no database can be asked who is looking."""

from __future__ import annotations

import errno

import pytest
from django.db import InterfaceError, OperationalError
from django.test import RequestFactory

from dajuan.ledger.trouble import AwayError
from dajuan.web.layout.troubles import failed, middleware

PAGE, API = RequestFactory().get("/board/"), RequestFactory().get("/api/v1/targets")


def answer_to(error, request=PAGE):
    return middleware(lambda request: None).process_exception(request, error)


@pytest.mark.parametrize("error", [AwayError("没有", "gone"), OperationalError("gone"), InterfaceError("closed")])
def test_a_database_that_is_away(little, error):
    answer = answer_to(error)
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert "数据库现在连不上" in answer.content.decode()
    assert "nothing is recorded twice" in answer.content.decode()


def test_a_full_disk(little):
    answer = answer_to(OSError(errno.ENOSPC, "No space left on device"))
    assert answer.status_code == 503
    assert "磁盘满了" in answer.content.decode()


def test_what_nobody_foresaw_is_left_to_django(little):
    assert answer_to(OSError(errno.EIO, "Input/output error")) is None


def test_what_a_middleware_meets_is_told_the_same(little):
    try:
        raise OperationalError("gone")
    except OperationalError:
        assert failed(PAGE).status_code == 503
    try:
        raise KeyError("page")
    except KeyError:
        assert failed(PAGE).status_code == 500


def test_a_programme_is_told_as_a_problem(little):
    answer = answer_to(AwayError("没有", "gone"), API)
    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
