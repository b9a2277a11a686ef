"""What the vehicles of a problem take for what, asked of many at once."""

from __future__ import annotations

import numpy as np

from optimizer.routing.drafts.slots import Floats, Numbers, Wanted
from optimizer.routing.problem import HOUR_S, Delivery, RoutingProblem


class Fleet:
    """The vehicles of a problem in arrays.

    Attributes
    ----------
    ways : array of int
        Of each vehicle, as the other attributes; see `Kind`.
    """

    def __init__(self, problem: RoutingProblem) -> None:
        kinds = [problem.kinds[vehicle.kind] for vehicle in problem.vehicles]
        self.ways = np.array([kind.ways for kind in kinds], dtype=np.intp)
        self.kg = np.array([float(kind.kg) for kind in kinds])
        self.litres = np.array([float(kind.litres) for kind in kinds])
        self.per_m = np.array([kind.cost_per_m for kind in kinds])
        self.per_s = np.array([kind.cost_per_work_s for kind in kinds])
        self.if_used = np.array([kind.cost_if_used for kind in kinds])
        self._load_s = np.array([float(kind.load_s) for kind in kinds])
        self._unload_s = np.array([float(kind.unload_s) for kind in kinds])
        self._drive_s = np.array([float(max(1, kind.drive_s)) for kind in kinds])
        self._rest_s = np.array([float(kind.rest_s) for kind in kinds])
        self._shift_s = np.array([float(max(1, kind.shift_s)) for kind in kinds])
        self._night_s = np.array([float(kind.night_s) for kind in kinds])
        self._first_s = np.array([float(kind.first_departure_s) for kind in kinds])
        self._every_s = np.array([float(kind.every_s) for kind in kinds])
        self._has_timetable = bool(self._every_s.any())
        self._s_per_kg = np.array([HOUR_S / origin.kg_per_h for origin in problem.origins])

    def handling_s(
        self, wanted: Wanted, its: Delivery, vehicle: Numbers, origin: Numbers, share: Floats
    ) -> tuple[Floats, Floats]:
        """Return seconds of loading and of unloading a share of what is wanted."""
        kg, litres = share * wanted.kg, share * wanted.litres
        of_full = np.maximum(
            kg / np.maximum(self.kg[vehicle], 1), litres / np.maximum(self.litres[vehicle], 1)
        )
        loading_s = np.maximum(self._load_s[vehicle] * of_full, kg * self._s_per_kg[origin])
        unloading_s = its.handling_s + (0.0 if its.handed_on else self._unload_s[vehicle]) * of_full
        return loading_s, unloading_s

    def pauses_s(
        self, vehicle: Numbers, worked_s: Floats, work_s: Floats, drive_s: Floats
    ) -> Floats:
        """Return about how long crews rest during some work after what they worked before."""
        nights = np.maximum(0.0, (worked_s + work_s - 1) // self._shift_s[vehicle])
        rests = drive_s // self._drive_s[vehicle]
        pauses_s = nights * self._night_s[vehicle] + rests * self._rest_s[vehicle]
        found: Floats = np.nan_to_num(pauses_s, nan=np.inf)
        return found

    def departure_s(self, vehicle: Numbers, loaded_s: Floats) -> Floats:
        """Return when vehicles leave by their timetables."""
        if not self._has_timetable:
            return loaded_s
        first_s, every_s = self._first_s[vehicle], self._every_s[vehicle]
        missed = np.maximum(0.0, np.ceil((loaded_s - first_s) / np.maximum(every_s, 1)))
        found: Floats = np.where(every_s > 0, first_s + missed * every_s, loaded_s)
        return found
