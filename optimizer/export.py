"""What others can take: the model of an instance, the instance itself, or how a plan is driven."""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from optimizer.bilingual import Bilingual
from optimizer.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optimizer.instance import Instance
    from optimizer.plan import Plan
    from optimizer.summary import Lang

FORMS = ("lp", "mps", "json")
"""The model as LP or MPS, or the instance as JSON."""

PLAN_FORMS = ("sheets", "geojson", "vrplib")
"""Of a plan that is driven: dispatch sheets to print with their tables, maps, routing problems."""


def form_of(file: Path) -> str:
    """Return the form that a file's name asks for.

    Raises
    ------
    UsageError
        When its ending is that of no form.
    """
    form = file.suffix.lstrip(".").lower()
    if form not in FORMS:
        endings = ", ".join("." + known for known in FORMS)
        raise UsageError(
            Bilingual(
                f"{file} does not end in {endings}. Say which it shall be with --format.",
                f"{file} 的扩展名不是 {endings}。请用 --format 说明格式。",
            )
        )
    return form


def exported_text(instance: Instance, form: str) -> str:
    """Return an instance in a form, without a final newline."""
    if form == "json":
        tree = {"digest": instance.digest, **asdict(instance)}
        return json.dumps(tree, ensure_ascii=False, indent=2)
    # Whoever only asks which forms there are need not load the modelling layer.
    from optimizer.siting.model import write_model

    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / f"model.{form}"
        write_model(instance, file)
        return file.read_text(encoding="utf-8").rstrip("\n")


def exported_files(
    instance: Instance, plan: Plan, form: str, lang: Lang, scenario: str | None = None
) -> Mapping[str, str]:
    """Return how a plan is driven in one of `PLAN_FORMS`.

    Parameters
    ----------
    scenario : str or None
        The only one to be told; None: all that are routed.

    Returns
    -------
    mapping of str to str
        Text by file name, CSV without its byte order mark: ``dispatch-SCENARIO.txt`` and tables;
        ``routes-SCENARIO.geojson``; ``NAME-SCENARIO-ORIGIN.vrp`` with its ``.nodes.csv``.

    Raises
    ------
    UsageError
        When the plan is not routed, or not in the scenario.
    """
    # Whoever exports a model need not load the routing core.
    from optimizer.dispatch import dispatch_tables, geojson_text, routes, vrplib_texts
    from optimizer.summary.sheets import dispatch_text

    chosen = _routed_in(plan, scenario)
    scenarios = [line.scenario for line in chosen.driving.drives]
    if form == "sheets":
        pages = {f"dispatch-{s}.txt": dispatch_text(instance, chosen, s, lang) for s in scenarios}
        return {**pages, **dispatch_tables(instance, chosen)}
    found = {s: routes(instance, chosen, s) for s in scenarios}
    if form == "geojson":
        return {f"routes-{s}.geojson": geojson_text(instance, found[s]) for s in scenarios}
    driven = [route for s in scenarios for route in found[s]]
    return vrplib_texts(instance, chosen, driven)


def _routed_in(plan: Plan, scenario: str | None) -> Plan:
    """Return a plan with the routing of one scenario alone, or of all that are routed."""
    drives = plan.driving.drives
    if not drives:
        raise UsageError(
            Bilingual(
                "the plan is not routed. Route it first: reserve route.",
                "该方案尚未编排运输路线。请先运行 reserve route。",
            )
        )
    if scenario is None:
        return plan
    chosen = tuple(line for line in drives if line.scenario == scenario)
    if not chosen:
        routed = ", ".join(sorted(line.scenario for line in drives))
        raise UsageError(
            Bilingual(
                f"the plan is not routed in {scenario!r}. It is routed in {routed}.",
                f"该方案未在情景“{scenario}”中编排运输路线，已编排的情景：{routed}。",
            )
        )
    return replace(plan, driving=replace(plan.driving, drives=chosen))
