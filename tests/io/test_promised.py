"""Units of indicators, and by how much a target is missed."""

from dataclasses import replace

import pytest

from optimizer.instance import Indicator
from optimizer.instance.words import Bindingness, Comparison, Head, Measure
from optimizer.io.promised import UNIT_OF, better_by

MONEY = Indicator(
    id="money", name="Money", measure=Measure.SPENDING, comparison=Comparison.AT_MOST,
    target=100.0, kind=Bindingness.BINDING, head=Head.TOTAL, source="made up",
)  # fmt: skip


def test_every_measure_has_its_unit():
    assert set(UNIT_OF) == set(Measure)


@pytest.mark.parametrize(
    ("comparison", "reached", "better"),
    [
        (Comparison.AT_MOST, 90.0, 10.0),
        (Comparison.AT_MOST, 110.0, -10.0),
        (Comparison.AT_LEAST, 110.0, 10.0),
        (Comparison.AT_LEAST, 90.0, -10.0),
        (Comparison.AT_LEAST, None, None),
    ],
)
def test_what_misses_its_target_is_negative_on_either_side(comparison, reached, better):
    assert better_by(replace(MONEY, comparison=comparison), reached) == better
