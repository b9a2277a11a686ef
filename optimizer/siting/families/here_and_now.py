"""What is decided before the scenario is known: stores, stock, money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import TYPE_CHECKING

from optimizer.geodesy import great_circle_km
from optimizer.instance.words import Head, Role, SiteStatus, Storage
from optimizer.siting.money import spending
from optimizer.siting.rows import Row, count, total
from optimizer.siting.variables import label

if TYPE_CHECKING:
    import pulp

    from optimizer.instance import Instance
    from optimizer.siting.variables import Variables


def choose_one_option(x: Variables) -> Iterator[Row]:
    r"""Build a site to at most one option; existing and committed stay, excluded never.

    .. math:: \sum_l open_{il} \le 1 \qquad \forall i
    """
    for site in sorted(x.recourse.instance.sites, key=lambda site: site.id):
        chosen = count(x.open[site.id, option] for option in x.options_of[site.id])
        name = label("choose_one_option", site.id)
        if site.status in (SiteStatus.EXISTING, SiteStatus.COMMITTED):
            yield name, chosen == 1
        elif site.status is SiteStatus.EXCLUDED:
            yield name, chosen <= 0
        else:
            yield name, chosen <= 1


def count_roles(x: Variables) -> Iterator[Row]:
    r"""Keep the number of stores in each role within policy's bounds.

    .. math:: min_r \le \sum_{(i,l) : role_{il} = r} open_{il} \le max_r \qquad \forall r

    Source: Gaotai GT-20, one center and four sub-stores.
    """
    policy = x.recourse.instance.policy
    bounds: Mapping[Role, tuple[int, int | None]] = {
        Role.CENTRAL: (policy.central_min, policy.central_max),
        Role.SUB: (policy.sub_min, policy.sub_max),
        Role.POINT: (policy.point_min, policy.point_max),
    }
    for role, (least, most) in bounds.items():
        stores = count(x.open[o.site, o.id] for o in x.recourse.instance.options if o.role is role)
        if least > 0:
            yield label("count_roles", role, "least"), stores >= least
        if most is not None:
            yield label("count_roles", role, "most"), stores <= most


def keep_spacing(x: Variables) -> Iterator[Row]:
    r"""Keep centers and sub-stores apart.

    .. math:: \sum_l open_{il} + \sum_l open_{i'l} \le 1
              \qquad \forall i < i' : km_{ii'} < spacing

    Points do not count.
    """
    instance = x.recourse.instance
    large = {
        site: [o for o in options if instance.option[site, o].role is not Role.POINT]
        for site, options in x.options_of.items()
    }
    for one, other in combinations(sorted(site for site in large if large[site]), 2):
        if _apart_km(instance, one, other) < instance.policy.spacing_km:
            stores = [x.open[site, option] for site in (one, other) for option in large[site]]
            yield label("keep_spacing", one, other), count(stores) <= 1


def _apart_km(instance: Instance, one: str, other: str) -> float:
    a, b = (instance.place[instance.site[site].place] for site in (one, other))
    return great_circle_km(a.lat, a.lon, b.lat, b.lon)


def force_points(x: Variables) -> Iterator[Row]:
    r"""Give a store to every town of poor access or high hazard, or named by policy.

    .. math:: \sum_{i \in town} \sum_l open_{il} \ge 1 \qquad \forall town \text{ forced}

    Source: Yonghe YH-12.
    """
    instance = x.recourse.instance
    policy = instance.policy
    people = {row.place for row in instance.scenario_people if row.persons > 0}
    inhabited = {instance.town(p.id) for p in instance.places if p.population or p.id in people}
    for town in sorted(inhabited | set(policy.force_towns)):
        place = instance.place[town]
        hazard, access = policy.force_hazard_class, policy.force_access_class
        if (
            (hazard is not None and place.hazard_class >= hazard)
            or (access is not None and place.access_class >= access)
            or town in policy.force_towns
        ):
            yield label("force_points", town), count(_stores_within(x, town)) >= 1


def _stores_within(x: Variables, place: str) -> Iterator[pulp.LpVariable]:
    instance = x.recourse.instance
    for (site, _), variable in x.open.items():
        if instance.within(instance.site[site].place, place):
            yield variable


def store_within_volume(x: Variables) -> Iterator[Row]:
    r"""Stock no more than the option's room for the kind of storage.

    .. math:: \sum_{k \in class} v_k\, stock_{ik} \le \sum_l V_{il}^{class} open_{il}
              \qquad \forall i, class
    """
    instance = x.recourse.instance
    storage = {c.id: instance.family[c.family].storage for c in instance.commodities}
    rooms = {
        Storage.GENERAL: "capacity_m3",
        Storage.COLD: "cold_m3",
        Storage.HAZARDOUS: "hazardous_m3",
    }
    for site in sorted({site for site, _ in x.stock}):
        for kind, room in rooms.items():
            held = [
                (x.stock[site, c.id], c.volume_m3)
                for c in instance.commodities
                if (site, c.id) in x.stock and storage[c.id] is kind
            ]
            if held:
                space = [
                    (x.open[site, option], -getattr(instance.option[site, option], room))
                    for option in x.options_of[site]
                ]
                yield label("store_within_volume", site, kind), total(held + space) <= 0


def buy_what_is_missing(x: Variables) -> Iterator[Row]:
    r"""Buy what stands nowhere today.

    .. math:: stock_{ik} - purchase_{ik} \le today_{ik} \qquad \forall i, k

    Stock that expires before the plan's year does not count.
    """
    today = stock_today(x.recourse.instance)
    for (site, commodity), bought in x.purchase.items():
        name = label("buy_what_is_missing", site, commodity)
        yield name, x.stock[site, commodity] - bought <= today.get((site, commodity), 0)


def stock_today(instance: Instance) -> dict[tuple[str, str], int]:
    """Return the units that stand at each site and still keep in the plan's year."""
    today: dict[tuple[str, str], int] = {}
    for row in instance.stock:
        if row.expires_year is None or row.expires_year >= instance.year:
            key = row.site, row.commodity
            today[key] = today.get(key, 0) + row.quantity
    return today


def spend_within_budget(x: Variables) -> Iterator[Row]:
    r"""Spend under each head no more than its funds allow.

    .. math:: spending_h \le \sum_{fund} ceiling_{h,fund} \qquad \forall h \text{ with a budget}

    Source: Gaotai GT-20 and GT-30.
    """
    ceilings: dict[Head, float] = {}
    for budget in x.recourse.instance.budgets:
        ceilings[budget.head] = ceilings.get(budget.head, 0.0) + budget.ceiling_cny
    for head, spent in spending(x).items():
        if head in ceilings:
            yield label("spend_within_budget", head), spent <= ceilings[head]


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
        yield label("keep_minimum", town), count(_stores_within(x, town)) >= 1
    for kit in sorted(instance.kits, key=lambda kit: kit.key_text):
        within = [
            quantity
            for (site, commodity), quantity in x.stock.items()
            if commodity == kit.commodity and instance.within(instance.site[site].place, kit.town)
        ]
        if kit.quantity > 0:
            yield label("keep_minimum", kit.town, kit.commodity), count(within) >= kit.quantity
