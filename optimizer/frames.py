"""A result as pandas tables, for those who go on calculating."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from optimizer.io.result_tables import result_tables

if TYPE_CHECKING:
    import pandas as pd

    from optimizer.instance import Instance
    from optimizer.plan import Result

WORDS = frozenset({
    "commodity", "family", "group", "head", "kind", "lost_site", "name", "name_zh", "option",
    "origin", "place", "role", "scenario", "site", "standard", "supplier", "supplier_name",
    "supplier_name_zh", "town", "unit", "worst_place",
})  # fmt: skip
"""Columns of ids and names; an id of digits stays text."""


def frames(result: Result, instance: Instance) -> dict[str, pd.DataFrame]:
    """Return the tables of a result as data frames.

    They are the tables that `write_result` writes, column by column and digit by digit.

    Parameters
    ----------
    instance : Instance
        The instance the result is of; names and ceilings come from it.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``stores``, ``stock``, ``contracts``, ``flows``, ``shortages``, ``service`` and
        ``costs``. Numbers that are not known are NaN, words that are not given are empty.
    """
    return dict(_frames(result, instance))


def _frames(result: Result, instance: Instance) -> Iterator[tuple[str, pd.DataFrame]]:
    # Whoever wants no frames must not wait for pandas to load.
    import pandas as pd

    for file, text in result_tables(result, instance).items():
        header, *records = csv.reader(io.StringIO(text, newline=""))
        cells = {name: [record[n] for record in records] for n, name in enumerate(header)}
        yield (
            file.removesuffix(".csv"),
            pd.DataFrame({name: _column(name, column) for name, column in cells.items()}),
        )


def _column(name: str, cells: list[str]) -> pd.Series[Any]:
    import pandas as pd

    if name in WORDS:
        return pd.Series(cells, dtype="str")
    if name == "met":
        return pd.Series([cell == "true" for cell in cells], dtype="bool")
    if name == "quantity":
        return pd.Series([int(cell) for cell in cells], dtype="int64")
    return pd.Series([float(cell or "nan") for cell in cells], dtype="float64")
