"""How far what a system goes by is confirmed, in words."""

from __future__ import annotations

from dajuan.web.administration import rule_choices
from dajuan.web.words import Words

MARKS = {**rule_choices.MARKS, "ours": Words("我们的约定", "our convention")}
