"""Pages that are made, not written: one a rule from its docstring, the table of rules, and the files of the root.

A rule's docstring is its manual (``dajuan explain CODE`` prints it): a title line, then sections, each a label at the
margin and its text indented; the Chinese half first, then the English.
"""

from __future__ import annotations

from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path
from textwrap import dedent

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from dajuan.checks.rule import FAMILIES, Rule, rules

ROOT = Path(__file__).parent.parent
FAMILY_NAMES = {
    "RD": ("读", "reading"),
    "QU": ("数量", "quantities"),
    "CT": ("列举", "counts"),
    "AR": ("勾稽", "arithmetic"),
    "CO": ("前后一致", "consistency"),
    "TM": ("时间", "time"),
    "TG": ("目标", "targets"),
    "FU": ("接续", "follow-up"),
    "WD": ("措辞", "wording"),
}
GRADES = {"error": "错误", "warning": "可疑", "question": "请作者确认"}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    made = {f"rules/{code}.md": rule_page(rule) for code, rule in rules().items()}
    made["rules/index.md"] = rule_table()
    made["changelog.md"] = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    made["contributing.md"] = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for path, text in made.items():
        files.append(File.generated(config, path, content=text))
    return files


def grade(rule: Rule) -> str:
    return f'<span class="grade-{rule.severity}">{GRADES[rule.severity]} {rule.severity}</span>'


def rule_table() -> str:
    lines = [
        "# 规则 Rules",
        "",
        f"现有 {len(rules())} 条规则，每条一页。`dajuan explain 代码` 在终端里打印同一页。等级分三档："
        "**错误**是自相矛盾或按定义就错，**可疑**是多半有错，**请作者确认**是只有作者知道。",
        "",
        f"{len(rules())} rules, a page each; `dajuan explain CODE` prints the same page. Three grades: **error** (a "
        "contradiction, or wrong by definition), **warning** (likely wrong), **question** (for the author).",
    ]
    for family in FAMILY_NAMES:
        of_family = [rule for code, rule in rules().items() if code.startswith(family)]
        if not of_family:
            continue
        zh, en = FAMILY_NAMES[family]
        lines += [
            "",
            f"## {family} {zh} {en}",
            "",
            "| 代码 | 等级 | 查什么 | what it finds |",
            "| --- | --- | --- | --- |",
        ]
        for rule in of_family:
            default = "" if rule.default else "（默认不开 off by default）"
            lines.append(f"| [{rule.code}]({rule.code}.md) | {grade(rule)} | {rule.zh}{default} | {rule.en} |")
    return "\n".join(lines) + "\n"


def rule_page(rule: Rule) -> str:
    title, *rest = cleandoc(rule.manual).splitlines() or [rule.code]
    default = "默认开启 on by default" if rule.default else "默认不开 off by default"
    lines = [f"# {title}", "", f"`{rule.code}` `{rule.name}` · {grade(rule)} · {default}", ""]
    for label, text in sections("\n".join(rest)):
        lines += ([f"## {label}", ""] if label else []) + [text, ""]
    for name, value in rule.options.items():
        lines += [f"选项 option `rules.{rule.code}.{name}`，默认 default `{value!r}`", ""]
    lines.append("[全部规则 All rules](index.md)")
    return "\n".join(lines) + "\n"


def sections(manual: str) -> Iterator[tuple[str, str]]:
    """A label at the margin and the indented lines under it; text at the margin with nothing under it has no label."""
    label, body = "", list[str]()
    lines = manual.splitlines()
    for place, line in enumerate(lines):
        indented_next = place + 1 < len(lines) and lines[place + 1].startswith(" ")
        if line and not line.startswith(" ") and indented_next:
            yield from _section(label, body)
            label, body = line.strip().rstrip(":："), []
        else:
            body.append(line)
    yield from _section(label, body)


def _section(label: str, body: list[str]) -> Iterator[tuple[str, str]]:
    text = dedent("\n".join(body)).strip()
    if label or text:
        yield label, escape(text)


def escape(text: str) -> str:
    """Manuals are plain text: marks that Markdown would eat are kept, single line ends too."""
    for mark in ("*", "<", "[", "|"):
        text = text.replace(mark, "\\" + mark if mark != "<" else "&lt;")
    return text.replace("\n", "  \n")


assert len(FAMILY_NAMES) == len(FAMILIES)
