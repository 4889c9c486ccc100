"""A template out, three cells changed, back in: those three entries and no other."""

from __future__ import annotations

import threading
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.figures.histories import histories, opening, record
from tests.ledger.life import ledger_at
from tests.ledger.sheets.books import ESTATE, HEAD, NOW, Office, at, edited, sheet, told

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.evidence import EvidenceStore
from dajuan.ledger.read import entries_between, recorded_under, size_of, state_of_subject
from dajuan.ledger.sheets.book import read_book
from dajuan.ledger.sheets.importing import import_book
from dajuan.ledger.sheets.template import template
from dajuan.ledger.trouble import Trouble


def listed(office: Office, **more) -> int:
    office.take(sheet(HEAD, ESTATE, ("E-002", "松溪里", "松溪地产", 80, "纳入台账", date(2024, 1, 5))), **more)
    return size_of(office.ledger)


def test_a_sheet_made_by_hand_opens_and_moves(office):
    done = office.take(sheet(HEAD, ESTATE))
    assert not done.troubles
    assert office.kinds() == ["declared", "opened", "moved"]
    state = state_of_subject(office.ledger, programme="housing-delivery", subject="E-001")
    assert state.level("homes").value == 216
    assert state.stage[:2] == ("listed", date(2024, 1, 2))


def test_the_same_file_twice_adds_nothing(office):
    data = sheet(HEAD, ESTATE)
    office.take(data)
    done = office.take(data)
    assert (done.added, done.counts["unchanged"]) == (0, 1)


def test_a_template_untouched_adds_nothing(office):
    listed(office)
    done = office.take(office.template(), programme="")
    assert (done.added, done.counts["unchanged"], done.notes) == (0, 2, ())


def test_three_cells_changed_are_three_entries(office):
    size = listed(office)
    (office.folder / "确认书.pdf").write_bytes(b"%PDF-1.4 yunling")
    data = office.template()
    changes = {
        at(data, "应交付套数", 2): 217,
        at(data, "阶段", 3): "全面实质性复工",
        at(data, "阶段日期", 3): date(2024, 3, 1),
        at(data, "佐证：复工确认书", 3): "确认书.pdf",
        at(data, "资金缺口", 3): "1.2亿元",
    }
    data = edited(data, **changes)
    done = office.take(data)
    assert not done.troubles
    new = [entry for _, entry in entries_between(office.ledger, start=size)]
    assert [(one.subject, one.kind, one.fields) for one in new] == [
        ("E-001", "stated", {"homes": 217}),
        ("E-002", "stated", {"funding-gap": 120_000_000_00}),
        ("E-002", "moved", {}),
    ]
    assert new[1].written == {"funding-gap": "1.2亿元"}
    assert office.zone.evidence().condition(new[2].evidence[0].sha256) == "sound"
    assert office.take(data).added == 0


def test_a_gate_refuses_rows_by_their_cells(office):
    listed(office)
    data = office.template()
    changes = {at(data, "应交付套数", 2): 217, at(data, "应交付套数", 3): 95}
    first = {}

    def gate(drafts, states):
        first["code"] = drafts[0].subject
        assert set(states) >= {one.subject for one in drafts}
        return [Trouble("rights", "不归您填", "not yours", row) for row, one in enumerate(drafts) if one.subject == first["code"]]  # fmt: skip

    whole = office.take(edited(data, **changes), gate=gate)
    assert [one.code for one in whole.troubles] == ["rights"]
    assert whole.added == 0
    done = office.take(edited(data, **changes), gate=gate, partial=True)
    assert done.added == 1
    assert first["code"] not in {one.subject for one in done.drafts}


def test_what_an_import_recorded_is_found_under_its_key(office):
    assert recorded_under(office.ledger, key="upload/1") == []
    listed(office, key="upload/1")
    size = size_of(office.ledger)
    data = office.template()
    office.take(edited(data, **{at(data, "应交付套数", 2): 217}), key="upload/11")
    first = recorded_under(office.ledger, key="upload/1")
    assert [one.kind for _, one in first].count("opened") == 2
    assert first[-1][0] == size - 1
    assert [one.fields for _, one in recorded_under(office.ledger, key="upload/11")] == [{"homes": 217}]


def test_an_emptied_cell_changes_nothing(office):
    listed(office)
    data = office.template()
    assert office.take(edited(data, **{at(data, "应交付套数", 2): None})).added == 0


def test_months_are_measured_and_a_changed_month_is_a_correction(office):
    office.programme = "investment-projects"
    data = office.template()
    data = edited(
        data, A2="P-001", B2="云岭产业园", **{at(data, "项目类别", 2): "制造业", at(data, "计划总投资", 2): 9000}
    )
    data = edited(data, 1, A2="P-001", B2="2024-01", C2=100, A3="P-001", B3=date(2024, 2, 1), C3=120, D3=30)
    assert office.take(data).counts["measured"] == 2
    data = office.template()
    size = size_of(office.ledger)
    assert office.take(edited(data, 1, C3=125)).counts["corrected"] == 1
    ((_, entry),) = entries_between(office.ledger, start=size)
    assert entry.effective_on == date(2024, 2, 29)
    assert entry.fields == {"invested": 125 * 10_000_00, "funds-received": 30 * 10_000_00}
    assert entry.replaces is not None
    assert office.take(edited(data, 1, C3=125)).added == 0


def test_a_changed_date_of_the_stage_is_a_correction(office):
    listed(office)
    data = office.template()
    done = office.take(edited(data, **{at(data, "阶段日期", 2): date(2024, 1, 3)}))
    assert done.counts["corrected"] == 1
    state = state_of_subject(office.ledger, programme="housing-delivery", subject="E-001")
    assert state.stage.on == date(2024, 1, 3)


def test_a_stale_cell_is_told_and_an_untouched_one_is_not_put_back(office):
    listed(office)
    data = office.template()
    newer = Draft(programme="housing-delivery", subject="E-001", kind="stated", effective_on=date(2024, 6, 1), fields={"homes": 230})  # fmt: skip
    append(office.ledger, [newer], actor="督查室 乙", now=NOW)
    untouched = office.take(data)
    assert untouched.added == 0
    assert "230套" in untouched.notes[0].zh
    place = at(data, "应交付套数", 2)
    done = office.take(edited(data, **{place: 217}))
    assert told(done) == [f"楼盘!{place}"]
    assert "督查室 乙" in done.troubles[0].zh


def test_two_at_once_add_each_row_once(office):
    data = sheet(
        HEAD, *((f"E-{n:03}", f"云岭{n}号院", "云岭置业", n, "纳入台账", date(2024, 1, 2)) for n in range(1, 60))
    )
    added: list[int] = []
    both = threading.Barrier(2)

    def one() -> None:
        both.wait()
        added.append(office.take(data).added)

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(added) == [0, 118]
    assert office.kinds().count("opened") == 59


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(history=histories, early=st.integers(0, 20))
def test_the_template_of_any_ledger_adds_nothing(tmp_path_factory, history, early):
    folder = tmp_path_factory.mktemp("any")
    ledger = ledger_at(str(folder / "ledger.sqlite"))
    append(ledger, opening(), actor="甲", now=NOW)
    record(ledger, history[:early])
    data = template(ledger, "housing")
    size = size_of(ledger)
    done = import_book(
        ledger, read_book(data, "t.xlsx"), evidence=EvidenceStore(folder / "e"), folder=folder, actor="丁"
    )
    assert (done.troubles, done.drafts, done.notes) == ((), (), ())
    record(ledger, history[early:], start=early)
    size = size_of(ledger)
    done = import_book(
        ledger, read_book(data, "t.xlsx"), evidence=EvidenceStore(folder / "e"), folder=folder, actor="丁"
    )
    assert size_of(ledger) == size
    ledger.store.close()
