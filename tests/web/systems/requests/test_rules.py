"""The rules' page: a new version from a day on, what is wrong with one, and that older requests keep theirs."""

from __future__ import annotations

from datetime import date

from dajuan.systems.requests.handling import FILE, handlings_in
from dajuan.web.people.models import Change
from dajuan.web.served import served

ADOPT = "/systems/requests/rules/adopt/"


def test_a_published_one_from_a_day_on(asking, as_):
    answer = as_("administrator").post(ADOPT, {"base": "xuchang-2011", "first": "2025-11-01"})
    assert answer.status_code == 302
    rules = handlings_in(served().folder)
    assert rules.on(date(2025, 10, 31)).limit("help", "ordinary") == 7
    assert (rules.on(date(2025, 11, 1)).code, rules.on(date(2025, 11, 1)).limit("help", "ordinary")) == (
        "xuchang-2011",
        15,
    )
    assert "许昌 2011" in as_("clerk").get("/systems/requests/rules/").content.decode()
    assert Change.objects.filter(what="rule-chosen", name="requests").exists()


def test_own_limits(asking, as_):
    typed = {"base": "ours", "name": "云岭 2026", "first": "2026-01-01", "help.ordinary": "5", "visits_a_month": "1"}
    assert as_("administrator").post(ADOPT, typed).status_code == 302
    version = handlings_in(served().folder).on(date(2026, 1, 1))
    assert (version.name.zh, version.mark, version.limit("help", "ordinary"), version.visits_a_month) == (
        "云岭 2026",
        "ours",
        5,
        1,
    )
    assert version.limit("consultation", "complex") == 5


def test_a_new_version_starts_from_the_one_in_force(asking, as_):
    """What the form does not ask for, the clock and the ladder, stays as it was."""
    client = as_("administrator")
    assert client.post(ADOPT, {"base": "zhongshan-2022", "name": "云岭一", "first": "2026-01-01"}).status_code == 302
    own = handlings_in(served().folder).on(date(2026, 1, 1))
    assert client.post(ADOPT, {"base": own.code, "first": "2026-06-01", "help.ordinary": "4"}).status_code == 302
    now = handlings_in(served().folder).on(date(2026, 6, 1))
    assert (now.clock, now.limit("help", "ordinary")) == ("received", 4)
    refused = client.post(ADOPT, {"base": "zhongshan-2022", "first": "soon"}).content.decode()
    assert 'name="base" value="zhongshan-2022"' in refused


def test_what_is_wrong_is_named_and_nothing_is_written(asking, as_):
    for typed, said in (
        ({"first": "soon"}, "从哪天起"),
        ({"base": "nowhere", "first": "2026-01-01"}, "没有规则“nowhere”"),
        ({"first": "2026-01-01", "help.ordinary": "七"}, "limits.help.ordinary"),
        ({"first": "2026-01-01", "assign_within": "0"}, "assign_within"),
    ):
        answer = as_("administrator").post(ADOPT, {"base": "ours", **typed})
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert not (served().folder / FILE).exists()


def test_only_who_administers_changes_them(asking, as_):
    for username in ("clerk", "office", "leader", "firm"):
        assert as_(username).post(ADOPT, {"base": "ours", "first": "2026-01-01"}).status_code == 403, username


def test_a_file_that_is_wrong_is_told_on_the_pages(asking, as_):
    (served().folder / FILE).write_text("versions: [{code: x}]", encoding="utf-8")
    answer = as_("clerk").get("/systems/requests/")
    assert answer.status_code == 422
    assert "versions[0]" in answer.content.decode()
