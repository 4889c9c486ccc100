"""The parts of the marked page around the text: notes, contents, overview strip, manuals. Each returns HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape

from dajuan.checks.coverage import Coverage
from dajuan.checks.finding import Finding
from dajuan.checks.rule import Rule
from dajuan.claims.claim import Reading
from dajuan.documents.document import Section
from dajuan.outputs.covered import coverage_line
from dajuan.outputs.manual import HEADINGS, manual, option_lines
from dajuan.outputs.words import FAMILIES, GRADES, HELD, ROLES

SEALS = {
    "error": {"zh": "误", "en": "E"},
    "warning": {"zh": "疑", "en": "W"},
    "question": {"zh": "问", "en": "Q"},
}
LANGUAGES = {"zh": "zh-CN", "en": "en"}


def both(zh: str, en: str, tag: str = "span") -> str:
    """The same in both languages; the page shows one of them."""
    return f'<{tag} class="t" lang="zh-CN">{escape(zh)}</{tag}><{tag} class="t" lang="en">{escape(en)}</{tag}>'


def seal(grade: str) -> str:
    """The grade as a shape with a letter in it, so that it can be told without colour."""
    return f'<span class="seal {grade}">{both(SEALS[grade]["zh"], SEALS[grade]["en"])}</span>'


def note(
    number: int, finding: Finding, text: str, rule: Rule | None, foot: Callable[[Finding], str] = lambda finding: ""
) -> str:
    """A finding in the margin; ``foot`` writes what stands under it."""
    name = both(manual(rule).title, manual(rule, "en").title) if rule else ""
    related = "".join(
        f'<button type="button" class="rel" data-rel="{number}" data-at="{one.start}">'
        f"{escape(_short(text[one.start : one.end]))}</button>"
        for one in finding.related
    )
    label = both("参见", "see")
    return (
        f'<article class="note {finding.severity}" id="n{number}" data-n="{number}" data-code="{escape(finding.code)}" '
        f'data-family="{escape(finding.code[:2])}" tabindex="0">'
        f'<header>{seal(finding.severity)}<button type="button" class="code" data-rule="{escape(finding.code)}">'
        f'{escape(finding.code)}</button><span class="name">{name}</span><span class="k">{number}</span></header>'
        f"{both(finding.zh, finding.en, 'p')}"
        + (f'<p class="related">{label} {related}</p>' if related else "")
        + _fix(finding, text)
        + foot(finding)
        + "</article>"
    )


def _fix(finding: Finding, text: str) -> str:
    fix = finding.fix
    if fix is None:
        return ""
    old, new = escape(_short(text[fix.start : fix.end])), escape(_short(fix.replacement))
    doubt = "" if fix.safe else f' <span class="doubted">{both("待确认", "to be confirmed")}</span>'
    return f'<p class="fix"><del>{old}</del><ins>{new}</ins>{doubt}</p>'


def _short(words: str, limit: int = 26) -> str:
    plain = "".join(words.split())
    return plain if len(plain) <= limit else f"{plain[: limit - 8]}…{plain[-6:]}"


def contents(reading: Reading, findings: Sequence[Finding]) -> str:
    """The sections with how much in each is done and promised, and how grave what was found there is."""
    sections = reading.document.sections
    if not sections:
        return ""
    tallies = [_Tally(section, reading, findings) for section in _own_parts(sections)]
    most = max((one.done + one.promised for one in tallies), default=0) or 1
    rows = [
        f'<li class="l{min(section.level, 3)}"><a href="#s{place}"><span class="st">{escape(section.title)}</span>'
        f"{tally.bar(most)}{tally.dots()}</a></li>"
        for place, (section, tally) in enumerate(zip(sections, tallies, strict=True))
    ]
    return f"<ol>{''.join(rows)}</ol>"


def _own_parts(sections: Sequence[Section]) -> list[Section]:
    """Each section without the sections inside it, so that nothing is counted twice."""
    own = []
    for place, section in enumerate(sections):
        following = sections[place + 1] if place + 1 < len(sections) else None
        end = following.start if following and following.start < section.end else section.end
        own.append(section._replace(end=end))
    return own


class _Tally:
    """What one section holds."""

    def __init__(self, section: Section, reading: Reading, findings: Sequence[Finding]) -> None:
        roles = Counter(one.role for one in reading.claims if section.start <= one.start < section.end)
        self.done, self.promised = roles["result"], roles["target"]
        self.grades: Counter[str] = Counter(
            one.severity for one in findings if section.start <= one.start < section.end
        )

    def bar(self, most: int) -> str:
        """Done and promised side by side, to the scale of the fullest section."""
        if not self.done + self.promised:
            return ""
        done, promised = (round(100 * count / most, 2) for count in (self.done, self.promised))
        return (
            f'<svg class="bar" height="4" aria-hidden="true"><rect class="result" width="{done}%" height="4"/>'
            f'<rect class="target" x="{done}%" width="{promised}%" height="4"/></svg>'
        )

    def dots(self) -> str:
        dots = "".join(f'<i class="{grade}">{self.grades[grade]}</i>' for grade in GRADES if self.grades[grade])
        return f'<span class="dots">{dots}</span>' if dots else ""


def strip(reading: Reading, findings: Sequence[Finding]) -> str:
    """The document from its beginning to its end: sections as bands, claims as ticks, findings as marks to click."""
    length = max(len(reading.document.text), 1)

    def at(offset: int) -> str:
        return f"{100 * offset / length:.2f}%"

    top = min((section.level for section in reading.document.sections), default=1)
    bands = ['<rect class="band lead" width="100%" height="64"/>']
    for place, section in enumerate(one for one in reading.document.sections if one.level == top):
        wide = 100 * (section.end - section.start) / length
        bands.append(
            f'<svg x="{at(section.start)}" width="{wide:.2f}%" height="64"><rect class="band b{place % 2}" width="100%" '
            f'height="64"/><text x="8" y="14">{escape(section.title)}</text></svg>'
        )
    lanes = {"result": 22, "target": 31, "context": 40}
    ticks = "".join(
        f'<rect class="{one.role}" x="{at(one.start)}" y="{lanes[one.role]}" width="1.5" height="7"/>'
        for one in reading.claims
    )
    marks = "".join(
        f'<a href="#f{number}" data-go="{number}" class="mark {one.severity}"><title>{escape(one.code)}</title>'
        f"{_shape(one.severity, at(one.start))}</a>"
        for number, one in enumerate(findings, 1)
    )
    label = "文中各处：上为数，下为发现 / where claims (above) and findings (below) stand"
    return f'<svg class="strip" width="100%" height="64" role="group" aria-label="{label}">{"".join(bands)}{ticks}{marks}</svg>'


def _shape(grade: str, x: str) -> str:
    """A square, a triangle, a ring: told apart without colour. Nested svg, since a path knows no per cent."""
    shapes = {
        "error": '<rect x="-4" y="-4" width="8" height="8" rx="1"/>',
        "warning": '<path d="M0-5 5 4H-5Z"/>',
        "question": '<circle r="3.6"/>',
    }
    return f'<svg x="{x}" y="55" overflow="visible"><rect class="hit" x="-6" y="-7" width="12" height="14"/>{shapes[grade]}</svg>'


def manuals(findings: Iterable[Finding], rules: Mapping[str, Rule]) -> str:
    """The manual page of every rule that spoke, in both languages."""
    codes = sorted({finding.code for finding in findings} & set(rules))
    return "".join(_manual_page(rules[code]) for code in codes)


def _manual_page(rule: Rule) -> str:
    halves = "".join(_half(rule, language) for language in HEADINGS)
    return f'<article class="manual" id="rule-{escape(rule.code)}" hidden>{halves}</article>'


def _half(rule: Rule, language: str) -> str:
    page = manual(rule, language)
    example = HEADINGS[language][2], HEADINGS[language][3]
    parts = [
        f'<section class="{"quoted" if heading in example else ""}"><h3>{escape(heading)}</h3>{_lines(body)}</section>'
        for heading, body in page.sections
    ]
    options = "".join(f"<code>{escape(line)}</code>" for line in option_lines(rule))
    if options:
        parts.append(f"<section><h3>[rules.{escape(rule.code)}]</h3><p>{options}</p></section>")
    head = (
        f'<p class="eyebrow">{seal(rule.severity)} {escape(rule.code)} · {escape(rule.name)} · '
        f"{GRADES[rule.severity][language]}</p><h2>{escape(page.title)}</h2>"
    )
    return f'<div class="t" lang="{LANGUAGES[language]}">{head}{"".join(parts)}</div>'


def _lines(body: str) -> str:
    """Paragraphs at blank lines; inside them the line ends of the docstring mean nothing between Chinese words."""
    from dajuan.outputs.wrapping import unwrapped

    return "".join(f"<p>{escape(unwrapped(part))}</p>" for part in body.split("\n\n"))


def chips(findings: Sequence[Finding]) -> str:
    """Buttons that show or hide a grade or a family of findings."""
    grades: Counter[str] = Counter(one.severity for one in findings)
    families = Counter(one.code[:2] for one in findings)
    shown = [
        f'<button type="button" class="chip {grade}" data-grade="{grade}" aria-pressed="true">{seal(grade)}'
        f"{both(GRADES[grade]['zh'], GRADES[grade]['en'])}<b>{grades[grade]}</b></button>"
        for grade in GRADES
        if grades[grade]
    ]
    kinds = [
        f'<button type="button" class="chip family" data-family="{escape(family)}" aria-pressed="true">'
        f"{both(*_family(family))}<b>{count}</b></button>"
        for family, count in sorted(families.items(), key=lambda one: list(FAMILIES).index(one[0]))
    ]
    return "".join(shown) + (f'<span class="gap"></span>{"".join(kinds)}' if len(kinds) > 1 else "")


def _family(code: str) -> tuple[str, str]:
    return FAMILIES[code]["zh"], FAMILIES[code]["en"]


def legend(reading: Reading) -> str:
    """What the underlines mean; each can be turned off."""
    roles = Counter(claim.role for claim in reading.claims)
    return "".join(
        f'<button type="button" class="role {role}" data-role="{role}" aria-pressed="true"><i></i>'
        f"{both(ROLES[role]['zh'], ROLES[role]['en'])}<b>{roles[role]}</b></button>"  # type: ignore[index]
        for role in ROLES
        if roles[role]  # type: ignore[index]
    )


def held(coverage: Coverage | None) -> str:
    """How many numbers the ledger holds, and of how many it does not."""
    if coverage is None:
        return ""
    return f'<p class="facts">{both(coverage_line([coverage]), coverage_line([coverage], "en"))}</p>'


def held_legend(coverage: Coverage | None) -> str:
    """What the ground behind a number means."""
    if coverage is None:
        return ""
    return "".join(
        f'<span class="role ledger"><i class="{one}"></i>{both(HELD[one]["zh"], HELD[one]["en"])}<b>{count}</b></span>'
        for one, count in coverage.counts().items()
        if count and one != "not_in_ledger"
    )
