"""What other programs can take: the model of an instance, or the instance itself, as text."""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from optimizer.errors import UsageError

if TYPE_CHECKING:
    from optimizer.instance import Instance

FORMS = ("lp", "mps", "json")
"""The model as LP or MPS, or the instance as JSON."""


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
        raise UsageError(f"{file} does not end in {endings}. Say which it shall be with --format.")
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
