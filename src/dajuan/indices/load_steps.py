"""The steps of a scheme: who is meant, what is missing, outliers, the scale, and what else might have been chosen."""

from __future__ import annotations

from collections.abc import Sequence

from dajuan.indices.load_numbers import checked, number, optional, share
from dajuan.indices.scheme import (
    AGGREGATIONS,
    FILLINGS,
    IMPUTATIONS,
    METHODS,
    Aggregation,
    Imputation,
    Normalisation,
    Panel,
    Treatment,
    Uncertainty,
)
from dajuan.programmes.forms import Form
from dajuan.programmes.pack import Name
from dajuan.programmes.yaml_nodes import Listing, Node, Scalar

_LARGEST, _MOST_POINTS, _MOST_RUNS, _MOST_YEARS = 1e9, 1_000_000, 10_000, 10


def _inner(form: Form, key: str) -> Form | None:
    node = form.node(key)
    return None if node is None else Form(form.notes, Name(f"{key} 部分", f"the {key} part"), form.rows[key][0], node)


def only_of(form: Form) -> dict[str, tuple[str, ...]]:
    """``only: {size: [micro, small]}``."""
    inner = _inner(form, "only")
    return {} if inner is None else {key: tuple(one.text for one in inner.texts(key)) for key in list(inner.rows)}


def screening_of(form: Form) -> tuple[float, float]:
    inner = _inner(form, "screening")
    if inner is None:
        return 0.0, 0.0
    found = share(inner, "available"), share(inner, "group")
    inner.close()
    return found


def imputation_of(form: Form) -> tuple[Imputation, str]:
    node = form.node("imputation")
    if node is None or isinstance(node, Scalar):
        return form.one_of("imputation", IMPUTATIONS, "none"), ""  # type: ignore[return-value]
    inner = Form(form.notes, Name("imputation 部分", "the imputation part"), form.rows["imputation"][0], node)
    method, by = inner.one_of("method", IMPUTATIONS, "none", required=True), inner.key_text("by")
    inner.close()
    return method, by  # type: ignore[return-value]


def panel_of(form: Form, facts: Sequence[str]) -> Panel:
    inner = _inner(form, "panel")
    if inner is None:
        return Panel()
    method = inner.one_of("method", FILLINGS, "none", required=True)
    years = inner.integer("years", 1, 1, _MOST_YEARS)
    only = inner.known_texts("only", Name("方案用到的事实", "fact that the scheme asks for"), facts)
    inner.close()
    return Panel(method, years, only)  # type: ignore[arg-type]


def treatment_of(form: Form) -> Treatment | None:
    """None, also where it says ``none``."""
    node = form.node("treatment")
    if node is None or isinstance(node, Scalar):
        form.one_of("treatment", ("none",))
        return None
    inner = Form(form.notes, Name("treatment 部分", "the treatment part"), form.rows["treatment"][0], node)
    points, part = _points(inner)
    usual = Treatment()
    made = Treatment(
        points,
        part,
        number(inner, "skew", usual.skew, 0.0, _LARGEST),
        number(inner, "kurtosis", usual.kurtosis, 0.0, _LARGEST),
        inner.flag("log") if "log" in inner.rows else usual.log,
    )
    inner.close()
    return made


def _points(form: Form) -> tuple[int, float | None]:
    """So many points, or with % a share of the units."""
    scalar = form.scalar("winsorise")
    if scalar is not None and scalar.text.endswith("%"):
        return 0, checked(form.notes, scalar, "winsorise", 0.0, 0.5)
    return form.integer("winsorise", Treatment().points, 0, _MOST_POINTS), None


def normalisation_of(form: Form) -> Normalisation:
    node = form.node("normalisation")
    return Normalisation() if node is None else _scale(form, node) or Normalisation()


def _scale(form: Form, node: Node) -> Normalisation | None:
    """A method's name, or a table with what it takes."""
    if isinstance(node, Scalar):
        if node.text not in METHODS:
            form.notes.unknown(node, Name("归一化方法", "normalisation"), node.text, METHODS)
            return None
        return Normalisation(node.text)
    inner = Form(form.notes, Name("归一化", "the normalisation"), node, node)
    method = inner.one_of("method", METHODS, "min-max", required=True)
    usual = Normalisation()
    made = Normalisation(
        method,  # type: ignore[arg-type]
        number(inner, "low", usual.low, -_LARGEST, _LARGEST),
        number(inner, "high", usual.high, -_LARGEST, _LARGEST),
        number(inner, "mean", usual.mean, -_LARGEST, _LARGEST),
        number(inner, "sd", usual.sd, 1e-9, _LARGEST),
        optional(inner, "floor", -_LARGEST, _LARGEST),
    )
    inner.close()
    if made.low >= made.high:
        form.notes.wrong(
            node, f"low {made.low:g} 要小于 high {made.high:g}", f"low ({made.low:g}) is below high ({made.high:g})"
        )
    return made


def uncertainty_of(form: Form) -> Uncertainty:
    inner = _inner(form, "uncertainty")
    if inner is None:
        return Uncertainty()
    usual = Uncertainty()
    node = inner.node("normalisation")
    items = () if node is None else node.items if isinstance(node, Listing) else (node,)
    made = Uncertainty(
        inner.integer("runs", usual.runs, 10, _MOST_RUNS),
        inner.integer("seed", usual.seed, 0, 2**31 - 1),
        _known(inner, "imputation", IMPUTATIONS),
        _whole_numbers(inner, "winsorise"),
        tuple(found for one in items if (found := _scale(inner, one))),
        _aggregations(inner),
        share(inner, "weights"),
    )
    inner.close()
    return made


def _known(form: Form, key: str, known: Sequence[Imputation]) -> tuple[Imputation, ...]:
    return form.known_texts(key, Name(f"这样的 {key}", f"such {key}"), known)  # type: ignore[return-value]


def _aggregations(form: Form) -> tuple[Aggregation, ...]:
    return form.known_texts("aggregation", Name("合成方法", "aggregation"), AGGREGATIONS)  # type: ignore[return-value]


def _whole_numbers(form: Form, key: str) -> tuple[int, ...]:
    found = []
    for one in form.texts(key):
        value = checked(form.notes, one, key, 0, _MOST_POINTS)
        if value is not None:
            found.append(int(value))
    return tuple(found)
