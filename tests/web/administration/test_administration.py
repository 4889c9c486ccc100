"""The administration: people and organisations with every change kept, rules, notices, checkpoints, backups, health."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from tests.web.little_zone import PLAN

from dajuan.answers.plan import import_plan
from dajuan.answers.read import targets
from dajuan.claims.read import read
from dajuan.ledger.zone import zone_at
from dajuan.web.access.roles import Action
from dajuan.web.access.things import thing_of_target
from dajuan.web.administration.audit import note
from dajuan.web.administration.models import Viewed
from dajuan.web.administration.telling import foreseen
from dajuan.web.people.models import Change, Grant, Organisation, Person
from dajuan.web.people.viewers import viewer_of_person
from dajuan.web.served import served


@pytest.fixture
def admin(as_) -> Client:
    return as_("administrator")


def organisation(name: str) -> Organisation:
    return Organisation.objects.get(name=name)


def do(client: Client, what: str, pk: int, step: str, **data: object) -> str:
    """Post a step and read the page it leads to."""
    return client.post(f"/administration/{what}/{pk}/{step}/", data, follow=True).content.decode()


# Organisations ----------------------------------------------------------------------------------------------------


def test_rights_follow_a_rename(admin, people):
    one = organisation("住房保障中心")
    mine = [one for one in targets(served().ledger) if "住房保障中心" in (one.owner, *one.co_owners)]
    target = mine[0]
    assert "曾用名" in do(admin, "organisations", one.pk, "rename", name="住房和人才中心", short="房才")
    viewer = viewer_of_person(Person.objects.get(username="reporter"))
    assert viewer.organisation == "住房和人才中心"
    assert viewer.may(Action.RECORD, thing_of_target(target))
    assert not viewer_of_person(people["neighbour"]).may(Action.SEE, thing_of_target(target))
    assert Person.objects.get(username="reporter").actor == "住房保障中心 王", "entries go on naming him so"
    assert Change.objects.get(what="organisation-renamed").before == {"name": "住房保障中心"}


def test_nobody_takes_a_name_that_another_had(admin):
    one = organisation("住房保障中心")
    do(admin, "organisations", one.pk, "rename", name="住房和人才中心")
    parent = organisation("云岭高新区").pk
    answer = admin.post("/administration/organisations/", {"name": "住房保障中心", "parent": parent})
    assert answer.status_code == 422
    assert "曾用名" in answer.content.decode()
    do(admin, "organisations", one.pk, "rename", name="住房保障中心")
    assert organisation("住房保障中心").pk == one.pk, "back to its own is no theft"
    assert [old.name for old in one.former.all()] == ["住房和人才中心"]


def test_an_organisation_is_moved_but_not_below_itself(admin):
    root, bureau, centre = (organisation(name) for name in ("云岭高新区", "规划建设局", "住房保障中心"))
    do(admin, "organisations", centre.pk, "move", parent=bureau.pk)
    assert "之下" in do(admin, "organisations", bureau.pk, "move", parent=centre.pk)
    assert "没有上级" in do(admin, "organisations", root.pk, "move", parent=bureau.pk)
    centre.refresh_from_db()
    assert centre.parent == bureau


def test_an_organisation_with_people_is_not_closed(admin):
    assert "先调走" in do(admin, "organisations", organisation("住房保障中心").pk, "close")
    empty = organisation("云河办事处")
    do(admin, "organisations", empty.pk, "close")
    empty.refresh_from_db()
    assert empty.closed_at
    do(admin, "organisations", empty.pk, "open")
    empty.refresh_from_db()
    assert empty.closed_at is None


# People -----------------------------------------------------------------------------------------------------------


def add(client: Client, **changes: object) -> str:
    fields = {"username": "wu", "name": "吴", "organisation": organisation("规划建设局").pk, "title": "科员"} | changes
    return client.post("/administration/people/new/", fields).content.decode()


def password_in(page: str) -> str:
    return page.partition("<code>")[2].partition("</code>")[0]


def test_somebody_new_signs_in_with_the_password_shown_once(admin):
    password = password_in(add(admin))
    person = Person.objects.get(username="wu")
    do(admin, "people", person.pk, "give", role="report", organisation=organisation("规划建设局").pk)
    client = Client()
    assert client.post("/sign-in/", {"username": "wu", "password": password}).status_code == 302
    assert client.get("/figures/").status_code == 302, "a password of one's own comes first"
    assert password not in admin.get(f"/administration/people/{person.pk}/").content.decode()
    assert list(Change.objects.values_list("what", flat=True)) == ["role-given", "person-added"]
    assert all(one.by == "信息中心 孙" for one in Change.objects.all())


def test_two_people_are_never_one_actor(admin):
    add(admin)
    assert "同名" in add(admin, username="wu2")
    assert not Person.objects.filter(username="wu2").exists()


def test_an_enterprise_s_account_sees_itself_only(admin):
    add(admin, username="firm2", enterprise="91410100MA00000021")
    person = Person.objects.get(username="firm2")
    assert "不带角色" in do(admin, "people", person.pk, "give", role="see", organisation=organisation("云岭高新区").pk)
    assert not person.grants.exists()
    assert "18 位" in add(admin, username="firm3", enterprise="1234")


def test_a_reset_password_ends_what_was_open(admin, as_, people):
    theirs = as_("office")
    password = password_in(do(admin, "people", people["office"].pk, "password"))
    assert theirs.get("/figures/").status_code == 302
    assert Client().post("/sign-in/", {"username": "office", "password": password}).status_code == 302


def test_the_last_administrator_stays(admin, people):
    person = people["administrator"]
    assert "不能停用自己" in do(admin, "people", person.pk, "deactivate")
    grant = Grant.objects.get(person=person)
    assert "最后一位" in do(admin, "people", person.pk, "take", grant=grant.pk)
    assert Grant.objects.filter(pk=grant.pk).exists()


def test_a_grant_of_somebody_else_is_not_taken_by_this_page(admin, people):
    other = Grant.objects.get(person=people["reporter"])
    answer = admin.post(f"/administration/people/{people['office'].pk}/take/", {"grant": other.pk})
    assert answer.status_code == 404
    assert Grant.objects.filter(pk=other.pk).exists()


def test_the_list_goes_out_and_comes_back(admin):
    text = admin.get("/administration/people/people.toml").content
    Person.objects.filter(username="neighbour").delete()
    page = admin.post(
        "/administration/people/load/", {"file": SimpleUploadedFile("people.toml", text)}
    ).content.decode()
    back = Person.objects.get(username="neighbour")
    assert [(one.role, one.organisation.name) for one in back.grants.all()] == [("report", "经济发展局")]
    assert "<td>neighbour</td>" in page
    assert b"password" not in text
    assert Viewed.objects.filter(what="people").exists()


def test_a_wrong_list_changes_nothing(admin):
    text = '[[people]]\nusername = "x"\nname = "某"\norganisation = "没有的单位"\n'.encode()
    answer = admin.post("/administration/people/load/", {"file": SimpleUploadedFile("a.toml", text)}, follow=True)
    assert "a.toml：x 的单位“没有的单位”不在单位里" in answer.content.decode()
    assert not Person.objects.filter(username="x").exists()


# Rules, calendar, notices -----------------------------------------------------------------------------------------


def test_choosing_a_rule_keeps_every_comment(admin, little):
    path = little.folder / "dajuan.toml"
    before = path.read_text("utf-8")
    answer = admin.post("/administration/rules/lights/", {"code": "ratio"}, follow=True)
    assert "已选定" in answer.content.decode()
    after = path.read_text("utf-8")
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []
    assert zone_at(little.folder).extra["answers"] == {"lights": "ratio"}
    assert served().rules.lights.origin.code == "ratio"


def test_a_rule_that_is_none_is_not_written(admin, little):
    path = little.folder / "dajuan.toml"
    before = path.read_bytes()
    admin.post("/administration/rules/lights/", {"code": "nonsense"})
    admin.post("/administration/rules/zone/", {"code": "points"})
    assert path.read_bytes() == before


def test_the_calendar_says_what_it_does_not_know(admin):
    page = admin.get("/administration/calendar/?year=2025").content.decode()
    assert "2025-10-01 放假" in page
    assert "2025-09-28 上班" in page
    assert "这一年没有资料" in admin.get("/administration/calendar/?year=1999").content.decode()


def test_notices_are_looked_at_without_being_sent_and_sent_by_a_job(admin, little):
    assert "待发" in admin.get("/administration/notices/").content.decode()
    assert not (little.folder / "notices.sqlite").exists(), "looking makes no file"
    page = admin.post("/administration/notices/send/", follow=True).content.decode()
    assert "已发" in page
    assert list((little.folder / "outbox").glob("*.eml"))


def test_plans_of_years_ago_neither_hide_this_years_notices_nor_add_any(little, tmp_path):
    def due() -> set[tuple[str, str]]:
        return {(one.notice.target, one.notice.reason) for one in foreseen(served()).today}

    before = due()
    for year in (2021, 2022):
        plan = tmp_path / f"yunling-{year}.md"
        plan.write_text(PLAN.read_text("utf-8").replace("2025", str(year)).replace("2024", str(year - 1)), "utf-8")
        on = date(year, 1, 17)
        import_plan(served().ledger, read(plan), plan, evidence=little.evidence(), actor="督查室 何", on=on)
    assert served().years() == [2025, 2022, 2021]
    assert due() == before != set()


# Kept -------------------------------------------------------------------------------------------------------------


def test_a_checkpoint_is_signed_and_the_log_verified(admin):
    assert "已签" in admin.post("/administration/checkpoints/sign/", follow=True).content.decode()
    name = f"{date(2025, 10, 15)}-{served().size()}.note"
    assert admin.get(f"/administration/checkpoints/{name}").content.decode().startswith("yunling/ledger\n")
    page = admin.post("/administration/checkpoints/verify/", follow=True).content.decode()
    assert "1 个检查点" in page
    assert "处不符" in page, "the little zone's evidence is named, and not there"


def test_a_backup_is_made_listed_and_handed_out_to_administrators_only(admin, as_, little):
    admin.post("/administration/backups/make/", {"without-keys": "on"})
    [made] = (little.folder / "backups").iterdir()
    assert made.name in admin.get("/administration/backups/").content.decode()
    answer = admin.get(f"/administration/backups/{made.name}")
    assert b"".join(answer.streaming_content) == made.read_bytes()
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert Viewed.objects.get(what="backup").key == made.name
    for other in ("office", "auditor", "reporter"):
        assert as_(other).get(f"/administration/backups/{made.name}").status_code == 403


@pytest.mark.parametrize(
    "name", ["..%2Fdajuan.toml", "dajuan.toml", "%2Fetc%2Fpasswd", "..%5Ckeys%5Clog.key", "x" * 5000]
)
def test_nothing_else_is_handed_out(admin, name):
    for folder in ("backups", "checkpoints"):
        assert admin.get(f"/administration/{folder}/{name}").status_code == 404


def test_health_shows_what_is_wrong(admin, little):
    page = admin.get("/administration/").content.decode()
    assert "副本跟上了" in page
    assert "已是这一版" in page
    (little.folder / "backups").mkdir()
    assert "园区文件夹里没有" in admin.get("/administration/").content.decode()


def test_who_audits_reads_the_logs_and_changes_nothing(as_, people, rf: RequestFactory):
    request = rf.get("/")
    request.user = people["office"]
    note(request, "evidence", "ab" * 32)
    auditor = as_("auditor")
    assert "督查室 何" in auditor.get("/administration/viewed/").content.decode()
    assert as_("administrator").get("/administration/viewed/").status_code == 403
    assert auditor.get("/administration/people/").status_code == 403
    assert auditor.post("/administration/rules/lights/", {"code": "ratio"}).status_code == 403
