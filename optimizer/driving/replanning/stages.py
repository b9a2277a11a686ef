"""Stages of what is still to be driven: first what is on board, then what is to be loaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from optimizer.driving.replanning.goods import Amount
from optimizer.plan import FlowName, flow_name
from optimizer.routing.answer import Answer, Drop, Trip
from optimizer.routing.problem import Origin, RoutingProblem
from optimizer.routing.scenario.deliveries import LaneFlow, consignments
from optimizer.routing.scenario.quantities import whole
from optimizer.routing.scenario.staged import problem_of
from optimizer.routing.scenario.stages import Driven, Load, Stage
from optimizer.routing.scenario.standing import Standing

if TYPE_CHECKING:
    from optimizer.driving.replanning.whereabouts import Whereabouts
    from optimizer.needs import Bundle, Needs
    from optimizer.plan import DropLine
    from optimizer.routing.scenario.deliveries import Consignment

Size = tuple[int, int]
"""Kg and litres."""


class Shipments:
    """The flows of a scenario, and what some of their persons are as deliveries.

    Parameters
    ----------
    flows : sequence of LaneFlow
        All that the fleet carries, as planned, with those of new needs.
    """

    def __init__(
        self,
        driven: Driven,
        required: Needs,
        flows: Sequence[LaneFlow],
        classes: Mapping[Bundle, int],
    ) -> None:
        self.driven = driven
        self._required, self._classes = required, classes
        self.flows = {name_of(pair): pair for pair in flows}
        self._whole: dict[FlowName, Consignment] = {}
        planned = {name: pair.flow.persons for name, pair in self.flows.items()}
        for consignment in self._consigned(planned):
            for name in names_in(consignment):
                self._whole[name] = consignment

    def waits_h(self, name: FlowName) -> tuple[float, ...]:
        """Return the hours that goods wait at the beginning of each part of their way."""
        return tuple(stretch.transfer_h for stretch in self._whole[name].stretches)

    def loads(self, part: int, amounts: Mapping[FlowName, Amount]) -> tuple[Load, ...]:
        """Return deliveries of one part of the ways, ready when all their goods are."""
        found = self._consigned({name: amount.persons for name, amount in amounts.items()})
        return tuple(
            Load(
                consignment,
                part,
                1.0,
                max(amounts[name].ready_s for name in names_in(consignment)),
            )
            for consignment in found
        )

    def stop_sizes(self, drops: Sequence[DropLine]) -> list[tuple[dict[FlowName, float], Size]]:
        """Return what a stop leaves by planned delivery: persons by flow, kg and litres.

        Kg and litres are those that the plan had: shares of whole deliveries, rounded.
        """
        found: list[tuple[Consignment, dict[FlowName, float]]] = []
        for drop in drops:
            name = flow_name(drop)
            planned = self._whole[name]
            persons = next((persons for known, persons in found if known is planned), None)
            if persons is None:
                persons = {}
                found.append((planned, persons))
            persons[name] = persons.get(name, 0.0) + drop.persons
        return [(persons, _size(planned, sum(persons.values()))) for planned, persons in found]

    def _consigned(self, persons: Mapping[FlowName, float]) -> tuple[Consignment, ...]:
        flows = [
            LaneFlow(replace(self.flows[name].flow, persons=amount), self.flows[name].lane)
            for name, amount in sorted(persons.items())
        ]
        return consignments(self.driven.instance, self._required, flows, self._classes)


def _size(planned: Consignment, persons: float) -> Size:
    share = persons / planned.persons
    kg, litres = whole(planned.kg, planned.litres)
    return round(kg * share), round(litres * share)


def name_of(pair: LaneFlow) -> FlowName:
    """Return the name of a flow."""
    return flow_name(pair.flow)


def names_in(consignment: Consignment) -> list[FlowName]:
    """Return the names of the flows in a consignment."""
    return [
        (
            line.origin,
            consignment.place,
            line.bundle.family,
            line.bundle.group,
            line.bundle.deadline_h,
            line.roads,
        )
        for line in consignment.lines
    ]


@dataclass(frozen=True, kw_only=True)
class Later(Stage):
    """A stage of what is to be loaded from now on.

    Parameters
    ----------
    lost : frozenset of str
        Vehicles that drive no more.
    sizes : tuple of Size
        Kg and litres of every load, as the plan's drops had them.
    busy : mapping of str to Origin
        Origins with what is being loaded there now; only their fields about that count.
    """

    lost: frozenset[str]
    sizes: tuple[Size, ...]
    busy: Mapping[str, Origin] = field(default_factory=dict)

    @cached_property
    def problem(self) -> RoutingProblem:
        """What is to be solved."""
        problem = problem_of(self)
        return replace(
            problem,
            vehicles=tuple(v for v in problem.vehicles if v.id not in self.lost),
            deliveries=tuple(
                replace(delivery, kg=size[0], litres=size[1])
                for delivery, size in zip(problem.deliveries, self.sizes, strict=True)
            ),
            origins=tuple(map(self._occupied, problem.origins)),
        )

    def _occupied(self, origin: Origin) -> Origin:
        busy = self.busy.get(origin.id)
        if busy is None:
            return origin
        return replace(
            origin,
            docks_free_s=busy.docks_free_s,
            handling_free_s=busy.handling_free_s,
            given=busy.given,
        )


@dataclass(frozen=True, kw_only=True)
class OnBoard(Stage):
    """What vehicles have on board: every one of them brings its own, loaded as it is.

    Parameters
    ----------
    carriers : tuple of str
        Vehicle of each load.
    """

    carriers: tuple[str, ...]

    @cached_property
    def problem(self) -> RoutingProblem:
        """What is to be solved: each vehicle is an origin where only it loads, at no time."""
        problem = problem_of(self)
        carriers = sorted(set(self.carriers))
        own = {vehicle: number for number, vehicle in enumerate(carriers)}
        known = {vehicle.id: vehicle for vehicle in problem.vehicles}
        return replace(
            problem,
            kinds=tuple(replace(kind, load_s=0, every_s=0) for kind in problem.kinds),
            vehicles=tuple(
                replace(known[name], only_origins=(own[name],), most_trips=1) for name in carriers
            ),
            origins=tuple(Origin(id=name, point=known[name].start_point) for name in carriers),
            deliveries=tuple(
                replace(delivery, origins=(own[carrier],))
                for delivery, carrier in zip(problem.deliveries, self.carriers, strict=True)
            ),
            most_visits=None,
        )

    @property
    def in_order(self) -> Answer:
        """Return the stops as they were ordered."""
        drops: dict[str, list[Drop]] = {vehicle: [] for vehicle in sorted(set(self.carriers))}
        for number, carrier in enumerate(self.carriers):
            delivery = self.problem.deliveries[number]
            drops[carrier].append(Drop(number, delivery.kg, delivery.litres))
        return tuple((Trip(own, tuple(found)),) for own, found in enumerate(drops.values()))


def on_board(
    shipments: Shipments,
    aboard: Mapping[str, Sequence[Sequence[DropLine]]],
    whereabouts: Mapping[str, Whereabouts],
) -> OnBoard | None:
    """Return the stage of what is on board, None where nothing is."""
    loads: list[Load] = []
    carriers: list[str] = []
    for vehicle, stops in aboard.items():
        here = whereabouts[vehicle]
        for drops in stops:
            amounts: dict[FlowName, Amount] = {}
            for drop in drops:
                before = amounts.get(flow_name(drop), Amount(0.0))
                amounts[flow_name(drop)] = Amount(before.persons + drop.persons)
            for load in shipments.loads(drops[0].part - 1, amounts):
                loads.append(_from(load, here.place))
                carriers.append(vehicle)
    if not loads:
        return None
    standing = {vehicle: standing_of(whereabouts[vehicle]) for vehicle in carriers}
    return OnBoard(
        driven=shipments.driven,
        number=1,
        loads=tuple(loads),
        standing=standing,
        carriers=tuple(carriers),
    )


def standing_of(here: Whereabouts) -> Standing:
    """Return where a vehicle takes its orders."""
    return Standing(here.place, here.free_s, here.driven_s, here.worked_s)


def _from(load: Load, place: str) -> Load:
    """Return a load that begins where its vehicle is."""
    stretches = list(load.consignment.stretches)
    stretches[load.part] = stretches[load.part]._replace(start=place)
    return load._replace(consignment=replace(load.consignment, stretches=tuple(stretches)))
