"""An instance as a folder of CSV tables with an ``instance.toml``: reading and writing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from optimizer.bilingual import Bilingual
from optimizer.errors import InstanceError, Problem
from optimizer.instance import TABLES, Instance
from optimizer.io.atomic import new_folder, write_file
from optimizer.io.grids import Table, table_of
from optimizer.io.manifest import FILE, Manifest, manifest_text, read_manifest
from optimizer.io.parts import Parts
from optimizer.io.tables import csv_grid, table_text, unknown_files
from optimizer.io.text import read_text
from optimizer.variants import Variant


def read_folder(folder: Path) -> Parts:
    """Return what a folder that is there holds of an instance."""
    manifest = read_folder_manifest(folder)
    misnamed = tuple(unknown_files(folder))
    tables = {}
    for name, row_type in TABLES.items():
        file = folder / f"{name}.csv"
        if file.exists():
            tables[name] = table_of(csv_grid(file), row_type)
        else:
            # The rows of this table may stand in a file with a slip in its name.
            meant = any(f"{file.name!r}" in problem.remedy for problem in misnamed)
            tables[name] = Table(knows_ids=not meant)
    told = (problem for table in tables.values() for problem in table.problems)
    return Parts(manifest, tables, (*manifest.problems, *misnamed, *told))


def read_folder_manifest(folder: Path) -> Manifest:
    """Return what the ``instance.toml`` of a folder says; problems are in it, not raised."""
    if not (folder / FILE).exists():
        problem = Problem(
            file=FILE,
            expected=Bilingual(
                "this file is missing; an instance is a folder with one",
                "缺少此文件，算例文件夹中必须有",
            ),
            remedy=_instances_within(folder),
            code="missing-file",
        )
        return Manifest(problems=[problem])
    try:
        return read_manifest(read_text(folder / FILE))
    except InstanceError as error:
        return Manifest(problems=list(error.problems))


def write_folder(instance: Instance, path: Path, variants: Mapping[str, Variant]) -> None:
    """Write an instance as a folder, whole or not at all; empty tables are left out.

    Raises
    ------
    UsageError
        When something stands there already, or it cannot be written.
    """
    with new_folder(path) as folder:
        write_file(folder / FILE, manifest_text(instance, variants), "utf-8")
        for name in TABLES:
            if rows := getattr(instance, name):
                write_file(folder / f"{name}.csv", table_text(rows), "utf-8-sig")


def _instances_within(folder: Path) -> str:
    """Return the sentence that offers the instances one folder deeper, or an empty string."""
    names = sorted(file.parent.name for file in folder.glob(f"*/{FILE}"))
    if not names:
        return ""
    listed = ", ".join(names)
    return Bilingual(
        f"Did you mean one of its folders: {listed}?", f"是否为其中的文件夹之一：{listed}？"
    )
