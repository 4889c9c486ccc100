"""A verdict as JSON: the law's lines in order, numbers exact."""

from __future__ import annotations

import json

from tests.standards.rules.enterprise import HELD, ON, sound

from dajuan.outputs.verdicts import verdict_object
from dajuan.standards import assess


def test_a_verdict_is_json() -> None:
    told = json.loads(json.dumps(verdict_object(assess("tech-sme", sound(), on=ON, held=HELD)), ensure_ascii=False))
    assert told["truth"] == "yes"
    assert next(line["clause"] for line in told["lines"]) == "第六条（一）"
