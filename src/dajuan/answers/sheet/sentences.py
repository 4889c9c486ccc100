"""话: the sheet's sentences as data. Which sentence is said of a target, and how its slots are filled.

A template holds ``{slots}``; what stands in ``[…]`` is left out where one of its slots has nothing to say. A zone may
have its own file: its sentences are looked at first, and its other words take the place of ours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from dajuan.answers.sheet.content import Runs, Verdict, Words
from dajuan.ledger.trouble import LedgerError

_PIECE = re.compile(r"\{(?P<slot>\w+)\}|(?P<words>[^{}\[\]]+)")
_GROUP = re.compile(r"\[([^\[\]]*)\]")
_CASES = ("verdict", "kind", "basis", "bound", "accrues", "percent", "silent")
Case = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Sentences:
    verdicts: Mapping[str, str]
    frame: Mapping[str, str]
    method: tuple[str, ...]
    sentences: tuple[tuple[Case, str], ...]

    @property
    def digest(self) -> str:
        """Twelve hexadecimal digits of the SHA-256 of every word: a stamp says by it in which words a sheet was written."""
        every = [
            dict(self.verdicts),
            dict(self.frame),
            self.method,
            [[dict(case), say] for case, say in self.sentences],
        ]
        return sha256(json.dumps(every, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:12]

    def name(self, verdict: Verdict) -> str:
        return self.verdicts[verdict]

    def framed(self, key: str, /, **slots: Runs | str) -> Runs:
        """One of the words around the targets' sentences, filled."""
        return fill(self.frame[key], {slot: _runs(value) for slot, value in slots.items()})

    def sentence(self, case: Case, slots: Mapping[str, Runs]) -> Runs:
        """What is said of a target in this case; ours end with a sentence for any case."""
        return fill(next(say for when, say in self.sentences if _holds(when, case)), slots)


def sentences_of(path: Path | None = None) -> Sentences:
    """Ours, or those of a zone's own file before ours. Raises :class:`LedgerError` naming what cannot be followed."""
    return _ours() if path is None else _with(_ours(), _loaded(path), path)


def fill(template: str, slots: Mapping[str, Runs]) -> Runs:
    """The words of a template with its slots filled; a slot outside ``[…]`` that has nothing to say leaves a gap."""

    def kept(found: re.Match[str]) -> str:
        whole = all(slots.get(one) for one in re.findall(r"\{(\w+)\}", found[1]))
        return found[1] if whole else ""

    runs: list[Any] = []
    for piece in _PIECE.finditer(_GROUP.sub(kept, template)):
        runs += slots.get(piece["slot"], ()) if piece["slot"] else (Words(piece["words"]),)
    return tuple(_joined(runs))


def _joined(runs: list[Any]) -> Iterator[Any]:
    """Plain words that stand side by side are one piece."""
    before: Words | None = None
    for run in runs:
        if isinstance(run, Words) and before is not None and before.strong == run.strong:
            before = Words(before.text + run.text, run.strong)
            continue
        if before is not None:
            yield before
        before = run if isinstance(run, Words) else None
        if before is None:
            yield run
    if before is not None:
        yield before


def _runs(value: Runs | str) -> Runs:
    return ((Words(value),) if value else ()) if isinstance(value, str) else value


def _holds(when: Case, case: Case) -> bool:
    return all(case.get(key) in (wanted if isinstance(wanted, list) else [wanted]) for key, wanted in when.items())


# The files --------------------------------------------------------------------------------------------------------


@cache
def _ours() -> Sentences:
    import yaml

    told = yaml.safe_load((files(__package__) / "sentences.yaml").read_text(encoding="utf-8"))
    return Sentences(
        told["verdicts"],
        told["frame"],
        tuple(told["method"]),
        tuple((one["when"], one["say"]) for one in told["sentences"]),
    )


def _loaded(path: Path) -> Mapping[str, Any]:
    import yaml

    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise LedgerError(f"{path} 读不了：{error}", f"{path} cannot be read: {error}") from error
    if not isinstance(told, dict):
        raise LedgerError(f"{path}：应是一张表", f"{path}: it should be a mapping")
    return told


def _with(ours: Sentences, told: Mapping[str, Any], path: Path) -> Sentences:
    for key in set(told) - {"verdicts", "frame", "method", "sentences"}:
        raise LedgerError(
            f"{path}：没有 {key} 这一项；可用：verdicts、frame、method、sentences",
            f"{path}: no {key} is known; it may be verdicts, frame, method, sentences",
        )
    own = [_own(one, place, path) for place, one in enumerate(told.get("sentences") or (), 1)]
    return Sentences(
        {**ours.verdicts, **_known(told, "verdicts", ours.verdicts, path)},
        {**ours.frame, **_known(told, "frame", ours.frame, path)},
        tuple(map(str, told.get("method") or ours.method)),
        (*own, *ours.sentences),
    )


def _known(told: Mapping[str, Any], table: str, ours: Mapping[str, str], path: Path) -> dict[str, str]:
    given = told.get(table) or {}
    for key in set(given) - set(ours):
        raise LedgerError(
            f"{path}：{table} 里没有 {key}；有：{'、'.join(ours)}",
            f"{path}: {table} has no {key}; it has {', '.join(ours)}",
        )
    return {key: str(value) for key, value in given.items()}


def _own(one: Any, place: int, path: Path) -> tuple[Case, str]:
    """A sentence of a zone's own, its conditions and its brackets checked."""
    when = one.get("when") if isinstance(one, dict) else None
    if not isinstance(when, dict) or not isinstance(one.get("say"), str):
        raise LedgerError(
            f"{path}：sentences 第 {place} 条应写 when 和 say", f"{path}: sentence {place} should have when and say"
        )
    for key in set(when) - set(_CASES):
        raise LedgerError(
            f"{path}：sentences 第 {place} 条的 when 没有 {key}；可用：{'、'.join(_CASES)}",
            f"{path}: sentence {place}: when knows no {key}; it may be {', '.join(_CASES)}",
        )
    left = re.sub(r"\{\w+\}", "", _GROUP.sub(r"\1", one["say"]))
    if any(sign in left for sign in "[]{}"):
        raise LedgerError(
            f"{path}：sentences 第 {place} 条的括号不成对", f"{path}: sentence {place}: its brackets do not pair"
        )
    return when, one["say"]
