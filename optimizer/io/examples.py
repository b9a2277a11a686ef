"""Instances that come with a checkout, to be copied and changed."""

from __future__ import annotations

import shutil
from pathlib import Path

from optimizer.bilingual import Bilingual, chinese
from optimizer.errors import UsageError
from optimizer.instance.references import did_you_mean
from optimizer.io.atomic import new_folder
from optimizer.io.instances import convert_instance, is_workbook
from optimizer.io.manifest import FILE

EXAMPLES = Path(__file__).resolve().parents[2] / "instances"
"""Where examples stand in a checkout or an editable install."""


def copy_example(name: str, path: Path) -> None:
    """Copy an example to a folder, or to a workbook, that is not there yet.

    Raises
    ------
    UsageError
        When there is no such example, something stands at ``path``, or it cannot be written.
    """
    example = _example(name)
    if is_workbook(path):
        convert_instance(example, path)
        return
    with new_folder(path) as folder:
        shutil.copytree(example, folder, dirs_exist_ok=True)


def _example(name: str) -> Path:
    if not EXAMPLES.is_dir():
        raise UsageError(
            Bilingual(
                f"the examples are not installed: no folder {EXAMPLES}. They come with a checkout "
                "of the repository (pip install -e .).",
                f"未安装示例：没有文件夹 {EXAMPLES}。示例随代码仓库提供（pip install -e .）。",
            )
        )
    known = sorted(path.parent.name for path in EXAMPLES.glob(f"*/{FILE}"))
    if name not in known:
        hint = did_you_mean(name, known)
        raise UsageError(
            Bilingual(
                f"no example {name!r}; there are: {', '.join(known)}. {hint}".rstrip(),
                f"没有示例“{name}”；现有：{'、'.join(known)}。{chinese(hint)}",
            )
        )
    return EXAMPLES / name
