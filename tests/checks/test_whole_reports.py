"""Whole reports: the project's own sample with its defects, last year's clean one, and the real ones where they are."""

from collections import Counter
from pathlib import Path

import pytest

from dajuan.checks.run import check
from dajuan.checks.settings import Settings
from dajuan.claims.read import read

ZONE = {
    ("CO402", 38),
    ("CO403", 52),
    ("TG601", 62),
    ("CT201", 66),
    ("QU102", 103),
    ("FU704", 103),
    ("AR302", 109),
    ("TG602", 93),
    ("CT203", 115),
    ("QU101", 121),
    ("QU107", 125),
}
"""Rule and line of the zone report where a person found the same (the second line of a pair)."""

OFF_BY_DEFAULT = {"TG605"}


def defects(root: Path) -> list[tuple[set[str], str]]:
    rows = (root / "samples" / "defects.tsv").read_text(encoding="utf-8").splitlines()
    return [
        (set(codes.split("/")), words) for codes, words, _ in (r.split("\t") for r in rows if not r.startswith("#"))
    ]


@pytest.fixture(scope="module")
def sample(root):
    return read(root / "samples" / "yunling-2026.docx")


def test_every_seeded_defect_of_the_sample_is_found(root, sample):
    text = sample.document.text
    found = check(sample, select=["ALL"], settings=Settings(), ignores=())
    for codes, words in defects(root):
        start = text.index(words)
        hits = [one for one in found if one.code in codes and one.start < start + len(words) and one.end > start]
        if "CO403" in codes:
            hits = [one for one in found if one.code == "CO403"]
        assert hits, f"{codes} {words}"


def test_nothing_else_is_found_in_the_sample(root, sample):
    found = check(sample, settings=Settings(), ignores=())
    seeded = Counter(code for codes, _ in defects(root) for code in sorted(codes)[-1:] if code not in OFF_BY_DEFAULT)
    assert Counter(one.code for one in found) == seeded


def test_last_years_sample_is_clean(root):
    assert check(root / "samples" / "yunling-2025.docx", settings=Settings(), ignores=()) == []


def test_broken_lines_make_no_difference(root, sample):
    whole = Counter(one.code for one in check(sample, settings=Settings(), ignores=()))
    broken = Counter(one.code for one in check(root / "samples" / "yunling-2026.txt", settings=Settings(), ignores=()))
    # A text file has no tracked revision to find.
    assert whole - broken <= Counter({"RD004": 1})
    assert broken - whole == Counter()


def test_the_zone_report(need):
    reading = read(need.data("zone-report-2023-2024.txt"))
    text = reading.document.text
    found = check(reading, settings=Settings(), ignores=())
    assert {(one.code, text.count("\n", 0, one.start) + 1) for one in found} >= ZONE
    assert next(one.severity for one in found if one.code == "AR302") == "question"


def test_few_false_alarms_on_real_reports(need):
    """At most one finding judged wrong per 10,000 characters, and nine in ten right."""
    import sys

    folder = need.data("reports")
    sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
    try:
        import false_alarms
    finally:
        sys.path.pop(0)
    found, characters = false_alarms.find(sorted(folder.glob("*-20*.txt")), ())
    verdicts = Counter(one.verdict for one in found)
    assert verdicts["wrong"] + verdicts["unjudged"] <= characters / 10_000
    assert verdicts["right"] >= 0.9 * len(found)
