"""A result as ``plan.json`` with tables beside it: writing and reading."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from optimizer.bilingual import Bilingual
from optimizer.errors import InstanceError, Problem
from optimizer.instance import Instance
from optimizer.io.atomic import write_file
from optimizer.io.json_file import parsed
from optimizer.io.result_json import SCHEMA_VERSION, result_of, result_tree
from optimizer.io.result_tables import result_tables
from optimizer.io.schema_check import schema_problems
from optimizer.plan import Plan, Result

PLAN_FILE = "plan.json"


def write_result(result: Result, instance: Instance, folder: Path | str) -> None:
    """Write ``plan.json`` and the tables of a result into a folder, replacing older ones.

    Every file appears whole; ``plan.json`` comes last, so where it is new all are.

    Raises
    ------
    UsageError
        When the folder cannot be written.
    """
    for file, text in result_tables(result, instance).items():
        write_file(Path(folder) / file, text, "utf-8-sig")
    write_file(Path(folder) / PLAN_FILE, result_text(result, instance), "utf-8")


def result_text(result: Result, instance: Instance) -> str:
    """Return the text of ``plan.json``."""
    tree = result_tree(result, instance)
    return json.dumps(tree, ensure_ascii=False, allow_nan=False, sort_keys=True, indent=2) + "\n"


def read_result(path: Path | str) -> Result:
    """Return the result in a ``plan.json``, or in the folder that holds one.

    Raises
    ------
    InstanceError
        When it is not what ``result.schema.json`` describes; all problems at once.
    UsageError
        When there is no such file or it is not JSON.
    """
    tree = parsed(Path(path), in_folder=PLAN_FILE)
    problems = _other_version(tree) or [*schema_problems(tree, result_schema(), PLAN_FILE)]
    if problems:
        raise InstanceError(problems, str(path))
    return result_of(tree)


def read_plan(path: Path | str) -> Plan:
    """Return the plan in a ``plan.json``; errors are those of `read_result`."""
    return read_result(path).plan


def result_schema() -> Mapping[str, Any]:
    """Return the JSON Schema of ``plan.json``."""
    text = resources.files(__package__).joinpath("result.schema.json").read_text("utf-8")
    schema: Mapping[str, Any] = json.loads(text)
    return schema


def _other_version(tree: Any) -> list[Problem]:
    """Return the one problem of a plan from another version, whatever else its tables lack."""
    version = tree.get("schema_version", SCHEMA_VERSION) if isinstance(tree, dict) else None
    if not isinstance(version, str) or version == SCHEMA_VERSION:
        return []
    problem = Problem(
        file=PLAN_FILE,
        column="schema_version",
        found=version,
        expected=repr(SCHEMA_VERSION),
        remedy=Bilingual(
            "Another version of this program wrote it: solve the instance again with this one.",
            "由本程序的其他版本生成：请用当前版本重新求解。",
        ),
        code="other-version",
    )
    return [problem]
