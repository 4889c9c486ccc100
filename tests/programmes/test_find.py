"""Where packs come from: ours, other packages', the zone's own; a bad one is told and takes no other down."""

from __future__ import annotations

import sys
from importlib.metadata import EntryPoint

from tests.programmes.drafts import ROADS, changed

from dajuan.programmes import find
from dajuan.programmes.find import find_programmes

OURS = sorted(path.stem for path in find.built_in_paths())


def folder_with(tmp_path, **texts):
    for name, text in texts.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_ours_are_always_there(tmp_path):
    found = find_programmes(tmp_path / "none")
    assert list(found.programmes) == OURS
    assert {"enterprise-register", "housing-delivery", "investment-projects", "targets"} <= set(OURS)
    assert found.troubles == ()


def test_a_zone_brings_its_own(tmp_path):
    found = find_programmes(folder_with(tmp_path, roads=ROADS))
    assert list(found.programmes) == sorted([*OURS, "road-works"])
    assert found.programmes["road-works"].source.endswith("roads.yaml")


def test_a_bad_pack_takes_no_other_down(tmp_path):
    found = find_programmes(
        folder_with(tmp_path, roads=ROADS, bad=changed("count: open", "count: opened"), worse="a: [")
    )
    assert list(found.programmes) == sorted([*OURS, "road-works"])
    assert sorted(one.source.rpartition("/")[2] for one in found.troubles) == ["bad.yaml", "worse.yaml"]


def test_a_code_twice_is_refused_and_both_files_are_named(tmp_path):
    found = find_programmes(folder_with(tmp_path, a=ROADS, b=ROADS))
    assert found.programmes["road-works"].source.endswith("a.yaml")
    (told,) = found.troubles
    assert told.source.endswith("b.yaml")
    assert "a.yaml" in told.zh
    assert "the code road-works is taken by" in told.en


def test_a_zone_stands_its_own_pack_for_ours_only_where_it_says_so(tmp_path):
    silent = changed("programme: road-works", "programme: housing-delivery")
    found = find_programmes(folder_with(tmp_path, housing=silent))
    assert found.programmes["housing-delivery"].name.zh == "保交楼"
    assert "replaces: built-in" in found.troubles[0].en
    found = find_programmes(folder_with(tmp_path, housing=silent + "replaces: built-in\n"))
    assert found.programmes["housing-delivery"].name.zh == "道路工程"
    assert found.troubles == ()


def test_two_that_would_stand_for_ours_are_one_too_many(tmp_path):
    text = changed("programme: road-works", "programme: housing-delivery") + "replaces: built-in\n"
    found = find_programmes(folder_with(tmp_path, a=text, b=text))
    assert found.programmes["housing-delivery"].source.endswith("a.yaml")
    assert [one.source.rpartition("/")[2] for one in found.troubles] == ["b.yaml"]


def test_a_python_package_brings_packs(tmp_path, monkeypatch):
    package = tmp_path / "yunling_packs"
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "roads.yaml").write_text(ROADS, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    points = [
        EntryPoint("yunling", "yunling_packs", find.ENTRY_POINTS),
        EntryPoint("gone", "no_such_pack", find.ENTRY_POINTS),
    ]
    monkeypatch.setattr(find, "entry_points", lambda group: points)
    found = find_programmes()
    assert "road-works" in found.programmes
    (told,) = found.troubles
    assert "gone = no_such_pack" in told.en
    sys.modules.pop("yunling_packs", None)
