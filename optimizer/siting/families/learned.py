"""What was learned from driving an earlier plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from optimizer.siting.recourse import Case
from optimizer.siting.rows import Row, count
from optimizer.siting.variables import label

if TYPE_CHECKING:
    from optimizer.siting.variables import Variables


def drive_as_learned(x: Variables) -> Iterator[Row]:
    r"""Plan no more over a lane than could be driven over it in time.

    .. math:: flow_{sojbR} \le driven_{sojbR} \qquad \text{for each lane that held less}

    Nobody promises this: it steers the next plan away from what an earlier one could not drive.
    """
    for lane, most in x.recourse.lessons.most_persons.items():
        scenario, origin, place, bundle, roads = lane
        persons = [
            flow.persons
            for flow in x.flows_into.get((Case(scenario), place, bundle), ())
            if flow.origin == origin and flow.lane.roads == roads
        ]
        if persons:
            name = label("drive_as_learned", scenario, origin, place, bundle, "|".join(roads))
            yield name, count(persons) <= most
