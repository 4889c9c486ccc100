"""Everything known of a subject, across programmes, and of that what the viewer may see."""

from __future__ import annotations

from datetime import date

import pytest
from tests.answers.life import code_of
from tests.web.little_zone import FIRM, OTHER_FIRM
from tests.web.lively import BOUND, OTHERS

from dajuan.ledger.append import append
from dajuan.ledger.entry import Draft
from dajuan.web.records import subjects
from dajuan.web.served import served

pytestmark = pytest.mark.usefixtures("lively")
ESTATE = "/records/of/housing-delivery/E-001/"
OURS = f"/records/of/enterprise-register/{FIRM}/"
THEIRS = f"/records/of/enterprise-register/{OTHER_FIRM}/"


def text(answer) -> str:
    assert answer.status_code == 200, answer.content.decode()[:800]
    return answer.content.decode()


@pytest.fixture
def invested():
    """A project of the firm's that the neighbour leads, and one of the other firm's."""
    drafts = [
        Draft(programme="investment-projects", subject=code, kind="opened", effective_on=date(2025, 2, 1),
              fields={"name": name, "lead-department": "经济发展局", "category": "manufacturing", "planned-total": 10**9}, links={"enterprise": f"enterprise-register/{firm}"})
        for code, name, firm in (("P-1", "一号项目", FIRM), ("P-2", "二号项目", OTHER_FIRM))
    ]  # fmt: skip
    append(served().ledger, drafts, actor="经济发展局 李")


def test_fields_with_the_entries_that_say_so_targets_and_all_in_time(as_):
    page = text(as_("office").get(ESTATE))
    assert "云岭1号" in page
    assert "300套" in page
    assert f"/records/target/{code_of(served().ledger, BOUND)}/" in page
    assert f"/records/target/{code_of(served().ledger, OTHERS)}/" not in page
    assert "到达“交付”" in page


def test_what_names_it_stands_by_programme(as_, invested):
    page = text(as_("office").get(OURS))
    assert "投资项目" in page
    assert "一号项目" in page
    assert "二号项目" not in page
    assert "经济发展局 李" in page, "the project's entries are in the timeline"


def test_related_subjects_out_of_reach_are_counted(as_, invested):
    page = text(as_("neighbour").get("/records/of/investment-projects/P-1/"))
    assert "云岭一号科技有限公司" not in page
    assert "另有 1 个有关联的对象不在您的范围" in page


def test_as_it_was(as_):
    page = text(as_("office").get(f"{ESTATE}?as_of=2024-01-31"))
    assert "到达“交付”" not in page
    assert as_("office").get(f"{ESTATE}?as_of=2023-01-31").status_code == 404


def test_the_timeline_goes_on(as_, monkeypatch):
    monkeypatch.setattr(subjects, "_AT_ONCE", 2)
    first = text(as_("office").get(ESTATE))
    assert "更早的" in first
    known = subjects.known_of(served().subjects().one("housing-delivery", "E-001"), *_office())
    second = text(as_("office").get(f"{ESTATE}?before={known.next}"))
    assert f"/records/entry/{known.timeline[0].seq}/" not in second[second.index('id="timeline"') :]


def _office():
    from dajuan.web.access.rights import Viewer
    from dajuan.web.access.roles import Action
    from dajuan.web.moment import Moment

    return Viewer(reach={Action.SEE: None}), Moment()


def test_an_enterprise_sees_itself_and_what_names_it(as_, invested):
    firm = as_("firm")
    page = text(firm.get("/records/mine/"))
    assert "云岭一号科技有限公司" in page
    assert "一号项目" in page
    for hidden in ("云岭二号", "二号项目", OTHER_FIRM):
        assert hidden not in page
    assert text(firm.get(OURS))
    assert text(firm.get("/records/of/investment-projects/P-1/"))


def test_an_enterprise_sees_what_is_not_known_of_it_and_that_its_size_cannot_be_told(as_):
    page = text(as_("firm").get("/records/mine/"))
    assert "还缺" in page
    assert "从业人员" in page
    assert "划型 现有的数定不了" in page
    append(
        served().ledger,
        [
            Draft(programme="enterprise-register", subject=FIRM, kind="stated", effective_on=date(2024, 12, 31),
                  fields={"employees": 1200, "revenue": 60_000 * 10_000 * 100})
        ],
        actor="市场监管局 吴",
    )  # fmt: skip
    assert "划型 大型" in text(as_("firm").get("/records/mine/"))


def test_an_enterprise_that_is_in_no_register_is_told_so(as_, people):
    people["firm"].enterprise = "91110000100000000R"
    people["firm"].save()
    assert "还没有贵企业的登记" in text(as_("firm").get("/records/mine/"))


def test_staff_have_no_page_of_their_own(as_):
    assert as_("office").get("/records/mine/").status_code == 302
