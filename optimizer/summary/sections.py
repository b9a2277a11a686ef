"""The sections of the summary in the order a planner reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.summary import driving, goods, money, people, places, promised, response, rounds

if TYPE_CHECKING:
    from collections.abc import Callable

    from optimizer.instance import Instance
    from optimizer.plan import Result
    from optimizer.summary.phrases import Lang

SECTIONS: tuple[Callable[[Result, Instance, Lang], list[str]], ...] = (
    promised.indicators,
    response.levels,
    places.stores,
    places.forced_towns,
    places.roads,
    goods.stock,
    goods.moves,
    people.service,
    driving.driving,
    rounds.rounds,
    goods.modes,
    goods.contracts,
    money.spending,
    money.payments,
    money.costs,
    response.next_level,
    people.gaps,
    people.shortages,
)
"""Each gives its lines; none where there is nothing to say."""
