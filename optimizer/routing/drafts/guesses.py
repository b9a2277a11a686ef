"""Where a drop may go, the best guesses of what it adds first: what is tried is the best guessed.

A guess counts when the drop is handed out, and by how much those after it on the route are
delayed; of docks, timetables and rests it knows little.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from optimizer.routing.drafts.draft import Draft
from optimizer.routing.drafts.fleet import Fleet
from optimizer.routing.drafts.slots import Bools, Floats, Numbers, Slot, Wanted
from optimizer.routing.drafts.table import Table
from optimizer.routing.drafts.travel import Travel
from optimizer.routing.drafts.worths import Worths, added_late
from optimizer.routing.problem import NEVER_S, Criterion

NOWHERE = -1
"""Stands for an origin where a delivery is not loaded."""


class Guesses:
    """Guesses what drops would add to a draft, by its rule."""

    def __init__(self, draft: Draft) -> None:
        problem = draft.problem
        self._draft = draft
        self._table = Table(draft)
        self._travel = Travel(problem)
        self._fleet = Fleet(problem)
        self._worths = Worths(problem)
        self._points = np.array([origin.point for origin in problem.origins], dtype=np.intp)
        self._opens_s = np.array([float(origin.opens_s) for origin in problem.origins])
        # Costs that come after arrival hardly ever decide.
        self._counts_metres = Criterion.ARRIVAL not in problem.rule or (
            Criterion.COST in problem.rule
            and problem.rule.index(Criterion.COST) < problem.rule.index(Criterion.ARRIVAL)
        )

    def slots(self, wanted: Wanted) -> Iterator[Slot]:
        """Yield slots, the best guesses first."""
        self._table.refresh()
        with np.errstate(invalid="ignore"):  # where there is no way; such rows are left out
            gap_guesses, gaps = self._gaps(wanted)
            start_guesses, starts = self._starts(wanted)
        guesses = np.concatenate((gap_guesses, start_guesses), axis=1)
        count = gaps.shape[1]
        for number in np.lexsort(guesses[::-1]).tolist():
            guess = tuple(guesses[:, number].tolist())
            if number < count:
                vehicle, origin, trip, position = gaps[:, number].tolist()
                yield Slot(guess, vehicle, origin, trip, position)
            else:
                vehicle, origin, trip = starts[:, number - count].tolist()
                yield Slot(guess, vehicle, origin, trip, None)

    def _gaps(self, wanted: Wanted) -> tuple[Floats, Numbers]:
        """Return guesses, and vehicle, origin, trip and position, of gaps in trips."""
        problem, of = self._draft.problem, self._table.gaps
        its = problem.deliveries[wanted.delivery]
        rows, vehicle, number, share = self._gaps_with_room(wanted)
        before, after = of.of(rows, "before").astype(np.intp), of.of(rows, "after").astype(np.intp)
        is_last = of.of(rows, "is_last") > 0
        joins = (after == its.point) & ~is_last
        ways, left_s = self._fleet.ways[vehicle], of.of(rows, "left_s")
        there_s = self._travel.travel_s(ways, before, its.point, left_s)
        on_s = self._travel.travel_s(ways, its.point, after, left_s)
        on_s = np.where(np.isinf(on_s) & is_last, 0.0, on_s)
        loading_s, unloading_s = self._fleet.handling_s(wanted, its, vehicle, number, share)
        trip_s = loading_s + np.maximum(0.0, its.ready_s - of.of(rows, "load_s"))
        own_s = there_s + unloading_s
        own_s += self._fleet.pauses_s(vehicle, of.of(rows, "worked_s"), own_s, there_s)
        detour_s = np.maximum(0.0, left_s + own_s + on_s - of.of(rows, "arrive_s"))
        detour_s = np.where(joins, unloading_s, detour_s)
        done_s = np.where(joins, of.of(rows, "done_s") + unloading_s, left_s + own_s)
        metres = np.where(joins, 0.0, self._metres(ways, before, its.point, after))
        guesses = self._worths.guesses(
            wanted,
            share,
            done_s=done_s + trip_s,
            delay=trip_s * of.of(rows, "trip_persons") + detour_s * of.of(rows, "persons"),
            late=added_late(of, rows, "trip_", trip_s)
            + added_late(of, rows, "", trip_s + detour_s, trip_s),
            cost=metres * self._fleet.per_m[vehicle]
            + (loading_s + detour_s) * self._fleet.per_s[vehicle],
        )
        good = np.isfinite(done_s + detour_s)
        trip, position = of.of(rows, "trip"), of.of(rows, "position")
        names = np.stack((vehicle, number, trip.astype(np.intp), position.astype(np.intp)))
        return guesses[:, good], names[:, good]

    def _gaps_with_room(self, wanted: Wanted) -> tuple[Floats, Numbers, Numbers, Floats]:
        """Return rows of gaps, their vehicles and origins, and the shares for which is room."""
        problem, of = self._draft.problem, self._table.gaps
        its = problem.deliveries[wanted.delivery]
        own = np.full(len(problem.origins), NOWHERE, dtype=np.intp)
        own[list(its.origins)] = np.arange(len(its.origins))
        vehicle = of.column("vehicle").astype(np.intp)
        number = of.column("origin").astype(np.intp)
        used = np.flatnonzero((vehicle >= 0) & (own[number] != NOWHERE))
        used = used[wanted.able[own[number[used]], vehicle[used]]]
        rows, vehicle, number = of.table[used], vehicle[used], number[used]
        room = _room(wanted, of.of(rows, "kg"), of.of(rows, "litres"))
        share = np.minimum(np.minimum(room, wanted.part), wanted.most[own[number]])
        # At one point it is put before what is there, not behind it as well.
        is_other = of.of(rows, "before") != its.point
        is_other |= (of.of(rows, "index") == 0) | (of.of(rows, "after") == its.point)
        kept = self._fits(share, room, wanted) & is_other
        return rows[kept], vehicle[kept], number[kept], share[kept]

    def _starts(self, wanted: Wanted) -> tuple[Floats, Numbers]:
        """Return guesses, and vehicle, origin and number, of trips that may begin."""
        of, fleet = self._table.starts, self._fleet
        its = self._draft.problem.deliveries[wanted.delivery]
        rows, vehicle, number, share = self._starts_with_room(wanted)
        base, ways = self._points[number], fleet.ways[vehicle]
        here, after = of.of(rows, "here").astype(np.intp), of.of(rows, "after").astype(np.intp)
        now_s, reach_s = of.of(rows, "now_s"), of.of(rows, "reach_s")
        to_s = self._travel.travel_s(ways, here, base, now_s)
        out_s = self._travel.travel_s(ways, base, its.point, now_s + to_s)
        back_s = self._travel.travel_s(ways, its.point, after, now_s)
        loading_s, unloading_s = fleet.handling_s(wanted, its, vehicle, number, share)
        work_s = to_s + loading_s + out_s + unloading_s
        loaded_s = np.maximum(np.maximum(now_s + to_s, self._opens_s[number]), its.ready_s)
        loaded_s += loading_s
        loaded_s += fleet.pauses_s(vehicle, of.of(rows, "worked_s"), work_s, to_s + out_s)
        leave_s = fleet.departure_s(vehicle, loaded_s)
        done_s = np.maximum(leave_s + out_s, its.earliest_s) + unloading_s
        is_end = reach_s >= NEVER_S
        back_s = np.where(np.isinf(back_s) & is_end, 0.0, back_s)
        delay_s = np.where(is_end, 0.0, np.maximum(0.0, done_s + back_s - reach_s))
        metres = self._metres(ways, here, base, base)
        metres += self._metres(ways, base, its.point, after)
        busy_s = np.where(is_end, done_s - now_s + back_s, delay_s)
        guesses = self._worths.guesses(
            wanted,
            share,
            done_s=done_s,
            delay=delay_s * of.of(rows, "persons"),
            late=added_late(of, rows, "", delay_s),
            cost=metres * fleet.per_m[vehicle]
            + busy_s * fleet.per_s[vehicle]
            + of.of(rows, "is_idle") * fleet.if_used[vehicle],
        )
        good = np.isfinite(done_s + delay_s)
        names = np.stack((vehicle, number, of.of(rows, "trip").astype(np.intp)))
        return guesses[:, good], names[:, good]

    def _starts_with_room(self, wanted: Wanted) -> tuple[Floats, Numbers, Numbers, Floats]:
        """Return rows of starts, their vehicles, the origins, and the shares that are loaded."""
        of = self._table.starts
        origins = self._draft.problem.deliveries[wanted.delivery].origins
        every = of.column("vehicle").astype(np.intp)
        origin, row = np.nonzero(wanted.able[:, every] & (every >= 0))
        vehicle = every[row]
        room = _room(wanted, self._fleet.kg[vehicle], self._fleet.litres[vehicle])
        share = np.minimum(np.minimum(room, wanted.part), wanted.most[origin])
        kept = self._fits(share, room, wanted)
        number = np.asarray(origins, dtype=np.intp)[origin[kept]]
        return of.table[row[kept]], vehicle[kept], number, share[kept]

    def _fits(self, share: Floats, room: Floats, wanted: Wanted) -> Bools:
        """Return where so much may be brought: at least a kg (litre), or all of it."""
        if not self._draft.problem.splits:
            return share >= 1.0
        something = share * wanted.size >= 1.0
        return something if wanted.may_split else something & (room >= 1.0)

    def _metres(
        self, ways: Numbers, before: Numbers, point: Numbers | int, after: Numbers
    ) -> Floats:
        """Return the metres of detours by a point."""
        if not self._counts_metres:
            return np.zeros(len(ways))
        metres = self._travel.metres
        detour = metres[ways, before, point] + metres[ways, point, after]
        detour -= metres[ways, before, after]
        found: Floats = np.maximum(0.0, np.nan_to_num(detour))
        return found


def _room(wanted: Wanted, kg: Floats, litres: Floats) -> Floats:
    """Return the share of what is wanted for which there is room; much more than 1 for nothing."""
    return np.minimum(kg / max(wanted.kg, 1e-9), litres / max(wanted.litres, 1e-9))
