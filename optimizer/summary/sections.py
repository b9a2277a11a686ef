"""The sections of the summary in the order a planner reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.summary import (
    capability,
    driving,
    goods,
    held,
    limits,
    money,
    people,
    places,
    promised,
    response,
    rounds,
    tiers,
    transport,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from optimizer.instance import Instance
    from optimizer.plan import Result
    from optimizer.summary.phrases import Lang

SECTIONS: tuple[Callable[[Result, Instance, Lang], list[str]], ...] = (
    capability.levels,
    promised.indicators,
    places.stores,
    tiers.built_together,
    places.forced_towns,
    places.roads,
    goods.stock,
    tiers.least_kits,
    goods.moves,
    held.ledger_of_all,
    held.rotation,
    tiers.filled_again,
    people.service,
    transport.transport,
    driving.driving,
    rounds.rounds,
    goods.modes,
    limits.mode_limits,
    goods.contracts,
    money.spending,
    money.payments,
    money.costs,
    response.next_level,
    people.gaps,
    people.shortages,
)
"""Each gives its lines; none where there is nothing to say."""
