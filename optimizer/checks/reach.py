"""Who can be reached in time at all, before anything is decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from optimizer.checks.wording import agreeing, called, counted, listed, name_of
from optimizer.errors import Problem
from optimizer.geodesy import great_circle_km
from optimizer.instance.words import Bindingness, Objective, SiteStatus, TransportMode
from optimizer.needs import Bundle
from optimizer.network import Lanes

if TYPE_CHECKING:
    from optimizer.instance import Instance, Place, Road, Scenario, ServiceStandard
    from optimizer.needs import Needs

SHARE_TOLERANCE = 1e-6
"""Shares that miss a standard by less are rounding."""

FastestHours = Mapping[tuple[str, str, Bundle], float]
"""Hours of the fastest lane, planned roads built, by scenario, place and bundle."""


class Why(StrEnum):
    """Why no lane reaches a place."""

    NO_ROAD = "no road leads there from any site or source"
    CLOSED = "every road there is closed for the whole response"
    TOO_SLOW = "no vehicle can hand out there by then"


def reach_doubts(instance: Instance, requirements: Needs, lanes: Lanes) -> Iterator[Problem]:
    """Yield all doubts about lanes."""
    fastest = _fastest_hours(lanes)
    yield from unreachable_places(instance, requirements, fastest)
    if instance.policy.objective is not Objective.MOST_COVERED:
        yield from standard_out_of_reach(instance, requirements, fastest)
    yield from estimated_lanes(instance, lanes)
    yield from idle_transfers(instance)


def _fastest_hours(lanes: Lanes) -> FastestHours:
    fastest: dict[tuple[str, str, Bundle], float] = {}
    for (scenario, _, place, bundle), by_roads in lanes.items():
        key = (scenario, place, bundle)
        hours = min(lane.hours for lane in by_roads)
        fastest[key] = min(hours, fastest.get(key, hours))
    return fastest


def unreachable_places(
    instance: Instance, requirements: Needs, fastest: FastestHours
) -> Iterator[Problem]:
    """Yield, for each scenario and reason, the places that nothing reaches by any deadline."""
    places: dict[tuple[str, str], float] = {}
    for row in requirements.requirements:
        key = (row.scenario, row.place)
        places[key] = max(row.bundle.deadline_h, places.get(key, 0.0))
    reached = {(scenario, place) for scenario, place, _ in fastest}
    lost: dict[tuple[str, Why], list[str]] = {}
    for scenario, place in places:
        if (scenario, place) not in reached:
            why = _why_unreached(instance, scenario, place)
            lost.setdefault((scenario, why), []).append(place)
    for (scenario, why), unreached in lost.items():
        latest_h = max(places[scenario, place] for place in unreached)
        yield Problem(
            file="scenario_people.csv",
            column="place",
            expected=f"in {called(instance.scenario[scenario])} nothing reaches "
            f"{counted(len(unreached), 'place')} within {latest_h:g} h, for {why.value}: "
            f"{listed([called(instance.place[place]) for place in unreached])}",
            remedy="Offer a site on their side, or check roads, closures and vehicles.",
            code="unreachable",
        )


def standard_out_of_reach(
    instance: Instance, requirements: Needs, fastest: FastestHours
) -> Iterator[Problem]:
    """Yield binding standards that not even a store at every site could meet."""
    for standard in instance.standards:
        for scenario in instance.scenarios:
            holds = not standard.levels or scenario.level in standard.levels
            if standard.kind is Bindingness.BINDING and holds:
                yield from _out_of_reach(instance, requirements, fastest, standard, scenario)


def _out_of_reach(
    instance: Instance,
    requirements: Needs,
    fastest: FastestHours,
    standard: ServiceStandard,
    scenario: Scenario,
) -> Iterator[Problem]:
    persons = _persons_in_reach(requirements, fastest, standard, scenario)
    total = sum(count for count, _ in persons.values())
    missed = sum(count for count, in_reach in persons.values() if not in_reach)
    towns = {instance.town(place) for place, _ in persons}
    missed_towns = {instance.town(p) for (p, _), (_, in_reach) in persons.items() if not in_reach}
    if not total:
        return
    person_share, town_share = 1 - missed / total, 1 - len(missed_towns) / len(towns)
    if (
        person_share < standard.person_share - SHARE_TOLERANCE
        or town_share < standard.town_share - SHARE_TOLERANCE
    ):
        yield Problem(
            file="standards.csv",
            column="person_share, town_share",
            expected=f"{called(standard)} asks for {standard.person_share:.1%} of persons and "
            f"{standard.town_share:.1%} of towns; in {called(scenario)} {person_share:.1%} and "
            f"{town_share:.1%} can be reached within {standard.deadline_h:g} h, but not "
            f"{missed:,.0f} of {total:,.0f} persons, in {listed(_names(instance, missed_towns))}",
            remedy="No plan can keep this: offer sites nearer, lower the shares or make the "
            "standard expected.",
            code="standard-out-of-reach",
        )


def _persons_in_reach(
    requirements: Needs, fastest: FastestHours, standard: ServiceStandard, scenario: Scenario
) -> dict[tuple[str, str], tuple[float, bool]]:
    """Return persons, and whether all their bundles can come in time, by place and group."""
    found: dict[tuple[str, str], tuple[float, bool]] = {}
    for row in requirements.requirements:
        if row.scenario == scenario.id and _asks_for(standard, row.bundle):
            key = (row.place, row.bundle.group)
            hours = fastest.get((scenario.id, row.place, row.bundle), float("inf"))
            _, in_reach = found.get(key, (0.0, True))
            found[key] = (row.persons, in_reach and hours <= standard.deadline_h + SHARE_TOLERANCE)
    return found


def _asks_for(standard: ServiceStandard, bundle: Bundle) -> bool:
    return not standard.families or bundle.family in standard.families


def _names(instance: Instance, places: Iterable[str]) -> list[str]:
    return [name_of(instance.place[place]) for place in sorted(places)]


def estimated_lanes(instance: Instance, lanes: Lanes) -> Iterator[Problem]:
    """Yield how many lanes rest on an estimated road."""
    used = [lane for by_roads in lanes.values() for lane in by_roads]
    estimated = sum(lane.estimated for lane in used)
    places = {lane.place for lane in used if lane.estimated}
    if estimated:
        yield Problem(
            file="roads.csv",
            expected=f"{estimated:,} of {counted(len(used), 'lane')} "
            f"{agreeing(estimated, 'uses an estimated road', 'use estimated roads')}, to "
            f"{counted(len(places), 'place')} ({listed(_names(instance, places))})",
            remedy="Hours then rest on straight distance and a terrain factor: add the roads.",
            code="estimated-lanes",
        )


def idle_transfers(instance: Instance) -> Iterator[Problem]:
    """Yield the places where goods are to change vehicles and nothing of one mode comes."""
    touched = {(end, road.mode) for road in instance.roads for end in _ends(road)}
    by_road = {(place.id, TransportMode.ROAD) for place in instance.places}
    for row in instance.transfers:
        missing = [
            mode
            for mode in dict.fromkeys((row.from_mode, row.to_mode))
            if (row.place, mode) not in touched | by_road
        ]
        if missing:
            yield Problem(
                file="transfers.csv",
                column="place",
                expected=f"goods change from {row.from_mode.value} to {row.to_mode.value} at "
                f"{called(instance.place[row.place])}, where no link by "
                f"{listed([mode.value for mode in missing])} ends",
                remedy="Nothing can change there: add the link to roads.csv, or check the place.",
                code="idle-transfer",
            )


def _why_unreached(instance: Instance, scenario: str, place: str) -> Why:
    closed = {
        row.road
        for row in instance.scenario_roads
        if row.scenario == scenario and row.closed and row.reopens_h is None
    }
    shut = {
        row.mode
        for row in instance.scenario_modes
        if row.scenario == scenario and row.closed and row.reopens_h is None
    }
    links = tuple(_links(instance))
    if not _joined(instance, place, links):
        return Why.NO_ROAD
    open_links = [link for link in links if link.road not in closed and link.mode not in shut]
    if not _joined(instance, place, open_links):
        return Why.CLOSED
    return Why.TOO_SLOW


class _Link(NamedTuple):
    """What joins two places; the road is empty where it is estimated."""

    ends: tuple[str, str]
    road: str
    mode: TransportMode


def _joined(instance: Instance, place: str, links: Iterable[_Link]) -> bool:
    """Return whether links or given lanes join a place to any site or source."""
    origins = {s.place for s in instance.sites if s.status is not SiteStatus.EXCLUDED}
    origins |= {source.place for source in instance.sources}
    if any(row.to_place == place and row.from_place in origins for row in instance.lanes):
        return True
    if not any(_is_road(road) for road in instance.roads):
        return True
    neighbors: dict[str, set[str]] = {}
    for link in links:
        for one, other in (link.ends, link.ends[::-1]):
            neighbors.setdefault(one, set()).add(other)
    seen, edge = {place}, [place]
    while edge:
        here = edge.pop()
        new = neighbors.get(here, set()) - seen
        seen |= new
        edge += new
    return bool(seen & origins)


def _links(instance: Instance) -> Iterator[_Link]:
    """Yield what may be moved on, planned links and those estimated where no road is."""
    moving = {vehicle.mode for vehicle in instance.vehicles} | {TransportMode.ROAD}
    touched = {end for road in instance.roads if _is_road(road) for end in _ends(road)}
    for road in instance.roads:
        if road.mode in moving:
            yield _Link(_ends(road), road.id, road.mode)
    for place in instance.places:
        if touched and place.id not in touched:
            end = place.parent or _nearest(instance, place, touched)
            yield _Link((place.id, end), "", TransportMode.ROAD)


def _is_road(road: Road) -> bool:
    return road.mode is TransportMode.ROAD and road.planned_cost_cny is None


def _ends(road: Road) -> tuple[str, str]:
    return road.from_place, road.to_place


def _nearest(instance: Instance, place: Place, among: set[str]) -> str:
    def km(other_id: str) -> float:
        other = instance.place[other_id]
        return great_circle_km(place.lat, place.lon, other.lat, other.lon)

    return min(sorted(among), key=km)
