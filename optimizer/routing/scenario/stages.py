"""The routing problems of a scenario: one for each stage of the ways that goods go.

Goods that change vehicles are driven in stages: what is handed on in one is loaded in the next,
when and as far as it came. Vehicles go on from where the stage before left them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from optimizer.routing.scenario.deliveries import (
    Carried,
    Consignment,
    Stretch,
    carried,
    consignments,
    priorities,
)
from optimizer.routing.scenario.holdings import Holding, holdings
from optimizer.routing.scenario.points import Ground, seconds_up
from optimizer.routing.scenario.quantities import share_of
from optimizer.routing.scenario.staged import problem_of
from optimizer.routing.scenario.standing import Standing, standings

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.needs import Needs
    from optimizer.network import Lanes
    from optimizer.plan import Plan
    from optimizer.routing.answer import Timed
    from optimizer.routing.problem import RoutingProblem


class Load(NamedTuple):
    """What one delivery of a stage carries.

    Parameters
    ----------
    part : int
        0 for the first stretch of the consignment's way.
    share : float
        Part of the consignment that came so far.
    ready_s : int
        Second from which on it may be loaded.
    """

    consignment: Consignment
    part: int
    share: float = 1.0
    ready_s: int = 0

    @property
    def stretch(self) -> Stretch:
        """What is driven in this stage."""
        return self.consignment.stretches[self.part]

    @property
    def is_last(self) -> bool:
        """Whether it ends at the place that needs it."""
        return self.part + 1 == len(self.consignment.stretches)


@dataclass(frozen=True, kw_only=True)
class Driven:
    """What is to be driven in a scenario of a plan, and on what ground.

    Parameters
    ----------
    carried : Carried
        Its flows by who carries them.
    consignments : tuple of Consignment
        What the fleet carries.
    holdings : mapping of str to Holding
        What stores and sources hold, by id.
    starts_s : int
        Second from which on all is asked, 0 but for a response under way.
    """

    instance: Instance
    scenario: str
    carried: Carried
    consignments: tuple[Consignment, ...]
    holdings: Mapping[str, Holding]
    ground: Ground
    starts_s: int = 0

    @cached_property
    def first(self) -> Stage:
        """The stage in which everything leaves stores and sources."""
        loads = tuple(Load(consignment, 0) for consignment in self.consignments)
        return Stage(driven=self, number=0, loads=loads, standing={})


def stage_problems(
    instance: Instance,
    requirements: Needs,
    lanes: Lanes,
    plan: Plan,
    scenario: str,
    first: Sequence[str] = (),
) -> Driven:
    """Return what is to be driven in a scenario, ready to be routed stage by stage.

    Parameters
    ----------
    first : sequence of str
        Families in the order in which they come first; empty: by deadline.

    Raises
    ------
    VerificationError
        When a flow has no lane.
    """
    flows = carried(instance, plan, lanes, scenario)
    classes = priorities(flows.driven, first)
    found = consignments(instance, requirements, flows.driven, classes)
    return Driven(
        instance=instance,
        scenario=scenario,
        carried=flows,
        consignments=found,
        holdings=holdings(instance, requirements, plan, scenario, flows, found),
        ground=Ground(instance, scenario, plan.roads),
    )


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One stage of a scenario.

    Parameters
    ----------
    number : int
        0 for the first.
    loads : tuple of Load
        What the problem's deliveries carry, in their order.
    standing : mapping of str to Standing
        Where vehicles stand that were used in earlier stages, by vehicle id.
    ordered_at : tuple of tuple of str
        Stores and sources at which each load is ordered already, however far; empty: none.
    """

    driven: Driven
    number: int
    loads: tuple[Load, ...]
    standing: Mapping[str, Standing]
    ordered_at: tuple[tuple[str, ...], ...] = ()

    @cached_property
    def problem(self) -> RoutingProblem:
        """What is to be solved."""
        return problem_of(self)

    def next(self, timed: Timed) -> Stage | None:
        """Return the stage that follows on an answer, None where nothing is handed on."""
        loads = tuple(_handed_on(self, timed))
        if not loads:
            return None
        return Stage(
            driven=self.driven,
            number=self.number + 1,
            loads=loads,
            standing={**self.standing, **standings(self.problem, timed)},
        )


def _handed_on(stage: Stage, timed: Timed) -> Sequence[Load]:
    """Return what came to transfer places, ready when all of it was unloaded there."""
    done_s: dict[int, int] = {}
    kg: dict[int, int] = {}
    litres: dict[int, int] = {}
    for route in timed.routes:
        for trip in route.trips:
            for stop in trip.stops:
                for drop in stop.drops:
                    number = drop.delivery
                    done_s[number] = max(done_s.get(number, 0), stop.done_s)
                    kg[number] = kg.get(number, 0) + drop.kg
                    litres[number] = litres.get(number, 0) + drop.litres
    found = []
    for number in sorted(done_s):
        load = stage.loads[number]
        if not load.is_last:
            part = load.part + 1
            transfer_s = seconds_up(load.consignment.stretches[part].transfer_h)
            came = share_of(stage.problem.deliveries[number], kg[number], litres[number])
            found.append(
                Load(load.consignment, part, load.share * came, done_s[number] + transfer_s)
            )
    return found
