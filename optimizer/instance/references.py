"""What is wrong between rows: repeated keys, references to nothing, circles."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

from optimizer.bilingual import Bilingual
from optimizer.errors import Problem
from optimizer.instance.geography import Place
from optimizer.instance.schema import Row, columns


def ids_of(tables: Mapping[str, tuple[Row, ...]]) -> dict[str, frozenset[str]]:
    """Return the ids of every table that has an ``id`` column."""
    return {
        name: frozenset(row.id for row in rows if hasattr(row, "id"))
        for name, rows in tables.items()
    }


def cross_problems(tables: Mapping[str, tuple[Row, ...]]) -> Iterator[Problem]:
    """Yield what is wrong between rows: repeated keys, references to nothing, circles.

    Parameters
    ----------
    tables : mapping
        Rows by table name. The problem's ``row`` is the row's number in its table, from 0.
    """
    ids = ids_of(tables)
    for name, rows in tables.items():
        yield from _repeated_keys(name, rows)
        yield from reference_problems(name, rows, ids)
    yield from _shared_ids(tables)
    yield from _circular_parents(tables)


def reference_problems(
    table: str, rows: tuple[Row, ...], ids: Mapping[str, frozenset[str]]
) -> Iterator[Problem]:
    """Yield the values that should be ids of another table and are not."""
    for number, row in enumerate(rows):
        for spec in columns(type(row)).values():
            if not spec.refers_to:
                continue
            value = getattr(row, spec.name)
            for item in value if spec.many else (value,):
                if item is not None and item not in ids[spec.refers_to]:
                    yield Problem(
                        file=table,
                        row=number,
                        column=spec.name,
                        found=item,
                        expected=Bilingual(
                            f"an id of {spec.refers_to}", f"{spec.refers_to} 表中的编号"
                        ),
                        remedy=_known(item, spec.refers_to, ids[spec.refers_to]),
                        code="unknown-id",
                    )


def did_you_mean(word: str, known: frozenset[str] | tuple[str, ...] | list[str]) -> str:
    """Return the sentence that offers the nearest known word, or an empty string."""
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return Bilingual(f"Did you mean {near[0]!r}?", f"是否为“{near[0]}”？") if near else ""


MOST_KNOWN = 12
"""A table of no more ids than this is told whole where none of them is near."""


def _known(word: str, table: str, ids: frozenset[str]) -> str:
    if not ids:
        return Bilingual(
            f"The table {table} has no rows: add one for it.", f"{table} 表为空，请先在其中补充。"
        )
    near = did_you_mean(word, ids)
    if near or not 0 < len(ids) <= MOST_KNOWN:
        return near
    known = sorted(ids)
    return Bilingual(f"Known are {', '.join(known)}.", f"已有编号：{'、'.join(known)}。")


def _repeated_keys(table: str, rows: tuple[Row, ...]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for number, row in enumerate(rows):
        key = row.key_text
        if key in first:
            yield Problem(
                file=table,
                row=number,
                column=", ".join(row.key),
                found=key,
                expected=Bilingual("a key that no other row has", "与其他行不重复的编号"),
                code="duplicate-id",
            )
        first.setdefault(key, number)


def _shared_ids(tables: Mapping[str, tuple[Row, ...]]) -> Iterator[Problem]:
    sites = ids_of(tables).get("sites", frozenset())
    for number, row in enumerate(tables.get("sources", ())):
        if getattr(row, "id", None) in sites:
            yield Problem(
                file="sources",
                row=number,
                column="id",
                found=getattr(row, "id", ""),
                expected=Bilingual("an id that no site has", "与各库址不重复的编号"),
                code="duplicate-id",
            )


def _circular_parents(tables: Mapping[str, tuple[Row, ...]]) -> Iterator[Problem]:
    rows = [row for row in tables.get("places", ()) if isinstance(row, Place)]
    parent = {row.id: row.parent for row in rows}
    for number, row in enumerate(rows):
        place, above = row.id, row.parent
        seen = {place}
        while above is not None and above not in seen:
            seen.add(above)
            above = parent.get(above)
        if above == place:
            yield Problem(
                file="places",
                row=number,
                column="parent",
                found=str(parent[place]),
                expected=Bilingual(
                    "a place that does not belong to this one", "不隶属于本地点的地点"
                ),
                code="circular-parent",
            )
