"""What may be done next: each step's drafts, held to the pack by the ledger; nobody closes what he handled."""

from __future__ import annotations

import pytest
from tests.systems.requests.life import DEPARTMENT, FIRM, OFFICE, RULES, case, day, ledger_in, record

from dajuan.ledger.read import entries_of_subject
from dajuan.ledger.trouble import RefusedError
from dajuan.programmes.find import find_programmes
from dajuan.standards.working_days import worked_days
from dajuan.systems.requests import PROGRAMME
from dajuan.systems.requests.book import Book, cases_of
from dajuan.systems.requests.intake import Firm, read_request, received, request_code
from dajuan.systems.requests.steps import BY_KEY, STEPS, Told, drafts_of, steps_for

PACK = find_programmes().programmes[PROGRAMME]
CLERK, HANDLER, VISITOR = f"{OFFICE} 贺", f"{DEPARTMENT} 林", f"{OFFICE} 苗"


@pytest.fixture
def ledger(tmp_path):
    ledger = ledger_in(tmp_path / "zone")
    yield ledger
    ledger.store.close()


def bring_in(ledger, number=1, what="厂区每周停电两次。联系赵建国 13812345678", on="03-03"):
    firm = Firm(FIRM, "云岭一号科技有限公司", "云河办事处")
    typed = {"what": what, "enterprise": FIRM, "contact": "赵建国", "phone": "13812345678", "field": "水电气暖网"}
    request = read_request(typed, PACK, office=OFFICE, firm_of={FIRM: firm}.get)
    record(ledger, received(request, code=request_code(2025, number), on=day(on)), CLERK, day(on))
    return request_code(2025, number)


def take(ledger, code, key, on, actor, **told):
    cases = {one.code: one for one in cases_of(ledger)}
    drafts = drafts_of(
        BY_KEY[key], cases[code], Told(**told), on=day(on), rules=RULES, days=worked_days(), others=list(cases.values())
    )
    record(ledger, drafts, actor, day(on))


def handled(ledger, **fields):
    code = bring_in(ledger, **fields)
    take(ledger, code, "assign", "03-04", CLERK, department=DEPARTMENT)
    take(ledger, code, "handle", "03-06", HANDLER, note="已联系供电所")
    take(ledger, code, "answer", "03-07", HANDLER, note="线路已改造，4 月起双回路供电")
    return code


def test_the_whole_way_with_two_people(ledger):
    code = handled(ledger)
    take(ledger, code, "visit", "03-10", VISITOR, satisfaction="satisfied", by="phone")
    take(ledger, code, "close", "03-10", VISITOR)
    (one,) = cases_of(ledger)
    assert (one.stage, one.fields["days-used"], one.fields["in-time"]) == ("closed", 3, True)
    assert one.answer == "线路已改造，4 月起双回路供电"


def test_who_handled_neither_visits_nor_closes(ledger):
    code = handled(ledger)
    with pytest.raises(RefusedError, match="要另一个人来"):
        take(ledger, code, "visit", "03-10", HANDLER, satisfaction="satisfied", by="phone")
    take(ledger, code, "visit", "03-10", VISITOR, satisfaction="satisfied", by="phone")
    with pytest.raises(RefusedError, match="要另一个人来"):
        take(ledger, code, "close", "03-10", HANDLER)


def test_nothing_is_closed_without_a_visit(ledger):
    code = handled(ledger)
    with pytest.raises(RefusedError, match="现在不能这样办"):
        take(ledger, code, "close", "03-10", VISITOR)


def test_what_is_found_wanting_is_opened_again_and_not_closed(ledger):
    code = handled(ledger)
    with pytest.raises(RefusedError, match="哪里不满意"):
        take(ledger, code, "visit", "03-10", VISITOR, satisfaction="dissatisfied", by="phone")
    take(ledger, code, "visit", "03-10", VISITOR, satisfaction="dissatisfied", by="phone", note="上周又停电")
    (one,) = cases_of(ledger)
    assert (one.stage, len(one.rounds)) == ("reopened", 2)
    assert entries_of_subject(ledger, programme=PROGRAMME, subject=code)[-1][1].note == "上周又停电"
    assert "close" not in {step.key for step in steps_for(one)}


def test_not_even_past_our_steps_is_a_dissatisfied_one_closed(ledger):
    from dajuan.ledger.entry import Draft

    code = handled(ledger)
    base = {"programme": PROGRAMME, "subject": code, "kind": "moved", "effective_on": day("03-10")}
    visit = Draft(**base, stage="visited", fields={"satisfaction": "dissatisfied"})
    with pytest.raises(RefusedError, match="要满意度是满意或基本满意，现为不满意"):
        record(ledger, [visit, Draft(**base, stage="closed")], VISITOR, day("03-10"))


def test_the_enterprise_rates_and_takes_back(ledger):
    code, other = handled(ledger), bring_in(ledger, 2)
    take(ledger, code, "rate", "03-10", "云岭一号科技有限公司 赵", satisfaction="mostly")
    take(ledger, other, "withdraw", "03-10", "云岭一号科技有限公司 赵", note="已自行解决")
    found = {one.code: one for one in cases_of(ledger)}
    assert (found[code].stage, found[code].fields.text("visited-by")) == ("visited", "own")
    assert (found[other].stage, found[other].is_open) == ("retracted", False)


def test_merging_keeps_both(ledger):
    first, second = bring_in(ledger, 1), bring_in(ledger, 2, on="03-04")
    take(ledger, second, "merge", "03-05", CLERK, into=first, note="同一件事")
    found = {one.code: one for one in cases_of(ledger)}
    assert (found[second].stage, found[second].into, found[first].stage) == ("merged", first, "received")
    for into in (second, "SQ-2025-00009"):
        with pytest.raises(RefusedError, match="另一件有效的诉求"):
            take(ledger, first, "merge", "03-06", CLERK, into=into, note="同一件事")


def test_papers_stop_the_clock(ledger):
    code = bring_in(ledger)
    take(ledger, code, "assign", "03-04", CLERK, department=DEPARTMENT)
    take(ledger, code, "wait", "03-05", HANDLER, note="请补用电合同")
    take(ledger, code, "resume", "03-20", HANDLER)
    take(ledger, code, "handle", "03-20", HANDLER, note="已核")
    take(ledger, code, "answer", "03-21", HANDLER, note="已答复")
    (one,) = cases_of(ledger)
    assert one.fields["days-used"] == 2


def test_an_extension_has_an_end():
    one = case(("received", "03-03"), ("assigned", "03-03"), extension=10)
    with pytest.raises(RefusedError, match="合计最多 15 个工作日，已批 10"):
        drafts_of(
            BY_KEY["extend"], one, Told(days=6, note="待省局批复"), on=day("03-05"), rules=RULES, days=worked_days()
        )


def test_words_are_masked_before_they_are_kept():
    one = case(("received", "03-03"), ("assigned", "03-03"))
    told = Told(note="已电话 138 1234 5678 联系赵建国")
    (draft,) = drafts_of(
        BY_KEY["handle"], one, told, on=day("03-05"), rules=RULES, days=worked_days(), names=["赵建国"]
    )
    assert draft.note == "已电话 138****5678 联系赵**"


@pytest.mark.parametrize("step", STEPS, ids=lambda one: one.key)
def test_what_a_step_cannot_do_without_is_named(step):
    one = case(("received", "03-03"), ("assigned", "03-03"))
    must = [ask[:-1] for ask in step.asks if ask.endswith("*")]
    if not must:
        assert step.key in {"resume", "close"}
        return
    with pytest.raises(RefusedError) as caught:
        drafts_of(step, one, Told(), on=day("03-05"), rules=RULES, days=worked_days())
    assert {trouble.field for trouble in caught.value.troubles} >= set(must)


def test_a_book_follows_the_log(ledger):
    book = Book(ledger)
    assert book.cases() == {}
    code = bring_in(ledger)
    assert book.cases()[code].stage == "received"
    take(ledger, code, "assign", "03-04", CLERK, department=DEPARTMENT)
    bring_in(ledger, 2)
    assert {one.code: one.stage for one in book.cases().values()} == {
        code: "assigned",
        request_code(2025, 2): "received",
    }
    assert book.cases() == {one.code: one for one in cases_of(ledger)}
    assert cases_of(ledger, as_of=day("03-03"))[0].stage == "received"
    assert [one.code for one in cases_of(ledger, only=[code])] == [code]
    assert cases_of(ledger, size=1) == []


def test_what_is_compared_is_made_again_only_when_it_says_something_else(ledger):
    book = Book(ledger)
    code = bring_in(ledger)
    corpus = book.corpus()
    assert list(corpus.some) == [code]
    take(ledger, code, "assign", "03-04", CLERK, department=DEPARTMENT)
    assert book.corpus() is corpus
    bring_in(ledger, 2)
    assert len(book.corpus().some) == 2
    take(ledger, code, "retract", "03-05", CLERK, note="已自行解决")
    assert code not in book.corpus().some
