"""What ties stores together: built together, filled again from above, least kits of towns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.summary.layout import table
from optimizer.summary.names import BIGGEST, heads, more, place_name, site_name
from optimizer.summary.phrases import Lang, amount, name_of, phrase

if TYPE_CHECKING:
    from optimizer.instance import Instance, Kit
    from optimizer.plan import Replenishment, Result

LEAST_M3 = 0.05
"""Less than that a year would be read as nothing."""


def built_together(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return the stores that are built together and what that saves of their construction."""
    built = {store.site for store in result.plan.stores}
    found = [merger for merger in instance.mergers if built.issuperset(merger.sites)]
    comma = phrase("comma", lang)
    rows = [
        (
            name_of(merger, lang, merger.id),
            comma.join(site_name(instance, site, lang) for site in merger.sites),
            amount(merger.saving_cny, lang),
        )
        for merger in sorted(found, key=lambda merger: (-merger.saving_cny, merger.id))[:BIGGEST]
    ]
    header = heads(("merger", "stores_of_merger", "saving"), lang)
    return (
        [phrase("built_together", lang), *table(header, rows, left=2), *more(len(found), lang)]
        if rows
        else []
    )


def filled_again(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return from which store each is filled again every year, the biggest volumes."""

    def biggest(line: Replenishment) -> tuple[float, Replenishment]:
        return -line.m3_per_year, line

    lines = sorted(
        (line for line in result.plan.replenishments if line.m3_per_year >= LEAST_M3), key=biggest
    )
    rows = [
        (
            site_name(instance, line.from_site, lang),
            site_name(instance, line.to_site, lang),
            f"{line.m3_per_year:,.1f}",
        )
        for line in lines[:BIGGEST]
    ]
    header = heads(("from", "to", "volume"), lang)
    return (
        [
            phrase("filled_again", lang),
            *table(header, rows, left=2),
            *more(len(lines), lang, file="replenishments.csv"),
        ]
        if rows
        else []
    )


def least_kits(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return the pieces that towns must hold and do hold of what their kits name."""
    kits: dict[str, list[Kit]] = {}
    for kit in instance.kits:
        if kit.quantity > 0:
            kits.setdefault(kit.town, []).append(kit)
    rows = [
        (
            place_name(instance, town, lang),
            f"{len(asked)}",
            f"{sum(kit.quantity for kit in asked):,}",
            f"{sum(_held(result, instance, kit) for kit in asked):,}",
        )
        for town, asked in sorted(kits.items())[:BIGGEST]
    ]
    header = heads(("place", "kinds_asked", "pieces_asked", "pieces_held"), lang)
    return (
        [phrase("least_kits", lang), *table(header, rows, left=1), *more(len(kits), lang)]
        if rows
        else []
    )


def _held(result: Result, instance: Instance, kit: Kit) -> int:
    """Return the units of a kit's commodity that the stores within its town hold."""
    return sum(
        line.quantity
        for line in result.plan.stock
        if line.commodity == kit.commodity
        and instance.within(instance.site[line.site].place, kit.town)
    )
