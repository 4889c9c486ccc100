"""Where enterprises stand with a title: from entries of the register and of titles, as of a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from tests.standards.rules.enterprise import SOUND

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft, Evidence, Value
from dajuan.ledger.ledger import Ledger, ledger_of
from dajuan.ledger.zone import make_zone
from dajuan.programmes.pack import Programme
from dajuan.standards.rules.interval import Truth
from dajuan.subjects.subjects import Subjects
from dajuan.systems.firms import REGISTER, TITLES, Firm, firms
from dajuan.systems.ladder.standing import Group, counted, ladder, other_verdicts, verdicts

ON = date(2026, 5, 1)
FIRM, YOUNG = "91410100MA0000001X", "91410100MA00000021"
PAPER = Evidence(name="名单.pdf", address="https://example.org/list.pdf", kind="认定文件")
FORM = Evidence(name="推荐表.pdf", address="https://example.org/form.pdf", kind="推荐表")


class Place:
    def __init__(self, ledger: Ledger, folder: Path) -> None:
        self.ledger, self.subjects = ledger, Subjects(ledger, folder)

    @property
    def pack(self) -> Programme:
        return self.ledger.programmes[REGISTER]

    def record(self, *drafts: Draft) -> None:
        append(self.ledger, drafts, actor="科技创新局 罗", now=datetime(2026, 4, 1, tzinfo=UTC))
        self.subjects.follow()

    def firms(self, **asked: object) -> list[Firm]:
        return list(firms(self.subjects, self.ledger.programmes, **asked))  # type: ignore[arg-type]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    zone = make_zone(tmp_path / "zone", name="云岭高新区", code="yunling", on=(REGISTER, TITLES), simulated=True)
    ledger = ledger_of(zone)
    made = Place(ledger, zone.derived)
    made.record(
        *(
            Draft(programme=REGISTER, subject=code, kind="opened", effective_on=date(2020, 1, 1),
                  fields={"name": name, "industry": "industry", "district": "云河办事处"})
            for code, name in ((FIRM, "云岭一号科技有限公司"), (YOUNG, "云岭二号制造有限公司"))
        ),
        *(
            Draft(programme=REGISTER, subject=code, kind="moved", effective_on=date(2020, 1, 1), stage="present")
            for code in (FIRM, YOUNG)
        ),
    )  # fmt: skip
    made.record(*said(made.pack, FIRM, 2023), *said(made.pack, FIRM, 2024), *said(made.pack, FIRM, 2025))
    yield made
    made.subjects.close()
    ledger.store.close()


def said(pack: Programme, code: str, year: int) -> list[Draft]:
    """What the made-up enterprise of the rules' tests hands in of a year, in canonical values."""
    fields: dict[str, Value] = {}
    for key, value in SOUND.items():
        field = pack.fields.get(key)
        known = value.get(year) if isinstance(value, dict) else value if year == 2025 else None
        if field is None or known is None:
            continue
        number = not isinstance(known, (bool, str, date))
        fields[key] = (
            int(Fraction(str(known)) * 10**field.scale)
            if number
            else known.isoformat()
            if isinstance(known, date)
            else known
        )
    return [Draft(programme=REGISTER, subject=code, kind="stated", effective_on=date(year, 12, 31), fields=fields)]


def title(code: str, key: str, *, until: str) -> list[Draft]:
    subject = f"{key}.{code}"
    opened: dict[str, Value] = {"title": key}
    move = {"programme": TITLES, "subject": subject, "kind": "moved"}
    return [
        Draft(programme=TITLES, subject=subject, kind="opened", effective_on=date(2024, 1, 1), fields=opened,
              links={"enterprise": f"{REGISTER}/{code}"}),
        Draft(**move, stage="prepared", effective_on=date(2024, 1, 1)),
        Draft(**move, stage="recommended", effective_on=date(2024, 3, 1), evidence=(FORM,)),
        Draft(**move, stage="recognised", effective_on=date(2024, 6, 1), fields={"valid-until": until}, evidence=(PAPER,)),
    ]  # fmt: skip


def test_a_year_counts_only_where_it_was_stated(place: Place) -> None:
    (firm, young) = place.firms()
    assert set(firm.years["revenue"]) == {2023, 2024, 2025}
    assert firm.years["revenue"][2025] == 8000 * 10_000 * 100
    assert "revenue" not in young.years


def test_what_the_register_says_decides(place: Place) -> None:
    found = {one.rule.key: one for one in verdicts(place.firms()[0], place.pack, ON)}
    assert found["tech-sme"].truth is Truth.YES
    assert found["specialised-sme"].truth is Truth.NO
    assert [one.clause for one in found["specialised-sme"].lacking] == ["附件1（一）"]


def test_a_title_opens_the_next_rung_and_is_told_to_end(place: Place) -> None:
    scored: dict[str, Value] = {"evaluation-score": 5000}
    place.record(
        *title(FIRM, "innovative-sme", until="2026-06-30"),
        Draft(programme=REGISTER, subject=FIRM, kind="stated", effective_on=date(2026, 3, 1), fields=scored),
    )
    standings = ladder(place.firms(), place.pack, ON)
    assert standings["innovative-sme"][0].group is Group.EXPIRING
    assert standings["specialised-sme"][0].group is Group.READY
    after = ladder(place.firms(), place.pack, date(2026, 7, 1))
    assert after["innovative-sme"][0].group is Group.READY


def test_of_whom_nothing_is_known_nobody_can_tell(place: Place) -> None:
    standing = next(one for one in ladder(place.firms(), place.pack, ON)["tech-sme"] if one.code == YOUNG)
    assert (standing.group, standing.truth) == (Group.OPEN, Truth.UNKNOWN)
    assert "revenue@2025" in standing.missing


def test_everybody_stands_somewhere(place: Place) -> None:
    for standings in ladder(place.firms(), place.pack, ON).values():
        assert sum(counted(standings).values()) == 2


def test_hiring_is_tried_without_being_recorded(place: Place) -> None:
    firm = place.firms()[0]
    fewer = verdicts(firm, place.pack, ON, {"tech-staff": Fraction(9)})
    assert next(one for one in fewer if one.rule.key == "tech-sme").parts[0].scored.points.low == 0
    assert firm.years == place.firms()[0].years


def test_the_past_is_told_as_it_was_known(place: Place) -> None:
    before = place.firms(as_of=date(2025, 6, 1))
    assert set(before[0].years["revenue"]) == {2023, 2024}


def test_a_day_before_a_rule_has_no_verdict_of_it(place: Place) -> None:
    firm = place.firms()[0]
    assert [one.rule.key for one in verdicts(firm, place.pack, date(2017, 5, 2))] == ["high-tech"]
    assert [one.rule.key for one in other_verdicts(firm, place.pack, date(2015, 9, 30))] == ["sme-size"]
    assert not verdicts(firm, place.pack, date(2010, 1, 1))


def test_what_gives_no_title_is_told_of_the_same_numbers(place: Place) -> None:
    found = {one.rule.key: one for one in other_verdicts(place.firms()[0], place.pack, ON)}
    assert found["credit-code"].truth is Truth.YES
    assert found["sme-size"].grade is not None
