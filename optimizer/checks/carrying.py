"""Sources, stores built together and what is carried: rows that cannot do what they are for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.checks.wording import agreeing, called, counted, listed
from optimizer.errors import Problem
from optimizer.instance.words import (
    AgreementStatus,
    ReserveMode,
    Role,
    SiteStatus,
    TransportMode,
)
from optimizer.network import MOST_PLANNED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.instance import Instance


def too_many_planned_roads(instance: Instance) -> Iterator[Problem]:
    """Yield more planned links than sets of them can be compared."""
    planned = [road.id for road in instance.roads if road.planned_cost_cny is not None]
    if len(planned) > MOST_PLANNED:
        yield Problem(
            file="roads.csv",
            column="planned_cost_cny",
            found=f"{len(planned)} planned links: {listed(planned)}",
            expected=f"at most {MOST_PLANNED}, for every set of them is a network of its own",
            remedy="Keep those that matter most, or let projects that go together be one link.",
            code="too-many-planned",
        )


def no_upper_store(instance: Instance) -> Iterator[Problem]:
    """Yield an instance whose stores are filled again by stores, and none may be the uppermost."""
    roles = {
        option.role
        for option in instance.options
        if instance.site[option.site].status is not SiteStatus.EXCLUDED
    }
    if (
        instance.economics.peacetime_cny_per_m3_km is not None
        and roles
        and (Role.CENTRAL not in roles or instance.policy.central_max == 0)
    ):
        yield Problem(
            file="instance.toml",
            column="economics.peacetime_cny_per_m3_km",
            expected="stores are to be filled again by stores of a higher tier, and none may be "
            "central",
            remedy="Give a site an option in the role central, or leave the cost blank.",
            code="no-upper-store",
        )


def intended_agreements(instance: Instance) -> Iterator[Problem]:
    """Yield agreements that are counted on and not signed."""
    intended = [
        called(source) for source in instance.sources if source.status is AgreementStatus.INTENDED
    ]
    if intended and instance.policy.count_intended:
        yield Problem(
            file="sources.csv",
            column="status",
            expected=f"{counted(len(intended), 'agreement')} that "
            f"{agreeing(len(intended), 'is', 'are')} only intended "
            f"{agreeing(len(intended), 'counts', 'count')} as if signed: {listed(intended)}",
            remedy="Sign them, or set policy.count_intended to false.",
            code="intended-agreement",
        )


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
                expected=f"{called(merger)} joins {listed(merger.sites)}, not at least two "
                "different sites on which a store may stand",
                remedy="Its saving can never be had: name sites that can both be built.",
                code="lonely-merger",
            )


def working_stock_nowhere(instance: Instance) -> Iterator[Problem]:
    """Yield daily work at sites where no store may be."""
    lost = sorted(
        {
            row.site
            for row in instance.working_stock
            if instance.site[row.site].status is SiteStatus.EXCLUDED
        }
    )
    if lost:
        yield Problem(
            file="working_stock.csv",
            column="site",
            expected=f"{counted(len(lost), 'site')} for daily work "
            f"{agreeing(len(lost), 'is', 'are')} excluded: {listed(lost)}",
            remedy="No plan holds anything there: record it at a site that stands.",
            code="working-stock-nowhere",
        )


def households_elsewhere(instance: Instance) -> Iterator[Problem]:
    """Yield household sources within whose place nobody is ever in need."""
    people = {row.place for row in instance.scenario_people if row.persons > 0}
    idle = [
        called(source)
        for source in instance.sources
        if source.mode is ReserveMode.HOUSEHOLD
        and not any(instance.within(place, source.place) for place in people)
    ]
    if idle:
        yield Problem(
            file="sources.csv",
            column="place",
            expected=f"{counted(len(idle), 'household source')} "
            f"{agreeing(len(idle), 'serves', 'serve')} nobody: {listed(idle)}",
            remedy="Households serve only within their own place: put the source where people are.",
            code="idle-household",
        )


def vehicles_without_links(instance: Instance) -> Iterator[Problem]:
    """Yield vehicles by rail, sea or air where nothing of that mode can be moved on."""
    linked = {road.mode for road in instance.roads} | {TransportMode.ROAD}
    idle = [called(vehicle) for vehicle in instance.vehicles if vehicle.mode not in linked]
    if idle:
        yield Problem(
            file="vehicles.csv",
            column="mode",
            expected=f"{counted(len(idle), 'type')} of vehicle "
            f"{agreeing(len(idle), 'has', 'have')} no link to move on: {listed(idle)}",
            remedy="Add links of that mode to roads.csv.",
            code="idle-vehicle",
        )


def cut_off_nobody(instance: Instance) -> Iterator[Problem]:
    """Yield scenarios in which towns are said to be cut off and nobody is in need."""
    struck = {row.scenario for row in instance.scenario_people if row.persons > 0}
    for scenario in instance.policy.cut_off_scenarios:
        if scenario not in struck:
            yield Problem(
                file="instance.toml",
                column="policy.cut_off_scenarios",
                expected=f"nobody is in need in {called(instance.scenario[scenario])}, in which "
                "forced towns are to be served",
                remedy="As it is, every forced town counts as served in it.",
                code="cut-off-nobody",
            )


CARRYING_ERRORS = (too_many_planned_roads,)
CARRYING_DOUBTS = (
    no_upper_store,
    intended_agreements,
    lonely_mergers,
    working_stock_nowhere,
    households_elsewhere,
    vehicles_without_links,
    cut_off_nobody,
)
