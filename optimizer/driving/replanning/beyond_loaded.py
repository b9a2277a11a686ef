"""Goods that are reported on board of a vehicle that has not loaded them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from optimizer.bilingual import Bilingual
from optimizer.driving.replanning.schedule import Schedule
from optimizer.errors import Problem

if TYPE_CHECKING:
    from optimizer.plan import DropLine
    from optimizer.state import State, VehicleReport

MORE_PERSONS = 1.0
"""So many persons more may be reported on board: they are told as whole ones, rounded up."""

Place = tuple[str, str, str, float]
"""Place, family, group and deadline of goods."""

DONE_BY_THEN = Bilingual(
    "It is done with that stop by then: list the stop in not_done if it is not.",
    "按计划该停靠此时已完成：若未完成，请列入 not_done。",
)
NOT_LOADED_YET = Bilingual(
    "By the plan it is not loaded yet: list in done what is done before its hour.",
    "按计划此时尚未装车：若提前完成，请列入 done。",
)
NEVER_LOADED = Bilingual(
    "Leave it out: it is not among what this vehicle was to load.",
    "请删去：该车的任务中没有这项物资。",
)


def beyond_loaded(known: Mapping[str, Schedule], state: State) -> Iterator[Problem]:
    """Yield goods that are reported on board and were not loaded, or were left already."""
    for number, report in enumerate(state.vehicles):
        if report.on_board:
            at = f"vehicles[{number}].on_board"
            yield from _of_vehicle(known.get(report.vehicle), report, at, state)


def _of_vehicle(
    schedule: Schedule | None, report: VehicleReport, at: str, state: State
) -> Iterator[Problem]:
    trips = () if schedule is None else schedule.trips
    loaded = [trip for trip in trips if trip.line.load_h <= state.hour]
    there: dict[Place, float] = defaultdict(float)
    left: dict[Place, float] = defaultdict(float)
    for stop in loaded[-1].stops if loaded else ():
        for drop in stop.drops:
            key = _key(drop)
            (left if stop.line.done_h <= state.hour else there)[key] += drop.persons
    told: dict[Place, float] = defaultdict(float)
    for number, goods in enumerate(report.on_board or ()):
        key = goods[:4]
        told[key] += goods.persons
        if told[key] < there[key] + MORE_PERSONS or goods.persons <= 0:
            continue
        remedy = (
            DONE_BY_THEN
            if left[key] > 0
            else NOT_LOADED_YET
            if any(goods[:4] == _key(drop) for trip in trips for drop in trip.drops)
            else NEVER_LOADED
        )
        yield Problem(
            file=state.source,
            column=f"{at}[{number}].persons",
            found=f"{told[key]:g}",
            expected=Bilingual(
                f"at most {there[key]:g}, what {report.vehicle} has on board of it at hour "
                f"{state.hour:g}",
                f"不大于 {there[key]:g}（{report.vehicle} 在第 {state.hour:g} 小时的车上数量）",
            ),
            remedy=remedy,
            code="contradiction",
        )


def _key(drop: DropLine) -> Place:
    return (drop.place, drop.family, drop.group, drop.deadline_h)
