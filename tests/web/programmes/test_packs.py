"""The pack editor: errors at their lines, nothing orphaned, on and off at once, comments kept."""

from __future__ import annotations

import pytest
from tests.web.programmes.conftest import HOUSING

from dajuan.programmes.find import built_in_paths
from dajuan.programmes.scaffold import draft_pack
from dajuan.web.programmes.pack_files import copied
from dajuan.web.served import served

BUILT_IN = {path.stem: path.read_text("utf-8") for path in built_in_paths()}
AT = "/programmes/_packs/"


@pytest.fixture
def administrator(as_, owned):
    return as_("administrator")


def posted(client, code: str, text: str, wish: str = "save"):
    return client.post(f"{AT}{code}/", {"text": text, "wish": wish})


@pytest.mark.parametrize("code", BUILT_IN)
def test_every_built_in_pack_is_shown_with_its_meaning_and_can_be_copied(code, administrator):
    text = administrator.get(f"{AT}{code}/").content.decode()
    assert "它的意思" in text
    text = administrator.get(f"{AT}{code}/?edit=1").content.decode()
    assert "replaces: built-in" in text


def test_a_new_pack_appears_without_a_restart(administrator, as_, owned):
    settings = served().zone.folder / "dajuan.toml"
    before = settings.read_text("utf-8")
    assert administrator.post(f"{AT}new/", {"code": "park-renewal"}).status_code == 302
    assert posted(administrator, "park-renewal", draft_pack("park-renewal")).status_code == 302
    assert as_("office").get("/programmes/park-renewal/").status_code == 404
    administrator.post(f"{AT}park-renewal/switch/", {"on": "1"})
    assert as_("office").get("/programmes/park-renewal/").status_code == 200
    after = settings.read_text("utf-8")
    comments = [line for line in before.splitlines() if "#" in line]
    assert comments
    assert all(line in after.splitlines() for line in comments)
    administrator.post(f"{AT}park-renewal/switch/", {"on": "0"})
    assert as_("office").get("/programmes/park-renewal/").status_code == 404
    assert settings.read_text("utf-8") == before


def test_errors_are_told_at_their_lines_and_nothing_is_saved(administrator):
    text = draft_pack("park-renewal").replace("type: money", "type: mony", 1)
    line = next(at for at, one in enumerate(text.split("\n"), 1) if "mony" in one)
    answer = posted(administrator, "park-renewal", text)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#L{line}"' in page
    assert f'id="L{line}" class="bad"' in page
    assert not (served().zone.packs_folder / "park-renewal.yaml").exists()


@pytest.mark.parametrize("text", ["", "[", "a: &x [*x]", "\x00", "<script>alert(1)</script>"])
def test_what_is_no_pack_is_told(text, administrator):
    answer = posted(administrator, "park-renewal", text)
    assert answer.status_code == 422
    assert "<script>alert" not in answer.content.decode()


def test_a_change_under_entries_becomes_the_next_version(administrator):
    text = copied(BUILT_IN[HOUSING]).replace("{zh: 应交付套数, en: Homes due}", "{zh: 应交套数, en: Homes due}", 1)
    assert posted(administrator, HOUSING, text).status_code == 302
    saved = (served().zone.packs_folder / f"{HOUSING}.yaml").read_text("utf-8")
    assert "version: 2" in saved
    administrator.get("/")
    assert served().programmes[HOUSING].version == 2


def test_a_change_that_would_orphan_entries_is_refused(administrator):
    text = copied(BUILT_IN[HOUSING]).replace("  building:\n", "  resumed:\n").replace("building,", "resumed,").replace("[building]", "[resumed]").replace("building]", "resumed]").replace("count: building", "count: resumed")  # fmt: skip
    answer = posted(administrator, HOUSING, text)
    assert answer.status_code == 422
    assert "阶段 building 没有了" in answer.content.decode()


def test_a_copy_without_its_word_is_refused(administrator):
    answer = posted(administrator, HOUSING, BUILT_IN[HOUSING])
    assert answer.status_code == 422
    assert "replaces: built-in" in answer.content.decode()


def test_a_broken_pack_is_not_switched_on(administrator):
    (served().zone.packs_folder / "broken.yaml").write_text("programme: broken\n", "utf-8")
    before = (served().zone.folder / "dajuan.toml").read_text("utf-8")
    administrator.post(f"{AT}broken/switch/", {"on": "1"})
    assert (served().zone.folder / "dajuan.toml").read_text("utf-8") == before


@pytest.mark.parametrize("role", ["office", "reporter", "reviewer", "leader", "auditor", "firm"])
def test_packs_are_the_administrators(role, as_, owned):
    client = as_(role)
    assert client.get(AT).status_code == 403
    assert posted(client, "park-renewal", draft_pack("park-renewal")).status_code == 403
    assert client.post(f"{AT}{HOUSING}/switch/", {"on": "0"}).status_code == 403


def test_a_code_cannot_lead_out_of_the_folder(administrator):
    assert administrator.get("/programmes/_packs/..%2f..%2fx/").status_code == 404
    assert administrator.post(f"{AT}new/", {"code": "../x"}).status_code == 422
