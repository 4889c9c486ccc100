"""``dajuan explain``: a rule's manual page, or the list of rules."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from dajuan.checks.rule import Rule, rules
from dajuan.cli.arguments import EXPLAIN_FORMATS
from dajuan.cli.printing import chosen_format, colour_wanted, put
from dajuan.outputs.manual import manual, option_lines
from dajuan.outputs.trouble import OutputError
from dajuan.outputs.width import pad, width
from dajuan.outputs.words import FAMILIES, GRADES


def run(options: Namespace) -> int:
    style = chosen_format(options.format, options.output, "text", EXPLAIN_FORMATS)
    told = _one(_known(options.code), style, options) if options.code and not options.all else _all(style, options)
    put(told, options.output)
    return 0


def _known(code: str) -> Rule:
    """The rule of that code or name. Raises :class:`OutputError` naming the nearest code."""
    known = rules()
    wanted = code.strip().upper()
    for rule in known.values():
        if wanted in (rule.code, rule.name.upper()):
            return rule
    raise no_rule(code)


def no_rule(code: str) -> OutputError:
    """With the codes and names that look like it."""
    from dajuan.cli.nearest import did_you_mean, nearest

    known = rules()
    codes = {one: one for one in known} | {rule.name: rule.code for rule in known.values()}
    near = dict.fromkeys(codes[one] for one in nearest(code, codes))
    zh, en = did_you_mean(list(near))
    return OutputError(
        f"没有规则 {code}{zh or '；'}dajuan explain 列出全部",
        f"no rule {code}{en or ';'} dajuan explain lists them all",
    )


def _one(rule: Rule, style: str, options: Namespace) -> str:
    if style == "json":
        from dajuan.outputs.contract import json_text

        return json_text(_object(rule))
    if style == "markdown":
        return _markdown(rule, options.lang)
    return _page(rule, options.lang, colour=not options.output and colour_wanted())


def _all(style: str, options: Namespace) -> str:
    known = rules().values()
    if style == "json":
        from dajuan.outputs.contract import json_text

        return json_text([_object(rule) for rule in known])
    if style == "markdown":
        return "\n".join(_markdown(rule, options.lang) for rule in known)
    return _table(list(known), options.lang)


def _page(rule: Rule, language: str, *, colour: bool) -> str:
    bold, off = ("\x1b[1m", "\x1b[0m") if colour else ("", "")
    page = manual(rule, language)
    lines = [f"{bold}{rule.code}{off} {page.title}", _facts(rule, language), ""]
    for heading, body in page.sections:
        lines += [f"{bold}{heading}{off}", *(f"    {line}" if line else "" for line in body.splitlines())]
    if rule.options:
        lines += [f"{bold}{'选项' if language == 'zh' else 'Options'}{off}  [rules.{rule.code}]"]
        lines += [f"    {line}" for line in option_lines(rule)]
    return "\n".join(lines) + "\n"


def _facts(rule: Rule, language: str) -> str:
    default = {
        "zh": "默认开启" if rule.default else "默认关闭（--select 选用）",
        "en": "on by default" if rule.default else "off by default (--select turns it on)",
    }
    with_ledger = {"zh": " · 只在 --ledger 时", "en": " · with --ledger only"}[language] if rule.needs_backing else ""
    return f"{rule.name} · {GRADES[rule.severity][language]} · {default[language]}{with_ledger}"


def _markdown(rule: Rule, language: str) -> str:
    page = manual(rule, language)
    parts = [f"# {rule.code} {page.title}", f"`{rule.name}` · {_facts(rule, language).partition(' · ')[2]}"]
    parts += [f"## {heading}\n\n{body}" for heading, body in page.sections]
    if rule.options:
        heading = "选项" if language == "zh" else "Options"
        parts.append(f"## {heading}\n\n" + "\n".join(f"- `{line}`" for line in option_lines(rule)))
    return "\n\n".join(parts) + "\n"


def _object(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        "default": rule.default,
        "needs_ledger": rule.needs_backing,
        "summary": {"zh": rule.zh, "en": rule.en},
        "options": dict(rule.options),
        "manual": {
            language: {
                "title": (page := manual(rule, language)).title,
                "sections": [{"heading": heading, "text": body} for heading, body in page.sections],
            }
            for language in ("zh", "en")
        },
    }


def _table(known: list[Rule], language: str) -> str:
    """One line a rule, under the name of its family."""
    lines: list[str] = []
    family = ""
    wide = max((width(GRADES[rule.severity][language]) for rule in known), default=0)
    for rule in known:
        if rule.code[:2] != family:
            family = rule.code[:2]
            lines += ["", f"{family} {FAMILIES.get(family, {}).get(language, '')}"]
        off = {"zh": "（默认关闭）", "en": " (off by default)"}[language] if not rule.default else ""
        told = rule.en if language == "en" else rule.zh
        lines.append(f"  {rule.code}  {pad(GRADES[rule.severity][language], wide)}  {told}{off}")
    return "\n".join(lines[1:]) + "\n"
