"""``derived/`` is deleted while the zone is served: it is made again, and so are the files of the pages in it."""

from __future__ import annotations

import re
import shutil
from contextlib import suppress
from pathlib import Path

from tests.web.serving import Visitor, until


def removed(folder: Path) -> None:
    """As ``rm -r`` does it: again, where the server put a file into a folder that was being emptied."""
    for _ in range(20):
        with suppress(OSError):
            shutil.rmtree(folder)
            return
    raise AssertionError(f"{folder} is filled faster than it can be emptied")


def test_everything_derived_is_made_again(busy, served):
    visitor = Visitor(served.port)
    visitor.sign_in(busy.office)
    pages = ("/board/", "/programmes/housing-delivery/", "/figures/housing-delivery/homes-delivered/", "/targets/")
    before = {page: visitor.get(page) for page in pages}
    assert {one.status for one in before.values()} == {200}
    style = re.search(r'href="(/static/dajuan/dajuan\.[^"]+\.css)"', before["/board/"].text)
    assert style

    removed(busy.zone.derived)
    for _ in range(len(served.workers()) * 2):
        assert {page: visitor.get(page).status for page in pages} == dict.fromkeys(pages, 200)
    until(lambda: visitor.get(style[1]).status == 200, "the style sheet is there again")
    assert (busy.zone.derived / "subjects.sqlite").exists()
