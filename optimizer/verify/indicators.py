"""Indicators: what a plan reaches of each, and the promise that it says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.instance.words import Comparison, Measure
from optimizer.plan import IndicatorLine, Violation
from optimizer.verify.measures import MEASURES
from optimizer.verify.scope import Scope
from optimizer.verify.tolerance import CNY, RELATIVE, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.instance import Indicator
    from optimizer.verify.evidence import Evidence

LEAST_SCALE = 1.0
"""Figures below this are compared by their difference, those above by their share of it."""


def state_indicators(evidence: Evidence) -> Iterator[Violation]:
    """State of every indicator what the plan reaches, and whether that is enough."""
    stated = {line.indicator: line for line in evidence.plan.indicators}
    for line in indicator_lines(evidence):
        indicator = evidence.instance.indicator[line.indicator]
        claim = stated.get(line.indicator)
        if claim is None:
            yield _violation(line.indicator, 1.0, "lines", "the plan does not state it")
        else:
            yield from _compared(indicator, line, claim)


def indicator_lines(evidence: Evidence) -> tuple[IndicatorLine, ...]:
    """Return what the plan reaches of every indicator, in the instance's order."""
    return tuple(_line(evidence, indicator) for indicator in evidence.instance.indicators)


def _line(evidence: Evidence, indicator: Indicator) -> IndicatorLine:
    reached = MEASURES[indicator.measure](Scope(evidence, indicator))
    return IndicatorLine(indicator.id, reached, _met(indicator, reached))


def _met(indicator: Indicator, reached: float | None) -> bool | None:
    """Return whether a figure keeps an indicator's target."""
    if reached is None:
        return None
    floor = RELATIVE * max(LEAST_SCALE, abs(indicator.target))
    if indicator.comparison is Comparison.AT_LEAST:
        return reached >= indicator.target - floor
    return reached <= indicator.target + floor


def _compared(
    indicator: Indicator, line: IndicatorLine, claim: IndicatorLine
) -> Iterator[Violation]:
    if line.reached is None or claim.reached is None:
        if (line.reached, line.met) != (claim.reached, claim.met):
            yield _violation(
                indicator.id,
                1.0,
                "lines",
                f"the plan states {_words(claim.reached)}, it is {_words(line.reached)}",
            )
        return
    off = abs(claim.reached - line.reached)
    if not off <= _tolerance(indicator, line.reached):
        yield _violation(
            indicator.id,
            off,
            indicator.measure,
            f"the plan states {_words(claim.reached)}, it is {_words(line.reached)}",
        )
    elif claim.met not in (line.met, _met(indicator, claim.reached)):
        yield _violation(
            indicator.id,
            1.0,
            "lines",
            f"the plan states that it is {'' if claim.met else 'not '}met, "
            f"{_words(line.reached)} is reached of {number(indicator.target)}",
        )


def _tolerance(indicator: Indicator, reached: float) -> float:
    """Return how far a stated figure may be off; a met that follows from it is as good."""
    floor = RELATIVE * max(LEAST_SCALE, abs(reached))
    return max(CNY, floor) if indicator.measure is Measure.SPENDING else floor


def _words(reached: float | None) -> str:
    return "nothing to judge" if reached is None else number(reached)


def _violation(indicator: str, amount: float, unit: str, reason: str) -> Violation:
    return Violation(
        promise="state_indicators",
        where=indicator,
        amount=amount,
        unit=unit,
        sentence=f"indicator {indicator}: {reason}",
    )
