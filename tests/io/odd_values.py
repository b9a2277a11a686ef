"""Instances with any text and number in their cells, as hypothesis draws them."""

import dataclasses
import math

from hypothesis import strategies as st

from optimizer.instance import SECTIONS, TABLES
from optimizer.instance.schema import columns

BILLION = 10**9


def values(spec):
    if spec.type is bool:
        return st.booleans()
    if spec.type is str:
        return st.text().filter(lambda text: text.strip() or not spec.required)
    if spec.type is int:
        return st.integers(int(max(spec.minimum, -BILLION)), int(min(spec.maximum, BILLION)))
    if spec.type is float:
        low, high = max(spec.minimum, spec.above), spec.maximum
        numbers = st.floats(
            min_value=low if math.isfinite(low) else None,
            max_value=high if math.isfinite(high) else None,
            allow_nan=False,
            allow_infinity=False,
        )
        return numbers.filter(lambda number: number > spec.above)
    return st.sampled_from(list(spec.type))


CONTRADICTED = {
    "urban_population", "population", "to_day", "from_day", "status", "reason",
    "central_min", "sub_min", "point_min", "local_min", "central_max", "sub_max", "point_max",
    "local_max", "most_share", "least_share", "mode", "cruise_kmh", "measure", "remark",
}  # fmt: skip

CONTRADICTED_IN = {"indicators": {"role", "head"}}
"""Columns of one table that its other columns may forbid."""


@st.composite
def changed_values(draw, row_type):
    kept = {*CONTRADICTED, *CONTRADICTED_IN.get(row_type.table, ()), *row_type.key}
    return {
        name: draw(values(spec) if not spec.optional else st.none() | values(spec))
        for name, spec in columns(row_type).items()
        if name not in kept and not spec.refers_to and not spec.many
    }


@st.composite
def odd_instances(draw, instance):
    """Return the instance with one table, one section and the titles changed."""
    table = draw(st.sampled_from(sorted(TABLES)))
    cells = draw(changed_values(TABLES[table]))
    rows = tuple(dataclasses.replace(row, **cells) for row in getattr(instance, table))
    name = draw(st.sampled_from(sorted(SECTIONS)))
    section = dataclasses.replace(getattr(instance, name), **draw(changed_values(SECTIONS[name])))
    titles = {"title": draw(st.text()), "name": draw(st.text(min_size=1))}
    return dataclasses.replace(instance, **{table: rows, name: section}, **titles)
