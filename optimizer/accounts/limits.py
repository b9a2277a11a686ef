"""Limits of reserve modes: what share of a family's need each meets, at least and at most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.accounts.modes import mode_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from optimizer.instance import Instance, ModeLimit
    from optimizer.instance.words import ReserveMode
    from optimizer.needs import Needs
    from optimizer.plan import Plan


@dataclass(frozen=True, slots=True)
class LimitLine:
    """The shares of a family's need that a reserve mode meets, over the scenarios that ask for it.

    Persons are counted once for every bundle, as in promise 9 of the model.
    """

    mode: ReserveMode
    family: str
    least_share: float
    lowest: float
    highest: float
    most_share: float


def limit_lines(plan: Plan, instance: Instance, needs: Needs) -> tuple[LimitLine, ...]:
    """Return a line for every limit whose family is needed, in the order of their table."""
    needed: dict[tuple[str, str], float] = {}
    for need in needs.requirements:
        key = need.scenario, need.bundle.family
        needed[key] = needed.get(key, 0.0) + need.persons
    return tuple(_lines(plan, instance, needed))


def _lines(
    plan: Plan, instance: Instance, needed: Mapping[tuple[str, str], float]
) -> Iterator[LimitLine]:
    for limit in instance.mode_limits:
        shares = [
            _served(plan, instance, limit, scenario) / persons
            for (scenario, family), persons in needed.items()
            if family == limit.family
        ]
        if shares:
            yield LimitLine(
                mode=limit.mode,
                family=limit.family,
                least_share=limit.least_share,
                lowest=min(shares),
                highest=max(shares),
                most_share=limit.most_share,
            )


def _served(plan: Plan, instance: Instance, limit: ModeLimit, scenario: str) -> float:
    """Return the persons whom a limit's mode serves with its family in a scenario."""
    return sum(
        flow.persons
        for flow in plan.flows
        if flow.scenario == scenario
        and not flow.lost_site
        and flow.family == limit.family
        and mode_of(instance, flow.origin) is limit.mode
    )
