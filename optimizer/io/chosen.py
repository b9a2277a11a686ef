"""An instance as a planner wants it now: with a variant and further changes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from optimizer.errors import UsageError
from optimizer.instance import Instance
from optimizer.instance.question import did_you_mean
from optimizer.io.folder import read_instance, read_variants
from optimizer.variants import Variant, apply_changes


def read_chosen(folder: Path, variant: str | None, changes: Mapping[str, str]) -> Instance:
    """Return the instance of a folder with a variant and changes applied, the latter winning.

    Raises
    ------
    InstanceError
        When the instance, or a change of it, cannot be understood.
    UsageError
        When there is no such folder or variant.
    """
    instance = read_instance(folder)
    chosen: dict[str, object] = dict(changes)
    if variant is not None:
        of_variant = _variant(folder, variant).changes
        chosen = {k: v for k, v in of_variant.items() if k not in changes} | chosen
    return apply_changes(instance, chosen) if chosen else instance


def _variant(folder: Path, name: str) -> Variant:
    variants = read_variants(folder)
    if name not in variants:
        there = ", ".join(sorted(variants)) or "none"
        hint = did_you_mean(name, tuple(variants))
        raise UsageError(f"no variant {name!r} in {folder}; there are: {there}. {hint}".rstrip())
    return variants[name]
