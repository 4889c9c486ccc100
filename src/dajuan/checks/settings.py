"""What a project asks of the checks: ``[tool.dajuan]`` in ``pyproject.toml``, or a ``dajuan.toml`` of its own.

select = ["QU", "CT"]            # only these; codes, beginnings of codes, or "ALL"
extend-select = ["TM501"]        # these too
ignore = ["WD801"]
severity = {QU104 = "question"}
[rules.QU109]                    # options of one rule, see its manual page
factor = 5
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from dajuan.checks.finding import Severity
from dajuan.checks.rule import Rule, matching, rules
from dajuan.checks.trouble import CheckError

KEYS = ("select", "extend-select", "ignore", "severity", "rules")
SEVERITIES: tuple[str, ...] = get_args(Severity)


@dataclass(frozen=True, slots=True)
class Settings:
    """Which rules run, how grave each is, and with which options. The empty one means: the defaults."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    source: str = ""
    """The file they came from, for error messages."""


def settings_for(path: Path) -> Settings:
    """The settings that hold for a document: of the nearest folder above it that has any."""
    for folder in path.resolve().parents:
        for name in ("dajuan.toml", "pyproject.toml"):
            settings = settings_in(folder / name)
            if settings is not None:
                return settings
    return Settings()


def settings_in(path: Path) -> Settings | None:
    """The settings of one file, or None where it is missing or says nothing about Dajuan."""
    if not path.is_file():
        return None
    text = path.read_text(encoding="utf-8")
    if path.name == "pyproject.toml" and "dajuan" not in text:
        return None
    import tomllib

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CheckError(f"{path}：不是合法的 TOML：{error}", f"{path}: not valid TOML: {error}") from error
    if path.name == "pyproject.toml":
        table = table.get("tool", {}).get("dajuan")
        if table is None:
            return None
    return parse_settings(table, text=text, source=str(path))


def parse_settings(table: Mapping[str, Any], *, text: str = "", source: str = "dajuan.toml") -> Settings:
    """Settings from a TOML table. Raises :class:`CheckError` naming the line for a key or value that means nothing."""
    where = _Where(source, text)
    for key in table:
        if key not in KEYS:
            raise where.unknown(key, KEYS)
    return Settings(
        select=_selectors(table, "select", where),
        extend_select=_selectors(table, "extend-select", where),
        ignore=_selectors(table, "ignore", where),
        severity=_severities(table.get("severity", {}), where),
        options=_options(table.get("rules", {}), where),
        source=source,
    )


def chosen(settings: Settings, *, select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> list[Rule]:
    """The rules that run, in code order. A ``select`` handed in stands instead of the file's; ``ignore`` adds to it."""
    known = rules()
    for selector in (*select, *ignore):
        if not matching([selector], known):
            raise CheckError(
                f"没有规则 {selector}；dajuan explain --all 列出全部规则",
                f"no rule {selector}; dajuan explain --all lists them",
            )
    wanted = select or settings.select
    codes = matching(wanted, known) if wanted else {code for code, rule in known.items() if rule.default}
    if not select:
        codes |= matching(settings.extend_select, known)
    codes -= matching((*settings.ignore, *ignore), known)
    return [rule for code, rule in known.items() if code in codes]


class _Where:
    """Names the line of a setting in an error: tomllib keeps no line numbers, so the key is looked for."""

    def __init__(self, source: str, text: str) -> None:
        self.source = source
        self.lines = text.splitlines()

    def at(self, word: str) -> str:
        pattern = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
        for number, line in enumerate(self.lines, 1):
            if pattern.search(line.split("#")[0]):
                return f"{self.source}:{number}"
        return self.source

    def wrong(self, word: str, zh: str, en: str) -> CheckError:
        place = self.at(word)
        return CheckError(f"{place}：{zh}", f"{place}: {en}")

    def no_rule(self, code: str) -> CheckError:
        """With the code that looks like it, or whose name it is."""
        from difflib import get_close_matches

        known = rules()
        names = {one: one for one in known} | {rule.name.upper(): rule.code for rule in known.values()}
        wanted = code.strip().upper()
        digits = wanted[:2] + wanted[2:].translate(str.maketrans("OIL", "011"))
        near = [digits] if digits in known else get_close_matches(wanted, names, n=1, cutoff=0.7)
        zh, en = (f"，是不是 {names[near[0]]}？", f"; did you mean {names[near[0]]}?") if near else ("", "")
        return self.wrong(code, f"没有规则 {code}{zh}", f"no rule {code}{en}")

    def unknown(self, key: str, known: tuple[str, ...]) -> CheckError:
        names = "、".join(known) or "（无）"
        return self.wrong(
            key, f"不认识的设置 {key}，可用：{names}", f"unknown setting {key}; known: {', '.join(known)}"
        )


def _selectors(table: Mapping[str, Any], key: str, where: _Where) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise where.wrong(
            key, f'{key} 应是规则代码的列表，如 ["QU101"]', f'{key} takes a list of codes, like ["QU101"]'
        )
    for one in value:
        if not matching([one], rules()):
            raise where.no_rule(one)
    return tuple(value)


def _severities(table: Any, where: _Where) -> dict[str, Severity]:
    if not isinstance(table, dict):
        raise where.wrong("severity", 'severity 应是表，如 {QU104 = "question"}', "severity takes a table")
    for code, value in table.items():
        _known_rule(code, where)
        if value not in SEVERITIES:
            raise where.wrong(
                code, f"{code} 的等级应是 {'、'.join(SEVERITIES)} 之一", f"{code} takes one of {', '.join(SEVERITIES)}"
            )
    return dict(table)


def _options(table: Any, where: _Where) -> dict[str, dict[str, Any]]:
    if not isinstance(table, dict):
        raise where.wrong("rules", "rules 应是表，如 [rules.QU109]", "rules takes tables, like [rules.QU109]")
    for code, options in table.items():
        rule = _known_rule(code, where)
        if not isinstance(options, dict):
            raise where.wrong(code, f"rules.{code} 应是表", f"rules.{code} takes a table")
        for name, value in options.items():
            if name not in rule.options:
                raise where.unknown(name, tuple(rule.options))
            if not _same_kind(value, rule.options[name]):
                kind = type(rule.options[name]).__name__
                raise where.wrong(name, f"{code} 的 {name} 应是 {kind}", f"{name} of {code} takes a {kind}")
    return table


def _same_kind(value: object, default: object) -> bool:
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(value, bool) and isinstance(default, bool)
    if isinstance(default, int | float):
        return isinstance(value, int | float)
    return isinstance(value, type(default))


def _known_rule(code: str, where: _Where) -> Rule:
    rule = rules().get(code)
    if rule is None:
        raise where.no_rule(code)
    return rule
