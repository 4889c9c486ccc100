"""The little zone with two banks, as ``tests.web.financed`` makes it; the bank's own person is ``bank``."""

from __future__ import annotations

import pytest
from tests.web.financed import make_banker, make_financed
from tests.web.little_zone import make_people

from dajuan.web.served import served


@pytest.fixture
def financed(little):
    make_financed(served())
    return served()


@pytest.fixture
def people(financed, db):
    return make_people() | {"bank": make_banker()}
