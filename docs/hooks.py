"""Pages that are made, not written: one a rule from its docstring, the table of rules, one an official standard, and the files of the root.

A rule's docstring is its manual; ``dajuan explain CODE`` prints the same page in a terminal.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from dajuan.checks.rule import Rule, rules
from dajuan.outputs.manual import HEADINGS, manual, option_lines
from dajuan.outputs.standard_page import standard_page
from dajuan.outputs.words import FAMILIES, GRADES
from dajuan.outputs.wrapping import unwrapped
from dajuan.standards import rules as standards

ROOT = Path(__file__).parent.parent


def on_files(files: Files, config: MkDocsConfig) -> Files:
    made = {f"rules/{code}.md": rule_page(rule) for code, rule in rules().items()}
    made["rules/index.md"] = rule_table()
    made |= {f"standards/{key}.md": standard_page(one) for key, one in standards().items()}
    made["changelog.md"] = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    made["contributing.md"] = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for path, text in made.items():
        files.append(File.generated(config, path, content=text))
    return files


def grade(rule: Rule) -> str:
    told = GRADES[rule.severity]
    return f'<span class="grade {rule.severity}">{told["zh"]} {told["en"]}</span>'


def rule_table() -> str:
    lines = [
        "# 规则 Rules",
        "",
        f"现有 {len(rules())} 条规则，每条一页。`dajuan explain 代码` 在终端里打印同一页。等级分三档："
        "**错误**是自相矛盾或按定义就错，**可疑**是多半有错，**请确认**是只有作者知道。",
        "",
        f"{len(rules())} rules, a page each; `dajuan explain CODE` prints the same page. Three grades: **error** (a "
        "contradiction, or wrong by definition), **warning** (likely wrong), **question** (for the author).",
    ]
    for family, names in FAMILIES.items():
        of_family = [rule for code, rule in rules().items() if code.startswith(family)]
        if not of_family:
            continue
        lines += ["", f"## {family} {names['zh']} {names['en']}", "", "| 代码 | 等级 | 查什么 |", "| --- | --- | --- |"]
        for rule in of_family:
            default = "" if rule.default else "（默认不开 off by default）"
            lines.append(
                f"| [{rule.code}]({rule.code}.md) | {grade(rule)} | {rule.zh}{default}<br><small>{rule.en}</small> |"
            )
    return "\n".join(lines) + "\n"


def rule_page(rule: Rule) -> str:
    zh, en = manual(rule, "zh"), manual(rule, "en")
    default = "默认开启 on by default" if rule.default else "默认不开 off by default"
    lines = [f"# {rule.code} {zh.title}", "", f"`{rule.name}` · {grade(rule)} · {default}", ""]
    lines += halves(rule, "zh", "##")
    if rule.options:
        lines += ["## 选项 Options", "", f"```toml\n[rules.{rule.code}]", *option_lines(rule), "```", ""]
    lines += ["---", "", f"## English: {en.title}", "", *halves(rule, "en", "###")]
    lines.append("[全部规则 All rules](index.md)")
    return "\n".join(lines) + "\n"


def halves(rule: Rule, language: str, mark: str) -> Iterator[str]:
    """One half of the manual; examples stand as quotations."""
    quoted = HEADINGS[language][2:4]
    for heading, body in manual(rule, language).sections:
        if heading in quoted:
            text = "> " + escape(body).replace("\n", "  \n> ")
        else:
            text = "\n\n".join(escape(unwrapped(part)) for part in body.split("\n\n"))
        yield from (f"{mark} {heading}", "", text, "")


def escape(text: str) -> str:
    """Manuals are plain text: marks that Markdown would eat are kept."""
    for mark in ("*", "[", "|"):
        text = text.replace(mark, "\\" + mark)
    return text.replace("<", "&lt;")
