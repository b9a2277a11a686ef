"""The states that a plan was changed for, as ``states.json`` beside it: writing and reading."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from optimizer.bilingual import Bilingual
from optimizer.errors import InstanceError, UsageError
from optimizer.io.atomic import write_file
from optimizer.io.json_file import parsed
from optimizer.io.schema_check import schema_problems
from optimizer.io.state import state_of, state_schema
from optimizer.io.state_meets import unknown_ids
from optimizer.state import REPLANNED
from optimizer.state.situation import as_now

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.plan import Plan
    from optimizer.state import State

STATES_FILE = "states.json"


def write_states(states: Sequence[State], folder: Path) -> None:
    """Write the states that a plan was changed for, in their order.

    Raises
    ------
    UsageError
        When the folder cannot be written.
    """
    text = json.dumps([state_tree(state) for state in states], ensure_ascii=False, indent=2)
    write_file(folder / STATES_FILE, text + "\n", "utf-8")


def read_states(path: Path, plan: Plan, instance: Instance) -> tuple[State, ...]:
    """Return the states that stand beside a plan that was changed for them; none beside others.

    Parameters
    ----------
    path : Path
        The plan's file or folder.

    Raises
    ------
    InstanceError
        When they are not what ``state.schema.json`` describes, or speak of what the instance does
        not have; all problems at once.
    UsageError
        When the plan was changed for states and they are not there, or are not JSON.
    """
    if all(line.engine != REPLANNED for line in plan.driving.drives):
        return ()
    file = (path if path.is_dir() else path.parent) / STATES_FILE
    if not file.exists():
        raise UsageError(
            Bilingual(
                f"{file} is not there: the plan was changed while a response was under way, and "
                f"can be read only with the states that it was changed for. Copy {STATES_FILE} "
                "beside it.",
                f"缺少 {file}：该方案在响应过程中调整过，须与当时的态势文件一并读取。"
                f"请将 {STATES_FILE} 复制到其旁边。",
            )
        )
    tree = parsed(file)
    schema = {"type": "array", "items": state_schema()}
    problems = [*schema_problems(tree, schema, file.name)]
    states: list[State] = []
    for number, item in enumerate(() if problems else tree):
        problems += unknown_ids(item, instance, f"[{number}]", file.name)
        if not problems:
            states.append(state_of(item, file.name))
            instance = as_now(instance, states[-1:])
    if problems:
        raise InstanceError(problems, str(file))
    return tuple(states)


def state_tree(state: State) -> Mapping[str, Any]:
    """Return a state as it stands in a file; what it does not say is left out."""
    tree: dict[str, Any] = {
        "scenario": state.scenario,
        "hour": state.hour,
        "vehicles": [
            {
                **{key: value for key, value in (
                    ("vehicle", row.vehicle), ("place", row.place), ("free_h", row.free_h),
                ) if value is not None},
                **({"lost": True} if row.lost else {}),
                **({} if row.on_board is None
                   else {"on_board": [goods._asdict() for goods in row.on_board]}),
            }
            for row in state.vehicles
        ],
        "done": [row._asdict() for row in state.done],
        "not_done": [row._asdict() for row in state.not_done],
        "not_loaded": [row._asdict() for row in state.not_loaded],
        "closed_roads": [_given(row._asdict()) for row in state.closed],
        "opened_roads": list(state.opened),
        "new_needs": [_given(row._asdict()) for row in state.new_needs],
        "needs_gone": [_given(row._asdict()) for row in state.needs_gone],
    }  # fmt: skip
    return {key: value for key, value in tree.items() if value != []}


def _given(tree: Mapping[str, Any]) -> Mapping[str, Any]:
    return {key: value for key, value in tree.items() if value not in (None, "")}
