"""Hours to the certificates: link by link they add up to the whole; what was done before the deal costs nothing of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.systems.permits.project import DEAL, PACK, QUICK, case, quick

from dajuan.standards.permits.certificates import published, set_called
from dajuan.systems.permits.hours import Took, before_start, doubts, span_of
from dajuan.systems.permits.materials import facts_of
from dajuan.systems.permits.settings import our_settings
from dajuan.systems.permits.statistics import Timed, by_month, month_of

OURS, ON = our_settings(), date(2026, 3, 31)


def links(span):
    return {one.certificate.key: (one.waiting.worked, one.handling.worked) for one in span.links}


def test_a_day_and_where_it_went():
    span = span_of(quick(), OURS, ON)
    assert span.done
    assert span.in_a_day
    assert span.days == 1
    assert span.took == Took(390 + 60, 24 * 60 + 30)  # 9:30 to 17:00 without noon, and an hour of the next morning
    # The title was with the office from ten to two; of that only what came after the land-use permit is its own.
    assert links(span) == {
        "land-permit": (30, 60),
        "title": (0, 120),
        "works-permit": (0, 90),
        "building-permit": (90, 60),
    }
    assert span.longest.certificate.key == "building-permit"


def test_what_was_issued_before_the_deal_took_none_of_it():
    span = span_of(quick(works_permit_applied="2026-02-10 09:00", works_permit_issued="2026-02-26 10:00"), OURS, ON)
    assert links(span)["works-permit"] == (0, 0)
    assert sum(one.took.worked for one in span.links) == span.took.worked
    early = {key: "2026-03-02 10:00" for key in QUICK if key.endswith("issued")}
    assert span_of(
        case(contract_at=DEAL, **{key.replace("-", "_"): value for key, value in early.items()}), OURS, ON
    ).took == Took(0, 0)


def test_while_one_is_lacking_the_clock_runs():
    span = span_of(case(contract_at=DEAL, title_applied="2026-03-03 10:00"), OURS, date(2026, 3, 3))
    assert not span.done
    assert not span.in_a_day
    assert links(span) == {"title": (30, 360), "land-permit": (0, 0), "works-permit": (0, 0), "building-permit": (0, 0)}
    assert [one.open for one in span.links] == [True] * 4


def test_before_the_deal_and_after_the_end_there_is_none():
    assert span_of(case("accepted"), OURS, ON) is None
    assert span_of(quick(), OURS, date(2026, 3, 2)) is None
    assert span_of(quick("ended"), OURS, ON) is None


def test_how_long_a_day_is_is_the_zones():
    assert not span_of(quick(), OURS._replace(in_a_day_days=0), ON).in_a_day
    slow = quick(building_permit_issued="2026-03-06 10:00")
    assert not span_of(slow, OURS, ON).in_a_day
    assert span_of(slow, OURS._replace(in_a_day_days=3), ON).in_a_day


def test_the_limit_before_works_begin_is_of_filed_projects():
    """40 working days from acceptance (2 March) to the building permit."""
    one = quick()
    assert before_start(one, facts_of(one, PACK), OURS, ON).used == 2
    open_ = case(contract_at=DEAL)
    found = [before_start(open_, facts_of(open_, PACK), OURS, date(2026, 4, on)) for on in (28, 29)]
    assert [(it.used, it.is_over) for it in found] == [(40, False), (41, True)]
    other = case(approval="government")
    assert before_start(other, facts_of(other, PACK), OURS, ON) is None
    assert before_start(case("ended"), facts_of(case("ended"), PACK), OURS, ON) is None


def test_the_set_and_the_deal_are_the_zones():
    taizhou = OURS._replace(certificates=set_called("taizhou"))
    assert not span_of(quick(), taizhou, ON).done
    span = span_of(quick(design_reply_issued="2026-03-03 16:00"), taizhou, ON)
    assert span.done
    assert "title" not in links(span)
    assert span_of(quick(delivered_at="2026-03-04 09:30"), OURS._replace(deal="delivered-at"), ON).took == Took(30, 30)


CERTIFICATES = published().sets["standard"].certificates
MOMENTS = st.integers(-2000, 20_000).map(
    lambda n: f"{datetime.fromisoformat(DEAL) + timedelta(minutes=n):%Y-%m-%d %H:%M}"
)


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from([f for one in CERTIFICATES for f in (one.applied, one.issued)]), MOMENTS))
def test_links_add_up_whatever_happened(moments):
    span = span_of(case(contract_at=DEAL, **{key.replace("-", "_"): value for key, value in moments.items()}), OURS, ON)
    whole = Took()
    for one in span.links:
        whole = whole.plus(one.took)
        assert min(*one.waiting, *one.handling) >= 0
    assert whole == span.took
    assert {one.certificate for one in span.links} == set(CERTIFICATES)


def test_moments_that_do_not_go_together_are_asked_about():
    found = doubts(case(title_applied="2026-03-05 10:00", title_issued="2026-03-04 10:00"), OURS)
    assert found[0][0] == "不动产权证书：2026-03-04 10:00 发证，早于 2026-03-05 10:00 申请"
    assert "before the contract" in doubts(case(contract_at=DEAL, delivered_at="2026-03-01 09:00"), OURS)[0][1]
    assert "却没有：不动产权证书、建设用地规划许可证" in doubts(case("issued"), OURS)[0][0]
    assert doubts(quick("issued"), OURS) == []


def test_a_month_has_its_median_its_nine_of_ten_and_its_longest_link():
    slow = {"building_permit_applied": "2026-03-12 09:00", "building_permit_issued": "2026-03-13 10:00"}
    some = [Timed(one, span_of(one, OURS, ON)) for one in (quick(), quick(**slow), case(contract_at=DEAL))]
    (month,) = by_month(some, CERTIFICATES)
    assert (month.label, len(month.some), month.in_a_day, month.within(0), month.within(5)) == ("2026-03", 2, 1, 0, 1)
    fast, late = (one.span.took.worked for one in month.some)
    assert month.worked.median == Fraction(fast + late, 120)
    assert month.worked.p90 == (fast + Fraction(9, 10) * (late - fast)) / 60
    assert month.longest.certificate.key == "building-permit"
    assert sum(one.took for one in month.links) == Fraction(fast + late, 120)
    assert month_of("", month.some, CERTIFICATES).worked == month.worked
