"""The mix of reserve modes: who meets the need, and what having them on call costs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.instance.words import Level, ReserveMode

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.needs import Needs
    from optimizer.plan import Plan

REFERENCE = Level.II
"""Level whose scenarios tell the mix; where none is of this level, all do."""

ALL = ""
"""Stands for all families together."""

ByMode = Mapping[tuple[str, ReserveMode], float]
"""An amount by family, or all of them, and mode."""


@dataclass(frozen=True, slots=True)
class ModeLine:
    """What one reserve mode does for a family, or for all of them.

    Parameters
    ----------
    family : str
        Id; empty for all families together.
    persons, needed : float
        Persons it serves and persons in need, each counted once for every bundle, summed over
        the scenarios.
    share : float
        The one over the other.
    retainer_cny_per_year : float
        What having it on call costs. What a source costs whatever the quantity counts only for
        all families together.
    value_cny : float
        Price of what is stocked or contracted.
    """

    family: str
    mode: ReserveMode
    persons: float
    needed: float
    share: float
    retainer_cny_per_year: float
    value_cny: float


def mode_mix(plan: Plan, instance: Instance, needs: Needs) -> tuple[ModeLine, ...]:
    """Return the lines of all families together, then those of each family that is needed."""
    scenarios = reference_scenarios(instance)
    needed: dict[str, float] = {}
    for need in needs.requirements:
        if need.scenario in scenarios:
            for family in (ALL, need.bundle.family):
                needed[family] = needed.get(family, 0.0) + need.persons
    persons = _persons(plan, instance, scenarios)
    value_cny, retainer_cny = _value_cny(plan, instance), _retainer_cny(plan, instance)
    return tuple(
        ModeLine(
            family=family,
            mode=mode,
            persons=persons.get((family, mode), 0.0),
            needed=needed[family],
            share=persons.get((family, mode), 0.0) / needed[family],
            retainer_cny_per_year=retainer_cny.get((family, mode), 0.0),
            value_cny=value_cny.get((family, mode), 0.0),
        )
        for family in (ALL, *(family.id for family in instance.families))
        for mode in ReserveMode
        if family in needed and ((family, mode) in persons or (family, mode) in value_cny)
    )


def reference_scenarios(instance: Instance) -> frozenset[str]:
    """Return the scenarios of the reference level, or all where there is none."""
    of_level = frozenset(s.id for s in instance.scenarios if s.level is REFERENCE)
    return of_level or frozenset(scenario.id for scenario in instance.scenarios)


def _persons(plan: Plan, instance: Instance, scenarios: frozenset[str]) -> ByMode:
    return _added(
        (flow.family, mode_of(instance, flow.origin), flow.persons)
        for flow in plan.flows
        if flow.scenario in scenarios and not flow.lost_site and flow.persons > 0
    )


def mode_of(instance: Instance, origin: str) -> ReserveMode:
    """Return the reserve mode of an origin: that of a source, or our own stock."""
    source = instance.supplier.get(origin)
    return source.mode if source else ReserveMode.OWN


def _value_cny(plan: Plan, instance: Instance) -> ByMode:
    held = [(ReserveMode.OWN, line.commodity, line.quantity) for line in plan.stock]
    held += [
        (instance.supplier[line.supplier].mode, line.commodity, line.quantity)
        for line in plan.contracts
    ]
    return _added(
        (instance.commodity[name].family, mode, quantity * instance.commodity[name].price_cny)
        for mode, name, quantity in held
        if quantity > 0
    )


def _retainer_cny(plan: Plan, instance: Instance) -> ByMode:
    found = dict(_added(_shares_of_price(plan, instance)))
    for supplier in sorted({line.supplier for line in plan.contracts if line.quantity > 0}):
        source = instance.supplier[supplier]
        key = (ALL, source.mode)
        found[key] = found.get(key, 0.0) + source.retainer_cny_per_year
    return found


def _shares_of_price(plan: Plan, instance: Instance) -> Iterable[tuple[str, ReserveMode, float]]:
    for line in plan.contracts:
        what, supply = (
            instance.commodity[line.commodity],
            instance.supply.get((line.supplier, line.commodity)),
        )
        if supply is not None:
            cny = line.quantity * what.price_cny * supply.retainer_share
            yield what.family, instance.supplier[line.supplier].mode, cny


def _added(amounts: Iterable[tuple[str, ReserveMode, float]]) -> ByMode:
    """Return amounts added up by family and mode, and over all families."""
    found: dict[tuple[str, ReserveMode], float] = {}
    for family, mode, amount in amounts:
        for key in ((ALL, mode), (family, mode)):
            found[key] = found.get(key, 0.0) + amount
    return found
