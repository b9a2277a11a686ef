"""What is needed against what could be held and supplied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.bilingual import Bilingual
from optimizer.checks.wording import agreeing, called, counted, listed, name_of
from optimizer.errors import Problem
from optimizer.instance.words import SiteStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.instance import Instance
    from optimizer.needs import Needs

AMPLE_SUPPLY = 10
"""A supply so many times the largest need is more likely a slip of a unit than an offer."""


def volume_doubts(instance: Instance, requirements: Needs) -> Iterator[Problem]:
    """Yield all doubts about amounts."""
    yield from need_above_everything(instance, requirements)
    yield from supply_beyond_need(instance, requirements)


def need_above_everything(instance: Instance, requirements: Needs) -> Iterator[Problem]:
    """Yield the largest scenario if stores and sources together cannot hold its need."""
    need_m3: dict[str, float] = {}
    for row in requirements.requirements:
        volume = row.persons * requirements.volume_m3[row.scenario, row.bundle]
        need_m3[row.scenario] = need_m3.get(row.scenario, 0.0) + volume
    if not need_m3:
        return
    largest = max(need_m3, key=lambda scenario: need_m3[scenario])
    stores_m3, sources_m3 = _stores_m3(instance), _sources_m3(instance)
    missing_m3 = need_m3[largest] - stores_m3 - sources_m3
    if missing_m3 > 0:
        yield Problem(
            file="options.csv",
            column="capacity_m3",
            expected=Bilingual(
                f"{called(instance.scenario[largest])} needs {need_m3[largest]:,.0f} m3; the "
                f"largest options of all sites hold {stores_m3:,.0f} m3 and sources give "
                f"{sources_m3:,.0f} m3",
                f"{called(instance.scenario[largest]).zh}需要 {need_m3[largest]:,.0f} 立方米；"
                f"各库址最大规格合计 {stores_m3:,.0f} 立方米，外部来源 {sources_m3:,.0f} 立方米",
            ),
            remedy=Bilingual(
                f"Expect a shortage of at least {missing_m3:,.0f} m3: offer larger options "
                "or more sources.",
                f"至少将短缺 {missing_m3:,.0f} 立方米：请增加更大规格或更多来源。",
            ),
            code="need-above-everything",
        )


def _stores_m3(instance: Instance) -> float:
    largest: dict[str, float] = {}
    for option in instance.options:
        if instance.site[option.site].status is not SiteStatus.EXCLUDED:
            volume = option.capacity_m3 + option.cold_m3 + option.hazardous_m3
            largest[option.site] = max(largest.get(option.site, 0.0), volume)
    return sum(largest.values())


def _sources_m3(instance: Instance) -> float:
    return sum(
        instance.supplier[supply.supplier].reliability
        * supply.quantity
        * instance.commodity[supply.commodity].volume_m3
        for supply in instance.supplies
    )


def supply_beyond_need(instance: Instance, requirements: Needs) -> Iterator[Problem]:
    """Yield supplies of many times what the largest scenario needs."""
    need = _largest_needs(requirements)
    ample = [
        Bilingual(
            f"{name_of(instance.commodity[supply.commodity])} from "
            f"{called(instance.supplier[supply.supplier], supply.key_text)}",
            f"{called(instance.supplier[supply.supplier], supply.key_text).zh}的"
            f"{name_of(instance.commodity[supply.commodity]).zh}",
        )
        for supply in instance.supplies
        if supply.quantity > AMPLE_SUPPLY * need.get(supply.commodity, float("inf"))
    ]
    if ample:
        yield Problem(
            file="supplies.csv",
            column="quantity",
            expected=Bilingual(
                f"{counted(len(ample), 'supply', 'supplies')} "
                f"{agreeing(len(ample), 'is', 'are')} more than {AMPLE_SUPPLY} times the need of "
                f"any scenario: {listed(ample)}",
                f"{len(ample)} 项供应量超过任一情景需要的 {AMPLE_SUPPLY} 倍：{listed(ample).zh}",
            ),
            remedy=Bilingual(
                "Check the unit of the commodity: a bag, a piece, not kg or 斤.",
                "请核对物资单位：袋、件，而非千克或斤。",
            ),
            code="ample-supply",
        )


def _largest_needs(requirements: Needs) -> dict[str, float]:
    units: dict[tuple[str, str], float] = {}
    for row in requirements.requirements:
        for commodity, each in requirements.content[row.scenario, row.bundle].items():
            key = (row.scenario, commodity)
            units[key] = units.get(key, 0.0) + each * row.persons
    largest: dict[str, float] = {}
    for (_, commodity), amount in units.items():
        largest[commodity] = max(largest.get(commodity, 0.0), amount)
    return largest
