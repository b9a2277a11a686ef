"""Who can be reached in time at all, before anything is decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from optimizer.bilingual import Bilingual
from optimizer.checks.unreached import WHY_ZH, Why, ends_of, why_unreached
from optimizer.checks.wording import agreeing, called, counted, listed, name_of
from optimizer.errors import Problem
from optimizer.instance.words import Bindingness, Objective, TransportMode
from optimizer.needs import Bundle
from optimizer.network import Lanes

if TYPE_CHECKING:
    from optimizer.instance import Instance, Scenario, ServiceStandard
    from optimizer.needs import Needs

SHARE_TOLERANCE = 1e-6
"""Shares that miss a standard by less are rounding."""

FastestHours = Mapping[tuple[str, str, Bundle], float]
"""Hours of the fastest lane, planned roads built, by scenario, place and bundle."""


def reach_doubts(instance: Instance, requirements: Needs, lanes: Lanes) -> Iterator[Problem]:
    """Yield all doubts about lanes."""
    fastest = _fastest_hours(lanes)
    yield from unreachable_places(instance, requirements, fastest)
    if instance.policy.objective is not Objective.MOST_COVERED:
        yield from standard_out_of_reach(instance, requirements, fastest)
    yield from estimated_lanes(instance, lanes)
    yield from idle_transfers(instance)


def _fastest_hours(lanes: Lanes) -> FastestHours:
    fastest: dict[tuple[str, str, Bundle], float] = {}
    for (scenario, _, place, bundle), by_roads in lanes.items():
        key = (scenario, place, bundle)
        hours = min(lane.hours for lane in by_roads)
        fastest[key] = min(hours, fastest.get(key, hours))
    return fastest


def unreachable_places(
    instance: Instance, requirements: Needs, fastest: FastestHours
) -> Iterator[Problem]:
    """Yield, for each scenario and reason, the places that nothing reaches by any deadline."""
    places: dict[tuple[str, str], float] = {}
    for row in requirements.requirements:
        key = (row.scenario, row.place)
        places[key] = max(row.bundle.deadline_h, places.get(key, 0.0))
    reached = {(scenario, place) for scenario, place, _ in fastest}
    lost: dict[tuple[str, Why], list[str]] = {}
    for scenario, place in places:
        if (scenario, place) not in reached:
            why = why_unreached(instance, scenario, place)
            lost.setdefault((scenario, why), []).append(place)
    for (scenario, why), unreached in lost.items():
        latest_h = max(places[scenario, place] for place in unreached)
        told = listed([called(instance.place[place]) for place in unreached])
        yield Problem(
            file="scenario_people.csv",
            column="place",
            expected=Bilingual(
                f"in {called(instance.scenario[scenario])} nothing reaches "
                f"{counted(len(unreached), 'place')} within {latest_h:g} h, for {why.value}: "
                f"{told}",
                f"{called(instance.scenario[scenario]).zh}中，{len(unreached)} 个地点在 "
                f"{latest_h:g} 小时内无法送达（{WHY_ZH[why]}）：{told.zh}",
            ),
            remedy=Bilingual(
                "Offer a site on their side, or check roads, closures and vehicles.",
                "请在当地一侧增加库址，或核对道路、中断情况和车辆。",
            ),
            code="unreachable",
        )


def standard_out_of_reach(
    instance: Instance, requirements: Needs, fastest: FastestHours
) -> Iterator[Problem]:
    """Yield binding standards that not even a store at every site could meet."""
    for standard in instance.standards:
        for scenario in instance.scenarios:
            holds = not standard.levels or scenario.level in standard.levels
            if standard.kind is Bindingness.BINDING and holds:
                yield from _out_of_reach(instance, requirements, fastest, standard, scenario)


def _out_of_reach(
    instance: Instance,
    requirements: Needs,
    fastest: FastestHours,
    standard: ServiceStandard,
    scenario: Scenario,
) -> Iterator[Problem]:
    persons = _persons_in_reach(requirements, fastest, standard, scenario)
    total = sum(count for count, _ in persons.values())
    missed = sum(count for count, in_reach in persons.values() if not in_reach)
    towns = {instance.town(place) for place, _ in persons}
    missed_towns = {instance.town(p) for (p, _), (_, in_reach) in persons.items() if not in_reach}
    if not total:
        return
    person_share, town_share = 1 - missed / total, 1 - len(missed_towns) / len(towns)
    missed_names = listed(_names(instance, missed_towns))
    if (
        person_share < standard.person_share - SHARE_TOLERANCE
        or town_share < standard.town_share - SHARE_TOLERANCE
    ):
        yield Problem(
            file="standards.csv",
            column="person_share, town_share",
            expected=Bilingual(
                f"{called(standard)} asks for {standard.person_share:.1%} of persons and "
                f"{standard.town_share:.1%} of towns; in {called(scenario)} {person_share:.1%} "
                f"and {town_share:.1%} can be reached within {standard.deadline_h:g} h, but not "
                f"{missed:,.0f} of {total:,.0f} persons, in {missed_names}",
                f"{called(standard).zh}要求保障 {standard.person_share:.1%} 的人口和 "
                f"{standard.town_share:.1%} 的乡镇；{called(scenario).zh}中 "
                f"{standard.deadline_h:g} 小时内只能到达 {person_share:.1%} 的人口和 "
                f"{town_share:.1%} 的乡镇，{total:,.0f} 人中有 {missed:,.0f} 人无法到达，"
                f"位于{missed_names.zh}",
            ),
            remedy=Bilingual(
                "No plan can keep this: offer sites nearer, lower the shares or make the "
                "standard expected.",
                "任何方案都无法满足：请就近增加库址，降低比例，或改为预期性标准。",
            ),
            code="standard-out-of-reach",
        )


def _persons_in_reach(
    requirements: Needs, fastest: FastestHours, standard: ServiceStandard, scenario: Scenario
) -> dict[tuple[str, str], tuple[float, bool]]:
    """Return persons, and whether all their bundles can come in time, by place and group."""
    found: dict[tuple[str, str], tuple[float, bool]] = {}
    for row in requirements.requirements:
        if row.scenario == scenario.id and _asks_for(standard, row.bundle):
            key = (row.place, row.bundle.group)
            hours = fastest.get((scenario.id, row.place, row.bundle), float("inf"))
            _, in_reach = found.get(key, (0.0, True))
            found[key] = (row.persons, in_reach and hours <= standard.deadline_h + SHARE_TOLERANCE)
    return found


def _asks_for(standard: ServiceStandard, bundle: Bundle) -> bool:
    return not standard.families or bundle.family in standard.families


def _names(instance: Instance, places: Iterable[str]) -> list[Bilingual]:
    return [name_of(instance.place[place]) for place in sorted(places)]


def estimated_lanes(instance: Instance, lanes: Lanes) -> Iterator[Problem]:
    """Yield how many lanes rest on an estimated road."""
    used = [lane for by_roads in lanes.values() for lane in by_roads]
    estimated = sum(lane.estimated for lane in used)
    places = {lane.place for lane in used if lane.estimated}
    if estimated:
        told = listed(_names(instance, places))
        yield Problem(
            file="roads.csv",
            expected=Bilingual(
                f"{estimated:,} of {counted(len(used), 'lane')} "
                f"{agreeing(estimated, 'uses an estimated road', 'use estimated roads')}, to "
                f"{counted(len(places), 'place')} ({told})",
                f"{len(used):,} 条配送线路中有 {estimated:,} 条按估算道路计算，涉及 "
                f"{len(places):,} 个地点（{told.zh}）",
            ),
            remedy=Bilingual(
                "Hours then rest on straight distance and a terrain factor: add the roads.",
                "其时间按直线距离和地形系数估算：请补充道路。",
            ),
            code="estimated-lanes",
        )


def idle_transfers(instance: Instance) -> Iterator[Problem]:
    """Yield the places where goods are to change vehicles and nothing of one mode comes."""
    touched = {(end, road.mode) for road in instance.roads for end in ends_of(road)}
    by_road = {(place.id, TransportMode.ROAD) for place in instance.places}
    for row in instance.transfers:
        missing = [
            mode
            for mode in dict.fromkeys((row.from_mode, row.to_mode))
            if (row.place, mode) not in touched | by_road
        ]
        if missing:
            modes = listed([mode.value for mode in missing])
            yield Problem(
                file="transfers.csv",
                column="place",
                expected=Bilingual(
                    f"goods change from {row.from_mode.value} to {row.to_mode.value} at "
                    f"{called(instance.place[row.place])}, where no link by {modes} ends",
                    f"物资须在{called(instance.place[row.place]).zh}由 {row.from_mode.value} 转为 "
                    f"{row.to_mode.value}，但该处没有 {modes.zh} 线路",
                ),
                remedy=Bilingual(
                    "Nothing can change there: add the link to roads.csv, or check the place.",
                    "该处无法转运：请在 roads.csv 中补充线路，或核对地点。",
                ),
                code="idle-transfer",
            )
