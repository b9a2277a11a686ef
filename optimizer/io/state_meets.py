"""Whether a state of a response speaks of what its instance and plan have."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeGuard

from optimizer.bilingual import Bilingual
from optimizer.errors import Problem
from optimizer.instance.references import did_you_mean
from optimizer.io import state_expected

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.plan import Plan
    from optimizer.state import State

REFERENCES = ("place", "group", "family")


def state_faults(tree: Any, instance: Instance, plan: Plan, file: str) -> Iterator[Problem]:
    """Yield what a state says of things that are not there, or in numbers that cannot be.

    What has not the form that the schema asks for is passed over: the schema's check tells it.
    """
    if not isinstance(tree, dict):
        return
    check = _Check(tree, instance, plan, file)
    yield from check.head()
    yield from check.vehicles()
    yield from check.stops()
    yield from check.roads()
    yield from check.needs()


def unknown_ids(
    tree: Mapping[str, Any], instance: Instance, at: str, file: str
) -> Iterator[Problem]:
    """Yield scenario, roads, places, groups and families of a state that an instance has not."""
    known: Mapping[str, Collection[str]] = {
        "scenario": instance.scenario,
        "road": {row.id for row in instance.roads},
        "place": instance.place,
        "group": {row.id for row in instance.groups},
        "family": instance.family,
    }
    rows = [("", tree), *(
        (f".{key}[{number}]", row)
        for key in ("closed_roads", "new_needs", "needs_gone")
        for number, row in enumerate(tree.get(key, ()))
    )]  # fmt: skip
    for where, row in rows:
        for key, ids in known.items():
            if row.get(key) and row[key] not in ids:
                yield _unknown(file, f"{at}{where}.{key}", row[key], key, ids)


def too_early(tree: Any, earlier: Sequence[State], file: str) -> Iterator[Problem]:
    """Yield that a state is of an hour before one that the plan was changed for already."""
    scenario, hour = (
        (tree.get("scenario"), tree.get("hour")) if isinstance(tree, dict) else ("", "")
    )
    hours = [state.hour for state in earlier if state.scenario == scenario]
    if hours and _is_number(hour) and hour < max(hours):
        yield Problem(
            file=file,
            column="hour",
            found=f"{hour:g}",
            expected=Bilingual(
                f"at least {max(hours):g}, for which the plan was changed already",
                f"不小于 {max(hours):g}（方案已按该时刻的态势调整）",
            ),
            remedy=Bilingual(
                "Take the plan as it was before that, or a later hour.",
                "请使用调整前的方案，或填写更晚的时刻。",
            ),
            code="bad-state",
        )


class _Check:
    """One state, held against its instance and plan."""

    def __init__(self, tree: Mapping[str, Any], instance: Instance, plan: Plan, file: str) -> None:
        self._tree, self._instance, self._file = tree, instance, file
        self._scenario = tree.get("scenario")
        self._stops = {
            (row.vehicle, row.trip, row.stop)
            for row in plan.driving.stops
            if row.scenario == self._scenario
        }
        self._trips = {(vehicle, trip) for vehicle, trip, _ in self._stops}
        self._driven = [line.scenario for line in plan.driving.drives]
        self._flows = {
            (flow.place, flow.family, flow.group, flow.deadline_h)
            for flow in plan.flows
            if flow.scenario == self._scenario and not flow.lost_site and flow.persons > 0
        }

    def head(self) -> Iterator[Problem]:
        scenario = self._scenario
        if isinstance(scenario, str):
            if scenario not in self._instance.scenario:
                yield self._unknown("scenario", scenario, "scenarios", self._instance.scenario)
            elif scenario not in self._driven:
                driven = sorted(self._driven)
                expected = Bilingual(
                    f"a scenario that the plan says how to drive ({', '.join(driven) or 'none'})",
                    f"方案已编排运输路线的情景（{'、'.join(driven) or '无'}）",
                )
                yield self._wrong("scenario", scenario, expected, state_expected.ROUTE_FIRST)
        yield from self._least(self._tree, "", "hour", 0.0)

    def vehicles(self) -> Iterator[Problem]:
        fleet = {
            f"{row.vehicle}@{row.place}/{row.owner}#{number}"
            for row in self._instance.fleet
            for number in range(1, row.count + 1)
        }
        for at, row in self._rows("vehicles"):
            yield from self._known(at, row, "vehicle", state_expected.FLEET, fleet)
            yield from self._known(at, row, "place", "places", self._instance.place)
            yield from self._least(row, at, "free_h", 0.0)
            goods = row.get("on_board")
            for number, item in enumerate(goods if isinstance(goods, list) else ()):
                if isinstance(item, dict):
                    yield from self._on_board(f"{at}.on_board[{number}]", item)
        yield from self._twice("vehicles", ("vehicle",))

    def stops(self) -> Iterator[Problem]:
        for key in ("done", "not_done"):
            for at, row in self._rows(key):
                stop = (row.get("vehicle"), row.get("trip"), row.get("stop"))
                if None not in stop and stop not in self._stops:
                    told = f"{stop[0]}, trip {stop[1]}, stop {stop[2]}"
                    yield self._wrong(at, told, state_expected.NO_STOP)
            yield from self._twice(key, ("vehicle", "trip", "stop"))
        both = {self._key(row, ("vehicle", "trip", "stop")) for _, row in self._rows("done")}
        for at, row in self._rows("not_done"):
            if self._key(row, ("vehicle", "trip", "stop")) in both:
                yield self._wrong(at, state_expected.DONE_AS_WELL, state_expected.ONE_OR_OTHER)
        for at, row in self._rows("not_loaded"):
            trip = (row.get("vehicle"), row.get("trip"))
            if None not in trip and trip not in self._trips:
                told = f"{trip[0]}, trip {trip[1]}"
                yield self._wrong(at, told, state_expected.NO_TRIP)
        yield from self._twice("not_loaded", ("vehicle", "trip"))

    def roads(self) -> Iterator[Problem]:
        roads = {row.id for row in self._instance.roads}
        for at, row in self._rows("closed_roads"):
            yield from self._known(at, row, "road", "roads", roads)
            yield from self._least(row, at, "reopens_h", self._hour)
        yield from self._twice("closed_roads", ("road",))
        opened = self._tree.get("opened_roads")
        closed = {row.get("road") for _, row in self._rows("closed_roads")}
        for number, road in enumerate(opened if isinstance(opened, list) else ()):
            at = f"opened_roads[{number}]"
            if isinstance(road, str) and road not in roads:
                yield self._unknown(at, road, "roads", roads)
            elif isinstance(road, str) and road in closed:
                yield self._wrong(at, road, state_expected.OPEN_ROAD)

    def needs(self) -> Iterator[Problem]:
        ids = {
            "place": self._instance.place,
            "group": {row.id for row in self._instance.groups},
            "family": self._instance.family,
        }
        for key in ("new_needs", "needs_gone"):
            for at, row in self._rows(key):
                for name in REFERENCES:
                    yield from self._known(at, row, name, _table(name), ids[name])
        for at, row in self._rows("new_needs"):
            yield from self._least(row, at, "persons", 1.0)
            yield from self._least(row, at, "deadline_h", self._hour)
            yield from self._has_norms(at, row)
        for at, row in self._rows("needs_gone"):
            yield from self._is_planned(at, row)

    @property
    def _hour(self) -> float:
        hour = self._tree.get("hour")
        return float(hour) if _is_number(hour) else 0.0

    def _rows(self, key: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        rows = self._tree.get(key)
        for number, row in enumerate(rows if isinstance(rows, list) else ()):
            if isinstance(row, dict):
                yield f"{key}[{number}]", row

    def _known(
        self, at: str, row: Mapping[str, Any], key: str, table: str, known: Collection[str]
    ) -> Iterator[Problem]:
        value = row.get(key)
        if isinstance(value, str) and value not in known:
            yield self._unknown(f"{at}.{key}", value, table, known)

    def _least(self, row: Mapping[str, Any], at: str, key: str, least: float) -> Iterator[Problem]:
        value = row.get(key)
        if _is_number(value) and value < least:
            path = f"{at}.{key}" if at else key
            expected = Bilingual(f"a number of at least {least:g}", f"不小于 {least:g} 的数字")
            yield self._wrong(path, f"{value:g}", expected)
        elif _is_number(value) and key != "persons" and value > state_expected.MOST_H:
            path = f"{at}.{key}" if at else key
            yield self._wrong(path, f"{value:g}", state_expected.HOURS)

    def _twice(self, key: str, names: tuple[str, ...]) -> Iterator[Problem]:
        seen: set[tuple[str, ...]] = set()
        for at, row in self._rows(key):
            name = self._key(row, names)
            if name in seen:
                yield self._wrong(at, ", ".join(name), state_expected.ONLY_ONE)
            seen.add(name)

    def _key(self, row: Mapping[str, Any], names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(str(row.get(name)) for name in names)

    def _on_board(self, at: str, item: Mapping[str, Any]) -> Iterator[Problem]:
        yield from self._least(item, at, "persons", 0.0)
        names = ("place", "family", "group", "deadline_h")
        place, family, group, deadline_h = (item.get(name) for name in names)
        told = all(isinstance(word, str) for word in (place, family, group))
        key = (place, family, group, deadline_h)
        if told and _is_number(deadline_h) and key not in self._flows:
            goods = f"{family} for {group} at {place} by {deadline_h:g} h"
            yield self._wrong(at, goods, state_expected.NO_GOODS)

    def _has_norms(self, at: str, row: Mapping[str, Any]) -> Iterator[Problem]:
        group, family = row.get("group"), row.get("family", "")
        commodity = self._instance.commodity
        if group in {norm.group for norm in self._instance.norms} and not any(
            norm.group == group and family in ("", commodity[norm.commodity].family)
            for norm in self._instance.norms
        ):
            expected = Bilingual(f"a family with a norm for {group}", f"{group} 有标准的物资大类")
            yield self._wrong(f"{at}.family", str(family), expected)

    def _is_planned(self, at: str, row: Mapping[str, Any]) -> Iterator[Problem]:
        place, group, family = row.get("place"), row.get("group"), row.get("family", "")
        if not any(
            (flow[0], flow[2]) == (place, group) and family in ("", flow[1]) for flow in self._flows
        ):
            told = ", ".join(str(word) for word in (place, group, family) if word)
            yield self._wrong(at, told, state_expected.NO_NEED)

    def _unknown(self, at: str, value: str, table: str, known: Collection[str]) -> Problem:
        return _unknown(self._file, at, value, table, known)

    def _wrong(self, at: str, found: str, expected: str, remedy: str = "") -> Problem:
        return Problem(
            file=self._file, column=at, found=found, expected=expected, remedy=remedy,
            code="bad-state",
        )  # fmt: skip


def _unknown(file: str, at: str, value: str, table: str, known: Collection[str]) -> Problem:
    return Problem(
        file=file,
        column=at,
        found=value,
        expected=state_expected.FLEET
        if table is state_expected.FLEET
        else Bilingual(f"an id of {table}", f"{table} 表中的编号"),
        remedy=did_you_mean(value, sorted(known)),
        code="unknown-id",
    )


def _table(name: str) -> str:
    return {"place": "places", "group": "groups", "family": "families"}[name]


def _is_number(value: Any) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
