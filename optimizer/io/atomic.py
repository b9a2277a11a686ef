"""Files and folders written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from optimizer.bilingual import Bilingual
from optimizer.errors import UsageError
from optimizer.io.refused import why_refused


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """Give an empty folder to write into, which becomes ``path`` when all went well.

    Raises
    ------
    UsageError
        When something stands at ``path`` already, or it cannot be written.
    """
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        raise _taken(path)
    with _writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}-") as scratch:
            folder = Path(scratch) / path.name
            folder.mkdir()
            yield folder
            if path.exists():
                path.rmdir()
            folder.rename(path)


def write_file(path: Path, text: str, encoding: str) -> None:
    """Write a file so that a reader sees either the old or the new text, never a part.

    Raises
    ------
    UsageError
        When it cannot be written.
    """
    with _writing(path):
        _replace(path, text.encode(encoding))


def write_new_file(path: Path, content: bytes) -> None:
    """Write a file that is not there yet, whole or not at all.

    Raises
    ------
    UsageError
        When something stands at ``path`` already, or it cannot be written.
    """
    with _writing(path):
        if path.exists():
            raise _taken(path)
        _replace(path, content)


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        scratch.write_bytes(content)
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = why_refused(error)
        raise UsageError(
            Bilingual(f"cannot write {path}: {why}.", f"无法写入 {path}：{why.zh}。")
        ) from error


def _taken(path: Path) -> UsageError:
    return UsageError(
        Bilingual(
            f"{path} exists already. Give another name, or remove it first.",
            f"{path} 已存在。请换一个名称，或先将其删除。",
        )
    )
