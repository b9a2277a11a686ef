"""What stands in stores: bought, moved, filled again, and the least there must be."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from optimizer.instance.words import Role
from optimizer.siting.families.stores import stores_within
from optimizer.siting.rows import Row, count, total
from optimizer.siting.variables import label
from optimizer.tiers import TIER, replenished_by, stock_today

if TYPE_CHECKING:
    import pulp

    from optimizer.siting.variables import Variables

Terms = list[tuple["pulp.LpVariable", float]]


def buy_what_is_missing(x: Variables) -> Iterator[Row]:
    r"""Buy what neither stands at a site today nor is moved there.

    .. math:: stock_{ik} - purchase_{ik} + \sum_{i'} move_{ii'k} - \sum_{i'} move_{i'ik}
              \le today_{ik} \qquad \forall i, k

    Stock that expires before the plan's year does not count.
    """
    today = stock_today(x.recourse.instance)
    moved: dict[tuple[str, str], Terms] = defaultdict(list)
    for (start, end, commodity), units in x.move.items():
        moved[start, commodity].append((units, 1.0))
        moved[end, commodity].append((units, -1.0))
    for (site, commodity), bought in x.purchase.items():
        name = label("buy_what_is_missing", site, commodity)
        held = [(x.stock[site, commodity], 1.0), (bought, -1.0), *moved[site, commodity]]
        yield name, total(held) <= today.get((site, commodity), 0)


def move_what_stands(x: Variables) -> Iterator[Row]:
    r"""Move before the season no more than stands at a site today, and only to stores.

    .. math:: \sum_{i'} move_{ii'k} \le today_{ik} \quad \forall i, k, \qquad
              \sum_i move_{ii'k} \le \sum_i today_{ik} \sum_l open_{i'l} \quad \forall i', k

    Source: Qinhuangdao QH-10, transfer of stock.
    """
    today = stock_today(x.recourse.instance)
    out: dict[tuple[str, str], list[pulp.LpVariable]] = defaultdict(list)
    into: dict[tuple[str, str], list[pulp.LpVariable]] = defaultdict(list)
    for (start, end, commodity), units in x.move.items():
        out[start, commodity].append(units)
        into[end, commodity].append(units)
    for (site, commodity), units in sorted(out.items()):
        yield label("move_what_stands", site, commodity), count(units) <= today[site, commodity]
    for (site, commodity), units in sorted(into.items()):
        most = sum(variable.upBound for variable in units)
        stores = [(x.open[site, option], -most) for option in x.options_of[site]]
        moved = [(variable, 1.0) for variable in units]
        yield label("move_what_stands", site, commodity, "into"), total([*moved, *stores]) <= 0


def keep_what_stands(x: Variables) -> Iterator[Row]:
    r"""Keep all that stands today and has not expired, where it stands or moved, if policy says so.

    .. math:: stock_{ik} - \sum_{i'} move_{i'ik} + \sum_{i'} move_{ii'k} \ge today_{ik}
              \qquad \forall i, k

    Where nothing is moved, what stands at a site without a store is out of reach:

    .. math:: stock_{ik} \ge today_{ik} \sum_l open_{il} \qquad \forall i, k

    Source: Qinhuangdao QH-03 and QH-10, the pieces of the whole city and what is scrapped of them.
    """
    instance = x.recourse.instance
    if not instance.policy.keep_what_stands:
        return
    today = stock_today(instance)
    if instance.economics.peacetime_cny_per_m3_km is None:
        for key, units in sorted(today.items()):
            if key in x.stock and units > 0:
                stores = [(x.open[key[0], option], -units) for option in x.options_of[key[0]]]
                held = [(x.stock[key], 1.0), *stores]
                yield label("keep_what_stands", *key), total(held) >= 0
        return
    moved: dict[tuple[str, str], Terms] = defaultdict(list)
    for (start, end, commodity), units in x.move.items():
        moved[start, commodity].append((units, 1.0))
        moved[end, commodity].append((units, -1.0))
    for key in sorted({*moved, *(key for key, units in today.items() if units > 0)}):
        held = [(x.stock[key], 1.0)] if key in x.stock else []
        yield label("keep_what_stands", *key), total([*held, *moved[key]]) >= today.get(key, 0)


def replenish_stores(x: Variables) -> Iterator[Row]:
    r"""Fill every store below the center again from stores of a higher tier.

    .. math:: \sum_{i'} replenish_{i'i} \ge \sum_k \frac{v_k}{life_k} stock_{ik} -
              M_i \sum_{l\ central} open_{il}, \quad
              replenish_{i'i} \le M_i \Big(\sum_{l:\, tier < r} open_{i'l} +
              1 - \sum_{l:\, role = r} open_{il}\Big) \qquad \forall i, i', r

    M_i is what the largest option could turn over in a year; where a site may take only one role
    the second row needs no `1 - open`.
    """
    for site, starts in replenished_by(x.recourse.instance).items():
        most = _most_renewed_m3(x, site)
        yield label("replenish_stores", site), _renewal_filled(x, site, starts, most) >= 0
        roles = {x.recourse.instance.option[site, o].role for o in x.options_of[site]}
        for role in sorted(roles - {Role.CENTRAL}):
            for start in starts:
                row = [(x.replenish[start, site], 1.0), *_upper_stores(x, start, role, -most)]
                other = _stores_in_role(x, site, role, most) if len(roles) > 1 else []
                name = label("replenish_stores", start, site, role)
                yield name, total([*row, *other]) <= (most if other else 0.0)


def _renewal_filled(
    x: Variables, site: str, starts: tuple[str, ...], most: float
) -> pulp.LpAffineExpression:
    commodity = x.recourse.instance.commodity
    filled = [(x.replenish[start, site], 1.0) for start in starts]
    renewed = [
        (units, -commodity[k].volume_m3 / commodity[k].shelf_life_years)
        for (i, k), units in x.stock.items()
        if i == site
    ]
    return total([*filled, *renewed, *_stores_in_role(x, site, Role.CENTRAL, most)])


def _most_renewed_m3(x: Variables, site: str) -> float:
    """Return the volume that the largest option of a site could have to renew in a year."""
    instance = x.recourse.instance
    rooms = (instance.option[site, option] for option in x.options_of[site])
    most = max((o.capacity_m3 + o.cold_m3 + o.hazardous_m3 for o in rooms), default=0.0)
    lives = [instance.commodity[k].shelf_life_years for i, k in x.stock if i == site]
    return most / min(lives, default=1.0)


def _stores_in_role(x: Variables, site: str, role: Role, weight: float) -> Terms:
    option = x.recourse.instance.option
    return [(x.open[site, o], weight) for o in x.options_of[site] if option[site, o].role is role]


def _upper_stores(x: Variables, site: str, role: Role, weight: float) -> Terms:
    option = x.recourse.instance.option
    return [
        (x.open[site, o], weight)
        for o in x.options_of[site]
        if TIER[option[site, o].role] < TIER[role]
    ]


def keep_working_stock(x: Variables) -> Iterator[Row]:
    r"""Keep at an institution's store what its daily work needs.

    .. math:: kept_{ik} \ge working_{ik} \sum_l open_{il}, \quad kept_{ik} \le stock_{ik}
              \qquad \forall (i, k)

    Source: Huantai HT-07, two months of daily work.
    """
    for (site, commodity), units in working_stock(x).items():
        kept = x.kept[site, commodity]
        stores = [(x.open[site, option], -float(units)) for option in x.options_of[site]]
        yield label("keep_working_stock", site, commodity), total([(kept, 1.0), *stores]) >= 0
        held = [(kept, 1.0), (x.stock[site, commodity], -1.0)]
        yield label("keep_working_stock", site, commodity, "held"), total(held) <= 0


WHOLE_TOLERANCE = 1e-9
"""Daily use times days is a product of decimal fractions; whole numbers must stay whole."""


def working_stock(x: Variables) -> Mapping[tuple[str, str], int]:
    """Return the units that sites keep for daily work, by site and commodity."""
    return {
        (row.site, row.commodity): math.ceil(row.units_per_day * row.days - WHOLE_TOLERANCE)
        for row in sorted(x.recourse.instance.working_stock, key=lambda row: row.key_text)
        if (row.site, row.commodity) in x.kept
    }


def keep_at_center(x: Variables) -> Iterator[Row]:
    r"""Hold at least a share of the stocked volume in centers.

    .. math:: \sum_i central_i \ge share \sum_{ik} v_k\, stock_{ik}, \quad
              central_i \le \sum_k v_k\, stock_{ik}, \quad
              central_i \le \sum_{l\ central} V_{il}\, open_{il}
    """
    instance = x.recourse.instance
    share = instance.policy.center_share
    if share == 0:
        return
    stocked = [(q, instance.commodity[k].volume_m3) for (_, k), q in x.stock.items()]
    central = [(volume, -1.0) for volume in x.central_m3.values()]
    yield label("keep_at_center"), total([(q, share * v) for q, v in stocked] + central) <= 0
    for site, volume in x.central_m3.items():
        held = [(q, -instance.commodity[k].volume_m3) for (i, k), q in x.stock.items() if i == site]
        rooms = [
            (x.open[site, o.id], -(o.capacity_m3 + o.cold_m3 + o.hazardous_m3))
            for o in instance.options
            if o.site == site and o.role is Role.CENTRAL
        ]
        yield label("keep_at_center", site, "stock"), total([(volume, 1.0), *held]) <= 0
        yield label("keep_at_center", site, "room"), total([(volume, 1.0), *rooms]) <= 0


def keep_minimum(x: Variables) -> Iterator[Row]:
    r"""Hold a town's least kit in the stores within it.

    .. math:: \sum_{i \in town} stock_{ik} \ge kit_{town,k} \qquad \forall town, k

    A town with a kit therefore has a store, said apart since a tenth of a store would do for
    the relaxation.

    Source: Gaotai GT-06, Huantai HT-35.
    """
    instance = x.recourse.instance
    for town in sorted({kit.town for kit in instance.kits if kit.quantity > 0}):
        yield label("keep_minimum", town), count(stores_within(x, town)) >= 1
    for kit in sorted(instance.kits, key=lambda kit: kit.key_text):
        within = [
            quantity
            for (site, commodity), quantity in x.stock.items()
            if commodity == kit.commodity and instance.within(instance.site[site].place, kit.town)
        ]
        if kit.quantity > 0:
            yield label("keep_minimum", kit.town, kit.commodity), count(within) >= kit.quantity
