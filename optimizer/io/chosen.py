"""An instance as a planner wants it now: with a variant and further changes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from optimizer.errors import UsageError
from optimizer.instance import Instance
from optimizer.instance.references import did_you_mean
from optimizer.io.instances import read_instance, read_variants
from optimizer.variants import Variant, apply_changes


def read_chosen(path: Path, variant: str | None, changes: Mapping[str, str]) -> Instance:
    """Return the instance at a path with a variant and changes applied, the latter winning.

    Raises
    ------
    InstanceError
        When the instance, or a change of it, cannot be understood.
    UsageError
        When there is no such instance or variant.
    """
    instance = read_instance(path)
    chosen: dict[str, object] = dict(changes)
    if variant is not None:
        of_variant = _variant(path, variant).changes
        chosen = {k: v for k, v in of_variant.items() if k not in changes} | chosen
    return apply_changes(instance, chosen) if chosen else instance


def _variant(path: Path, name: str) -> Variant:
    variants = read_variants(path)
    if name not in variants:
        there = ", ".join(sorted(variants)) or "none"
        hint = did_you_mean(name, tuple(variants))
        raise UsageError(f"no variant {name!r} in {path}; there are: {there}. {hint}".rstrip())
    return variants[name]
