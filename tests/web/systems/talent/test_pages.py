"""Pages of talent and jobs: counts, lists for who may see them, rosters all or nothing, shares, ends, months, keys."""

from __future__ import annotations

from datetime import date

import pytest
from tests.systems.talent.rosters import FIRM, OTHER_FIRM, TEAM, row
from tests.web.systems.talent.conftest import ROOM, ROWS

from dajuan.figures.ask import figures
from dajuan.figures.period import period_of
from dajuan.systems.talent import CITY, PEOPLE, TITLES
from dajuan.web.served import served
from dajuan.web.systems.talent.found import known_at
from dajuan.web.systems.talent.identities import ring


def text_of(client, address: str, status: int = 200) -> str:
    answer = client.get(f"{ROOM}/{address}")
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def figure(programme: str, indicator: str):
    with served().engine() as engine:
        return figures(engine, served().programmes[programme], indicator, [period_of("2025")])[0].value


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(
    "address", ["", "people/", "people/?grade=b&year=2025", "roster/", "jobs/", f"team/{TEAM}/", f"enterprise/{FIRM}/"]
)
def test_every_page_opens(listed, as_, address, language):
    client = as_("keeper")
    client.cookies["language"] = language
    text_of(client, address)


def test_the_pages_counts_are_the_answer_sheets(listed):
    counts = known_at().counts
    assert (len(counts.everybody), {key: len(some) for key, some in counts.kinds.items()}) == (
        4, {"graded": 1, "skilled": 1, "urgent": 1, "young": 1},
    )  # fmt: skip
    assert figure(PEOPLE, "talents") == figure(PEOPLE, "talents-new") == 4
    assert {key: figure(TITLES, f"{key}-talents") for key in counts.kinds} == {
        key: len(some) for key, some in counts.kinds.items()
    }
    assert {key: len(some) for key, some in counts.firms.items()} == {FIRM: 3, OTHER_FIRM: 1}


def test_a_roster_with_a_slip_is_not_taken_at_all(take, talent):
    size = served().size()
    answer = take(row(1), row(2, on="2025-13-01"))
    assert answer.status_code == 422
    assert "名册!H3" in answer.content.decode()
    assert served().size() == size
    assert known_at().people == {}


def test_checking_only_records_nothing(take, talent):
    size = served().size()
    assert "还没有记" in take(row(1), row(1), check="1").content.decode()
    assert served().size() == size


@pytest.mark.parametrize(("username", "status"), [("watcher", 403), ("neighbour", 403), ("leader", 403), ("firm", 403)])
def test_only_the_office_takes_in(talent, as_, username, status):
    assert as_(username).post(f"{ROOM}/roster/").status_code == status
    assert as_(username).post(f"{ROOM}/ended/").status_code == status


def test_lists_are_for_who_may_see_the_people(listed, as_):
    assert listed[0] in text_of(as_("leader"), "people/")
    neighbour = as_("neighbour")
    assert "<b>4</b>" in text_of(neighbour, "")
    assert "人最多的企业" not in text_of(neighbour, "")
    assert listed[0] not in text_of(neighbour, "people/")
    text_of(neighbour, f"person/{listed[0]}/", 404)
    text_of(neighbour, f"team/{TEAM}/", 404)


def test_an_enterprise_sees_its_own_masked(listed, as_):
    firm = as_("firm")
    page = text_of(firm, f"enterprise/{FIRM}/")
    assert ("3 名人才" in page, "虚**" in page) == (True, True)
    text_of(firm, f"enterprise/{OTHER_FIRM}/", 404)
    text_of(firm, "", 403)


def test_the_share_says_both_sides_and_whose_the_denominator_is(listed, as_):
    keeper = as_("keeper")
    told = {"kind": "young", "city": "40", "on": "2025-05-01", "source": "人社局一季度通报（虚构）"}
    assert keeper.post(f"{ROOM}/city/", {**told, "source": ""}).status_code == 422
    assert keeper.post(f"{ROOM}/city/", told).status_code == 302
    assert keeper.post(f"{ROOM}/city/", {**told, "kind": "all", "city": "160"}).status_code == 302
    page = text_of(keeper, "")
    assert [one in page for one in ("2.5%", "人社局一季度通报（虚构）", "人才工作办公室 陶")] == [True] * 3
    assert (figure(CITY, "young-zone"), figure(CITY, "young-city"), float(figure(CITY, "young-share"))) == (
        1,
        40,
        2.5,
    )
    # On 1 May the second title of the first person was not there, the person was.
    assert figure(CITY, "all-zone") == 4
    assert "超过" in keeper.post(f"{ROOM}/city/", {**told, "city": "0"}).content.decode()


def test_titles_that_are_over_end_and_people_with_them(listed, as_):
    keeper = as_("keeper")
    assert "1 项认定已过有效期" in text_of(keeper, "")
    assert keeper.post(f"{ROOM}/ended/").status_code == 302
    assert len(known_at().counts.everybody) == 3
    assert figure(TITLES, "urgent-talents") == 0
    assert "已过有效期" not in text_of(keeper, "")


def test_somebody_is_found_by_a_document_and_it_is_noted(listed, as_):
    from samples.systems.talent import person

    answer = as_("keeper").post(f"{ROOM}/find/", {"document": "identity-card", "number": person(1).number})
    assert answer.headers["Location"] == f"{ROOM}/person/{listed[0]}/"
    assert as_("keeper").post(f"{ROOM}/find/", {"number": "1"}).status_code == 422
    assert as_("watcher").post(f"{ROOM}/find/", {"number": person(1).number}).status_code == 403
    viewed = as_("auditor").get("/api/v1/audit/viewed").json()["items"]
    assert [one["what"] for one in viewed] == ["identity"]


def test_a_month_is_reported_and_corrected(talent, as_):
    keeper = as_("keeper")
    month = {"year": "2025", "month": "3", "new-urban": "120", "hardship": "4"}
    assert keeper.post(f"{ROOM}/jobs/yunhe/targets/", {"year": "2025", "new-urban": "1000"}).status_code == 302
    assert keeper.post(f"{ROOM}/jobs/yunhe/month/", month).status_code == 302
    assert keeper.post(f"{ROOM}/jobs/yunhe/month/", {**month, "new-urban": "110"}).status_code == 302
    page = text_of(keeper, "jobs/?year=2025")
    assert ("11.0%" in page, "120" in page) == (True, False)
    assert figure("employment", "new-urban-jobs") == 110


@pytest.mark.parametrize(
    "slip",
    [{"month": "13"}, {"month": "11"}, {"new-urban": "-1"}, {"new-urban": ""}, {"year": "x"}, {"new-urban": "多"}],
)
def test_a_month_that_cannot_be_is_refused(talent, as_, slip):
    size = served().size()
    told = {"year": "2025", "month": "3", "new-urban": "120", **slip}
    assert as_("keeper").post(f"{ROOM}/jobs/yunhe/month/", told).status_code == 422
    assert served().size() == size


def test_another_office_does_not_report(talent, as_):
    told = {"year": "2025", "month": "3", "new-urban": "120"}
    assert as_("neighbour").post(f"{ROOM}/jobs/yunhe/month/", told).status_code == 403


def test_a_new_key_keeps_everybody_known(take, listed, as_):
    administrator = as_("administrator")
    first = ring().keys[0].id
    assert administrator.post(f"{ROOM}/keys/renew/").status_code == 302
    assert "以前的，仍要留着" in text_of(administrator, "keys/")
    assert "新人 0" in take(*ROWS).content.decode()
    take(row(7))
    assert sorted(code[:4] != first for code in known_at().people) == [False] * 4 + [True]
    assert as_("keeper").post(f"{ROOM}/keys/renew/").status_code == 403


def test_while_a_key_is_missing_nothing_is_taken_in(take, listed, as_):
    keys = ring()
    text = keys.path.read_text()
    keys.path.unlink()
    assert keys.keys[0].id in take(row(7)).content.decode()
    assert "—" in text_of(as_("keeper"), "people/")
    administrator = as_("administrator")
    assert administrator.post(f"{ROOM}/keys/give-up/", {"key": "AAAA"}).status_code == 422
    keys.path.write_text(text)
    assert "新人 1" in take(row(7)).content.decode()
    keys.path.unlink()
    assert administrator.post(f"{ROOM}/keys/give-up/", {"key": keys.keys[0].id}).status_code == 302
    assert "新人 1" in take(row(7)).content.decode()
    assert "已认定丢失" in text_of(administrator, "keys/")


def test_the_past_is_shown_as_it_was(listed, as_):
    assert "<b>0</b>" in text_of(as_("keeper"), f"?as_of={date(2025, 2, 1)}")
