"""Which sentences of a report speak of one year, and which of five at once."""

from __future__ import annotations

import dajuan
from dajuan.comparison.told import promised_later, stretches

TOLD = "云岭高新区2025年工作总结\n\n五年来，云岭新增企业3000家。\n\n2025年，云岭新增企业700家。\n"


def test_five_years_and_one() -> None:
    reading = dajuan.read(TOLD)
    told = [
        (reading.flow.text[s.start : s.end], kind)
        for s, kind in zip(reading.flow.sentences, stretches(reading.flow), strict=True)
    ]
    assert [kind for words, kind in told if words.startswith("五年来")] == ["years"]
    assert [kind for words, kind in told if words.startswith("2025年，")] == ["year"]


def test_a_later_year_that_opens_a_sentence_holds_for_all_of_it() -> None:
    reading = dajuan.read("云岭2025年工作计划\n\n到2030年，云岭生产总值达到900亿元，绿道达到50公里。\n")
    assert reading.claims
    assert all(promised_later(claim, reading.flow, "year", 2025) for claim in reading.claims)
    assert not any(promised_later(claim, reading.flow, "year", 2030) for claim in reading.claims)
