"""What the plan fails already, and why something fails now."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from optimizer.driving.replanning.stages import names_in
from optimizer.plan import flow_name
from optimizer.routing.why.opened import opened_ways
from optimizer.routing.why.reasons import NOT_EXAMINED, reasons

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optimizer.plan import Driving, FlowName
    from optimizer.routing.answer import Timed
    from optimizer.routing.scenario.dropped import RoutedStage
    from optimizer.routing.scenario.stages import Stage


class Before:
    """Flows that the plan leaves unserved or late, with its reasons."""

    def __init__(self, driving: Driving) -> None:
        self._unserved = {flow_name(row): row.reason for row in driving.unserved}
        self._late = {flow_name(row): row.reason for row in driving.late}

    def unserved(self, stage: Stage) -> frozenset[int]:
        """Return the deliveries of a stage of which the plan leaves something unserved."""
        return _among(stage, self._unserved)

    def late(self, stage: Stage) -> frozenset[int]:
        """Return the deliveries of a stage of which the plan leaves something late or unserved."""
        return _among(stage, {**self._late, **self._unserved})

    def why(self, stage: Stage, timed: Timed, end: float) -> Mapping[int, str]:
        """Return why deliveries are unserved or late, as many as there is time for.

        Of what failed in the same way in the plan it is the plan's reason.

        Parameters
        ----------
        end : float
            Reading of the monotonic clock until which it is asked.
        """
        lost = {number for number, _, _ in timed.unserved}
        failed = lost | {number for number, _ in timed.late}
        problem, ways = stage.problem, opened_ways(stage)
        found: dict[int, str] = {}
        for number in sorted(failed, key=lambda n: (-problem.deliveries[n].persons, n)):
            told = self._unserved if number in lost else {**self._late, **self._unserved}
            known = [told[n] for n in names_in(stage.loads[number].consignment) if told.get(n)]
            if known:
                found[number] = known[0]
            elif (left_s := end - time.monotonic()) > 0:
                told_now = reasons(problem, timed, ways, among=(number,), seconds=left_s)
                found[number] = str(told_now[number])
            else:
                found[number] = NOT_EXAMINED
        return found


def reasons_of(stages: Sequence[RoutedStage]) -> Mapping[FlowName, str]:
    """Return why flows are unserved or late."""
    found: dict[FlowName, str] = {}
    for routed in stages:
        for number, reason in routed.reasons.items():
            for name in names_in(routed.stage.loads[number].consignment):
                found.setdefault(name, reason)
    return found


def _among(stage: Stage, flows: Mapping[FlowName, str]) -> frozenset[int]:
    return frozenset(
        number
        for number, load in enumerate(stage.loads)
        if not flows.keys().isdisjoint(names_in(load.consignment))
    )
