"""Stores built together: savings that cannot be had, or that are more than building costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.bilingual import Bilingual
from optimizer.checks.wording import called, listed
from optimizer.errors import Problem
from optimizer.instance.words import SiteStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.instance import Instance


def lonely_mergers(instance: Instance) -> Iterator[Problem]:
    """Yield stores that save by being built together, but cannot be."""
    for merger in instance.mergers:
        shut = [
            site
            for site in merger.sites
            if instance.site[site].status is SiteStatus.EXCLUDED
            or not any(option.site == site for option in instance.options)
        ]
        if len(set(merger.sites)) < len(merger.sites) or len(merger.sites) == 1 or shut:
            yield Problem(
                file="mergers.csv",
                column="sites",
                expected=Bilingual(
                    f"{called(merger)} joins {listed(merger.sites)}, not at least two "
                    "different sites on which a store may stand",
                    f"{called(merger).zh}的库址为{listed(merger.sites).zh}，"
                    "须为至少两个可建库的不同库址",
                ),
                remedy=Bilingual(
                    "Its saving can never be had: name sites that can both be built.",
                    "该项节省无法实现：请填写都可建设的库址。",
                ),
                code="lonely-merger",
            )


def generous_mergers(instance: Instance) -> Iterator[Problem]:
    """Yield savings above the least that building the stores costs: building would earn money."""
    cheapest: dict[str, float] = {}
    for option in instance.options:
        known = cheapest.get(option.site, option.capital_cost_cny)
        cheapest[option.site] = min(known, option.capital_cost_cny)
    for merger in instance.mergers:
        cost_cny = sum(cheapest.get(site, 0.0) for site in merger.sites)
        if merger.saving_cny > cost_cny:
            yield Problem(
                file="mergers.csv",
                column="saving_cny",
                expected=Bilingual(
                    f"{called(merger)} saves {merger.saving_cny:,.0f} CNY, and the cheapest "
                    f"options of its sites cost {cost_cny:,.0f} CNY to build",
                    f"{called(merger).zh}节省 {merger.saving_cny:,.0f} 元，"
                    f"而其库址最便宜规格的建设费合计为 {cost_cny:,.0f} 元",
                ),
                remedy=Bilingual(
                    "Building them would earn money: lower the saving, or check capital_cost_cny.",
                    "建库反而盈利：请减小节省额，或核对 capital_cost_cny。",
                ),
                code="generous-merger",
            )


MERGER_DOUBTS = (lonely_mergers, generous_mergers)
