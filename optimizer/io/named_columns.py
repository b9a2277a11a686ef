"""Names beside ids: the columns that tables for people have after each id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from optimizer.instance import Instance

TABLE_OF: Mapping[str, str] = {
    "commodity": "commodities",
    "family": "families",
    "from_place": "places",
    "from_site": "sites",
    "fund": "funds",
    "group": "groups",
    "place": "places",
    "scenario": "scenarios",
    "site": "sites",
    "standard": "standards",
    "to_place": "places",
    "to_site": "sites",
    "town": "places",
    "worst_place": "places",
}
"""Columns of ids, and the table whose rows have their names."""


def with_names(field: str) -> tuple[str, ...]:
    """Return a column with those that stand beside it: names, and units of a commodity."""
    added = (f"{field}_name", f"{field}_name_zh") if field in TABLE_OF else ()
    return (field, *added, *(("unit", "unit_zh") if field == "commodity" else ()))


class Names:
    """The names of an instance's rows by id.

    Parameters
    ----------
    instance : Instance
        The instance that ids belong to.
    """

    def __init__(self, instance: Instance) -> None:
        self._instance = instance

    @cached_property
    def _rows(self) -> Mapping[str, Mapping[str, Any]]:
        tables = {*TABLE_OF.values()}
        return {name: {row.id: row for row in getattr(self._instance, name)} for name in tables}

    def beside(self, field: str, value: Any) -> Iterator[Any]:
        """Yield a cell with those that stand beside it; empty where an id is not given."""
        yield value
        if field not in TABLE_OF:
            return
        row = self._rows[TABLE_OF[field]].get(value)
        yield from (row.name, row.name_zh) if row else ("", "")
        if field == "commodity":
            yield from (row.unit, row.unit_zh) if row else ("", "")
