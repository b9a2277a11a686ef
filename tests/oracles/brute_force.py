"""The least cost of a sketch by trying everything: stores, stock, contracts; flows by networkx.

Nothing of the package is used here but the words of the question.
"""

import math
from functools import cache
from itertools import product

import networkx as nx

from optimizer.instance.words import Role


def least_cost(sketch):
    """Return the least yearly cost over all plans, ``inf`` if none keeps the promises."""
    respond = _responses(sketch)
    kinds = range(len(sketch.kinds))
    best = math.inf
    for rooms in _openings(sketch):
        held = [_holdings(room.pieces if room else 0, len(sketch.kinds)) for room in rooms]
        built = sum(room.cost for room in rooms if room)
        for *stocks, contract in product(*held, range(sketch.shop.pieces + 1)):
            cost = built + (sketch.shop.retainer if contract else 0)
            cost += sketch.kinds[0].price * contract
            cost += sum(sketch.kinds[k].price * stock[k] for stock in stocks for k in kinds)
            for s, tenths in enumerate(sketch.tenths):
                for k in kinds:
                    ready = (*(stock[k] for stock in stocks), contract if k == 0 else 0)
                    cost += tenths / 10 * respond(s, k, ready)
            best = min(best, cost)
    return best


def _openings(sketch):
    """Yield for each site the room it gets, ``None`` for none, where policy allows it."""
    choices = [
        rooms if existing else (None, *rooms)
        for rooms, existing in zip(sketch.sites, sketch.existing, strict=True)
    ]
    for rooms in product(*choices):
        built = [room for room in rooms if room]
        centers = sum(room.role is Role.CENTRAL for room in built)
        enough = sketch.central_max is None or centers <= sketch.central_max
        ceiling = math.inf if sketch.construction is None else sketch.construction
        if enough and sum(room.cost for room in built) <= ceiling:
            yield rooms


def _holdings(pieces, kind_count):
    """Return the ways to fill a room, in pieces of each kind."""
    ways = product(range(pieces + 1), repeat=kind_count)
    return [way for way in ways if sum(way) <= pieces]


def _responses(sketch):
    """Return the cost of the best response in a scenario for a kind, given the pieces ready."""

    @cache
    def respond(s, k, ready):
        kind, persons = sketch.kinds[k], sketch.persons[s]
        may_miss = round((1 - sketch.person_share) * sum(persons))
        ready = list(ready)
        ready[-1] = min(ready[-1], round(sketch.shop.share * sum(persons)))
        network = nx.DiGraph()
        network.add_node("all", demand=-sum(persons))
        network.add_edge("all", "missing", capacity=may_miss, weight=kind.short)
        for o, pieces in enumerate(ready):
            piece = kind.price if o == len(sketch.sites) else kind.issue
            network.add_edge("all", ("from", o), capacity=pieces, weight=piece)
        for p, number in enumerate(persons):
            network.add_node(("to", p), demand=number)
            network.add_edge("missing", ("to", p))
            for o in range(len(ready)):
                lane = sketch.lanes[s][o][p]
                if lane is not None:
                    network.add_edge(("from", o), ("to", p), weight=lane)
        try:
            return nx.min_cost_flow_cost(network)
        except nx.NetworkXUnfeasible:
            return math.inf

    return respond
