"""Options that commands share, given to them as what they mean.

Some decorators add several options to a command and hand it one argument for them: the instance
that is asked about (`asked`), the limits of its routes (`driving`), how things are told (`tell`).
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli_endings import LANGUAGE, VERBOSE
from cli_told import Telling

if TYPE_CHECKING:
    from optimizer.checks import Findings
    from optimizer.instance import Instance
    from optimizer.summary import Lang

Command = Callable[..., Any]
Adding = Callable[[Command], Command]
"""What adds something to a command."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The instance that is asked about, and how it is changed before it is used."""

    folder: Path
    variant: str | None
    changes: Mapping[str, str]

    def read(self) -> Instance:
        """Return the instance, changed."""
        from optimizer.io.chosen import read_chosen

        return read_chosen(self.folder, self.variant, self.changes)

    def check(self, instance: Instance) -> Findings:
        """Return what a check finds in the instance, told of the files or sheets it came from."""
        import optimizer
        from optimizer.io.instances import is_workbook

        found = optimizer.check(instance)
        if not is_workbook(self.folder):
            return found
        from optimizer.io.workbook.doubts import told_of_sheets

        return optimizer.Findings(
            errors=tuple(map(told_of_sheets, found.errors)),
            warnings=tuple(map(told_of_sheets, found.warnings)),
        )

    @property
    def chosen(self) -> Mapping[str, str | None]:
        """Variant and changes as a plan records them."""
        changes = "; ".join(f"{key}={value}" for key, value in self.changes.items())
        return {"variant": self.variant, "set": changes or None}


def _pairs(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    changes: dict[str, str] = {}
    for text in values:
        key, equals, value = text.partition("=")
        if not equals or not key.strip():
            raise click.BadParameter(f"{text!r} is not key=value, as policy.sub_max=3.")
        changes[key.strip()] = value.strip()
    return changes


def _families(_: click.Context, __: click.Parameter, value: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (value or "").split(",") if name.strip())


def _lang(ctx: click.Context, _: click.Parameter, value: str | None) -> Lang:
    from optimizer.summary import Lang, default_lang

    lang = Lang(value) if value else default_lang()
    ctx.meta[LANGUAGE] = lang
    return lang


def _remember_verbose(ctx: click.Context, _: click.Parameter, verbose: bool) -> None:
    ctx.meta[VERBOSE] = verbose
    told = logging.StreamHandler(sys.stderr)
    told.setLevel(logging.INFO if verbose else logging.ERROR)
    logging.basicConfig(handlers=[told], format="%(levelname)s %(name)s: %(message)s", force=True)


INSTANCE = click.argument("folder", metavar="INSTANCE", type=click.Path(path_type=Path))
PLAN = click.argument("plan", type=click.Path(path_type=Path))
JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object for machines.")
LANG = click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    callback=_lang,
    help="Language of what is printed; by default that of the environment.",
)
QUIET = click.option("-q", "--quiet", is_flag=True, help="No progress and no warnings.")
VERBOSITY = click.option(
    "-v",
    "--verbose",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_remember_verbose,
    help="Tell on stderr what is done, with tracebacks.",
)
FIRST = click.option(
    "--first",
    metavar="FAMILIES",
    callback=_families,
    help="Families that come first, as medical,water; else deadlines decide.",
)
SEARCH_SEED = click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Random seed of the search.",
)


def output(help_text: str) -> Adding:
    """Return what adds the option of where to write."""
    return click.option("-o", "--output", type=click.Path(path_type=Path), help=help_text)


def wall_time(option: str, name: str, default_s: float, help_text: str) -> Adding:
    """Return what adds an option of seconds."""
    return click.option(
        option,
        name,
        metavar="SECONDS",
        type=click.FloatRange(min=0, min_open=True),
        default=default_s,
        show_default=True,
        help=help_text,
    )


def changes(command: Command) -> Command:
    """Add the options that change INSTANCE before it is used; give the whole as `asked`."""

    @wraps(command)
    def with_asked(
        *, folder: Path, variant: str | None, changes: Mapping[str, str], **others: Any
    ) -> Any:
        return command(asked=Asked(folder, variant, changes), **others)

    return _with(
        with_asked,
        click.option("--variant", metavar="NAME", help="Variant of INSTANCE to apply."),
        click.option(
            "--set",
            "changes",
            metavar="KEY=VALUE",
            multiple=True,
            callback=_pairs,
            help="Change one value, as policy.sub_max=3; repeatable, after the variant.",
        ),
    )


def limits(command: Command) -> Command:
    """Add the options that say how far a solve goes, called as in `SolveOptions`."""
    help_of_time = "Wall time after which the best plan so far is given."
    return _with(
        command,
        wall_time("--time-limit", "time_limit_s", 60.0, help_of_time),
        click.option("--mip-gap", type=click.FloatRange(min=0), default=0.005, show_default=True,
                     help="Relative gap between plan and bound at which to stop."),
        click.option("--threads", type=click.IntRange(min=1), default=2, show_default=True,
                     help="Threads of the solver."),
        click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True,
                     help="Random seed of the solver."),
    )  # fmt: skip


def routing(time_option: str) -> Adding:
    """Return what adds the options that say how far a routing goes.

    They come to the command as `driving`, called as in `DriveOptions`: that itself would have the
    command wait for a solver to load before it reads anything.
    """

    def add(command: Command) -> Command:
        @wraps(command)
        def with_driving(
            *,
            route_time_s: float,
            workers: int,
            iterations: int | None,
            first: tuple[str, ...],
            **others: Any,
        ) -> Any:
            driving = {
                "time_limit_s": route_time_s,
                "workers": workers,
                "iterations": iterations,
                "first": first,
            }
            return command(driving=driving, **others)

        help_of_time = "Wall time for the routes of each scenario."
        return _with(
            with_driving,
            wall_time(time_option, "route_time_s", 60.0, help_of_time),
            FIRST,
            click.option("--iterations", type=click.IntRange(min=1),
                         help="Steps of every search; with them a seed gives the same routes "
                         "again, if the time suffices."),
            click.option("--workers", type=click.IntRange(min=1), default=2, show_default=True,
                         help="Processes that search for routes at the same time."),
        )  # fmt: skip

    return add


def told_by(*options: Adding) -> Adding:
    """Return what adds options of how things are told; they come to the command as `tell`."""

    def add(command: Command) -> Command:
        @wraps(command)
        def with_telling(
            *, lang: Lang, as_json: bool = False, quiet: bool = False, **others: Any
        ) -> Any:
            verbose = click.get_current_context().meta.get(VERBOSE, False)
            tell = Telling(lang=lang, as_json=as_json, quiet=quiet, verbose=verbose)
            return command(tell=tell, **others)

        return _with(with_telling, *options)

    return add


def _with(command: Command, *options: Adding) -> Command:
    """Add options, the first to stand first."""
    for option in reversed(options):
        command = option(command)
    return command
