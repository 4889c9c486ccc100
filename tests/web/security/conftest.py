"""Rights are tried on the little zone with two banks, whose person has every role there is: ``bank``."""

from __future__ import annotations

import pytest
from tests.web.financed import make_banker, make_financed
from tests.web.little_zone import make_people

from dajuan.web.served import served


@pytest.fixture
def little(little):
    make_financed(served())
    return served().zone


@pytest.fixture
def people(little, db):
    return make_people() | {"bank": make_banker()}
