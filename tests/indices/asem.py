"""COINr's example: its data, its scheme, and what its vignettes and results print (see ``asem.yaml``)."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import numpy as np

from dajuan.indices.facts import Facts
from dajuan.indices.load import parse_scheme
from dajuan.indices.measures import measured
from dajuan.indices.scheme import Scheme
from dajuan.indices.table import Table

HERE = Path(__file__).parent


def scheme() -> Scheme:
    return parse_scheme((HERE / "asem.yaml").read_text(encoding="utf-8"), "asem.yaml")


def facts() -> Facts:
    rows = list(csv.DictReader((HERE / "asem.tsv").open(encoding="utf-8"), delimiter="\t"))
    keys = tuple(key for key in rows[0] if key not in {"unit", "continent"})
    values = np.array([[[float(row[key] or "nan") for key in keys]] for row in rows])
    return Facts(
        tuple(row["unit"] for row in rows),
        (2018,),
        keys,
        values,
        {"continent": tuple(row["continent"] for row in rows)},
    )


def table() -> Table:
    return measured(scheme(), facts())


class Published(NamedTuple):
    """A country's score and rank, and of its rank over 100 runs with other choices."""

    unit: str
    score: float
    rank: int
    mean: float
    median: float
    q5: float
    q95: float


def published() -> list[Published]:
    """``vignettes/SA_results.RDS`` (nominal) and ``vignettes/UA_results.RDS`` (the runs)."""
    rows = csv.DictReader((HERE / "asem_published.tsv").open(encoding="utf-8"), delimiter="\t")
    return [
        Published(row["unit"], *(int(row[key]) if key == "rank" else float(row[key]) for key in Published._fields[1:]))
        for row in rows
    ]
