"""What rules share is worked out once a document, and never answered for another document."""

from __future__ import annotations

import dajuan
from dajuan.checks.once import once
from dajuan.claims.claim import Reading


def test_worked_out_once_a_document_and_anew_for_the_next() -> None:
    asked: list[Reading] = []

    @once
    def numbers(reading: Reading) -> int:
        asked.append(reading)
        return len(reading.claims)

    one, two = dajuan.read("云岭新增企业6家。"), dajuan.read("云岭新增企业6家、学校2所。")
    assert [numbers(one), numbers(one), numbers(two), numbers(one)] == [1, 1, 2, 1]
    assert asked == [one, two, one]


def test_two_documents_checked_in_turn_keep_their_own_findings() -> None:
    wrong = dajuan.read("今年抓好三项工作：一是修路。二是架桥。三是植树。四是治水。")
    right = dajuan.read("今年抓好三项工作：一是修路。二是架桥。三是植树。")
    first = dajuan.check(wrong, select=["CT"])
    assert first
    assert dajuan.check(right, select=["CT"]) == []
    assert dajuan.check(wrong, select=["CT"]) == first
