"""An instance as a folder of CSV tables with an ``instance.toml``: reading and writing."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from optimizer.errors import InstanceError, Problem, UsageError
from optimizer.instance import SECTIONS, TABLES, Instance
from optimizer.instance.question import (
    cross_problems,
    ids_of,
    reference_problems,
)
from optimizer.instance.schema import Column, columns
from optimizer.io.atomic import new_folder, write_file
from optimizer.io.manifest import FILE, Manifest, manifest_text, read_manifest
from optimizer.io.nearby import not_there
from optimizer.io.rows import Unread
from optimizer.io.tables import Table, read_table, table_text, unknown_files
from optimizer.io.text import read_text
from optimizer.variants import Variant

NO_VARIANTS: Mapping[str, Variant] = MappingProxyType({})

_FILE_ORDER = {file: number for number, file in enumerate([FILE, *(f"{n}.csv" for n in TABLES)])}


@dataclass(frozen=True, slots=True)
class _Folder:
    """What was read from a folder, with every problem met so far."""

    manifest: Manifest
    tables: Mapping[str, Table]
    problems: tuple[Problem, ...]


def read_instance(path: Path | str) -> Instance:
    """Return the instance that a folder holds.

    Raises
    ------
    InstanceError
        When anything in it cannot be understood or does not fit together; all at once.
    UsageError
        When there is no such folder.
    """
    folder = _existing_folder(Path(path))
    read = _read_folder(folder)
    problems = [*read.problems, *_between_rows(read)]
    if problems:
        raise InstanceError(sorted(problems, key=_place_of), str(path))
    heading = read.manifest.heading
    tables = {name: table.rows for name, table in read.tables.items()}
    parts: dict[str, Any] = {**read.manifest.sections, **tables}
    return Instance(
        name=heading.name or folder.resolve().name,
        title=heading.title,
        title_zh=heading.title_zh,
        year=heading.year,
        **parts,
    )


def read_variants(path: Path | str) -> Mapping[str, Variant]:
    """Return the variants that an instance's folder names, in the order of the file.

    Raises
    ------
    InstanceError
        When its ``instance.toml`` cannot be understood.
    UsageError
        When there is no such folder.
    """
    manifest = _read_manifest(_existing_folder(Path(path)))
    if manifest.problems:
        raise InstanceError(manifest.problems, str(path))
    return manifest.variants


def write_instance(
    instance: Instance, path: Path | str, variants: Mapping[str, Variant] = NO_VARIANTS
) -> None:
    """Write an instance as a folder that `read_instance` reads as the same instance.

    The folder appears whole or not at all. Empty tables are left out.

    Raises
    ------
    UsageError
        When something stands there already, or it cannot be written.
    """
    with new_folder(Path(path)) as folder:
        write_file(folder / FILE, manifest_text(instance, variants), "utf-8")
        for name in TABLES:
            if rows := getattr(instance, name):
                write_file(folder / f"{name}.csv", table_text(rows), "utf-8-sig")


def _existing_folder(path: Path) -> Path:
    try:
        if path.is_dir():
            next(path.iterdir(), None)  # fails where the folder may not be read
            return path
        if path.exists():
            raise UsageError(f"{path} is a file. An instance is a folder with an {FILE}.")
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}.") from error
    raise UsageError(not_there(path, "folder"))


def _read_manifest(folder: Path) -> Manifest:
    if not (folder / FILE).exists():
        problem = Problem(
            file=FILE,
            expected="this file is missing; an instance is a folder with one",
            remedy=_instances_within(folder),
            code="missing-file",
        )
        return Manifest(problems=[problem])
    try:
        return read_manifest(read_text(folder / FILE))
    except InstanceError as error:
        return Manifest(problems=list(error.problems))


def _instances_within(folder: Path) -> str:
    """Return the sentence that offers the instances one folder deeper, or an empty string."""
    names = sorted(file.parent.name for file in folder.glob(f"*/{FILE}"))
    return f"Did you mean one of its folders: {', '.join(names)}?" if names else ""


def _read_folder(folder: Path) -> _Folder:
    manifest = _read_manifest(folder)
    misnamed = tuple(unknown_files(folder))
    tables = {}
    for name, row_type in TABLES.items():
        file = folder / f"{name}.csv"
        if file.exists():
            tables[name] = read_table(file, row_type)
        else:
            # The rows of this table may stand in a file with a slip in its name.
            meant = any(f"{file.name!r}" in problem.remedy for problem in misnamed)
            tables[name] = Table(knows_ids=not meant)
    told = (problem for table in tables.values() for problem in table.problems)
    return _Folder(manifest, tables, (*manifest.problems, *misnamed, *told))


def _between_rows(read: _Folder) -> Iterator[Problem]:
    """Yield what is wrong between rows, as far as it does not follow from a bad cell."""
    rows = {name: table.rows for name, table in read.tables.items()}
    for problem in _without_echoes(cross_problems(rows), read):
        line = read.tables[problem.file].lines[problem.row or 0]
        yield dataclasses.replace(problem, file=f"{problem.file}.csv", row=line)
    ids = ids_of(rows)
    for name, section in read.manifest.sections.items():
        for problem in _without_echoes(reference_problems(name, (section,), ids), read):
            column = f"{name}.{problem.column}"
            yield dataclasses.replace(problem, file=FILE, row=None, column=column)


def _without_echoes(problems: Iterable[Problem], read: _Folder) -> Iterator[Problem]:
    for problem in problems:
        if problem.code == "unknown-id":
            if isinstance(problem.found, Unread):
                continue
            if not read.tables[_column(problem).refers_to].knows_ids:
                continue
        yield problem


def _column(problem: Problem) -> Column:
    row_type = TABLES.get(problem.file) or SECTIONS[problem.file]
    return columns(row_type)[problem.column]


def _place_of(problem: Problem) -> tuple[int, str, int]:
    return _FILE_ORDER.get(problem.file, len(_FILE_ORDER)), problem.file, problem.row or 0
