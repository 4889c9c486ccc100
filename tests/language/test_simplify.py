"""Traditional documents read as simplified ones; a name with one traditional character changes nothing."""

from __future__ import annotations

from dajuan.language.simplify import simplified


def test_a_traditional_text_character_for_character():
    text = "雲嶺高新區全年完成投資18.6億元，較上年增長9.5%，新增企業35家。"
    plain = simplified(text)
    assert plain == "云岭高新区全年完成投资18.6亿元，较上年增长9.5%，新增企业35家。"
    assert len(plain) == len(text)


def test_a_simplified_text_stays_as_it_is():
    text = "云岭高新区乾元路企业全年完成投资18.6亿元，其中錦绣电子完成2亿元，其余由各企业分别完成；" * 3
    assert simplified(text) is text
