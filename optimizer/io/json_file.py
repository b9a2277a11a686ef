"""What stands in a JSON file, or a sentence on why it cannot be read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NoReturn

from optimizer.bilingual import Bilingual
from optimizer.errors import UsageError
from optimizer.io.nearby import not_there
from optimizer.io.refused import why_refused


def parsed(path: Path, in_folder: str = "") -> Any:
    """Return what stands in a JSON file.

    Parameters
    ----------
    in_folder : str
        Name of the file that is read where the path is a folder; empty: none.

    Raises
    ------
    UsageError
        When there is no such file or it is not JSON.
    """
    file = path
    try:
        file = path / in_folder if in_folder and path.is_dir() else path
        return json.loads(file.read_text("utf-8-sig"), parse_constant=_refuse_constant)
    except FileNotFoundError:
        raise UsageError(not_there(file, "file")) from None
    except OSError as error:
        why = why_refused(error)
        raise UsageError(
            Bilingual(f"cannot read {file}: {why}.", f"无法读取 {file}：{why.zh}。")
        ) from error
    except json.JSONDecodeError as error:
        raise UsageError(
            Bilingual(
                f"{file} is not JSON: {error.msg} at line {error.lineno}, column {error.colno}.",
                f"{file} 不是 JSON：第 {error.lineno} 行第 {error.colno} 列，{error.msg}。",
            )
        ) from error
    except (ValueError, RecursionError) as error:
        raise UsageError(
            Bilingual(
                f"{file} is not JSON in utf-8: {error}.",
                f"{file} 不是 utf-8 编码的 JSON：{error}。",
            )
        ) from error


def _refuse_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number of JSON")
