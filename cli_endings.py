"""How commands end: with an exit code, and in a sentence where there is no answer."""

from __future__ import annotations

import logging
from typing import Any, NoReturn

import click

from optimizer.errors import PlanningError

EXIT_INTERNAL, EXIT_USAGE, EXIT_VERIFICATION, EXIT_INTERRUPTED = 1, 2, 5, 130

VERBOSE, LANGUAGE = "cli.verbose", "cli.language"
"""Keys under which click remembers these options for whoever reports an error."""


class Commands(click.Group):
    """A group whose commands end in a sentence and an exit code, never in a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; errors become messages on stderr."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except (Exception, KeyboardInterrupt) as error:
            _fail(ctx, error)


def end(exit_code: int) -> NoReturn:
    """End the command that runs."""
    click.get_current_context().exit(exit_code)


def _fail(ctx: click.Context, error: BaseException) -> NoReturn:
    from optimizer.summary.phrases import Lang
    from optimizer.summary.refusal import refusal_text

    message, code = refusal_text(error, ctx.meta.get(LANGUAGE, Lang.EN)), _exit_code(error)
    if code == EXIT_INTERNAL and ctx.meta.get(VERBOSE):
        logging.getLogger("reserve").exception("where it happened")
    elif code == EXIT_INTERNAL:
        message += " (run again with -v for the traceback)"
    click.echo(message, err=True)
    ctx.exit(code)


def _exit_code(error: BaseException) -> int:
    if isinstance(error, PlanningError):
        return error.exit_code
    if isinstance(error, KeyboardInterrupt):
        return EXIT_INTERRUPTED
    return EXIT_USAGE if isinstance(error, OSError) else EXIT_INTERNAL
