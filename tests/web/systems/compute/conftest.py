"""The little zone with the compute network switched on and its small life in it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.systems.compute.life import CODES, FIRM, OTHER_FIRM, job, metered_job, network, voucher
from tests.web.api.conftest import asks

from dajuan.ledger.append import append
from dajuan.ledger.zone import SETTINGS
from dajuan.web.people.models import Grant, Organisation, Person
from dajuan.web.served import served

__all__ = ["asks"]
NOW = datetime(2025, 10, 15, 4, tzinfo=UTC)
BUREAU = "数字经济局"


@pytest.fixture
def compute(people, little) -> dict[str, Person]:
    """``digital`` reports for the department in charge; ``firm`` is the enterprise whose jobs these are."""
    settings = little.folder / SETTINGS
    said = settings.read_text("utf-8").replace("on = [\n", "on = [\n" + "".join(f'  "{one}",\n' for one in CODES))
    settings.write_text(said, "utf-8")
    served().look()
    bureau = Organisation.objects.create(name=BUREAU, parent=Organisation.objects.get(parent=None))
    digital = Person.objects.create_user("digital", None, name="方", organisation=bureau, demo=True)
    for role in ("see", "report"):
        Grant.objects.create(person=digital, role=role, organisation=bureau)
    people["digital"] = digital
    drafts = [
        *network(), *job("JOB-A"), *job("JOB-B", firm=OTHER_FIRM, amount="8卡"), *metered_job("JOB-M"),
        *voucher("V-1", 80), *voucher("V-2", 500), *voucher("V-9", 500, OTHER_FIRM),
    ]  # fmt: skip
    append(served().ledger, drafts, actor="数字经济局 方", now=NOW)
    assert served().today() == date(2025, 10, 15)
    assert people["firm"].enterprise == FIRM
    return people
