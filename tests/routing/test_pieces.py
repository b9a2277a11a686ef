"""Pieces that must fit into a vehicle whole, however a delivery is split."""

from __future__ import annotations

import dataclasses

from small_plans import driven, flow, plan, question
from three_places import DROP_B, LORRY, TRUCK, problem, to_b, trip

from optimizer.routing.construct import construct
from optimizer.routing.times.limits import broken
from optimizer.routing.times.timing import timed

CART = dataclasses.replace(TRUCK, id="cart", kg=100)
LORRIES = (LORRY, dataclasses.replace(LORRY, id="cart@A/own#1", kind=1))


def cart_and_lorry(piece_kg):
    """A delivery of 1000 kg, in pieces of so much."""
    return problem(
        kinds=(TRUCK, CART), vehicles=LORRIES, deliveries=to_b(piece_kg=piece_kg, kg=1000)
    )


def test_a_cart_takes_no_part_of_a_piece():
    answer = ((), (trip(dataclasses.replace(DROP_B, kg=100, litres=50)),))
    whole = cart_and_lorry(piece_kg=100)
    assert broken(whole, answer) == ()
    larger = cart_and_lorry(piece_kg=100.5)
    assert "trip 1 of cart@A/own#1: a piece of delivery 0 for B is too large for it" in broken(
        larger, answer
    )
    assert timed(larger, answer) is None


def test_what_is_built_puts_pieces_where_they_fit():
    answer = construct(cart_and_lorry(piece_kg=100.5))
    assert answer[0]
    assert not answer[1]


def test_a_plans_pieces_are_known():
    (its,) = driven(question(), plan(flow("HA", "B"))).first.problem.deliveries
    assert (its.piece_kg, its.piece_litres) == (3, 50)
    (its,) = driven(question(), plan(flow("HA", "B", "medical", 5.0))).first.problem.deliveries
    assert (its.piece_kg, its.piece_litres) == (2, 10)
