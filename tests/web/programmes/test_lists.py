"""Lists: what is shown to whom, by which filter, in which order, and what gets out in a file."""

from __future__ import annotations

import io
import re

import pytest
from python_calamine import CalamineWorkbook
from tests.web.programmes.conftest import HOUSING, PROJECTS, draft

from dajuan.ledger.append import append
from dajuan.web.served import served

CODES = ("targets", HOUSING, PROJECTS, "enterprise-register")
EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


def text_of(client, address: str, **query) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("code", CODES)
def test_every_page_of_every_programme_opens(code, language, as_, owned):
    client = as_("office")
    client.cookies["language"] = language
    pages = ["", "board/", "map/", "map.geojson", "charts/", "sheets/", "new/", "export.csv", "export.xlsx"]
    seen = {page: client.get(f"/programmes/{code}/{page}").status_code for page in pages}
    if code == "targets":
        assert seen.pop("map/") == 404
    assert seen.pop("new/") == (200 if code == "targets" else 403)
    assert set(seen.values()) == {200}


def test_the_list_of_programmes_counts_what_the_viewer_sees(as_, owned):
    assert '<b class="n">4</b>' not in text_of(as_("reporter"), "/programmes/")
    text = text_of(as_("reporter"), "/programmes/")
    assert "归我填报 2" in text


def test_a_reporter_sees_the_subjects_of_his_own_organisation(as_, owned):
    text = text_of(as_("reporter"), f"/programmes/{HOUSING}/")
    assert "云河苑" in text
    assert "望岭府" not in text
    assert "望岭府" in text_of(as_("neighbour"), f"/programmes/{HOUSING}/")


def test_filters_are_kept_in_the_address(as_, owned):
    office = as_("office")
    address = f"/programmes/{HOUSING}/"
    assert "云山居" not in text_of(office, address, stage="listed")
    text = text_of(office, address, **{"f.homes.from": "100", "f.homes.to": "250套"})
    assert "云河苑" in text
    assert "云山居" not in text
    assert "云河苑" in text_of(office, address, q="云河")
    assert "望岭府" not in text_of(office, address, **{"f.lead-department": "住房保障中心"})
    assert "望岭府" in text_of(office, address, **{"f.cause": "-"})


def test_what_a_filter_cannot_read_is_told_and_kept(as_, owned):
    text = text_of(as_("office"), f"/programmes/{HOUSING}/", **{"f.homes.from": "很多"})
    assert 'value="很多"' in text
    assert 'class="error"' in text


def test_pages_follow_each_other_both_ways(as_, owned):
    some = [
        draft(HOUSING, f"F-{n:03}", "opened", "2025-05-01", fields={"name": f"楼{n}", "developer": "甲", "homes": n})
        for n in range(120)
    ]
    append(served().ledger, some, actor="住建局 甲")
    office, address = as_("office"), f"/programmes/{HOUSING}/"
    seen, query = [], {"sort": "-homes", "q": "楼"}
    while True:
        text = text_of(office, address, **query)
        seen.append(re.findall(r">(F-\d+)</a>", text))
        found = re.search(r'rel="next" href="\?[^"]*after=([^"&]+)', text)
        if not found:
            break
        query = {"sort": "-homes", "q": "楼", "after": found[1]}
    flat = [code for page in seen for code in page]
    assert flat == [f"F-{n:03}" for n in reversed(range(120))]
    back = re.search(r'rel="prev" href="\?[^"]*before=([^"&]+)', text)
    assert re.findall(r">(F-\d+)</a>", text_of(office, address, sort="-homes", q="楼", before=back[1])) == seen[-2]


def test_a_broken_cursor_shows_the_first_page(as_, owned):
    assert "E-101" in text_of(as_("office"), f"/programmes/{HOUSING}/", after="no-cursor")


def test_an_export_holds_what_the_filter_shows_and_no_formula(as_, owned):
    evil = '=HYPERLINK("http://x","y")'
    one = draft(HOUSING, "E-301", "opened", "2025-05-01", fields={"name": evil, "developer": "@SUM（1）", "homes": 5})
    append(served().ledger, [one], actor="住建局 甲")
    csv = as_("office").get(f"/programmes/{HOUSING}/export.csv", {"show": "developer"}).content.decode("utf-8-sig")
    assert "'=HYPERLINK" in csv
    assert "'@SUM" in csv
    data = as_("office").get(f"/programmes/{HOUSING}/export.xlsx", {"q": "E-301", "show": "homes"}).content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert rows[1][:2] == ["E-301", evil]
    assert 5 in rows[1]
    assert len(rows) == 2
    assert b"<f>" not in data


def test_an_export_holds_only_what_its_reader_sees(as_, owned):
    csv = as_("reporter").get(f"/programmes/{HOUSING}/export.csv").content.decode()
    assert "E-101" in csv
    assert "E-201" not in csv


def test_the_list_shows_the_past(as_, owned):
    office, address = as_("office"), f"/programmes/{HOUSING}/"
    assert "云山居" not in text_of(office, address, as_of="2025-01-31")
    assert "云河苑" not in text_of(office, address, known_at="2025-01-31")
    assert "新增楼盘" not in text_of(office, address, as_of="2025-01-31")


@pytest.mark.parametrize("page", ["", "board/", "map/"])
def test_no_text_is_taken_for_markup(page, as_, owned):
    fields = dict.fromkeys(("name", "plan", "lead-cadre"), EVIL) | {"developer": "甲", "site": '{"type":"Point","coordinates":[113.6,34.8]}'}  # fmt: skip
    append(served().ledger, [draft(HOUSING, "X-1", "opened", "2025-05-01", fields={**fields, "homes": 3}, note=EVIL)], actor="甲<b>")  # fmt: skip
    show = ["name", "plan", "lead-cadre"]
    text = text_of(as_("office"), f"/programmes/{HOUSING}/{page}", show=show, q="", **{"f.lead-department": EVIL} if not page else {})  # fmt: skip
    assert "<script>alert" not in text
    assert "<img src=x" not in text


def test_no_text_of_a_subject_is_taken_for_markup(as_, owned):
    one = draft(
        HOUSING, "X-1", "opened", "2025-05-01", fields={"name": EVIL, "plan": EVIL, "developer": "甲"}, note=EVIL
    )
    append(served().ledger, [one], actor="甲<b>乙")
    text = text_of(as_("office"), f"/programmes/{HOUSING}/subjects/X-1/")
    assert "&lt;script&gt;" in text
    assert "<script>alert" not in text
    assert "甲<b>" not in text


def test_the_map_has_each_shape_with_its_colour_and_where_it_leads(as_, owned):
    found = as_("office").get(f"/programmes/{HOUSING}/map.geojson", {"as_of": "2025-02-28"}).json()
    assert [one["properties"]["code"] for one in found["features"]] == ["E-101", "E-102"]
    assert found["features"][0] == {
        "type": "Feature",
        "id": f"{HOUSING}/E-101/site",
        "geometry": {"type": "Point", "coordinates": [113.6, 34.8]},
        "properties": {
            "code": "E-101",
            "name": "云河苑",
            "colour": "listed",
            "href": f"/programmes/{HOUSING}/subjects/E-101/?as_of=2025-02-28",
        },
    }
    by_cause = as_("office").get(f"/programmes/{HOUSING}/map.geojson", {"colour": "cause"}).json()
    assert {one["properties"]["colour"] for one in by_cause["features"]} == {"funds"}
    assert as_("office").get(f"/programmes/{HOUSING}/map.geojson", {"bbox": "1,1,2,2"}).json()["features"] == []


def test_a_stranger_is_sent_to_sign_in(client, owned):
    assert client.get(f"/programmes/{HOUSING}/").status_code == 302


def test_an_enterprise_sees_no_list_and_its_own_subject(as_, owned):
    from tests.web.little_zone import FIRM, OTHER_FIRM

    firm = as_("firm")
    assert firm.get("/programmes/").status_code == 403
    assert firm.get(f"/programmes/enterprise-register/subjects/{FIRM}/").status_code == 200
    assert firm.get(f"/programmes/enterprise-register/subjects/{OTHER_FIRM}/").status_code == 404
