"""That each piece of a load fits into the vehicle: a driven plan with trucks too small for it."""

from __future__ import annotations

import pytest
from driven_roads import DRIVEN, ROADS
from driven_stories import changed, judged

PACK = ROADS.commodities[0]


def of_pieces(instance):
    return [each for each in judged(instance, DRIVEN) if "a piece of which" in each.sentence]


def test_pieces_that_just_fit_are_fine():
    truck = changed("vehicles", 0, volume_m3=PACK.volume_m3, payload_t=PACK.weight_kg / 1000)
    assert of_pieces(truck) == []


@pytest.mark.parametrize(
    ("change", "amount", "unit"),
    [
        ({"volume_m3": PACK.volume_m3 / 2}, PACK.volume_m3 / 2, "m3"),
        ({"payload_t": PACK.weight_kg / 2000}, PACK.weight_kg / 2, "kg"),
    ],
)
def test_a_piece_that_does_not_fit_is_told(change, amount, unit):
    found = of_pieces(changed("vehicles", 0, **change))
    assert {(each.promise, each.unit) for each in found} == {("load_within_vehicle", unit)}
    packs = [each.amount for each in found if f", {PACK.id}, " in each.where]
    assert packs
    assert packs == pytest.approx([amount] * len(packs))
