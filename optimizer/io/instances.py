"""An instance by its path, be it a folder of tables or a workbook: reading and writing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from optimizer.bilingual import Bilingual
from optimizer.errors import InstanceError, UsageError
from optimizer.instance import Instance
from optimizer.io.folder import read_folder, read_folder_manifest, write_folder
from optimizer.io.manifest import FILE
from optimizer.io.nearby import not_there
from optimizer.io.parts import instance_of
from optimizer.io.refused import why_refused
from optimizer.variants import Variant

NO_VARIANTS: Mapping[str, Variant] = MappingProxyType({})

WORKBOOK = ".xlsx"
"""Ending of a path that means a workbook; any other path means a folder."""

OTHER_WORKBOOKS = (".xls", ".xlsm", ".xlsb", ".et", ".ett", ".ods", ".numbers")
"""Endings that mean some other spreadsheet, and are refused in so many words."""


def read_instance(path: Path | str) -> Instance:
    """Return the instance that a folder or a workbook holds.

    Raises
    ------
    InstanceError
        When anything in it cannot be understood or does not fit together; all at once.
    UsageError
        When there is no such folder or workbook, or the file cannot be opened as one.
    """
    place = _existing(Path(path))
    if place.is_dir():
        return instance_of(read_folder(place), place.resolve().name, str(path))
    # Whoever reads a folder must not wait for the library of workbooks to load.
    from optimizer.io.workbook.reading import read_workbook

    return instance_of(read_workbook(place), place.stem, str(path))


def read_variants(path: Path | str) -> Mapping[str, Variant]:
    """Return the variants that an instance names, in their order.

    Raises
    ------
    InstanceError
        When what is said of the instance as a whole cannot be understood.
    UsageError
        When there is no such folder or workbook, or the file cannot be opened as one.
    """
    place = _existing(Path(path))
    if place.is_dir():
        manifest = read_folder_manifest(place)
    else:
        from optimizer.io.workbook.reading import read_workbook_manifest

        manifest = read_workbook_manifest(place)
    if manifest.problems:
        raise InstanceError(manifest.problems, str(path))
    return manifest.variants


def write_instance(
    instance: Instance, path: Path | str, variants: Mapping[str, Variant] = NO_VARIANTS
) -> None:
    """Write an instance as a folder or workbook that `read_instance` reads as the same instance.

    It is a workbook where the path ends in ``.xlsx``, else a folder. Either appears whole or not
    at all. A folder has no files for empty tables; a workbook has a sheet for every table.

    Raises
    ------
    UsageError
        When something stands there already, or it cannot be written.
    """
    place = Path(path)
    if is_workbook(place):
        from optimizer.io.workbook.writing import write_workbook

        write_workbook(instance, place, variants)
    else:
        write_folder(instance, place, variants)


def convert_instance(source: Path, target: Path) -> None:
    """Write what a folder or workbook holds, with its variants, as the other or the same.

    Raises
    ------
    InstanceError
        When the source cannot be read; nothing is then written.
    UsageError
        When there is no such source, or something stands at the target already.
    """
    write_instance(read_instance(source), target, read_variants(source))


def _existing(path: Path) -> Path:
    try:
        if path.is_dir():
            next(path.iterdir(), None)  # fails where the folder may not be read
            return path
        if path.exists():
            return _file(path)
    except OSError as error:
        why = why_refused(error)
        raise UsageError(
            Bilingual(f"cannot read {path}: {why}.", f"无法读取 {path}：{why.zh}。")
        ) from error
    raise UsageError(not_there(path, "file" if is_workbook(path) else "folder"))


def _file(path: Path) -> Path:
    if is_workbook(path):
        return path
    raise UsageError(
        Bilingual(
            f"{path} is a file. An instance is a folder with an {FILE}, or a workbook "
            f"({WORKBOOK}).",
            f"{path} 是一个文件。算例应为含 {FILE} 的文件夹，或工作簿（{WORKBOOK}）。",
        )
    )


def is_workbook(path: Path) -> bool:
    """Return whether a path means a workbook.

    Raises
    ------
    UsageError
        When it ends as another kind of spreadsheet does.
    """
    ending = path.suffix.lower()
    if ending in OTHER_WORKBOOKS and not path.is_dir():
        raise UsageError(
            Bilingual(
                f"{path} is no workbook that can be used: {ending} is another form. "
                f"Save it in Excel or WPS as {WORKBOOK}.",
                f"不能使用 {path}：{ending} 是其他格式。请用 Excel 或 WPS 另存为 {WORKBOOK}。",
            )
        )
    return ending == WORKBOOK
