"""The pages and the API of chains: whose chain it is decides who sees and changes it; what was typed comes back mended."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.systems.chains.life import A, B, C, D, E
from tests.web.api.conftest import asks  # noqa: F401 - a fixture
from tests.web.little_zone import FIRM

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.ledger.zone import SETTINGS
from dajuan.systems.chains.editing import DEEDS
from dajuan.web.served import served

AT = "/systems/chains"
OF_A_CHAIN = (
    "chain/NEV/", "chain/NEV/list/problems/", "chain/NEV/list/firms/", "chain/NEV/supplies/", f"chain/NEV/stop/{A}/",
    "node/NEV-04/", "chain/NEV/edge-list/template/",
)  # fmt: skip
CHANGES = (*(f"chain/NEV/edit/{deed}/" for deed in DEEDS), "chain/NEV/edge-list/")
STATUS = {
    "office": (200, 403),
    "leader": (200, 403),
    "neighbour": (200, 200),
    "reporter": (404, 404),
    "firm": (403, 403),
}
"""Who sees the chain of the neighbour's office, and who changes it."""
ROWS = "上游,下游,企业,产品,份额\n热管理,电池包,鼎力电源,水冷板,0\n"


@pytest.mark.parametrize("who", STATUS)
def test_whose_chain_it_is_decides(chains, as_, who):
    client, (sees, changes) = as_(who), STATUS[who]
    assert {client.get(f"{AT}/{one}").status_code for one in OF_A_CHAIN} == {sees}
    assert {client.get(f"{AT}/{one}").status_code for one in CHANGES} == {changes}


def test_the_list_holds_only_ones_own(chains, as_):
    said = as_("neighbour").get(f"{AT}/").content.decode()
    assert "新能源汽车" in said
    assert "智能传感" not in said
    assert "智能传感" in as_("office").get(f"{AT}/").content.decode()
    assert as_("neighbour").get(f"{AT}/leaders/沈/").status_code == 200
    assert as_("neighbour").get(f"{AT}/leaders/无此人/").status_code == 404


def test_a_zone_without_the_packs_says_so(little, as_):
    said = as_("office").get(f"{AT}/").content.decode()
    assert "还没有启用" in said
    assert as_("office").get(f"{AT}/chain/NEV/").status_code == 404


def test_what_is_wrong_comes_back_beside_what_was_typed(chains, as_):
    answer = as_("neighbour").post(
        f"{AT}/chain/NEV/edit/place/",
        {"f.node": "NEV-04", "f.enterprise": "安芯电磁", "f.product": "圆柱电芯", "f.share": "10", "on": "2025-10-01"},
    )
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "相近的有：安芯电池" in said
    assert 'value="圆柱电芯"' in said


def test_a_day_that_is_none_is_told_beside_it(chains, as_):
    answer = as_("neighbour").post(f"{AT}/chain/NEV/edit/add-node/", {"f.name": "热管理", "on": "下周"})
    assert answer.status_code == 422
    assert [blank.name for blank in answer.context["form"].wrong] == ["on"]
    assert answer.context["form"].blank("f.name").typed == "热管理"


def test_what_counts_as_local_is_said_where_the_share_is(chains, as_):
    path = served().zone.folder / SETTINGS
    path.write_text(path.read_text("utf-8") + '\n[chains]\nlocal = ["zone", "city"]\n', "utf-8")
    served().look()
    assert "向本地（区内、市内区外）供方买的" in as_("neighbour").get(f"{AT}/chain/NEV/").content.decode()


def test_a_node_is_told_as_it_was_on_the_day_shown(chains, as_):
    new = Draft(
        programme="chain-nodes",
        subject="NEV-04",
        kind="stated",
        effective_on=date(2025, 6, 1),
        fields={"about": "卷绕"},
    )
    append(served().ledger, [new], actor="经济发展局 李")
    client = as_("neighbour")
    assert "卷绕" in client.get(f"{AT}/node/NEV-04/").content.decode()
    assert "卷绕" not in client.get(f"{AT}/node/NEV-04/?as_of=2025-05-01").content.decode()


def test_a_form_sent_twice_is_recorded_once(chains, as_):
    told = {"f.name": "热管理", "f.downstream": "NEV-06", "on": "2025-10-01", "key": "k1"}
    client = as_("neighbour")
    for _ in range(2):
        assert client.post(f"{AT}/chain/NEV/edit/add-node/", told).status_code == 302
    nodes = served().subjects().page("chain-nodes").rows
    assert [row.code for row in nodes if row.name == "热管理"] == ["NEV-08"]


def test_an_edge_list_is_shown_then_recorded(chains, as_):
    client = as_("neighbour")
    shown = client.post(f"{AT}/chain/NEV/edge-list/", {"file": SimpleUploadedFile("环节.csv", ROWS.encode())})
    assert served().subjects().one("chain-nodes", "NEV-08") is None
    token = shown.context["token"]
    assert client.post(f"{AT}/chain/NEV/edge-list/record/", {"token": token, "wish": "all"}).status_code == 302
    node = served().subjects().one("chain-nodes", "NEV-08")
    assert node is not None
    assert node.stage == "present"
    assert as_("office").post(f"{AT}/chain/NEV/edge-list/record/", {"token": token, "wish": "all"}).status_code == 403


def test_a_list_with_bad_rows_is_told_and_its_good_rows_may_go_in(chains, as_):
    rows = ROWS + "热管理,热管理,,,\n"
    client = as_("neighbour")
    shown = client.post(f"{AT}/chain/NEV/edge-list/", {"file": SimpleUploadedFile("环节.csv", rows.encode())})
    assert "<b>B3</b>" in shown.content.decode()
    token = shown.context["token"]
    assert client.post(f"{AT}/chain/NEV/edge-list/record/", {"token": token, "wish": "all"}).status_code == 422
    assert client.post(f"{AT}/chain/NEV/edge-list/record/", {"token": token, "wish": "partial"}).status_code == 302
    assert served().subjects().one("chain-nodes", "NEV-08") is not None


@pytest.mark.parametrize(("data", "told"), [(b"%PDF-1.4 x", "xlsx"), (b"", "空")])
def test_a_file_that_is_none_is_told(chains, as_, data, told):
    answer = as_("neighbour").post(f"{AT}/chain/NEV/edge-list/", {"file": SimpleUploadedFile("环节.xlsx", data)})
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_an_enterprise_sees_its_own_places_and_deals_and_nobody_elses(chains, as_):
    fields = {
        "name": "云岭一号科技有限公司",
        "enterprise": FIRM,
        "node": "chain-nodes/NEV-04",
        "product": "电芯检测",
        "share": 100_000,
    }
    own = {"chain": "industry-chains/NEV", "office": "经济发展局"}
    draft = Draft(
        programme="chain-firms",
        subject=f"NEV-04.{FIRM}",
        kind="opened",
        effective_on=date(2025, 3, 1),
        fields={**fields, **own},
    )
    append(served().ledger, [draft], actor="经济发展局 李")
    client = as_("firm")
    assert "电芯检测" in client.get(f"{AT}/enterprise/{FIRM}/").content.decode()
    assert client.get(f"{AT}/enterprise/{A}/").status_code == 404


def test_lists_go_along_as_a_workbook(chains, as_):
    import openpyxl

    answer = as_("neighbour").get(f"{AT}/chain/NEV/list/problems/?form=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:4] == ("编号", "名称", "灯", "为什么")
    assert rows[1][:4] == ("NEV-P001", "隔膜交货慢", "红灯", "超期 15 天")


def test_a_target_of_the_plan_stands_on_the_chains_page(chains, as_):
    link = Draft(
        programme="industry-chains",
        subject="NEV",
        kind="linked",
        effective_on=date(2025, 3, 1),
        links={"target": "targets/2025-010"},
    )
    append(served().ledger, [link], actor="督查室 何")
    name = served().subjects().one("targets", "2025-010").name
    assert name in as_("office").get(f"{AT}/chain/NEV/").content.decode()


# The API ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", STATUS)
def test_the_api_lets_in_whom_the_pages_do(chains, asks, who):  # noqa: F811
    asking, (sees, changes) = asks(who), STATUS[who]
    for address in ("/chains/NEV", "/chains/NEV/local-share", "/chains/NEV/lists/problems", f"/chains/NEV/stop/{A}"):
        assert asking.get(address).status_code == sees
    told = {"deed": "add-node", "fields": {"name": "热管理"}, "dry_run": True}
    assert asking.post("/chains/NEV/changes", told).status_code == changes
    assert asking.send("/chains/NEV/edge-list", file=io.BytesIO(ROWS.encode())).status_code == (
        201 if changes == 200 else changes
    )


def test_the_api_says_what_the_pages_say(chains, asks):  # noqa: F811
    asking = asks("neighbour")
    assert [one["code"] for one in asking.get("/chains").json()["items"]] == ["NEV"]
    whole = asking.get("/chains/NEV").json()
    assert whole["local_share_value"] == "29/50"
    states = {one["code"]: (one["state"], one["critical"]) for one in whole["graph"]}
    assert states["NEV-02"] == ("missing", False)
    assert states["NEV-04"] == ("single", True)
    assert whole["reds"][0]["why"] == {"zh": "超期 15 天", "en": "15 days overdue"}
    side = asking.get("/chains/NEV/local-share", of="local", limit=2).json()
    assert [one["code"] for one in side["items"]] == ["S-1", "S-3"]
    assert side["next"]
    stop = asking.get(f"/chains/NEV/stop/{A}").json()
    assert stop["lost"][0]["loss"] == "only"
    assert stop["touched_firms"] == [C, D, E]


def test_a_change_by_the_api_is_the_forms_and_comes_once(chains, asks):  # noqa: F811
    asking = asks("neighbour")
    told = {
        "deed": "place",
        "fields": {"node": "铝材", "enterprise": C, "product": "铝板", "share": "0%"},
        "on": "2025-05-01",
    }
    first = asking.post("/chains/NEV/changes", told, key="a1")
    assert first.status_code == 201
    assert first.json()["subjects"][0] == f"chain-firms/NEV-03.{C}"
    assert asking.post("/chains/NEV/changes", told, key="a1").json() == first.json()
    then = asking.get("/chains/NEV", as_of="2025-04-30").json()
    assert {one["firm"] for one in then["placements"] if one["node"] == "NEV-03"} == {B}


def test_a_change_that_is_wrong_is_told_by_its_field(chains, asks):  # noqa: F811
    asking = asks("neighbour")
    answer = asking.post("/chains/NEV/changes", {"deed": "link", "fields": {"upstream": "飞轮"}})
    assert answer.status_code == 422
    assert {one["field"] for one in answer.json()["errors"]} == {"upstream", "downstream"}
    assert asking.post("/chains/NEV/changes", {"deed": "fly"}).status_code == 422


def test_an_edge_list_by_the_api(chains, asks):  # noqa: F811
    asking = asks("neighbour")
    looked = asking.send("/chains/NEV/edge-list", file=io.BytesIO(ROWS.encode())).json()
    assert (looked["drafts"] > 0, looked["recorded"]) == (True, False)
    done = asking.send("/chains/NEV/edge-list", file=io.BytesIO(ROWS.encode()), record="true", key="e1").json()
    assert done["recorded"]
    assert asking.get("/chains/NEV").json()["nodes"] == 8
