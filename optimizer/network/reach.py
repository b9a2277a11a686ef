"""Which origins reach which places by the deadlines of which bundles, and with what."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from optimizer.needs import Bundle
from optimizer.network.chains import Chain, Chains, Reached, Search
from optimizer.network.choice import HOURS_TOLERANCE, Load, Wanted, Worth, chosen
from optimizer.network.graph import sets_of_planned
from optimizer.network.lane import Lane, Lanes
from optimizer.network.moving import Label, Traffic
from optimizer.network.ways import Choices, Origin, Way, Ways, origins

if TYPE_CHECKING:
    from optimizer.instance import GivenLane, Instance
    from optimizer.needs import Needs


def lanes(instance: Instance, requirements: Needs) -> Lanes:
    """Return every lane by which a requirement can be met in time.

    A lane leads from a site that is not excluded, or a source that may serve the place. Of the
    ways that come in time and can carry every piece of the bundle it is the cheapest per m3.

    Returns
    -------
    mapping of (str, str, str, Bundle) to tuple of Lane
        By scenario, origin, place and bundle, in that order. One lane for each set of planned
        links that is of use as a whole, sorted by `Lane.roads`. Where nothing comes in time
        there is no entry.
    """
    chains, ways = Chains(instance), Ways(instance)
    found: dict[tuple[str, str, str, Bundle], tuple[Lane, ...]] = {}
    for scenario, wanted in _wanted(instance, requirements).items():
        scene = _Scene(instance, scenario, wanted, chains, ways)
        for origin in origins(instance):
            for place, bundle, by_roads in scene.lanes_from(origin):
                found[scenario, origin.id, place, bundle] = by_roads
    return found


class _Scene:
    """One scenario: the ways in it, and the lanes they make; searches from a place made once."""

    def __init__(
        self, instance: Instance, scenario: str, wanted: Wanted, chains: Chains, ways: Ways
    ) -> None:
        self._instance = instance
        self._scenario = instance.scenario[scenario]
        self._wanted = wanted
        self._chains = chains
        self._ways = ways
        self._given = given_lanes(instance, scenario)
        self._traffic = Traffic(instance, self._scenario, wanted)
        deadlines = (load.deadline_h for loads in wanted.values() for load in loads.values())
        self._latest_h = max(deadlines) + HOURS_TOLERANCE
        self._searches: dict[str, Search] = {}

    def lanes_from(self, origin: Origin) -> Iterator[tuple[str, Bundle, tuple[Lane, ...]]]:
        """Yield the lanes of an origin by place and bundle, in their order."""
        served = tuple(p for p in self._wanted if origin.may_serve(self._instance, p))
        found: dict[str, list[Sequence[Lane | None]]] = {place: [] for place in served}
        for planned, choices in self._choices(origin, served):
            for place, choice in choices.items():
                found[place].append(self._lanes_to(origin, place, choice, planned))
        for place, by_planned in found.items():
            for bundle, *lanes_of_bundle in zip(self._wanted[place], *by_planned, strict=True):
                some = [lane for lane in lanes_of_bundle if lane is not None]
                if some:
                    some.sort(key=lambda lane: lane.roads)
                    yield place, bundle, tuple(some)

    def _choices(
        self, origin: Origin, served: Sequence[str]
    ) -> Iterator[tuple[tuple[str, ...], Choices]]:
        """Yield the ways with each set of planned links that some of them use as a whole."""
        if origin.at_home:
            yield (), self._ways.at_home(origin, served)
            return
        given = self._given.get(origin.place, {})
        yield (
            (),
            {
                place: self._ways.given(
                    origin, given[place], self._chains.first, self._scenario.speed_factor
                )
                for place in served
                if place in given
            },
        )
        elsewhere = tuple(place for place in served if place not in given)
        for planned in sets_of_planned(self._instance):
            yield planned, self._moved(origin, planned, elsewhere)

    def _moved(self, origin: Origin, planned: tuple[str, ...], places: Sequence[str]) -> Choices:
        """Return the ways over links to the places to which one needs all planned links.

        A chain is followed only as long as it may still be the best for something.
        """
        search = self._search(origin.place)
        ways: dict[str, list[Way]] = {place: [] for place in places}
        most_cny_per_m3: Mapping[str, float] = dict.fromkeys(ways, math.inf)
        level = search.first(origin.start_h, planned)
        while level:
            self._add(ways, level, most_cny_per_m3)
            if not any(self._chains.longer(reached.chain) for reached in level):
                break
            worth = Worth(ways, self._wanted)
            level = self._next_level(search, level, planned, worth)
            most_cny_per_m3 = worth.most_cny_per_m3
        return {
            place: choice
            for place, choice in ways.items()
            if any(way.label.roads == planned for way in choice)
        }

    def _add(
        self,
        ways: Mapping[str, list[Way]],
        level: Sequence[Reached],
        most_cny_per_m3: Mapping[str, float],
    ) -> None:
        for reached in level:
            for place, way in self._ways.moved(reached, most_cny_per_m3):
                ways[place].append(way)
        for choice in ways.values():
            choice.sort()

    def _next_level(
        self, search: Search, level: Sequence[Reached], planned: tuple[str, ...], worth: Worth
    ) -> Sequence[Reached]:
        def latest_hour(chain: Chain, labels: Collection[Label]) -> float:
            return worth.latest_h(self._ways.least_cny_per_m3(chain, labels))

        return [
            longer for reached in level for longer in search.longer(reached, planned, latest_hour)
        ]

    def _search(self, place: str) -> Search:
        if place not in self._searches:
            self._searches[place] = Search(self._traffic, self._chains, place, self._latest_h)
        return self._searches[place]

    def _lanes_to(
        self, origin: Origin, place: str, choice: Sequence[Way], planned: tuple[str, ...]
    ) -> Sequence[Lane | None]:
        """Return the lane of each bundle of a place, None where none needs all planned links."""
        by_way: dict[str, dict[float, Lane]] = {}
        found: list[Lane | None] = []
        for load in self._wanted[place].values():
            way = chosen(choice, load)
            if way is None or way.label.roads != planned:
                found.append(None)
                continue
            if way.name not in by_way:
                by_way[way.name] = self._by_deadline(origin, place, way)
            found.append(by_way[way.name][load.deadline_h])
        return found

    def _by_deadline(self, origin: Origin, place: str, way: Way) -> dict[float, Lane]:
        """Return the lanes that a way makes for the deadlines that are asked for at a place."""
        label, chain = way.label, way.chain
        parts, cost_cny_per_t = self._ways.parts(way, place), self._ways.cost_cny_per_t(way)
        return {
            deadline_h: Lane(
                scenario=self._scenario.id,
                origin=origin.id,
                place=place,
                deadline_h=deadline_h,
                hours=way.hours,
                travel_h=label.arrival_h - chain.depart_h(origin.start_h),
                drive_h=label.drive_h,
                km=label.km,
                parts=parts,
                cost_cny_per_t=cost_cny_per_t,
                window_h=chain.vehicles[0].load_h + deadline_h - way.hours,
                estimated=label.estimated,
                roads=label.roads,
            )
            for deadline_h in {load.deadline_h for load in self._wanted[place].values()}
        }


def _wanted(instance: Instance, requirements: Needs) -> Mapping[str, Wanted]:
    """Return what the places of each scenario need, sorted as the requirements are."""
    loads = {
        (scenario, bundle): Load(
            bundle.deadline_h,
            max(instance.commodity[commodity].weight_kg for commodity in content),
            max(instance.commodity[commodity].volume_m3 for commodity in content),
        )
        for (scenario, bundle), content in requirements.content.items()
    }
    found: dict[str, dict[str, dict[Bundle, Load]]] = {}
    for row in requirements.requirements:
        places = found.setdefault(row.scenario, {})
        places.setdefault(row.place, {})[row.bundle] = loads[row.scenario, row.bundle]
    return found


def given_lanes(instance: Instance, scenario: str) -> Mapping[str, Mapping[str, GivenLane]]:
    """Return the given lanes of a scenario by their ends, its own before those of all."""
    found: dict[str, dict[str, GivenLane]] = {}
    for owner in (None, scenario):
        for lane in instance.lanes:
            if lane.scenario == owner:
                found.setdefault(lane.from_place, {})[lane.to_place] = lane
    return found
