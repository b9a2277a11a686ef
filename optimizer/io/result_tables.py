"""Results to tidy tables: one line a fact, the unit of every number in its column's name."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from optimizer.instance import Instance
from optimizer.instance.words import Head
from optimizer.io.named_columns import Names, with_names
from optimizer.io.promised import UNIT_OF, better_by
from optimizer.io.result_json import DRIVING_TABLES
from optimizer.io.tables import csv_text
from optimizer.plan import (
    Contract,
    CostHead,
    Flow,
    IndicatorLine,
    Move,
    Payment,
    Replenishment,
    Result,
    ServiceLine,
    Shortage,
    StockLine,
    Store,
)

DECIMALS = 6
"""Digits after the point in the tables; ``plan.json`` has the exact numbers."""

STORE_COLUMNS = (
    "site", "name", "name_zh", *with_names("place"), *with_names("town"), "role", "option",
    "floor_m2", "capacity_m3", "cold_m3", "hazardous_m3", "stocked_m3", "capital_cost_cny",
    "equipment_cost_cny", "operating_cost_cny_per_year",
)  # fmt: skip
STOCK_COLUMNS = (
    *with_names("site"), "commodity", "name", "name_zh", "quantity", "unit", "unit_zh",
    "volume_m3", "weight_kg", "value_cny",
)  # fmt: skip
CONTRACT_COLUMNS = (
    "supplier", "supplier_name", "supplier_name_zh", "mode", "status", "commodity", "name",
    "name_zh", "quantity", "unit", "unit_zh", "value_cny",
)  # fmt: skip
ROAD_COLUMNS = (
    "road", "name", "mode", *with_names("from_place"), *with_names("to_place"), "km",
    "road_class", "planned_cost_cny",
)  # fmt: skip
MOVE_COLUMNS = (
    *with_names("from_site"), *with_names("to_site"), "commodity", "name", "name_zh", "quantity",
    "unit", "unit_zh", "volume_m3",
)  # fmt: skip
INDICATOR_COLUMNS = (
    "indicator", "name", "name_zh", "clause", "measure", "comparison", "target", "kind",
    "reached", "met", "better_by", "unit", "remark", "remark_zh",
)  # fmt: skip
COST_COLUMNS = ("head", "cny", "kind", "ceiling_cny")


def result_tables(result: Result, instance: Instance) -> Mapping[str, str]:
    """Return the text of every table of a result, by file name."""
    plan = result.plan
    return {
        "stores.csv": csv_text(STORE_COLUMNS, _rounded(_stores(result, instance))),
        "stock.csv": csv_text(STOCK_COLUMNS, _rounded(_stock(plan.stock, instance))),
        "contracts.csv": csv_text(CONTRACT_COLUMNS, _rounded(_contracts(plan.contracts, instance))),
        "built_roads.csv": csv_text(ROAD_COLUMNS, _rounded(_roads(plan.roads, instance))),
        "moves.csv": csv_text(MOVE_COLUMNS, _rounded(_moves(plan.moves, instance))),
        "replenishments.csv": _named(Replenishment, sorted(plan.replenishments), instance),
        "payments.csv": _named(Payment, sorted(plan.payments), instance),
        "flows.csv": _plain(Flow, sorted(plan.flows)),
        "shortages.csv": _named(Shortage, sorted(plan.shortages), instance),
        "indicators.csv": csv_text(
            INDICATOR_COLUMNS, _rounded(_indicators(plan.indicators, instance))
        ),
        "service.csv": _named(ServiceLine, result.service, instance),
        "costs.csv": csv_text(COST_COLUMNS, _rounded(_costs(result, instance))),
        **{
            f"{name}.csv": _plain(row, sorted(getattr(plan.driving, name)))
            for name, row in DRIVING_TABLES.items()
        },
    }


def _stores(result: Result, instance: Instance) -> Iterator[tuple[Any, ...]]:
    stocked_m3: dict[str, float] = {}
    for line in result.plan.stock:
        volume_m3 = instance.commodity[line.commodity].volume_m3 * line.quantity
        stocked_m3[line.site] = stocked_m3.get(line.site, 0.0) + volume_m3
    for store in sorted(result.plan.stores):
        yield _store(store, stocked_m3.get(store.site, 0.0), instance)


def _store(store: Store, stocked_m3: float, instance: Instance) -> tuple[Any, ...]:
    site, names = instance.site[store.site], Names(instance)
    option = instance.option[store.site, store.option]
    return (
        store.site, site.name, site.name_zh, *names.beside("place", site.place),
        *names.beside("town", instance.town(site.place)), store.role, store.option,
        option.floor_m2, option.capacity_m3, option.cold_m3, option.hazardous_m3, stocked_m3,
        option.capital_cost_cny, option.equipment_cost_cny, option.operating_cost_cny_per_year,
    )  # fmt: skip


def _stock(lines: Iterable[StockLine], instance: Instance) -> Iterator[tuple[Any, ...]]:
    names = Names(instance)
    for line in sorted(lines):
        what, quantity = instance.commodity[line.commodity], line.quantity
        yield (
            *names.beside("site", line.site), what.id, what.name, what.name_zh, quantity,
            what.unit, what.unit_zh,
            quantity * what.volume_m3, quantity * what.weight_kg, quantity * what.price_cny,
        )  # fmt: skip


def _contracts(contracts: Iterable[Contract], instance: Instance) -> Iterator[tuple[Any, ...]]:
    for line in sorted(contracts):
        what, source = instance.commodity[line.commodity], instance.supplier[line.supplier]
        yield (
            source.id, source.name, source.name_zh, source.mode, source.status, what.id, what.name,
            what.name_zh, line.quantity, what.unit, what.unit_zh, line.quantity * what.price_cny,
        )  # fmt: skip


def _roads(bought: Iterable[str], instance: Instance) -> Iterator[tuple[Any, ...]]:
    roads, names = {road.id: road for road in instance.roads}, Names(instance)
    for road in (roads[id] for id in sorted(bought)):
        yield (
            road.id, road.name, road.mode, *names.beside("from_place", road.from_place),
            *names.beside("to_place", road.to_place), road.km, road.road_class,
            road.planned_cost_cny,
        )  # fmt: skip


def _moves(moves: Iterable[Move], instance: Instance) -> Iterator[tuple[Any, ...]]:
    names = Names(instance)
    for line in sorted(moves):
        what = instance.commodity[line.commodity]
        yield (
            *names.beside("from_site", line.from_site), *names.beside("to_site", line.to_site),
            what.id, what.name, what.name_zh, line.quantity, what.unit, what.unit_zh,
            line.quantity * what.volume_m3,
        )  # fmt: skip


def _indicators(lines: Iterable[IndicatorLine], instance: Instance) -> Iterator[tuple[Any, ...]]:
    for line in sorted(lines):
        told = instance.indicator[line.indicator]
        yield (
            told.id, told.name, told.name_zh, told.clause, told.measure, told.comparison,
            told.target, told.kind, line.reached, line.met, better_by(told, line.reached),
            UNIT_OF[told.measure], told.remark, told.remark_zh,
        )  # fmt: skip


def _costs(result: Result, instance: Instance) -> Iterator[tuple[Any, ...]]:
    costs, spending = result.plan.costs_cny, result.spending_cny
    for cost_head in CostHead:
        if cost_head in costs:
            yield cost_head, costs[cost_head], "yearly", None
    for head in Head:
        if head in spending:
            ceilings = [row.ceiling_cny for row in instance.budgets if row.head == head]
            yield head, spending[head], "spending", sum(ceilings) if ceilings else None


def _plain(kind: type[Any], rows: Iterable[Any]) -> str:
    """Return the table of rows whose fields are its columns."""
    names = tuple(field.name for field in dataclasses.fields(kind))
    return csv_text(names, _rounded(tuple(getattr(row, name) for name in names) for row in rows))


def _named(kind: type[Any], rows: Iterable[Any], instance: Instance) -> str:
    """Return the table of rows whose fields are its columns, every id followed by its names."""
    fields, names = [field.name for field in dataclasses.fields(kind)], Names(instance)
    columns = [column for field in fields for column in with_names(field)]
    records = (
        tuple(cell for field in fields for cell in names.beside(field, getattr(row, field)))
        for row in rows
    )
    return csv_text(columns, _rounded(records))


def _rounded(records: Iterable[tuple[Any, ...]]) -> Iterator[list[Any]]:
    for record in records:
        yield [_shown(value) for value in record]


def _shown(value: Any) -> Any:
    if not isinstance(value, float):
        return value
    return round(value, DECIMALS) if math.isfinite(value) else None
