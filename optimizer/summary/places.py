"""What is built: stores, towns that must have one, roads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.accounts import forced
from optimizer.instance.words import Role
from optimizer.summary.layout import table
from optimizer.summary.names import ALL_READ, BIGGEST, heads, more, place_name, road_name, site_name
from optimizer.summary.phrases import Lang, amount, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from optimizer.accounts import ForcedTown
    from optimizer.instance import Instance, Option
    from optimizer.plan import Result, Store

HARDLY_FILLED = 0.1
"""Share of its volume below which a store is told to be large for what it holds."""


def stores(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return the stores that are opened, how full they are and what they cost."""
    ranks = {role: rank for rank, role in enumerate(Role)}
    ordered = sorted(result.plan.stores, key=lambda store: (ranks[store.role], store))
    if not ordered:
        return [phrase("no_stores", lang)]
    fills = _fills(result, instance)
    rows = [_store(store, fills[store.site], instance, lang) for store in ordered[:ALL_READ]]
    keys = ("store", "role", "place", "floor", "capacity", "fill", "investment", "running")
    return [
        phrase("stores", lang),
        *table(heads(keys, lang), rows, left=3),
        *more(len(ordered), lang, ALL_READ, "stores.csv"),
        *_hardly_filled(
            [s for s in ordered if fills[s.site] < HARDLY_FILLED and _is_built(s, instance)],
            instance,
            lang,
        ),
    ]


def _store(store: Store, fill: float, instance: Instance, lang: Lang) -> tuple[str, ...]:
    option = instance.option[store.site, store.option]
    return (
        f"{site_name(instance, store.site, lang)} ({store.site})",
        phrase(store.role.value, lang),
        place_name(instance, instance.site[store.site].place, lang),
        f"{option.floor_m2:,.0f}",
        f"{_capacity_m3(option):,.0f}",
        f"{fill:.0%}",
        amount(option.capital_cost_cny + option.equipment_cost_cny, lang),
        amount(option.operating_cost_cny_per_year, lang),
    )


def _fills(result: Result, instance: Instance) -> Mapping[str, float]:
    """Return the share of its volume that each store fills, by site."""
    volume_m3: dict[str, float] = {}
    for line in result.plan.stock:
        volume = line.quantity * instance.commodity[line.commodity].volume_m3
        volume_m3[line.site] = volume_m3.get(line.site, 0.0) + volume
    capacity_m3 = {
        store.site: _capacity_m3(instance.option[store.site, store.option])
        for store in result.plan.stores
    }
    return {
        site: volume_m3.get(site, 0.0) / capacity if capacity else 0.0
        for site, capacity in capacity_m3.items()
    }


def _is_built(store: Store, instance: Instance) -> bool:
    """Return whether money is spent on the building: a smaller one would cost less."""
    return instance.option[store.site, store.option].capital_cost_cny > 0


def _capacity_m3(option: Option) -> float:
    return option.capacity_m3 + option.cold_m3 + option.hazardous_m3


def _hardly_filled(found: list[Store], instance: Instance, lang: Lang) -> Iterator[str]:
    if found:
        names = [site_name(instance, store.site, lang) for store in found]
        told = phrase("comma", lang).join(names)
        yield "  " + phrase("hardly_filled", lang, share=f"{HARDLY_FILLED:.0%}", stores=told)


def forced_towns(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return the towns that must have a store, why, and how that is kept; those not kept first."""
    towns = sorted(forced(result.plan, instance), key=lambda town: town.kept)
    told = ["  " + _forced(town, instance, lang) for town in towns[:BIGGEST]]
    heading = _heading(instance.policy.force_least_role, lang)
    return [heading, *told, *more(len(towns), lang, file="forced_towns.csv")] if towns else []


def _heading(least: Role, lang: Lang) -> str:
    """Return what the towns must have; the lowest tier, with which any store does, is not told."""
    if least is Role.LOCAL:
        return phrase("forced_towns", lang)
    return phrase("forced_towns_least", lang, role=phrase(least.value, lang))


def _forced(town: ForcedTown, instance: Instance, lang: Lang) -> str:
    comma = phrase("comma", lang)
    return phrase(
        "forced_line",
        lang,
        town=place_name(instance, town.town, lang),
        reasons=comma.join(_reasons(town, lang)),
        kept=_kept(town, instance, lang),
    )


def _reasons(town: ForcedTown, lang: Lang) -> Iterator[str]:
    if town.hazard_from is not None:
        yield phrase("of_hazard", lang, found=town.hazard_class, least=town.hazard_from)
    if town.access_from is not None:
        yield phrase("of_access", lang, found=town.access_class, least=town.access_from)
    if town.named:
        yield phrase("named_by_policy", lang)


def _kept(town: ForcedTown, instance: Instance, lang: Lang) -> str:
    if town.stores:
        names = [site_name(instance, site, lang) for site in town.stores]
        return phrase("kept_by_stores", lang, stores=phrase("comma", lang).join(names))
    return phrase("kept_when_cut_off" if town.kept else "not_kept", lang)


def roads(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return the roads that are built."""
    built = [road for road in instance.roads if road.id in result.plan.roads]
    rows = [
        (
            road_name(instance, road.id, lang) or road.id,
            place_name(instance, road.from_place, lang),
            place_name(instance, road.to_place, lang),
            f"{road.km:,.1f}",
            amount(road.planned_cost_cny or 0.0, lang),
        )
        for road in built[:BIGGEST]
    ]
    header = heads(("road", "from", "to", "km", "cost"), lang)
    return [phrase("built_roads", lang), *table(header, rows, left=3)] if rows else []
