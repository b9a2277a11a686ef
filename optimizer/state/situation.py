"""The question as it stands now: roads closed and opened, needs that came and fell away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from optimizer.instance import Group, Norm, ScenarioPeople, ScenarioRoad

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.state.reported import NewNeed, State

REPORTED = "reported while the response is under way"
"""Where the figures of rows come from that a state adds."""


def as_now(instance: Instance, states: Sequence[State]) -> Instance:
    """Return an instance with all that states say of needs and roads, in their order."""
    return roads_as_now(needs_as_now(instance, states), states)


def needs_as_now(instance: Instance, states: Sequence[State]) -> Instance:
    """Return an instance with the needs that states tell, and its roads as they were."""
    for state in states:
        instance = with_needs(instance, state)
    return instance


def roads_as_now(instance: Instance, states: Sequence[State]) -> Instance:
    """Return an instance with roads open and closed as the last of the states has them."""
    for state in states:
        instance = with_roads(instance, state)
    return instance


def with_needs(instance: Instance, state: State) -> Instance:
    """Return an instance in which new needs are those of groups of their own.

    Each group has the norms of the one it is of, with the deadline of the need.
    """
    added = [new_group(instance, need, number) for number, need in numbered(instance, state)]
    return replace(
        instance,
        groups=(*instance.groups, *(group for group, _ in added)),
        norms=(*instance.norms, *(norm for _, norms in added for norm in norms)),
        scenario_people=(
            *(row for row in instance.scenario_people if not _all_gone(row, state)),
            *(
                ScenarioPeople(
                    scenario=state.scenario,
                    place=need.place,
                    group=group.id,
                    persons=need.persons,
                    source=REPORTED,
                )
                for (group, _), (_, need) in zip(added, numbered(instance, state), strict=True)
            ),
        ),
    )


def numbered(instance: Instance, state: State) -> Sequence[tuple[int, NewNeed]]:
    """Return the new needs with numbers that no group of the instance has yet."""
    taken = {row.id for row in instance.groups}
    first = next(
        first
        for first in range(1, len(taken) + 2)
        if all(group_id(need, first + n) not in taken for n, need in enumerate(state.new_needs))
    )
    return list(enumerate(state.new_needs, start=first))


def group_id(need: NewNeed, number: int) -> str:
    """Return the id of the group of those who have a new need."""
    return f"{need.group}.new{number}"


def new_group(instance: Instance, need: NewNeed, number: int) -> tuple[Group, tuple[Norm, ...]]:
    """Return the group of those who have a new need, and its norms."""
    known = next(row for row in instance.groups if row.id == need.group)
    group = replace(known, id=group_id(need, number), source=REPORTED)
    norms: dict[str, Norm] = {}
    for norm in instance.norms:
        family = instance.commodity[norm.commodity].family
        if norm.group == need.group and need.family in ("", family):
            moved = replace(norm, group=group.id, deadline_h=need.deadline_h)
            norms[moved.key_text] = _together(norms.get(moved.key_text), moved)
    return group, tuple(norms.values())


def with_roads(instance: Instance, state: State) -> Instance:
    """Return an instance in which roads are open and closed as they are from now on."""
    changed = {row.road for row in state.closed} | set(state.opened)
    of_scenario = {
        row.road: row for row in instance.scenario_roads if row.scenario == state.scenario
    }
    return replace(
        instance,
        scenario_roads=(
            *(
                row
                for row in instance.scenario_roads
                if row.scenario != state.scenario or row.road not in changed
            ),
            *_roads(state, of_scenario),
        ),
    )


def open_in_either(before: Instance, after: Instance) -> Instance:
    """Return an instance in which roads are open that are so in one of two."""
    rows = {(row.scenario, row.road): row for row in before.scenario_roads}
    others = {(row.scenario, row.road): row for row in after.scenario_roads}
    both = tuple(_opener(rows[key], others[key]) for key in sorted(rows.keys() & others.keys()))
    return replace(before, scenario_roads=both)


def _opener(one: ScenarioRoad, other: ScenarioRoad) -> ScenarioRoad:
    hours = [row.reopens_h for row in (one, other) if row.reopens_h is not None]
    return replace(
        one,
        closed=one.closed and other.closed,
        reopens_h=min(hours, default=None) if one.closed and other.closed else None,
        speed_factor=max(one.speed_factor, other.speed_factor),
    )


def _roads(state: State, before: dict[str, ScenarioRoad]) -> Iterator[ScenarioRoad]:
    for road, reopens_h in state.closed:
        factor = before[road].speed_factor if road in before else 1.0
        yield ScenarioRoad(
            scenario=state.scenario,
            road=road,
            closed=True,
            reopens_h=reopens_h,
            speed_factor=factor,
            source=REPORTED,
        )
    for road in state.opened:
        if road in before:
            yield replace(before[road], closed=False, reopens_h=None, source=REPORTED)


def _all_gone(row: ScenarioPeople, state: State) -> bool:
    return row.scenario == state.scenario and any(
        not gone.family and gone.holds(row.place, row.group, "") for gone in state.needs_gone
    )


def _together(before: Norm | None, norm: Norm) -> Norm:
    """Return norms that began on the same day, and now have the same deadline, as one.

    Where they end on different days, both are kept up until the later one.
    """
    if before is None:
        return norm
    ends = (before.to_day, norm.to_day)
    return replace(
        norm,
        once=before.once + norm.once,
        per_day=before.per_day + norm.per_day,
        to_day=None if None in ends else max(day for day in ends if day is not None),
    )
