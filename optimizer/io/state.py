"""The state of a response from a JSON file, checked against instance and plan."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from optimizer.errors import InstanceError
from optimizer.io.json_file import parsed
from optimizer.io.schema_check import schema_problems
from optimizer.io.state_meets import state_faults, too_early
from optimizer.state import (
    ClosedRoad,
    NeedGone,
    NewNeed,
    OnBoard,
    State,
    StopName,
    TripName,
    VehicleReport,
)
from optimizer.state.situation import as_now

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.plan import Plan


def read_state(
    path: Path | str, instance: Instance, plan: Plan, earlier: Sequence[State] = ()
) -> State:
    """Return the state in a JSON file (docs/routing.md, section 7).

    Parameters
    ----------
    earlier : sequence of State
        For which the plan was changed already.

    Raises
    ------
    InstanceError
        When it is not what ``state.schema.json`` describes, or speaks of what instance and plan
        do not have; all problems at once.
    UsageError
        When there is no such file or it is not JSON.
    """
    file = Path(path)
    tree = parsed(file)
    problems = [
        *schema_problems(tree, state_schema(), file.name),
        *state_faults(tree, as_now(instance, earlier), plan, file.name),
        *too_early(tree, earlier, file.name),
    ]
    if problems:
        raise InstanceError(problems, str(file))
    return state_of(tree, file.name)


def state_schema() -> Mapping[str, Any]:
    """Return the JSON Schema of a state."""
    text = resources.files(__package__).joinpath("state.schema.json").read_text("utf-8")
    schema: Mapping[str, Any] = json.loads(text)
    return schema


def state_of(tree: Mapping[str, Any], source: str) -> State:
    """Return the state in a tree that keeps to the schema, with its name for messages."""
    return State(
        scenario=tree["scenario"],
        hour=float(tree["hour"]),
        vehicles=tuple(_report(row) for row in tree.get("vehicles", ())),
        done=_stops(tree, "done"),
        not_done=_stops(tree, "not_done"),
        not_loaded=tuple(
            TripName(row["vehicle"], int(row["trip"])) for row in tree.get("not_loaded", ())
        ),
        closed=tuple(
            ClosedRoad(row["road"], row.get("reopens_h")) for row in tree.get("closed_roads", ())
        ),
        opened=tuple(tree.get("opened_roads", ())),
        new_needs=tuple(
            NewNeed(
                row["place"],
                row["group"],
                row.get("family", ""),
                int(row["persons"]),
                float(row["deadline_h"]),
            )
            for row in tree.get("new_needs", ())
        ),
        needs_gone=tuple(
            NeedGone(row["place"], row["group"], row.get("family", ""))
            for row in tree.get("needs_gone", ())
        ),
        source=source,
    )


def _stops(tree: Mapping[str, Any], key: str) -> tuple[StopName, ...]:
    return tuple(
        StopName(row["vehicle"], int(row["trip"]), int(row["stop"])) for row in tree.get(key, ())
    )


def _report(row: Mapping[str, Any]) -> VehicleReport:
    on_board = row.get("on_board")
    return VehicleReport(
        vehicle=row["vehicle"],
        place=row.get("place"),
        free_h=row.get("free_h"),
        lost=row.get("lost", False),
        on_board=None
        if on_board is None
        else tuple(
            OnBoard(
                goods["place"],
                goods["family"],
                goods["group"],
                float(goods["deadline_h"]),
                float(goods["persons"]),
            )
            for goods in on_board
        ),
    )
