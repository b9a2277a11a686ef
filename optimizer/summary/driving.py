"""How the plan is driven: what is unserved or late and why, when goods come, what it takes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from optimizer.dispatch import arrivals, routes
from optimizer.summary.layout import table
from optimizer.summary.names import ALL_READ, heads, more, place_name, scenario_name, yes_or_no
from optimizer.summary.phrases import Lang, phrase
from optimizer.summary.reasons import reason_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from optimizer.dispatch import Arrival
    from optimizer.instance import Instance
    from optimizer.plan import DriveLine, LateLine, Plan, Result, UnservedLine

MOST_PLACES = 5
"""So many places are named for each reason."""

ROUNDING = 1e-6
"""Part of the last digit that is not rounded away."""


def driving(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return what the routing of each scenario is worth, those not driven first, and why."""
    plan = result.plan
    lines = sorted(plan.driving.drives, key=lambda line: (line.driven, line))
    if not lines:
        return []
    rows = [_drive(line, plan, instance, lang) for line in lines[:ALL_READ]]
    keys = ("scenario", "driven", "unserved", "late", "tightest", "mean_handout",
            "proven_handout", "handout_gap", "vehicles", "km", "cost_in_cny")  # fmt: skip
    driven = sum(line.driven for line in lines)
    return [
        phrase("driving", lang, driven=driven, routed=len(lines)),
        *table(heads(keys, lang), rows, left=2),
        *more(len(lines), lang, ALL_READ),
        *(text for line in lines for text in _failures(line, plan, instance, lang)),
    ]


def _drive(line: DriveLine, plan: Plan, instance: Instance, lang: Lang) -> tuple[str, ...]:
    found = routes(instance, plan, line.scenario)
    brought = [row for row in arrivals(instance, plan, line.scenario) if row.stops]
    late = sum(row.persons for row in plan.driving.late if row.scenario == line.scenario)
    count = sum(row.count for row in instance.fleet)
    km = sum(route.km for route in found)
    return (
        scenario_name(instance, line.scenario, lang),
        yes_or_no(line.driven, lang),
        _up(line.persons_unserved),
        _up(late),
        _tightest(brought, lang),
        *_mean(line, sum(row.persons for row in brought), lang),
        phrase("used_of", lang, used=len(found), count=count),
        f"{km:,.1f}" if math.isfinite(km) else phrase("none", lang),
        f"{line.cost_cny:,.0f}",
    )


def _tightest(brought: Sequence[Arrival], lang: Lang) -> str:
    """Return the hand-out that comes closest to its deadline, or latest after it."""
    if not brought:
        return phrase("none", lang)
    tightest = min(brought, key=lambda row: (row.slack_h, row))
    return f"{_up(tightest.last_h, 2)} / {tightest.deadline_h:g}"


def _mean(line: DriveLine, persons: float, lang: Lang) -> tuple[str, str, str]:
    """Return the hour of hand-out, weighted by persons, a proven bound of it, and the gap."""
    if persons <= 0 or line.arrival_person_h <= 0:
        none = phrase("none", lang)
        return none, none, none
    gap = (line.arrival_person_h - line.bound_arrival_person_h) / line.arrival_person_h
    return (
        f"{line.arrival_person_h / persons:.2f}",
        _down(line.bound_arrival_person_h / persons, 2),
        f"{max(0.0, gap):.1%}",
    )


def _failures(line: DriveLine, plan: Plan, instance: Instance, lang: Lang) -> Iterator[str]:
    """Yield how many are unserved and late, with the reasons, those of most persons first."""
    scenario = scenario_name(instance, line.scenario, lang)
    unserved = [row for row in plan.driving.unserved if row.scenario == line.scenario]
    late = [row for row in plan.driving.late if row.scenario == line.scenario]
    if unserved:
        persons, bound = _up(line.persons_unserved), _down(line.bound_persons_unserved)
        yield "  " + phrase(
            "unserved_persons", lang, scenario=scenario, persons=persons, bound=bound
        )
        yield from _reasons(unserved, instance, lang)
    if late:
        yield "  " + phrase(
            "late_persons",
            lang,
            scenario=scenario,
            persons=_up(sum(row.persons for row in late)),
            hours=_up(line.late_person_h),
            bound=_down(line.bound_late_person_h),
        )
        yield from _reasons(late, instance, lang)


def _reasons(
    rows: Sequence[UnservedLine] | Sequence[LateLine], instance: Instance, lang: Lang
) -> Iterator[str]:
    by_reason: dict[str, list[UnservedLine | LateLine]] = {}
    for row in rows:
        by_reason.setdefault(row.reason, []).append(row)
    persons = {reason: sum(row.persons for row in found) for reason, found in by_reason.items()}
    for reason in sorted(by_reason, key=lambda reason: (-persons[reason], reason)):
        yield "    " + phrase(
            "failed_for",
            lang,
            reason=reason_words(reason, lang),
            persons=_up(persons[reason]),
            count=len(by_reason[reason]),
            places=_places(by_reason[reason], instance, lang),
        )


def _places(rows: Sequence[UnservedLine | LateLine], instance: Instance, lang: Lang) -> str:
    """Return the places with the most persons by name, and how many more there are."""
    persons: dict[str, float] = {}
    for row in rows:
        persons[row.place] = persons.get(row.place, 0.0) + row.persons
    ordered = sorted(persons, key=lambda place: (-persons[place], place))
    named = [place_name(instance, place, lang) for place in ordered[:MOST_PLACES]]
    told = phrase("comma", lang).join(named)
    others = len(ordered) - len(named)
    return phrase("and_others", lang, places=told, count=others) if others else told


def _up(amount: float, digits: int = 1) -> str:
    return _plain(math.ceil(amount * 10**digits - ROUNDING) / 10**digits, digits)


def _down(amount: float, digits: int = 1) -> str:
    return _plain(math.floor(amount * 10**digits + ROUNDING) / 10**digits, digits)


def _plain(amount: float, digits: int) -> str:
    return f"{amount:,.{digits}f}".removesuffix("." + "0" * digits)
