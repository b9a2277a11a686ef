"""What commands tell: answers on stdout, for people or machines, and the rest on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from optimizer.errors import Problem

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.journal import Journal
    from optimizer.plan import Result
    from optimizer.progress import Report
    from optimizer.summary import Lang


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How a command tells what it found.

    Parameters
    ----------
    lang : Lang
        Language of what is told to people.
    as_json : bool
        Whether stdout is for machines.
    quiet, verbose : bool
        Whether warnings and progress are left out; whether progress is told line by line.
    """

    lang: Lang
    as_json: bool = False
    quiet: bool = False
    verbose: bool = False

    def answer(self, tree: Mapping[str, object], text: str) -> None:
        """Print the answer: the tree for machines, the text for people."""
        click.echo(json.dumps(tree, ensure_ascii=False, indent=2) if self.as_json else text)

    def result(self, result: Result, instance: Instance) -> None:
        """Print a plan as its file has it with its accounts, or its summary."""
        import optimizer
        from optimizer.accounts import account_records
        from optimizer.io.result_json import result_tree

        if self.as_json:
            accounts = account_records(result, instance)
            self.answer({**result_tree(result, instance), "accounts": accounts}, "")
        else:
            click.echo(optimizer.summary(result, instance, self.lang))

    def copied(self, source: object, target: Path) -> None:
        """Say where a copy stands."""
        from optimizer.summary.phrases import phrase

        click.echo(phrase("copied", self.lang, name=target, example=source))

    def written(self, folder: Path) -> None:
        """Say which folder holds what was found."""
        from optimizer.summary.phrases import phrase

        if not self.quiet:
            click.echo(phrase("written", self.lang, folder=folder), err=True)

    def doubt(self, problem: Problem | str) -> None:
        """Tell a warning."""
        from optimizer.summary.findings import warning_line

        if not self.quiet:
            click.echo(warning_line(problem, self.lang), err=True)

    @contextmanager
    def searching(self, instance: Instance, output: Path) -> Iterator[Journal]:
        """Make the folder for a plan, show how the search goes, and give what keeps its log."""
        from optimizer.io.run_folder import run_folder
        from optimizer.journal import listening

        with (
            run_folder(output),
            self._refused(instance),
            self.progress() as show,
            listening(show) as journal,
        ):
            yield journal

    @contextmanager
    def _refused(self, instance: Instance) -> Iterator[None]:
        """Tell machines as well that there is no plan, and why."""
        from optimizer.summary.refusal import NO_PLAN, refusal_tree

        try:
            yield
        except NO_PLAN as error:
            if self.as_json:
                self.answer(refusal_tree(error, instance), "")
            raise

    @contextmanager
    def progress(self) -> Iterator[Callable[[Report], None]]:
        """Give what shows a report: on one live line of a terminal, or each on its own."""
        from optimizer.summary.progress_line import progress_line

        if self.verbose and not self.quiet:
            yield lambda report: click.echo(
                f"{report.seconds:7.1f} s  {progress_line(report, self.lang)}", err=True
            )
        elif self.quiet or not sys.stderr.isatty():
            yield lambda report: None
        else:
            from rich.console import Console
            from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

            text = TextColumn("{task.description}", markup=False)
            columns = (SpinnerColumn(), TimeElapsedColumn(), text)
            with Progress(*columns, console=Console(stderr=True), transient=True) as live:
                line = live.add_task("")
                yield lambda report: live.update(line, description=progress_line(report, self.lang))
