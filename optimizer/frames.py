"""A result as pandas tables, for those who go on calculating."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from optimizer.accounts import account_tables
from optimizer.io.result_tables import result_tables

if TYPE_CHECKING:
    import pandas as pd

    from optimizer.instance import Instance
    from optimizer.plan import Result

WORDS = frozenset({
    "clause", "commodity", "comparison", "engine", "family", "flow_origin", "from_level",
    "from_place", "from_site", "fund", "group", "head", "indicator", "kind", "level", "lost_site",
    "measure", "mode", "modes", "name", "name_zh", "option", "origin", "place", "reason", "remark",
    "road", "road_class", "roads", "role", "scenario", "share_of", "site", "standard", "status",
    "stores", "supplier", "to_level", "to_place", "to_site", "town", "transfers", "unit",
    "unit_zh", "vehicle", "vehicles", "what", "worst_place",
})  # fmt: skip
"""Columns of ids and names; an id of digits stays text. So do those that end with a name."""

CLAIMS = frozenset({"driven", "kept", "met", "named", "served_when_cut_off"})
"""Columns that are true or false, or missing where nothing is judged."""

WHOLE = frozenset({"flows", "part", "quantity", "scenarios", "seed", "stop", "trip", "year"})
"""Columns of whole numbers; so are those that end with their units."""


def frames(result: Result, instance: Instance) -> dict[str, pd.DataFrame]:
    """Return the tables of a result as data frames.

    They are the tables that `write_result` writes and the accounts, column by column and digit
    by digit.

    Parameters
    ----------
    instance : Instance
        The instance the result is of; names and ceilings come from it.

    Returns
    -------
    dict of str to pandas.DataFrame
        What the plan decides: ``stores``, ``stock``, ``contracts``, ``built_roads``, ``moves``,
        ``replenishments``, ``payments``, ``flows``, ``shortages``. What it reaches:
        ``indicators``, ``service``, ``levels``, ``modes``, ``transport``, ``forced_towns``,
        ``costs``. How it is driven, where it is routed: ``drives``, ``trips``, ``stops``,
        ``drops``, ``rests``, ``returns``, ``unserved``, ``late``. What is asked of it: ``gaps``,
        ``gaps_total``, ``ledger``, ``rotation``, ``steps``, ``steps_total``. Numbers that are not
        known are NaN, claims that are not judged NA, words that are not given empty.
    """
    return dict(_frames(result, instance))


def _frames(result: Result, instance: Instance) -> Iterator[tuple[str, pd.DataFrame]]:
    # Whoever wants no frames must not wait for pandas to load.
    import pandas as pd

    tables = {**result_tables(result, instance), **account_tables(result, instance)}
    for file, text in tables.items():
        header, *records = csv.reader(io.StringIO(text, newline=""))
        cells = {name: [record[n] for record in records] for n, name in enumerate(header)}
        yield (
            file.removesuffix(".csv"),
            pd.DataFrame({name: _column(name, column) for name, column in cells.items()}),
        )


def _column(name: str, cells: list[str]) -> pd.Series[Any]:
    import pandas as pd

    if name in WORDS or name.endswith(("_name", "_name_zh")):
        return pd.Series(cells, dtype="str")
    if name in CLAIMS:
        return pd.Series([cell == "true" if cell else None for cell in cells], dtype="boolean")
    if name in WHOLE or name.endswith("_units"):
        return pd.Series([int(cell) for cell in cells], dtype="int64")
    return pd.Series([float(cell or "nan") for cell in cells], dtype="float64")
