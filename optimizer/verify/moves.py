"""Promises about what is carried between stores before the season."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from optimizer.instance.words import Role
from optimizer.plan import Move, Violation
from optimizer.verify.roads import great_circle_km
from optimizer.verify.tolerance import CUBIC_METERS, UNITS, excess, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from optimizer.instance import Instance
    from optimizer.verify.evidence import Evidence

TIERS = (Role.CENTRAL, Role.SUB, Role.POINT, Role.LOCAL)
"""Roles from the upper tier to the lower."""


def move_what_stands(evidence: Evidence) -> Iterator[Violation]:
    """Move no more than stands there today, to another site that has a store."""
    sent: dict[tuple[str, str], float] = defaultdict(float)
    for move in evidence.plan.moves:
        sent[move.from_site, move.commodity] += move.quantity
        fault = _fault(evidence, move)
        if fault and move.quantity > 0:
            yield Violation(
                promise="move_what_stands",
                where=f"{move.from_site}, {move.to_site}, {move.commodity}",
                amount=move.quantity,
                unit="units",
                sentence=f"{number(move.quantity)} units of {move.commodity} would be moved from "
                f"{move.from_site} to {move.to_site}, {fault}",
            )
    for (site, commodity), units in sent.items():
        there = evidence.today.get((site, commodity), 0)
        over = excess(units, there, UNITS)
        if over:
            yield Violation(
                promise="move_what_stands",
                where=f"{site}, {commodity}",
                amount=over,
                unit="units",
                sentence=f"{number(units)} units of {commodity} would be moved from {site}, "
                f"{there:,} stand there today: {number(over)} too many",
            )


def keep_what_stands(evidence: Evidence) -> Iterator[Violation]:
    """Stock all that stands today and keeps, where it stands or where it is moved, if asked to."""
    instance = evidence.instance
    if not instance.policy.keep_what_stands:
        return
    is_moved = instance.economics.peacetime_cny_per_m3_km is not None
    left: dict[tuple[str, str], float] = defaultdict(float)
    for (site, commodity), there in evidence.today.items():
        if is_moved or site in evidence.options:
            left[site, commodity] += there
    for move in evidence.plan.moves:
        left[move.from_site, move.commodity] -= move.quantity
        left[move.to_site, move.commodity] += move.quantity
    for (site, commodity), units in sorted(left.items()):
        held = evidence.stock.get((site, commodity), 0)
        dropped = excess(units, held, UNITS)
        if dropped:
            yield Violation(
                promise="keep_what_stands",
                where=f"{site}, {commodity}",
                amount=dropped,
                unit="units",
                sentence=f"{number(units)} units of {commodity} stand at {site} today or are moved "
                f"there, the plan holds {number(held)}: {number(dropped)} would be given up",
            )


def replenish_stores(evidence: Evidence) -> Iterator[Violation]:
    """Fill every store that is not central again from stores of a higher tier."""
    if evidence.instance.economics.peacetime_cny_per_m3_km is None:
        return
    tier = {site: min(TIERS.index(option.role) for option in options)
            for site, options in evidence.options.items()}  # fmt: skip
    filled: dict[str, float] = defaultdict(float)
    for line in evidence.plan.replenishments:
        if line.from_site in tier and tier[line.from_site] < tier.get(line.to_site, -1):
            filled[line.to_site] += line.m3_per_year
    turned = _turned_over_m3(evidence)
    for site in sorted(tier):
        missing = excess(turned[site], filled[site], CUBIC_METERS)
        if missing and TIERS[tier[site]] is not Role.CENTRAL:
            yield Violation(
                promise="replenish_stores",
                where=site,
                amount=missing,
                unit="m3",
                sentence=f"{site} turns over {number(turned[site])} m3 a year, stores of a higher "
                f"tier bring {number(filled[site])} m3: {number(missing)} m3 too little",
            )


LEAST_KM = 1.0
"""Even goods that are carried next door are loaded and unloaded."""


def apart_km(instance: Instance, one: str, other: str) -> float:
    """Return how far two sites are apart for what is moved in peacetime."""
    places = (instance.place[instance.site[site].place] for site in (one, other))
    return max(LEAST_KM, great_circle_km(*places) * instance.response.terrain_factor)


def _fault(evidence: Evidence, move: Move) -> str:
    """Return what is wrong with a move, empty where nothing is."""
    if evidence.instance.economics.peacetime_cny_per_m3_km is None:
        return "and nothing is moved where that has no price"
    if move.from_site == move.to_site:
        return "where they stand already"
    return "" if move.to_site in evidence.options else "where the plan has no store"


def _turned_over_m3(evidence: Evidence) -> Mapping[str, float]:
    """Return the volume that a store must be filled with again each year, by site."""
    volumes: dict[str, float] = defaultdict(float)
    for (site, name), units in evidence.stock.items():
        commodity = evidence.instance.commodity[name]
        volumes[site] += units * commodity.volume_m3 / commodity.shelf_life_years
    return volumes
