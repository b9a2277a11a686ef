"""What people of a made-up region need, how heavy and by when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.routing.generated.source import MADE_UP
from optimizer.instance import Commodity, Family, Group, Norm, ServiceStandard
from optimizer.instance.words import Bindingness, Category


class Goods(NamedTuple):
    """What every person needs one unit of, by an hour."""

    id: str
    category: Category
    kg: float
    m3: float
    deadline_h: float


GOODS = (
    Goods("medicine", Category.MEDICAL, 0.5, 0.002, 4.8),
    Goods("water", Category.LIVING, 4.5, 0.006, 12.0),
    Goods("food", Category.LIVING, 3.0, 0.009, 24.0),
    Goods("shelter", Category.LIVING, 10.0, 0.06, 72.0),
)
SOONEST_BEYOND_H = 10.5
"""Nobody beyond closed roads can be given anything by an hour before this one."""
REACHED, BEYOND = "reached", "beyond"
"""Groups: those whom roads lead to from the beginning, and those who are cut off."""


def family_of(goods: Goods) -> Family:
    """Return the family of some goods."""
    return Family(
        id=goods.id,
        name=goods.id,
        category=goods.category,
        shortage_cny_per_person=1000.0,
        **MADE_UP,
    )


def commodity_of(goods: Goods) -> Commodity:
    """Return the one commodity of some goods."""
    return Commodity(
        id=f"{goods.id}_pack",
        name=goods.id,
        family=goods.id,
        unit="pack for one person",
        volume_m3=goods.m3,
        weight_kg=goods.kg,
        price_cny=10.0,
        **MADE_UP,
    )


def groups() -> Iterator[Group]:
    """Yield both groups."""
    for name in (REACHED, BEYOND):
        yield Group(id=name, name=name, **MADE_UP)


def norms() -> Iterator[Norm]:
    """Yield what one person of each group needs."""
    for group, soonest_h in ((REACHED, 0.0), (BEYOND, SOONEST_BEYOND_H)):
        for goods in GOODS:
            yield Norm(
                group=group,
                commodity=f"{goods.id}_pack",
                once=1.0,
                deadline_h=max(soonest_h, goods.deadline_h),
                **MADE_UP,
            )


def standard_of(goods: Goods) -> ServiceStandard:
    """Return the standard that four in five get some goods in time; nine in ten are reached."""
    return ServiceStandard(
        id=goods.id,
        name=goods.id,
        deadline_h=goods.deadline_h,
        families=(goods.id,),
        person_share=0.8,
        kind=Bindingness.BINDING,
        **MADE_UP,
    )
