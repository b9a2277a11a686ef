"""Sources, daily work and what is carried: rows that cannot do what they are for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.bilingual import Bilingual
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
            found=Bilingual(
                f"{len(planned)} planned links: {listed(planned)}",
                f"{len(planned)} 条拟建道路：{listed(planned).zh}",
            ),
            expected=Bilingual(
                f"at most {MOST_PLANNED}, for every set of them is a network of its own",
                f"至多 {MOST_PLANNED} 条（每种组合都是一张路网）",
            ),
            remedy=Bilingual(
                "Keep those that matter most, or let projects that go together be one link.",
                "请保留最重要的几条，或将配套项目合为一条。",
            ),
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
            expected=Bilingual(
                "stores are to be filled again by stores of a higher tier, and none may be central",
                "储备库须由上一级储备库补货，但没有库址可作中心库",
            ),
            remedy=Bilingual(
                "Give a site an option in the role central, or leave the cost blank.",
                "请为某库址增加中心库（central）规格，或将该费用留空。",
            ),
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
            expected=Bilingual(
                f"{counted(len(intended), 'agreement')} that "
                f"{agreeing(len(intended), 'is', 'are')} only intended "
                f"{agreeing(len(intended), 'counts', 'count')} as if signed: {listed(intended)}",
                f"{len(intended)} 项拟签协议按已签计入：{listed(intended).zh}",
            ),
            remedy=Bilingual(
                "Sign them, or set policy.count_intended to false.",
                "请签订协议，或将 policy.count_intended 设为 false。",
            ),
            code="intended-agreement",
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
            expected=Bilingual(
                f"{counted(len(lost), 'site')} for daily work "
                f"{agreeing(len(lost), 'is', 'are')} excluded: {listed(lost)}",
                f"{len(lost)} 处日常周转库存所在库址已被排除：{listed(lost).zh}",
            ),
            remedy=Bilingual(
                "No plan holds anything there: record it at a site that stands.",
                "任何方案都不会在此存放物资：请改填现有库址。",
            ),
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
            expected=Bilingual(
                f"{counted(len(idle), 'household source')} "
                f"{agreeing(len(idle), 'serves', 'serve')} nobody: {listed(idle)}",
                f"{len(idle)} 处家庭储备没有服务对象：{listed(idle).zh}",
            ),
            remedy=Bilingual(
                "Households serve only within their own place: put the source where people are.",
                "家庭储备只服务所在地：请将其填在有需求人员的地点。",
            ),
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
            expected=Bilingual(
                f"{counted(len(idle), 'type')} of vehicle "
                f"{agreeing(len(idle), 'has', 'have')} no link to move on: {listed(idle)}",
                f"{len(idle)} 种运输工具没有可行驶的线路：{listed(idle).zh}",
            ),
            remedy=Bilingual(
                "Add links of that mode to roads.csv.", "请在 roads.csv 中补充该运输方式的线路。"
            ),
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
                expected=Bilingual(
                    f"nobody is in need in {called(instance.scenario[scenario])}, in which "
                    "forced towns are to be served",
                    f"须设库乡镇断路情景{called(instance.scenario[scenario]).zh}中没有需求人员",
                ),
                remedy=Bilingual(
                    "As it is, every forced town counts as served in it.",
                    "按现有数据，各须设库乡镇在该情景中都视为已保障。",
                ),
                code="cut-off-nobody",
            )


CARRYING_ERRORS = (too_many_planned_roads,)
CARRYING_DOUBTS = (
    no_upper_store,
    intended_agreements,
    working_stock_nowhere,
    households_elsewhere,
    vehicles_without_links,
    cut_off_nobody,
)
