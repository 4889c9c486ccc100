"""A PostgreSQL server of the tests' own."""

from __future__ import annotations

from tests.databases import server  # noqa: F401 - fixture
