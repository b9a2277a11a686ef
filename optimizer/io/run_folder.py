"""The folder that a solve leaves behind: the plan, its tables and the log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from optimizer.bilingual import Bilingual
from optimizer.errors import UsageError
from optimizer.instance import Instance
from optimizer.io.atomic import write_file
from optimizer.io.refused import why_refused
from optimizer.io.result import write_result
from optimizer.plan import Result

LOG_FILE = "solve.log"


@contextmanager
def run_folder(path: Path) -> Iterator[None]:
    """Make a folder before the search, for who cannot write must not wait for one.

    Where the block fails, a folder in which nothing stands is taken away again.

    Raises
    ------
    UsageError
        When the folder cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            Bilingual(
                f"cannot write into the folder {path}: {why_refused(error)}. Name another with -o.",
                f"无法写入文件夹 {path}：{why_refused(error).zh}。请用 -o 指定其他文件夹。",
            )
        ) from error
    try:
        yield
    except BaseException:
        with suppress(OSError):
            path.rmdir()
        raise


def write_run(
    result: Result, instance: Instance, log: str, accounts: Mapping[str, str], folder: Path
) -> None:
    """Write the log and the accounts, and then the result with its tables as `write_result` does.

    Parameters
    ----------
    accounts : mapping of str to str
        Further tables as CSV text, by file name.
    """
    write_file(folder / LOG_FILE, log, "utf-8")
    for file, text in accounts.items():
        write_file(folder / file, text, "utf-8-sig")
    write_result(result, instance, folder)
