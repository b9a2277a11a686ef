"""How much of a delivery goes into a vehicle."""

from __future__ import annotations

from optimizer.routing.answer import Drop
from optimizer.routing.drafts.draft import Draft
from optimizer.routing.problem import Delivery
from optimizer.routing.value import size_in


def fitting(
    draft: Draft, delivery: int, origin: int, room: tuple[int, int], part: float | None
) -> Drop | None:
    """Return as much of what is left as fits and is in stock, None where that is nothing.

    Parameters
    ----------
    room : (int, int)
        Kg and litres for which there is room.
    part : float or None
        Share of what is left that is taken at most where it may be split; None: only what is
        larger than any vehicle, or than what stands at the origin, is split.
    """
    kg, litres = draft.left[delivery]
    most = draft.most(origin, delivery)
    whole = Drop(delivery, kg, litres)
    problem = draft.problem
    in_stock = most is None or size_in(problem.deliveries[delivery], whole) <= most
    fits = kg <= room[0] and litres <= room[1]
    if fits and in_stock and (part is None or part >= 1):
        return whole
    if not problem.splits:
        return None
    if part is None:
        largest_kg, largest_litres = draft.reach.largest[delivery]
        if not fits and kg <= largest_kg and litres <= largest_litres:
            return None
        part = 1.0
    return _part(whole, room, most, part)


def _part(whole: Drop, room: tuple[int, int], most: int | None, part: float) -> Drop | None:
    """Return the largest part of a drop that fits, litres in proportion and rounded up."""
    if whole.kg == 0:
        litres = min(round(whole.litres * part), room[1])
        litres = litres if most is None else min(litres, most)
        return Drop(whole.delivery, 0, litres) if litres > 0 else None
    kg = min(round(whole.kg * part), room[0])
    kg = kg if most is None else min(kg, most)
    if whole.litres > 0:
        kg = min(kg, whole.kg * max(0, room[1]) // whole.litres)
    if kg <= 0:
        return None
    return Drop(whole.delivery, kg, -(-whole.litres * kg // whole.kg))


def together(delivery: Delivery, first: Drop, second: Drop) -> Drop | None:
    """Return two drops of a delivery as one, None where their roundings add up to a litre."""
    kg, litres = first.kg + second.kg, first.litres + second.litres
    if delivery.kg and abs(litres * delivery.kg - delivery.litres * kg) > delivery.kg:
        return None
    return Drop(first.delivery, kg, litres)
