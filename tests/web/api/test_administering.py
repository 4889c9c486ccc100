"""Administering by API: what the administration's pages do, by the same rules, with each change kept."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from tests.web.little_zone import FIRM

from dajuan.ledger.zone import zone_at
from dajuan.web.access.roles import Action
from dajuan.web.administration.models import Viewed
from dajuan.web.api.cursors import cursor
from dajuan.web.api.models import Answered
from dajuan.web.figures.models import Steward
from dajuan.web.people.models import Change, Grant, Organisation, Person
from dajuan.web.served import served


@pytest.fixture
def admin(asks):
    return asks("administrator")


def organisation(name: str) -> int:
    return Organisation.objects.get(name=name).pk


def person(username: str) -> Person:
    return Person.objects.get(username=username)


def said(answer, status: int = 422) -> str:
    assert answer.status_code == status, answer.content.decode()
    return answer.json()["detail"]


WU = {"username": "wu", "name": "吴", "title": "科员"}


def wu(**changes):
    return WU | {"organisation": organisation("规划建设局")} | changes


# Organisations ----------------------------------------------------------------------------------------------------


def test_an_organisation_is_added_renamed_moved_closed_and_opened(admin):
    root, bureau = organisation("云岭高新区"), organisation("规划建设局")
    made = admin.post("/organisations", {"name": "数据局", "short": "数局", "parent": root}).json()
    at = f"/organisations/{made['id']}"
    assert (made["parent"], made["closed_at"]) == ("云岭高新区", None)
    assert admin.post(f"{at}/rename", {"name": "数据和政务局"}).json()["former"] == ["数据局"]
    assert admin.post(f"{at}/move", {"parent": bureau}).json()["parent"] == "规划建设局"
    assert "之下" in said(admin.post(f"/organisations/{bureau}/move", {"parent": made["id"]}))
    assert admin.post(f"{at}/close").json()["closed_at"]
    assert admin.post(f"{at}/open").json()["closed_at"] is None
    kept = list(Change.objects.order_by("pk").values_list("what", "by"))
    steps = ["added", "renamed", "moved", "closed", "opened"]
    assert kept == [(f"organisation-{step}", "信息中心 孙") for step in steps]


def test_the_pages_rules_hold(admin):
    root, centre = organisation("云岭高新区"), organisation("住房保障中心")
    assert "先调走" in said(admin.post(f"/organisations/{centre}/close"))
    assert "不能停用" in said(admin.post(f"/organisations/{root}/close"))
    assert "顿号" in said(admin.post("/organisations", {"name": "甲局、乙局", "parent": root}))
    assert admin.post("/organisations/99999/close").status_code == 404
    assert not Change.objects.exists()


# People -----------------------------------------------------------------------------------------------------------


def test_somebody_new_signs_in_with_the_password_told(admin):
    made = admin.post("/people", wu()).json()
    assert (made["actor"], made["grants"]) == ("规划建设局 吴", [])
    given = admin.post(
        f"/people/{made['id']}/roles", {"role": "report", "organisation": organisation("规划建设局")}
    ).json()
    assert [(one["role"], one["at"]) for one in given["grants"]] == [("report", "规划建设局")]
    client = Client()
    assert client.post("/sign-in/", {"username": "wu", "password": made["password"]}).status_code == 302
    assert client.get("/figures/").status_code == 302, "a password of one's own comes first"
    taken = admin.post(f"/people/{made['id']}/roles/{given['grants'][0]['id']}/take").json()
    assert taken["grants"] == []
    assert list(Change.objects.order_by("pk").values_list("what", flat=True)) == ["person-added", "role-given", "role-taken"]  # fmt: skip


def test_a_password_is_told_once_and_kept_nowhere(admin):
    first = admin.post("/people", wu(), key="wu")
    again = admin.post("/people", wu(), key="wu")
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json() | {"password": None}
    assert Person.objects.filter(username="wu").count() == 1
    reset = [admin.post(f"/people/{person('wu').pk}/password", key="reset").json()["password"] for _ in range(2)]
    assert reset[0]
    assert reset[1] is None
    kept = str(list(Answered.objects.values())) + str(list(Change.objects.values()))
    assert first.json()["password"] not in kept
    assert reset[0] not in kept


def test_what_is_not_given_stays(admin):
    made = admin.post("/people", wu(email="wu@yunling.example")).json()
    changed = admin.post(f"/people/{made['id']}/change", {"title": "科长"}).json()
    assert (changed["title"], changed["name"], changed["email"]) == ("科长", "吴", "wu@yunling.example")
    assert changed["organisation"] == "规划建设局"
    assert Change.objects.filter(what="person-changed").values_list("after", flat=True)[0] == {"title": "科长"}
    emptied = admin.post(f"/people/{made['id']}/change", {"email": ""}).json()
    assert emptied["email"] == ""


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"username": "a b"}, "2–64"), ({"username": "OFFICE"}, "已有人用"), ({"enterprise": "1234"}, "18 位"), ({"organisation": 99999}, "")],
)  # fmt: skip
def test_somebody_who_cannot_be_is_refused_by_field(admin, changes, words):
    answer = admin.post("/people", wu(**changes))
    assert words in said(answer)
    assert [one["field"] for one in answer.json()["errors"]] == list(changes)
    assert not Person.objects.filter(username="wu").exists()


def test_two_people_are_never_one_actor(admin):
    admin.post("/people", wu())
    assert "同名" in said(admin.post("/people", wu(username="wu2")))


def test_an_enterprise_s_account_holds_no_roles(admin):
    at = f"/people/{person('firm').pk}"
    assert "不带角色" in said(admin.post(f"{at}/roles", {"role": "see", "organisation": organisation("云岭高新区")}))
    assert "收回" in said(admin.post(f"/people/{person('office').pk}/change", {"enterprise": FIRM}))


def test_whoever_is_deactivated_is_out_with_their_tokens(admin, asks, as_):
    theirs, page = asks("office"), as_("office")
    assert theirs.get("/zone").status_code == 200
    assert admin.post(f"/people/{person('office').pk}/deactivate").json()["is_active"] is False
    assert theirs.get("/zone").status_code == 401
    assert page.get("/figures/").status_code == 302
    assert admin.post(f"/people/{person('office').pk}/activate").json()["is_active"] is True


def test_the_last_administrator_stays(admin, people):
    me = people["administrator"]
    assert "不能停用自己" in said(admin.post(f"/people/{me.pk}/deactivate"))
    grant = Grant.objects.get(person=me)
    assert "最后一位" in said(admin.post(f"/people/{me.pk}/roles/{grant.pk}/take"))


def test_a_grant_of_somebody_else_is_not_found(admin, people):
    other = Grant.objects.get(person=people["reporter"])
    assert admin.post(f"/people/{people['office'].pk}/roles/{other.pk}/take").status_code == 404
    assert Grant.objects.filter(pk=other.pk).exists()


def test_a_second_factor_that_was_lost_is_taken_off(admin, people):
    Person.objects.filter(username="office").update(second_factor=True)
    assert admin.post(f"/people/{people['office'].pk}/without-second-factor").json()["second_factor"] is False
    assert Change.objects.get(what="second-factor-off").by == "信息中心 孙"


def test_the_list_goes_out_and_comes_back(admin):
    text = admin.get("/people.toml").content
    assert Viewed.objects.get(what="people").by == "信息中心 孙"
    Person.objects.filter(username="neighbour").delete()
    loaded = [admin.send("/people.toml", file=_file(text), key="back").json() for _ in range(2)]
    assert loaded[0]["passwords"]["neighbour"]
    assert loaded[1] == loaded[0] | {"passwords": {}}
    assert person("neighbour").grants.get().role == "report"
    assert Change.objects.filter(what="people-loaded").count() == 1


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (f'username = "x"\nname = "某"\norganisation = "规划建设局"\nenterprise = "{FIRM}"\ngrants = [{{role = "see", at = "规划建设局"}}]', "不带角色"),
        ('username = "x"\nname = "何"\norganisation = "督查室"', "同名"),
    ],
)  # fmt: skip
def test_a_list_is_held_to_the_same_rules(admin, row, words):
    assert words in said(admin.send("/people.toml", file=_file(f"[[people]]\n{row}\n".encode())))
    assert "[[" in said(admin.send("/people.toml", file=_file(b'people = ["x"]')))
    assert not Person.objects.filter(username="x").exists()


def _file(text: bytes) -> BytesIO:
    file = BytesIO(text)
    file.name = "people.toml"
    return file


def test_a_token_that_may_not_administer_does_not(asks):
    narrow = asks("administrator", scopes=(Action.SEE,))
    assert narrow.post("/people", wu()).status_code == 403
    assert narrow.get("/people").status_code == 403


# Rules, notices, what is kept -------------------------------------------------------------------------------------


def test_a_rule_is_chosen(admin, little):
    [lights] = [
        one for one in admin.post("/rules/lights", {"code": "ratio"}).json()["items"] if one["kind"] == "lights"
    ]
    assert [one["code"] for one in lights["rules"] if one["chosen"]] == ["ratio"]
    assert zone_at(little.folder).extra["answers"] == {"lights": "ratio"}
    assert "nonsense" in said(admin.post("/rules/lights", {"code": "nonsense"}))


def test_the_calendar_tells_what_the_weekday_does_not(admin):
    days = {one["on"]: one["worked"] for one in admin.get("/working-days/2025").json()["days"]}
    assert (days["2025-10-01"], days["2025-09-28"]) == (False, True)
    assert admin.get("/working-days/1").status_code == 422


def test_notices_are_foreseen_and_sent(admin, little):
    assert "waiting" in {one["state"] for one in admin.get("/notices").json()["today"]}
    assert not (little.folder / "notices.sqlite").exists(), "looking makes no file"
    assert admin.post("/notices/send").json()["state"] == "done"
    assert admin.get("/notices").json()["last"]["result"]["sent"]


def test_a_checkpoint_is_signed_listed_and_the_log_verified(asks):
    auditor = asks("auditor")
    made = auditor.post("/log/checkpoints").json()
    [kept] = auditor.get("/log/checkpoints").json()["items"]
    assert (kept["name"], kept["size"]) == (made["name"], served().size())
    assert auditor.get(f"/log/checkpoints/{made['name']}").content.decode() == made["note"]
    assert auditor.get("/log/checkpoints/..%2Fdajuan.toml").status_code == 404
    assert auditor.post("/log/verify").json()["result"]["checkpoints"] == 1


def test_a_backup_is_made_once_and_handed_out(admin):
    jobs = [admin.post("/backups", {"keys": False}, key="tonight").json() for _ in range(2)]
    assert jobs[0]["id"] == jobs[1]["id"]
    [made] = admin.get("/backups").json()["items"]
    assert len(b"".join(admin.get(f"/backups/{made['name']}").streaming_content)) == made["size"]
    assert Viewed.objects.get(what="backup").key == made["name"]
    assert admin.get("/backups/dajuan.toml").status_code == 404


def test_health_and_what_was_done_are_told(admin, asks):
    assert {one["name"]["en"] for one in admin.get("/health").json()["items"]} >= {"Disk", "Backup", "Tables"}
    for name in ("甲局", "乙局", "丙局"):
        admin.post("/organisations", {"name": name, "parent": organisation("云岭高新区")})
    page = admin.get("/audit/changes", limit=2).json()
    rest = admin.get("/audit/changes", limit=2, after=page["next"]).json()
    assert [one["name"] for one in [*page["items"], *rest["items"]]] == ["丙局", "乙局", "甲局"]
    assert rest["next"] is None
    for place, status in (("x", 422), ([1], 422), (10**30, 200)):
        assert admin.get("/audit/changes", after=cursor("changes", place)).status_code == status
    assert Client().post("/sign-in/", {"username": "office", "password": "wrong"}).status_code == 200
    assert admin.get("/audit/sign-ins", failed="true").json()["items"][0]["username"] == "office"
    assert admin.get("/audit/viewed").status_code == 403
    assert asks("auditor").get("/audit/viewed").status_code == 200


# Packs ------------------------------------------------------------------------------------------------------------


def test_a_pack_is_looked_at_kept_and_switched_on(admin, little):
    text = admin.get("/packs/housing-delivery").json()["text"]
    mine = text.replace("programme: housing-delivery", "programme: stalled-homes", 1)
    wrong = admin.post("/packs/stalled-homes/check", {"text": mine.replace("stages:", "stages: 1 #", 1)}).json()
    assert not wrong["is_right"]
    assert wrong["errors"][0]["line"] > 1
    refused = admin.post("/packs/stalled-homes", {"text": mine.replace("stages:", "stages: 1 #", 1)})
    assert said(refused)
    assert refused.json()["errors"][0]["row"] == wrong["errors"][0]["line"]
    assert not (little.folder / "packs" / "stalled-homes.yaml").exists()
    assert "stalled-homes" in said(admin.post("/packs/housing-delivery", {"text": mine}))
    assert admin.post("/packs/stalled-homes", {"text": mine}).json()["own"]
    assert admin.post("/packs/stalled-homes/switch", {"on": True}).json()["on"]
    assert "stalled-homes" in [one["code"] for one in admin.get("/programmes").json()["items"]]
    assert not admin.post("/packs/stalled-homes/switch", {"on": False}).json()["on"]
    assert list(Change.objects.order_by("pk").values_list("what", flat=True)) == ["pack-saved", "pack-on", "pack-off"]
    assert admin.post("/packs/..%2Fx", {"text": mine}).status_code == 404
    assert admin.post("/packs/nothing/switch", {"on": True}).status_code == 404


# Views and stewards -----------------------------------------------------------------------------------------------


def test_a_view_is_kept_shared_and_dropped(asks):
    office, leader = asks("office"), asks("leader")
    made = office.post("/views", {"name": "在建", "address": "/programmes/housing-delivery/?stage=building", "shared": True}).json()  # fmt: skip
    [seen] = leader.get("/views").json()["items"]
    assert (seen["name"], seen["mine"]) == ("在建", False)
    assert "同名" in said(office.post("/views", {"name": "在建", "address": "/figures/"}))
    assert "本站" in said(office.post("/views", {"name": "别处", "address": "//evil.example/"}))
    for asking, status in ((leader, 404), (office, 204), (office, 404)):
        assert asking.client.delete(f"/api/v1/views/{made['id']}", headers=asking.headers).status_code == status


def test_an_indicator_has_its_steward(asks):
    office, at = asks("office"), "/figures/housing-delivery/homes-delivered/steward"
    assert office.post(at, {"organisation": organisation("住房保障中心")}).json() == {"organisation": "住房保障中心"}
    assert Steward.objects.get().organisation.name == "住房保障中心"
    assert office.post(at, {"organisation": None}).json() == {"organisation": None}
    assert not Steward.objects.exists()
    assert office.post("/figures/housing-delivery/nothing/steward", {"organisation": None}).status_code == 404
