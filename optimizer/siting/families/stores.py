"""Where stores stand: how many, how far apart, where they must be, and how large."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import combinations
from typing import TYPE_CHECKING

from optimizer.forced import forced_roles, forced_towns
from optimizer.instance.words import Role, SiteStatus, Storage
from optimizer.siting.rows import Row, count, total
from optimizer.siting.variables import label
from optimizer.tiers import straight_km

if TYPE_CHECKING:
    import pulp

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
        Role.LOCAL: (policy.local_min, policy.local_max),
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

    Points and local stocks do not count.
    """
    instance = x.recourse.instance
    large = {
        site: [o for o in options if instance.option[site, o].role in (Role.CENTRAL, Role.SUB)]
        for site, options in x.options_of.items()
    }
    for one, other in combinations(sorted(site for site in large if large[site]), 2):
        if straight_km(instance, one, other) < instance.policy.spacing_km:
            stores = [x.open[site, option] for site in (one, other) for option in large[site]]
            yield label("keep_spacing", one, other), count(stores) <= 1


def force_points(x: Variables) -> Iterator[Row]:
    r"""Give a store to every town of poor access or high hazard, or serve it when cut off.

    .. math:: \sum_{i \in town} \sum_{l:\, role \ge least} open_{il} + covered_{town} \ge 1, \quad
              shortage_{sjb} \le persons_{sjb} (1 - covered_{town})
              \qquad \forall town \text{ forced},\ s \text{ cut off},\ j \in town, b

    Without scenarios in which towns are cut off every forced town has a store. A store of a tier
    below policy's force_least_role is none.

    Source: Yonghe YH-12.
    """
    instance = x.recourse.instance
    roles = forced_roles(instance)
    for town in forced_towns(instance):
        stores = stores_within(x, town, roles)
        instead = [x.covered[town]] if town in x.covered else []
        yield label("force_points", town), count([*stores, *instead]) >= 1
    for scenario in sorted(instance.policy.cut_off_scenarios):
        for r in x.recourse.requirements_of.get(scenario, ()):
            for town, covered in x.covered.items():
                if instance.within(r.place, town):
                    missed = [(x.shortage[scenario, r.place, r.bundle], 1.0), (covered, r.persons)]
                    name = label("force_points", town, scenario, r.place, r.bundle)
                    yield name, total(missed) <= r.persons


def stores_within(
    x: Variables, place: str, roles: Collection[Role] = tuple(Role)
) -> Iterator[pulp.LpVariable]:
    """Yield the stores in some roles that may stand at a place or at what belongs to it."""
    instance = x.recourse.instance
    for (site, option), variable in x.open.items():
        is_within = instance.within(instance.site[site].place, place)
        if is_within and instance.option[site, option].role in roles:
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


def merge_construction(x: Variables) -> Iterator[Row]:
    r"""Save what building stores together saves only where all of them are built.

    .. math:: merged_m \le \sum_l open_{il} \qquad \forall m,\ i \in m

    Source: Qinhuangdao QH-06, seven county stores built together with relief stores.
    """
    for merger in sorted(x.recourse.instance.mergers, key=lambda merger: merger.id):
        for site in sorted(set(merger.sites)):
            stores = [(x.open[site, option], -1.0) for option in x.options_of[site]]
            name = label("merge_construction", merger.id, site)
            yield name, total([(x.merged[merger.id], 1.0), *stores]) <= 0


def build_roads(x: Variables) -> Iterator[Row]:
    r"""Use a planned road only where it is bought.

    .. math:: flow_{cojbR} \le persons_{sjb}\, build_r \qquad \forall c, o, j, b, R,\ r \in R

    Source: Shanshan SS-17 and SS-18.
    """
    for case, flow in x.flows():
        for road in flow.lane.roads:
            name = label("build_roads", road, case, flow.origin, flow.place, flow.bundle)
            over = "&".join(flow.lane.roads)
            built = [(flow.persons, 1.0), (x.build[road], -flow.most)]
            yield f"{name[:-1]},{over})", total(built) <= 0
