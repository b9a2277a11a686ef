"""The variants of Gaotai County, our own instance, which nobody else has solved."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.cases import Case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.instance import Instance

GAOTAI = Path(__file__).parents[1] / "instances" / "gaotai"


def cases(folder: Path = GAOTAI) -> Iterator[Case]:
    """Yield every variant of the instance, none where the folder is missing.

    Raises
    ------
    PlanningError
        When its variants cannot be read.
    """
    if not folder.is_dir():
        return
    from optimizer.io import read_variants

    for name in read_variants(folder):
        yield Case(
            family="gaotai",
            set="variants",
            instance=name,
            read=partial(read, folder, name),
        )


def read(folder: Path, variant: str) -> Instance:
    """Return the instance as a variant changes it; errors as `cases`."""
    from optimizer.io import read_instance, read_variants
    from optimizer.variants import apply_changes

    return apply_changes(read_instance(folder), read_variants(folder)[variant].changes)
