"""The board shows what ``answers.board`` says, to each viewer no more than is theirs."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from openpyxl import load_workbook
from tests.web.lively import BOUND, DONE, OTHERS, RECORDED, RED

from dajuan.answers.board_rows import COLUMNS, rows_of
from dajuan.answers.plan import Part, split
from dajuan.ledger.zone import make_zone
from dajuan.web.access.rights import Viewer
from dajuan.web.access.roles import Action
from dajuan.web.board.asked import Asked
from dajuan.web.board.seen import seen
from dajuan.web.moment import Moment
from dajuan.web.served import serve, served

pytestmark = pytest.mark.usefixtures("lively")


def text(answer) -> str:
    assert answer.status_code == 200, answer.content.decode()[:500]
    return answer.content.decode()


def count_of(page: str, colour: str) -> int:
    """What the page says beside a light."""
    found = re.search(rf'light-count is-{colour}".*?<b>(\d+)</b>', page, re.DOTALL)
    assert found is not None, colour
    return int(found[1])


def names_listed(page: str) -> list[str]:
    listed = page[page.index('<ol class="lines">') : page.index("</ol>")]
    return re.findall(r"<h3><a[^>]*>([^<]+)</a>", listed)


def test_the_counts_are_those_of_the_board(as_):
    page = text(as_("office").get("/board/"))
    board = served().board(2025, Moment())
    colours = [one.light.colour for one in board.wholes()]
    assert colours.count("red") == 2
    for colour in ("red", "yellow", "green", "blue", "white", "grey"):
        assert count_of(page, colour) == colours.count(colour)


def test_the_red_ones_stand_first_with_why_who_and_how_far(as_):
    page = text(as_("leader").get("/board/"))
    assert names_listed(page) == [one.target.name for one in Asked().of(served().board(2025, Moment()))]
    assert set(names_listed(page)) == {RED, OTHERS}
    for told in ("选址还没有定", "规划建设局", "慢 69 个百分点", "最近填报", "2025-09-30", "完成率 10%，序时 79%"):
        assert told in page


def test_in_english_the_same(as_):
    client = as_("leader")
    client.cookies["language"] = "en"
    page = text(client.get("/board/"))
    assert "69 points behind" in page
    assert "Red: why, and who" in page


def test_a_reporter_sees_the_own_targets_only_and_counts_of_these(as_):
    page = text(as_("reporter").get("/board/?light=all&all=1"))
    board = served().board(2025, Moment())
    mine = [one for one in board.standings if "住房保障中心" in (one.target.owner, *one.target.co_owners)]
    assert sorted(names_listed(page)) == sorted(one.target.name for one in mine)
    assert OTHERS not in page
    assert count_of(page, "red") == 1
    assert f"只含您范围内的 {len(mine)} 项" in page


@pytest.mark.parametrize("path", ["/board/", "/board/screen/", "/board/board.csv"])
def test_an_enterprise_and_a_stranger_see_no_board(as_, client, path):
    assert as_("firm").get(path).status_code == 403
    assert client.get(path).status_code == 302


def test_drilling_down_is_kept_in_the_address(as_):
    office = as_("office")
    assert names_listed(text(office.get("/board/?light=blue"))) == [DONE]
    assert names_listed(text(office.get("/board/?owner=经济发展局&light=red"))) == [OTHERS]
    assert names_listed(text(office.get("/board/?prospect=reached"))) == [DONE]
    area = served().board(2025, Moment()).areas()[5]
    listed = names_listed(text(office.get("/board/", {"area": area[0], "all": "1"})))
    assert sorted(listed) == sorted(one.target.name for one in area[1])


def test_what_cannot_be_asked_for_is_left_out(as_):
    page = text(as_("office").get("/board/?light=purple&owner=火星局&year=1066"))
    assert len(names_listed(page)) == 2


def test_the_board_is_of_the_day_that_is_asked_for_and_links_keep_it(as_):
    page = text(as_("office").get("/board/?as_of=2025-03-31"))
    board = served().board(2025, Moment(as_of=date(2025, 3, 31)))
    assert [one.light.colour for one in board.standings if one.target.name == BOUND] == ["green"]
    assert count_of(page, "red") == 0
    assert "as_of=2025-03-31" in page[page.index('class="dots"') :]


def test_as_known_before_anything_was_recorded_there_is_no_plan(as_):
    assert as_("office").get("/board/?known_at=2025-01-01").status_code == 422


def test_nobody_has_a_board_before_there_is_a_plan(as_, tmp_path):
    office = as_("office")
    make_zone(tmp_path / "new", name="新区", code="new", on=("targets",), simulated=True)
    serve(tmp_path / "new")
    assert "还没有计划" in text(office.get("/board/"))
    assert office.get("/board/board.csv").status_code == 404


def test_the_screen_renews_itself_and_has_nothing_to_press(as_):
    page = text(as_("leader").get("/board/screen/"))
    assert 'data-refresh-seconds="60"' in page
    assert "data-clock" in page
    assert RED in page
    assert "<form" not in page
    assert "<button" not in page


def test_the_file_has_the_rows_of_the_board(as_):
    answer = as_("office").get("/board/board.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    board = served().board(2025, Moment())
    assert rows[0] == [column.name for column in COLUMNS]
    assert [row[0] for row in rows[1:]] == [str(row[0]) for row in rows_of(board.standings)]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="board-2025-2025-10-15.csv"'


def test_the_workbook_has_what_the_address_asks_for(as_):
    book = load_workbook(io.BytesIO(as_("reporter").get("/board/board.xlsx?light=red").content))
    assert [row[3] for row in book.active.iter_rows(min_row=2, values_only=True)] == [RED]


def test_who_may_not_export_has_no_file(as_):
    assert as_("administrator").get("/board/board.csv").status_code == 403
    assert "board.csv" not in text(as_("administrator").get("/board/"))


def test_a_part_whose_whole_is_not_seen_is_counted_and_one_whose_whole_is_seen_is_not(as_):
    parts = [Part("松溪街道", "4个"), Part("望岭街道", "6个")]
    split(served().ledger, RED, parts, actor="督查室 何", on=date(2025, 2, 1), now=RECORDED)
    board = served().board(2025, Moment())
    street = seen(board, Viewer(reach={Action.SEE: frozenset({"松溪街道"})}))
    assert [one.target.owner for one in street.wholes()] == ["松溪街道"]
    lead = seen(board, Viewer(reach={Action.SEE: frozenset({"松溪街道", "规划建设局"})}))
    assert "松溪街道" in {one.target.owner for one in lead.standings}
    assert "松溪街道" not in {one.target.owner for one in lead.wholes()}
    assert seen(board, Viewer(reach={Action.SEE: None})) is board
