"""Spark on two threads here: the same definitions over the same export, and the same digits. ``make test-spark`` runs it.

Not with the other tests: Spark is half a gigabyte, wants Java, and takes ten seconds and more to start.
"""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.figures.test_against_reference import BASES
from tests.figures.zone_exports import ask_anything, lives, sums_beyond_64_bits

from dajuan.figures.spark import SparkParquet, session_on
from dajuan.figures.zones_engine import OTHER

pytestmark = pytest.mark.spark


@pytest.fixture(scope="module")
def spark(need):
    need.module("pyspark", extra="spark")
    need.program("java")
    session = session_on("local[2]")
    yield partial(SparkParquet, session)
    session.stop()


@pytest.mark.parametrize("bases", [BASES[:4], BASES[4:7], BASES[7:]], ids=["stages", "sums", "levels and days"])
@settings(max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(some=lives, data=st.data())
def test_the_digits_of_each_zone_and_of_all(spark, tmp_path_factory, bases, some, data):
    ask_anything(spark, tmp_path_factory.mktemp("zones"), some, data, bases)


def test_a_sum_beyond_64_bits_is_exact(spark, tmp_path):
    sums_beyond_64_bits(spark, tmp_path)


def test_text_is_taken_as_it_is(spark):
    """A quote ends a literal, and a backslash is an escape: neither reaches Spark as such."""
    database = spark()
    told = "a'b\\n\\\\c\"d 云岭"
    assert database.rows(f"select {database.dialect.text(told)}") == [(told,)]


def test_a_link_leads_to_a_subject_of_its_own_zone(spark):
    """Whatever slashes a subject's code may have."""
    [(told,)] = spark().rows(f"select {OTHER} from (select 'housing/E/1' as word, 'songxi' as zone) e")
    assert told == "housing/songxi/E/1"
