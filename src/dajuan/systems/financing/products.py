"""Products of the register, with their terms as they read on a day."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from dajuan.standards.trouble import RuleError
from dajuan.subjects.row import Row
from dajuan.subjects.subjects import Subjects
from dajuan.systems.financing.terms import Terms, read_terms
from dajuan.systems.firms import every

PRODUCTS = "financing-products"
OFFERED = "offered"


class Product(NamedTuple):
    code: str
    name: str
    institution: str
    said: str
    """Its terms as written."""
    terms: Terms | None
    trouble: RuleError | None
    """Why its terms cannot be read."""


def products(subjects: Subjects, *, as_of: date | None = None, size: int | None = None) -> list[Product]:
    """Those on offer."""
    rows = every(subjects, PRODUCTS, as_of=as_of, size=size)
    return [product(row) for row in rows if row.stage == OFFERED]


def product(row: Row) -> Product:
    institution, said = (str(row.fields.get(key, "")) for key in ("institution", "terms"))
    try:
        return Product(row.code, row.name, institution, said, read_terms(said, row.code), None)
    except RuleError as trouble:
        return Product(row.code, row.name, institution, said, None, trouble)
