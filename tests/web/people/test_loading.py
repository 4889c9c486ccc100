"""People from a file, as ``dajuan serve --people`` loads them: all of it or nothing, and every mistake told."""

from __future__ import annotations

import pytest

from dajuan.ledger.trouble import LedgerError
from dajuan.web.people.loading import load_people
from dajuan.web.people.models import Organisation, Person

NEW = """[[organisations]]
name = "数据局"
parent = "云岭高新区"

[[people]]
username = "wu"
name = "吴"
organisation = "数据局"
"""


def row(username: str, name: str, organisation: str) -> str:
    return f'[[people]]\nusername = "{username}"\nname = "{name}"\norganisation = "{organisation}"\n'


@pytest.fixture
def load(people, tmp_path):
    path = tmp_path / "people.toml"

    def load_text(text: str):
        path.write_text(text, "utf-8")
        return load_people(path)

    return load_text


def test_whoever_is_new_is_there_with_a_password_of_the_first_day(load):
    loaded = load(NEW)
    assert (loaded.organisations, loaded.people, list(loaded.passwords)) == (1, 1, ["wu"])
    assert Person.objects.get(username="wu").actor == "数据局 吴"
    assert load(NEW).passwords == {}


@pytest.mark.parametrize(
    "again",
    [row("he-2", "何", "督查室"), row("a", "郑", "数据局") + row("b", "郑", "数据局")],
    ids=["as somebody who is there", "as another of the file"],
)
def test_two_people_are_never_one_actor_and_nothing_is_loaded_by_half(load, people, again):
    with pytest.raises(LedgerError) as told:
        load(NEW + again)
    assert "同名的人，请在姓名后加区分" in told.value.zh
    assert "tell them apart in the name" in told.value.en
    assert Person.objects.count() == len(people)
    assert not Organisation.objects.filter(name="数据局").exists()


def test_who_is_called_otherwise_by_now_is_the_actor_that_they_were(load):
    load(row("office", "何山", "督查室"))
    load(row("office", "何山", "督查室") + row("he-2", "何山", "督查室"))
    actors = Person.objects.filter(name="何山").values_list("username", "actor")
    assert dict(actors) == {"office": "督查室 何", "he-2": "督查室 何山"}
