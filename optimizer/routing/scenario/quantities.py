"""Weight and volume in whole kg and litres, and what share of a delivery they are."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.routing.problem import Delivery

ROUNDING = 1e-6
"""A thousandth of a gram: sums of fractions of persons do not make another kg."""


def whole(kg: float, litres: float) -> tuple[int, int]:
    """Return weight and volume rounded up; goods without either count as a litre."""
    whole_kg, whole_litres = math.ceil(kg - ROUNDING), math.ceil(litres - ROUNDING)
    if whole_kg <= 0 and whole_litres <= 0:
        return 0, 1
    return max(0, whole_kg), max(0, whole_litres)


def share_of(delivery: Delivery, kg: int, litres: int) -> float:
    """Return the share of a delivery that some of its kg are; by litres where it has no kg."""
    return kg / delivery.kg if delivery.kg else litres / delivery.litres
