"""Stores that cannot be paid for, cannot be placed, or can never be the better choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.bilingual import Bilingual
from optimizer.checks.wording import agreeing, called, counted, listed, name_of
from optimizer.errors import Problem
from optimizer.forced import forced_roles, forced_towns
from optimizer.instance.words import Head, Role, SiteStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from optimizer.instance import Instance, Option


def dominated_options(instance: Instance) -> Iterator[Problem]:
    """Yield options that are no better than another of their site and role, and dearer."""
    dominated = [
        called(
            instance.site[option.site],
            Bilingual(
                f"{option.key_text}, worse than {better.id}",
                f"{option.key_text}，劣于 {better.id}",
            ),
        )
        for option in instance.options
        for better in _better_options(instance, option)[:1]
    ]
    if dominated:
        yield Problem(
            file="options.csv",
            column="capacity_m3, capital_cost_cny",
            expected=Bilingual(
                f"{counted(len(dominated), 'option')} "
                f"{agreeing(len(dominated), 'is', 'are')} smaller and dearer than another of the "
                f"same site and role: {listed(dominated)}",
                f"{len(dominated)} 个规格比同库址同类型的另一规格更小且更贵："
                f"{listed(dominated).zh}",
            ),
            remedy=Bilingual(
                "No plan needs such an option: check its figures or leave it out.",
                "任何方案都不会选用：请核对数据或删除该规格。",
            ),
            code="dominated-option",
        )


def _better_options(instance: Instance, option: Option) -> list[Option]:
    return [
        other
        for other in instance.options
        if (other.site, other.role) == (option.site, option.role)
        and all(a >= b for a, b in zip(_worth(other), _worth(option), strict=True))
        and any(a > b for a, b in zip(_worth(other)[:3], _worth(option)[:3], strict=True))
        and any(a > b for a, b in zip(_worth(other)[4:], _worth(option)[4:], strict=True))
    ]


def _worth(option: Option) -> tuple[float, ...]:
    """Return what is better the larger it is: three volumes, the rate, and costs negated."""
    rate = float("inf") if option.handling_t_per_h is None else option.handling_t_per_h
    return (
        option.capacity_m3,
        option.cold_m3,
        option.hazardous_m3,
        rate,
        -option.capital_cost_cny,
        -option.equipment_cost_cny,
        -option.operating_cost_cny_per_year,
    )


def stock_at_excluded_site(instance: Instance) -> Iterator[Problem]:
    """Yield stock that stands where no store may be, and is not moved either."""
    if instance.economics.peacetime_cny_per_m3_km is not None:
        return
    lost = [
        Bilingual(
            f"{name_of(instance.commodity[row.commodity])} at "
            f"{called(instance.site[row.site], f'{row.site}/{row.commodity}')}",
            f"{called(instance.site[row.site], f'{row.site}/{row.commodity}').zh}的"
            f"{name_of(instance.commodity[row.commodity]).zh}",
        )
        for row in instance.stock
        if instance.site[row.site].status is SiteStatus.EXCLUDED and row.quantity > 0
    ]
    if lost:
        yield Problem(
            file="stock.csv",
            column="site",
            expected=Bilingual(
                f"{counted(len(lost), 'line')} of stock "
                f"{agreeing(len(lost), 'stands', 'stand')} where no store may be: {listed(lost)}",
                f"{len(lost)} 项现有物资位于不得设库之处：{listed(lost).zh}",
            ),
            remedy=Bilingual(
                "The plan neither uses nor moves it: give economics.peacetime_cny_per_m3_km, "
                "write it off, or record it elsewhere.",
                "方案既不动用也不调整这些物资：请填写 economics.peacetime_cny_per_m3_km，"
                "或予以核销，或改填所在库址。",
            ),
            code="stock-at-excluded-site",
        )


SPENDING: dict[Head, Callable[[Option], float]] = {
    Head.CONSTRUCTION: lambda option: option.capital_cost_cny,
    Head.EQUIPMENT: lambda option: option.equipment_cost_cny,
    Head.TOTAL: lambda option: option.capital_cost_cny + option.equipment_cost_cny,
}


def budget_below_decided_stores(instance: Instance) -> Iterator[Problem]:
    """Yield heads whose ceiling is below the cheapest options of the stores already decided."""
    for head, spending_cny in SPENDING.items():
        ceilings = [budget.ceiling_cny for budget in instance.budgets if budget.head is head]
        cheapest_cny = sum(
            min(
                (spending_cny(option) for option in instance.options if option.site == site.id),
                default=0.0,
            )
            for site in instance.sites
            if site.status in (SiteStatus.EXISTING, SiteStatus.COMMITTED)
        )
        if ceilings and cheapest_cny > sum(ceilings):
            yield Problem(
                file="budgets.csv",
                column="ceiling_cny",
                expected=Bilingual(
                    f"the ceilings for {head.value} add up to {sum(ceilings):,.0f} CNY, and "
                    "the cheapest options of the existing and committed sites cost "
                    f"{cheapest_cny:,.0f} CNY",
                    f"{head.value} 的资金上限合计 {sum(ceilings):,.0f} 元，"
                    f"而现有和已定库址的最低规格需 {cheapest_cny:,.0f} 元",
                ),
                remedy=Bilingual(
                    "No plan can keep this budget: raise it by "
                    f"{cheapest_cny - sum(ceilings):,.0f} CNY or commit fewer sites.",
                    "任何方案都无法满足该上限：请增加 "
                    f"{cheapest_cny - sum(ceilings):,.0f} 元，或减少已定库址。",
                ),
                code="budget-too-small",
            )


def too_few_sites_for_role(instance: Instance) -> Iterator[Problem]:
    """Yield roles that fewer sites can take than the policy asks for."""
    for role in Role:
        least = getattr(instance.policy, f"{role.value}_min")
        able = {
            option.site
            for option in instance.options
            if option.role is role and instance.site[option.site].status is not SiteStatus.EXCLUDED
        }
        if len(able) < least:
            yield Problem(
                file="instance.toml",
                column=f"policy.{role.value}_min",
                expected=Bilingual(
                    f"{counted(least, 'store')} must stand in the role {role.value}, and an "
                    f"option in it is there at {counted(len(able), 'site')}",
                    f"须设 {least} 座 {role.value} 类型的储备库，"
                    f"而只有 {len(able)} 个库址有该类型规格",
                ),
                remedy=Bilingual(
                    "No plan can keep this: add sites or options, or ask for fewer stores.",
                    "任何方案都无法满足：请增加库址或规格，或减少要求的数量。",
                ),
                code="too-few-sites",
            )


def town_without_site(instance: Instance) -> Iterator[Problem]:
    """Yield places that must have a store or a kit but have no site a store may stand on."""
    kitted = {kit.town for kit in instance.kits if kit.quantity > 0}
    for file, column, wanted, roles in (
        ("instance.toml", "policy", _without_alternative(instance), forced_roles(instance)),
        ("kits.csv", "town", kitted, tuple(Role)),
    ):
        towns = [called(instance.place[town]) for town in _without_site(instance, wanted, roles)]
        if towns:
            yield Problem(
                file=file,
                column=column,
                expected=Bilingual(
                    f"{counted(len(towns), 'place')} must have a store and "
                    f"{agreeing(len(towns), 'has', 'have')} no site with an option"
                    f"{_in_roles(roles)}: {listed(towns)}",
                    f"{len(towns)} 个地点须设库但没有可用规格的库址{_in_roles(roles).zh}："
                    f"{listed(towns).zh}",
                ),
                remedy=Bilingual(
                    "No plan can keep this: add sites there, or drop the rule.",
                    "任何方案都无法满足：请在当地增加库址，或取消该要求。",
                ),
                code="town-without-site",
            )


def _without_alternative(instance: Instance) -> set[str]:
    """Return the towns that must have a store even if they are served when cut off."""
    return set() if instance.policy.cut_off_scenarios else set(forced_towns(instance))


def _in_roles(roles: tuple[Role, ...]) -> Bilingual:
    """Return the least role that is asked for, empty where any does."""
    if len(roles) == len(Role):
        return Bilingual("", "")
    return Bilingual(
        f" in the role {roles[-1].value} or above", f"（{roles[-1].value} 及以上类型）"
    )


def _without_site(instance: Instance, towns: set[str], roles: tuple[Role, ...]) -> list[str]:
    """Return the places within which no store in the roles may stand."""
    usable = {option.site for option in instance.options if option.role in roles}
    occupied = {
        site.place
        for site in instance.sites
        if site.status is not SiteStatus.EXCLUDED and site.id in usable
    }
    return sorted(
        town for town in towns if not any(instance.within(place, town) for place in occupied)
    )


STORE_DOUBTS = (
    dominated_options,
    stock_at_excluded_site,
    budget_below_decided_stores,
    too_few_sites_for_role,
    town_without_site,
)
